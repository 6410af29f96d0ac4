// SPDX-License-Identifier: MIT
//
// Claim: a buffer's name, given by DMA_BUF_SET_NAME through any of its descriptors, shows in the
// fdinfo of all of them, may be given anew as often as one likes, and is refused when it is longer
// than 31 bytes.
// Owed by: include/uapi/linux/dma-buf.h (DMA_BUF_SET_NAME) and dma_buf_show_fdinfo().
// Red when: the name is kept with the descriptor instead of the buffer, cut instead of refused, a
// refused name replaces the old one, or a replaced one stays in memory.

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

#include "host/kernel/kernel_config.h"
#include "host/meminfo.h"
#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

const std::string kLongest(31, 'n');

class BufferName : public ExporterTest
{
};

TEST_P(BufferName, new_buffer_has_none_and_tells_its_exporter)
{
	const auto buffer = exporter().create(page_size());

	const DmaBufInfo info = buffer->dmabuf().info();

	EXPECT_EQ(info.name, "");
	EXPECT_NE(info.exporter_name, "");
}

TEST_P(BufferName, shows_in_fdinfo_of_every_descriptor)
{
	const auto buffer = exporter().create(page_size());
	const DmaBuf other = buffer->dmabuf().duplicate();

	other.set_name("first");
	EXPECT_EQ(buffer->dmabuf().info().name, "first");

	buffer->dmabuf().set_name(kLongest);
	EXPECT_EQ(other.info().name, kLongest);
}

TEST_P(BufferName, too_long_is_refused_and_changes_nothing)
{
	const auto buffer = exporter().create(page_size());
	buffer->dmabuf().set_name("kept");

	EXPECT_EQ(buffer->dmabuf().try_set_name(kLongest + "n").error(), Errno{EINVAL});

	EXPECT_EQ(buffer->dmabuf().info().name, "kept");
}

class ReplacedName : public ExporterTest
{
protected:
	static constexpr int kRounds = 3; // a leak shows in each, what others do in some
	static constexpr int kNamesARound = 40000;

	void SetUp() override
	{
		require(running_kernel_config("CONFIG_KASAN_GENERIC") != ConfigAnswer::built_in,
			"KASAN holds freed memory back");
	}
};

TEST_P(ReplacedName, is_not_kept)
{
	const auto buffer = exporter().create(page_size());
	std::int64_t lost = std::numeric_limits<std::int64_t>::max();
	for (int round = 0; round < kRounds; ++round) {
		const std::int64_t before = meminfo_value("SUnreclaim");
		ASSERT_GT(before, 0) << "/proc/meminfo has no SUnreclaim";
		for (int named = 0; named < kNamesARound; ++named)
			buffer->dmabuf().set_name(kLongest);
		lost = std::min(lost, meminfo_value("SUnreclaim") - before);
	}

	const auto all = static_cast<std::int64_t>(kNamesARound * (kLongest.size() + 1));
	EXPECT_LT(lost, all / 2) << "bytes more than before " << kNamesARound << " names";
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ReplacedName);
INSTANTIATE_TEST_SUITE_P(
	Exporter, ReplacedName, testing::ValuesIn(any_exporter()), ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(BufferName);
INSTANTIATE_TEST_SUITE_P(Exporters, BufferName, testing::ValuesIn(exporters()), ParameterName{});

} // namespace
} // namespace cf
