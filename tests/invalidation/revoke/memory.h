// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/text_file.h"
#include "invalidation/probing.h"
#include "vfio/device.h"

// Fixture for the memory of a PCI device as vfio-pci exports it (Linux 6.19): the spare device
// of a guest of ci/vm, and the probe module as importer in that device's name, which is a peer
// of itself on every machine. One case at a time has the device.

namespace cf
{

constexpr int kBar = 2;

// What revokes device memory.
enum class Revoker { reset, memory_off, close };

class DeviceMemoryTest : public ProbeTest
{
protected:
	void SetUp() override
	{
		ProbeTest::SetUp();
		const std::string address = require_present(VfioBinding::try_find_spare(),
			"needs QEMU's ivshmem-plain, as guests of ci/vm have it");
		binding_.emplace(require_present(VfioBinding::try_bind(address),
			"needs vfio-pci behind an IOMMU (CONFIG_VFIO_PCI, CONFIG_INTEL_IOMMU)"));
		open_device();
		const Result<DmaBuf> trial = device_->try_export(kBar, 0, page_size());
		require(trial.error() != Errno{ENOTTY},
			"this kernel exports no device memory (CONFIG_VFIO_PCI_DMABUF, Linux "
			"6.19)");
	}

	void open_device() { device_.emplace(VfioDevice::open(*binding_)); }
	void close_device() { device_.reset(); }

	void revoke(Revoker how)
	{
		switch (how) {
		case Revoker::reset:
			return device().reset();
		case Revoker::memory_off:
			return device().enable_memory(false);
		case Revoker::close:
			return close_device();
		}
	}

	const std::string &address() const { return binding_->address(); }
	const VfioDevice &device() const { return *device_; }

	// The first pages of the BAR.
	DmaBuf export_memory() const { return device_->try_export(kBar, 0, size()).take(); }

	// Who may attach to device memory: a peer that can be revoked.
	ProbeImporterOptions peer(Reaction reaction = Reaction::unmap) const
	{
		return {.peer_to_peer = true, .pci = address(), .reaction = reaction};
	}

private:
	std::optional<VfioBinding> binding_;
	std::optional<VfioDevice> device_;
};

struct Revoking {
	const char *label;
	Revoker how;
	unsigned calls; // of the callback: coming back is told as well

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

inline constexpr Revoking kByReset{"by_reset", Revoker::reset, 2};
inline constexpr Revoking kByMemoryOff{"by_memory_off", Revoker::memory_off, 1};
inline constexpr Revoking kByClose{"by_close", Revoker::close, 1};

class DeviceRevokeTest : public DeviceMemoryTest, public testing::WithParamInterface<Revoking>
{
protected:
	void revoke() { DeviceMemoryTest::revoke(GetParam().how); }
};

} // namespace cf
