// SPDX-License-Identifier: MIT
#include "vfio/iommufd.h"

#include <fcntl.h>

#include "base/ioctl.h"
#include "vfio/compat.h"

namespace cf
{

namespace
{

constexpr const char *kNode = "/dev/iommu";
constexpr IoctlRequest kAlloc{kIommuIoasAlloc, "IOMMU_IOAS_ALLOC"};
constexpr IoctlRequest kMapFile{kIommuIoasMapFile, "IOMMU_IOAS_MAP_FILE"};

} // namespace

Result<Iommufd> Iommufd::try_open()
{
	Result<UniqueFd> fd = cf::try_open(kNode, O_RDWR);
	if (!fd.ok())
		return fd.failure();
	return Iommufd{std::move(fd).take()};
}

AddressSpace Iommufd::create_space() const
{
	IommuIoasAlloc request{.size = sizeof request, .flags = 0, .out_ioas_id = 0};
	try_ioctl_status(fd_, kAlloc, &request, kNode).take();
	return {request.out_ioas_id};
}

Result<std::uint64_t> Iommufd::try_map(AddressSpace space, const DmaBuf &buffer) const
{
	IommuIoasMapFile request{
		.size = sizeof request,
		.flags = kIommuMapReadable | kIommuMapWriteable,
		.ioas_id = space.id,
		.fd = buffer.fd().get(),
		.start = 0,
		.length = buffer.size(),
		.iova = 0,
	};
	const Status status = try_ioctl_status(fd_, kMapFile, &request, kNode);
	if (!status.ok())
		return status.failure();
	return request.iova;
}

} // namespace cf
