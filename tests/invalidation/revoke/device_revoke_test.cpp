// SPDX-License-Identifier: MIT
//
// Claim: device memory that is reset, switched off or closed is out of its importers' reach when
// the call returns: each was told, its accesses are over, its mapping is gone, and none is made
// until the memory is back; after a close none ever.
// Owed by: vfio_pci_dma_buf_move() and its callers; dma_buf_invalidate_mappings(): "a caller
// wishing to fully stop access to the DMA-buf must wait for both" fences and unmapping.
// Red when: an importer is left out, an access is not waited for, a mapping outlives the revoke, or
// memory that was off and on again can't be mapped, or revoked a second time.

#include "invalidation/revoke/memory.h"

namespace cf
{
namespace
{

const Errno kNoDevice{ENODEV};
constexpr std::uint32_t kRounds = 20;

class DeviceRevoke : public DeviceRevokeTest
{
};

TEST_P(DeviceRevoke, tells_each_importer_and_leaves_no_mapping)
{
	const DmaBuf buffer = export_memory();
	std::vector<ProbeImporter> importers;
	importers.reserve(3);
	while (importers.size() < 3)
		importers.push_back(probe().attach(buffer, peer()));
	for (const ProbeImporter &importer : importers)
		importer.map();

	revoke();

	for (const ProbeImporter &importer : importers) {
		EXPECT_EQ(importer.state().invalidations, GetParam().calls);
		EXPECT_FALSE(importer.state().mapped);
	}
}

TEST_P(DeviceRevoke, calls_in_a_task_under_the_lock)
{
	const DmaBuf buffer = export_memory();
	const ProbeImporter importer = probe().attach(buffer, peer());

	revoke();

	const ProbeEvents calls = of_kind(probe().take_events(), EventKind::invalidate);
	ASSERT_EQ(calls.size(), GetParam().calls);
	EXPECT_FALSE(calls[0].in_interrupt());
	EXPECT_TRUE(calls[0].resv_locked());
	EXPECT_EQ(calls[0].resv_held(), probe().info().sees_locks);
}

TEST_P(DeviceRevoke, waits_for_the_access_of_the_moment)
{
	const DmaBuf buffer = export_memory();
	const ProbeImporter importer = probe().attach(buffer, peer(Reaction::fence));
	importer.map();
	const SyncFile job = importer.start({.write = true, .time = kJobTime});

	revoke();

	EXPECT_TRUE(job.signalled());
	EXPECT_EQ(job.info().status, 1);
	EXPECT_EQ(importer.state().retired, 0U);
}

INSTANTIATE_TEST_SUITE_P(
	Ways, DeviceRevoke, testing::Values(kByReset, kByMemoryOff, kByClose), ParameterName{});

class DeviceGone : public DeviceRevokeTest
{
};

TEST_P(DeviceGone, is_not_attached_to_nor_mapped)
{
	const DmaBuf buffer = export_memory();
	const ProbeImporter importer = probe().attach(buffer, peer());

	revoke();

	EXPECT_EQ(importer.try_map(Direction::both_ways).error(), kNoDevice);
	EXPECT_EQ(probe().try_attach(buffer, peer()).error(), kNoDevice);
	EXPECT_EQ(buffer.size(), size());
}

INSTANTIATE_TEST_SUITE_P(
	Ways, DeviceGone, testing::Values(kByMemoryOff, kByClose), ParameterName{});

class DeviceOff : public DeviceMemoryTest
{
};

TEST_F(DeviceOff, is_exported_as_what_is_revoked_until_it_is_on)
{
	device().enable_memory(false);
	const DmaBuf buffer = export_memory();

	EXPECT_EQ(probe().try_attach(buffer, peer()).error(), kNoDevice);

	device().enable_memory(true);
	probe().attach(buffer, peer()).map();
}

class DeviceBack : public DeviceRevokeTest
{
};

TEST_P(DeviceBack, is_mapped_again_and_holds_what_it_held)
{
	const Pattern pattern{65};
	pattern.fill(device().map_bar(kBar).bytes());
	const DmaBuf buffer = export_memory();
	const ProbeImporter importer = probe().attach(buffer, peer());
	importer.map();

	revoke();
	device().enable_memory(true);
	importer.map();

	EXPECT_TRUE(device_sees(importer, pattern));
	EXPECT_EQ(importer.state().invalidations, 2U) << "going and coming back both tell";
}

// Each revoke waits for mappings that were made after the last: the count of them starts anew.
TEST_P(DeviceBack, can_be_revoked_again)
{
	const DmaBuf buffer = export_memory();
	const ProbeImporter importer = probe().attach(buffer, peer());

	for (std::uint32_t round = 1; round <= kRounds; ++round) {
		importer.map();
		revoke();
		device().enable_memory(true);
		ASSERT_EQ(importer.state().invalidations, 2 * round);
		ASSERT_FALSE(importer.state().mapped);
	}
	importer.map();
	close_device();
	EXPECT_FALSE(importer.state().mapped);
}

INSTANTIATE_TEST_SUITE_P(
	Ways, DeviceBack, testing::Values(kByReset, kByMemoryOff), ParameterName{});

class ClosedDevice : public DeviceMemoryTest
{
};

TEST_F(ClosedDevice, gives_its_memory_back_by_a_new_export_alone)
{
	const DmaBuf old = export_memory();
	const ProbeImporter importer = probe().attach(old, peer());
	close_device();

	open_device();
	const DmaBuf fresh = export_memory();

	EXPECT_EQ(importer.try_map(Direction::both_ways).error(), kNoDevice);
	EXPECT_EQ(probe().try_attach(old, peer()).error(), kNoDevice);
	probe().attach(fresh, peer()).map();
}

} // namespace
} // namespace cf
