// SPDX-License-Identifier: MIT
#pragma once

#include <linux/ioctl.h>
#include <linux/types.h>
#include <linux/vfio.h>

// What the suite uses of <linux/vfio.h> and <linux/iommufd.h> and the oldest supported headers
// (6.1) lack. Layouts and numbers are those of the kernel's include/uapi.

namespace cf
{

// struct vfio_device_feature_dma_buf; its ranges, an offset and a length each, stand behind it.
struct VfioFeatureDmaBuf {
	__u32 region_index;
	__u32 open_flags;
	__u32 flags;
	__u32 nr_ranges;
};

constexpr __u32 kVfioFeatureDmaBuf = 11;

struct VfioBindIommufd {
	__u32 argsz;
	__u32 flags;
	__s32 iommufd;
	__u32 out_devid;
};

struct VfioAttachIommufdPt {
	__u32 argsz;
	__u32 flags;
	__u32 pt_id;
};

constexpr unsigned long kVfioDeviceBindIommufd = _IO(VFIO_TYPE, VFIO_BASE + 18);
constexpr unsigned long kVfioDeviceAttachIommufdPt = _IO(VFIO_TYPE, VFIO_BASE + 19);

struct IommuIoasAlloc {
	__u32 size;
	__u32 flags;
	__u32 out_ioas_id;
};

struct IommuIoasMapFile {
	__u32 size;
	__u32 flags;
	__u32 ioas_id;
	__s32 fd;
	__u64 start;
	__u64 length;
	__u64 iova;
};

constexpr __u32 kIommuMapWriteable = 1U << 1;
constexpr __u32 kIommuMapReadable = 1U << 2;
constexpr unsigned long kIommuIoasAlloc = _IO(';', 0x81);
constexpr unsigned long kIommuIoasMapFile = _IO(';', 0x8f);

} // namespace cf
