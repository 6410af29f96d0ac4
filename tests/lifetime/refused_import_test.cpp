// SPDX-License-Identifier: MIT
//
// Claim: an import that is refused keeps nothing of the buffer, which is gone with its descriptor.
// Owed by: include/linux/dma-buf.h and drivers/dma-buf/dma-buf.c, dma_buf_get(): each reference is
// given back by dma_buf_put(), on the ways out of an error, too.
// Red when: an importer takes a reference first, finds then that it can't attach or map, and
// forgets what it took, so that whoever may open the device fills the memory with buffers.

#include <tuple>

#include <gtest/gtest.h>

#include "support/gone.h"
#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

void expect_gone(std::unique_ptr<ExportedBuffer> buffer)
{
	const ino_t inode = buffer->dmabuf().inode();
	EXPECT_TRUE(is_alive(inode));
	buffer.reset();
	EXPECT_TRUE(is_gone_in_time(inode, kAtOnce))
		<< "who refused the import holds the buffer, inode " << inode << " in bufinfo";
}

std::vector<Pair> refused_pairs()
{
	std::vector<Pair> all = pairs();
	std::erase_if(all, [](const Pair &pair) { return expected_refusal(pair) == nullptr; });
	return all;
}

class RefusedPair : public testing::TestWithParam<Pair>
{
protected:
	void SetUp() override { require_bufinfo(); }
};

TEST_P(RefusedPair, leaves_the_buffer_to_its_end)
{
	auto buffer = GetParam().exporter->create(page_size());

	EXPECT_FALSE(GetParam().importer->open()->try_import(buffer->dmabuf()).ok());

	expect_gone(std::move(buffer));
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RefusedPair);
INSTANTIATE_TEST_SUITE_P(Pairs, RefusedPair, testing::ValuesIn(refused_pairs()), ParameterName{});

class RefusedSize : public testing::TestWithParam<std::tuple<ExporterRef, ImporterRef>>
{
protected:
	void SetUp() override { require_bufinfo(); }

	static const Exporter &exporter() { return *std::get<ExporterRef>(GetParam()); }
	static const Importer &importer() { return *std::get<ImporterRef>(GetParam()); }
};

TEST_P(RefusedSize, of_another_size_leaves_the_buffer_to_its_end)
{
	auto buffer = exporter().create(page_size());
	const std::size_t too_large = 4 * buffer->dmabuf().size();

	EXPECT_EQ(importer().open()->try_import_as(buffer->dmabuf(), too_large).error(),
		Errno{EFAULT});

	expect_gone(std::move(buffer));
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RefusedSize);
INSTANTIATE_TEST_SUITE_P(Sizes, RefusedSize,
	testing::Combine(testing::ValuesIn(any_exporter()),
		testing::ValuesIn(importers({.told_sizes = true}))),
	ParameterName{});

} // namespace
} // namespace cf
