// SPDX-License-Identifier: MIT
//
// Claim: what one side writes into a shared buffer is what the other side reads, every byte of
// it, whatever the size of the buffer and however its memory is scattered.
// Owed by: Documentation/driver-api/dma-buf.rst, "Shared DMA Buffers": exporter and importer
// work on one and the same backing store.
// Red when: an importer takes the first entry of the scatter list for the whole buffer, maps
// pages in another order, forgets to flush a cache, or cuts a size to 32 bits.

#include <gtest/gtest.h>

#include "support/content/pattern.h"
#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

class ImporterReads : public SizedPairTest
{
};

TEST_P(ImporterReads, importer_sees_what_exporter_wrote)
{
	const auto buffer = exporter().create(size());
	const auto session = importer().open();
	const auto imported = session->import(buffer->dmabuf());

	const Pattern pattern{1};
	pattern.write_to(*buffer, size());

	EXPECT_TRUE(pattern.is_in(*imported, size()));
}

TEST_P(ImporterReads, importer_sees_what_was_there_before_it_came)
{
	const auto buffer = exporter().create(size());
	const Pattern pattern{2};
	pattern.write_to(*buffer, size());

	const auto session = importer().open();
	const auto imported = session->import(buffer->dmabuf());

	EXPECT_TRUE(pattern.is_in(*imported, size()));
}

class ImporterWrites : public SizedPairTest
{
};

TEST_P(ImporterWrites, exporter_sees_what_importer_wrote)
{
	const auto buffer = exporter().create(size());
	const auto session = importer().open();
	const auto imported = session->import(buffer->dmabuf());

	const Pattern pattern{3};
	pattern.write_to(*imported, size());

	EXPECT_TRUE(pattern.is_in(*buffer, size()));
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ImporterReads);
INSTANTIATE_TEST_SUITE_P(Pairs, ImporterReads,
	testing::ValuesIn(sized_pairs({.reads = true}, usual_sizes())), ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ImporterWrites);
INSTANTIATE_TEST_SUITE_P(Pairs, ImporterWrites,
	testing::ValuesIn(sized_pairs({.writes = true}, usual_sizes())), ParameterName{});

} // namespace
} // namespace cf
