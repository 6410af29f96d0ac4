// SPDX-License-Identifier: MIT
//
// Claim: a vfio device can be closed, or at least whoever closes it be killed, although an importer
// of its memory does not let go of its mapping.
// Owed by: Documentation/driver-api/dma-buf.rst, "Indefinite DMA Fences": what userspace or another
// driver decides must not hold up the kernel without bound. That the importer is wrong, and should
// unmap "within bounded time" (dma_buf_invalidate_mappings()), does not make the wait endless.
// Red when: vfio_pci_dma_buf_move() waits for the last unmapping without a timeout and without
// heeding signals, with the device's memory_lock held.

#include <csignal>
#include <memory>
#include <optional>

#include <poll.h>
#include <sys/syscall.h>

#include "probe/probe.h"
#include "support/labels.h"
#include "support/matrix/pending_file.h"
#include "support/process/blocked_child.h"
#include "support/process/child_process.h"
#include "support/require.h"
#include "vfio/device.h"

namespace cf
{
namespace
{

constexpr int kBar = 2;
constexpr std::chrono::seconds kPatience{10};

class KeptMemory : public testing::Test
{
protected:
	void SetUp() override
	{
		probe_.emplace(require_present(Probe::try_open(), kProbeNeeded));
		const std::string address = require_present(VfioBinding::try_find_spare(),
			"needs QEMU's ivshmem-plain, as guests of ci/vm have it");
		binding_.emplace(require_present(VfioBinding::try_bind(address),
			"needs vfio-pci behind an IOMMU (CONFIG_VFIO_PCI)"));
		device_.emplace(VfioDevice::open(*binding_));
		buffer_.emplace(require_present(device_->try_export(kBar, 0, page_size()),
			"this kernel exports no device memory (CONFIG_VFIO_PCI_DMABUF)"));
		importer_.emplace(probe_->attach(*buffer_,
			{.peer_to_peer = true, .pci = address, .reaction = Reaction::keep}));
		importer_->map();
	}

	// A process that has the device's last descriptor, and closes it when told.
	std::unique_ptr<ChildProcess> start_closer()
	{
		auto closer = std::make_unique<ChildProcess>([this](FdChannel &parent) {
			parent.receive();
			device_.reset();
		});
		device_.reset();
		closer->channel().send("go");
		return closer;
	}

	static bool ends(const ChildProcess &process)
	{
		const UniqueFd pidfd{static_cast<int>(::syscall(SYS_pidfd_open, process.pid(), 0))};
		return poll(pidfd, POLLIN, Deadline{kPatience}) != 0;
	}

	// Lets the one who waits for it go on, so that the guest is none the worse.
	void let_go() const { importer_->unmap(); }

private:
	std::optional<Probe> probe_;
	std::optional<VfioBinding> binding_;
	std::optional<VfioDevice> device_;
	std::optional<DmaBuf> buffer_;
	std::optional<ProbeImporter> importer_;
};

const Labelled<KeptMemory> kept_memory{Label::hunt};

TEST_F(KeptMemory, does_not_hold_up_the_close_for_ever)
{
	const auto closer = start_closer();

	EXPECT_TRUE(ends(*closer)) << "the close of the device waits for an importer";

	let_go();
	closer->finish();
}

TEST_F(KeptMemory, lets_who_closes_be_killed)
{
	const auto closer = start_closer();
	wait_until_blocked_in(*closer, SYS_close);

	::kill(closer->pid(), SIGKILL);
	EXPECT_TRUE(ends(*closer))
		<< "the close of the device waits for an importer, and for no signal";

	let_go();
	closer->kill();
}

} // namespace
} // namespace cf
