// SPDX-License-Identifier: MIT
//
// Claim: a BAR that vfio-pci exports is mapped for a peer at addresses where its content is, both
// ways; only an importer that asks for peer-to-peer and can be revoked gets it, all others are
// refused with the errno of the contract.
// Owed by: vfio_pci_dma_buf_attach() and include/uapi/linux/vfio.h (VFIO_DEVICE_FEATURE_DMA_BUF);
// include/linux/dma-buf.h: allow_peer2peer is "needed to allow peer-to-peer access".
// Red when: the addresses are those of another part of the BAR, or an importer that takes what it
// gets for system memory, or that nobody can revoke, is let in, or keeps what it could not have.

#include <algorithm>
#include <optional>
#include <span>

#include <sys/mman.h>

#include "invalidation/revoke/memory.h"
#include "support/gone.h"
#include "support/matrix/pairs.h"

namespace cf
{
namespace
{

class DeviceMemory : public DeviceMemoryTest
{
};

TEST_F(DeviceMemory, is_seen_at_the_dma_addresses)
{
	const Pattern pattern{61};
	pattern.fill(device().map_bar(kBar).bytes());
	const DmaBuf buffer = export_memory();
	const ProbeImporter importer = probe().attach(buffer, peer());

	importer.map();

	EXPECT_TRUE(device_sees(importer, pattern));
}

TEST_F(DeviceMemory, of_a_part_of_the_bar_is_that_part)
{
	const Pattern pattern{62};
	const std::size_t offset = 5 * page_size();
	pattern.fill(device().map_bar(kBar).bytes().subspan(offset, size()));
	const DmaBuf buffer = device().try_export(kBar, offset, size()).take();
	const ProbeImporter importer = probe().attach(buffer, peer());

	importer.map();

	EXPECT_EQ(buffer.size(), size());
	EXPECT_TRUE(device_sees(importer, pattern));
}

TEST_F(DeviceMemory, of_several_parts_is_these_one_behind_the_other)
{
	const BarRange first{9 * page_size(), page_size()};
	const BarRange second{2 * page_size(), size() - page_size()};
	const Pattern pattern{66};
	const Mapping bar = device().map_bar(kBar);
	std::vector<std::byte> content(size());
	pattern.fill(content);
	std::ranges::copy(
		std::span(content).first(first.length), bar.bytes().subspan(first.offset).begin());
	std::ranges::copy(std::span(content).subspan(first.length),
		bar.bytes().subspan(second.offset).begin());
	const DmaBuf buffer = device().try_export(kBar, {first, second}).take();
	const ProbeImporter importer = probe().attach(buffer, peer());

	importer.map();

	EXPECT_EQ(buffer.size(), size());
	EXPECT_TRUE(device_sees(importer, pattern));
}

TEST_F(DeviceMemory, takes_what_the_peer_writes)
{
	const Pattern pattern{63};
	const DmaBuf buffer = export_memory();
	const ProbeImporter importer = probe().attach(buffer, peer());
	importer.map();

	write_by_device(importer, pattern, size());

	EXPECT_TRUE(pattern.matches(device().map_bar(kBar).bytes().first(size())));
}

TEST_F(DeviceMemory, is_refused_to_who_can_not_have_it)
{
	const DmaBuf buffer = export_memory();
	const Errno refused{EOPNOTSUPP};
	ProbeImporterOptions options = peer();

	options.peer_to_peer = false;
	EXPECT_EQ(probe().try_attach(buffer, options).error(), refused) << "wants system memory";
	options = peer();
	options.kind = ImporterKind::static_;
	EXPECT_EQ(probe().try_attach(buffer, options).error(), refused) << "wants system memory";
	options.kind = ImporterKind::dynamic_pinned;
	EXPECT_EQ(probe().try_attach(buffer, options).error(), refused) << "can't be revoked";
}

TEST_F(DeviceMemory, is_not_mapped_for_who_is_no_pci_device)
{
	const DmaBuf buffer = export_memory();
	const ProbeImporter importer = probe().attach(buffer, {.peer_to_peer = true});

	EXPECT_EQ(importer.try_map(Direction::both_ways).error(), Errno{EINVAL});
}

TEST_F(DeviceMemory, is_not_for_the_cpu)
{
	const DmaBuf buffer = export_memory();
	std::array<std::byte, 8> word{};

	EXPECT_EQ(buffer.try_map(page_size(), PROT_READ).error(), Errno{EINVAL});
	const ProbeImporter importer = probe().attach(buffer, peer());
	EXPECT_EQ(importer.try_read(0, word, ProbePath::vmap).error(), Errno{EINVAL});
}

TEST_F(DeviceMemory, is_exported_in_whole_pages_of_a_bar)
{
	const std::size_t bar = device().bar_size(kBar);
	const Errno invalid{EINVAL};

	EXPECT_EQ(device().try_export(kBar, std::vector<BarRange>()).error(), invalid);
	EXPECT_EQ(device().try_export(kBar, 0, 0).error(), invalid);
	EXPECT_EQ(device().try_export(kBar, 0, page_size() / 2).error(), invalid);
	EXPECT_EQ(device().try_export(kBar, 8, page_size()).error(), invalid);
	EXPECT_EQ(device().try_export(kBar, 0, bar + page_size()).error(), invalid);
	EXPECT_EQ(device().try_export(kBar, bar, page_size()).error(), invalid);
	EXPECT_EQ(device().try_export(1, 0, page_size()).error(), Errno{ENODEV});
	EXPECT_EQ(device().try_export(kBar, bar - page_size(), page_size()).error(), Errno{});
}

class SystemMemory : public ProbeTest
{
};

// The other way round nothing changes: who can do with device memory may also get pages.
TEST_F(SystemMemory, is_mapped_for_a_peer_as_for_others)
{
	const Pattern pattern{64};
	const ProbeExporter exporter = create_filled(pattern);
	const ProbeImporter importer = probe().attach(exporter.dmabuf(), {.peer_to_peer = true});

	importer.map();

	EXPECT_TRUE(device_sees(importer, pattern));
}

// Drivers that import for the CPU, or for a device of their own without peer-to-peer.
class RefusedDeviceMemory : public DeviceMemoryTest, public testing::WithParamInterface<ImporterRef>
{
};

TEST_P(RefusedDeviceMemory, leaves_nothing_behind)
{
	require_bufinfo();
	std::optional buffer{export_memory()};
	const ino_t inode = buffer->inode();

	EXPECT_FALSE(GetParam()->open()->try_import(*buffer).ok());
	close_device();
	EXPECT_EQ(buffer->size(), size());
	buffer.reset();
	EXPECT_TRUE(is_gone_in_time(inode, kAtOnce)) << "who refused the import holds the buffer";
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RefusedDeviceMemory);
INSTANTIATE_TEST_SUITE_P(
	Importers, RefusedDeviceMemory, testing::ValuesIn(importers()), ParameterName{});

} // namespace
} // namespace cf
