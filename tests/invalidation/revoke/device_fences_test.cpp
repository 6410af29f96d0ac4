// SPDX-License-Identifier: MIT
//
// Claim: a revoke of device memory returns when every fence of the reservation object has
// signalled, whatever its usage, also when no mapping is left that would tell of the access.
// Owed by: dma_buf_invalidate_mappings(), by which a full stop of access includes the fences of
// usage BOOKKEEP; vfio_pci_dma_buf_move().
// Red when: the fences are not waited for, or those alone that readers and writers would mind.

#include "invalidation/revoke/memory.h"

namespace cf
{
namespace
{

struct FencedRevoking {
	Revoking way;
	const char *label;
	FenceUsage usage;

	std::string name() const { return std::string(label) + "_" + way.name(); }
	std::vector<std::string> roles() const { return {}; }
};

class DeviceFences : public DeviceMemoryTest, public testing::WithParamInterface<FencedRevoking>
{
};

// The fence ends by itself: nobody else can signal it while the revoke waits.
TEST_P(DeviceFences, are_waited_for)
{
	const DmaBuf buffer = export_memory();
	const ProbeFence fence = probe().create_fence({.lifetime = kJobTime});
	const SyncFile pending = fence.sync_file();
	probe().add_fence(buffer, pending, GetParam().usage);

	revoke(GetParam().way.how);

	EXPECT_TRUE(pending.signalled())
		<< "the revoke " << GetParam().way.name() << " was over before the fence of usage "
		<< GetParam().label << " had signalled";
}

const auto kRevokings = testing::Values(FencedRevoking{kByReset, "write", FenceUsage::write},
	FencedRevoking{kByReset, "bookkeep", FenceUsage::bookkeep},
	FencedRevoking{kByMemoryOff, "read", FenceUsage::read},
	FencedRevoking{kByMemoryOff, "bookkeep", FenceUsage::bookkeep},
	FencedRevoking{kByClose, "kernel", FenceUsage::kernel},
	FencedRevoking{kByClose, "bookkeep", FenceUsage::bookkeep});

INSTANTIATE_TEST_SUITE_P(Ways, DeviceFences, kRevokings, ParameterName{});

} // namespace
} // namespace cf
