// SPDX-License-Identifier: MIT
//
// Claim: fdinfo counts the references of a buffer: one for the only descriptor, one more for each
// further one and for a mapping, and one less when it goes.
// Owed by: drivers/dma-buf/dma-buf.c, dma_buf_show_fdinfo(): the count of the file "less the
// reference that reading takes".
// Red when: reading fdinfo counts itself, or an exporter that is gone still holds its buffer.

#include <gtest/gtest.h>

#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

class References : public ExporterTest
{
protected:
	// The dma-buf alone: what the exporter held of it has gone.
	DmaBuf create() const
	{
		return std::move(*exporter().create(page_size())).release_dmabuf();
	}
};

TEST_P(References, are_counted)
{
	const DmaBuf buffer = create();
	EXPECT_EQ(buffer.info().count, 1u);
	{
		const DmaBuf second = buffer.duplicate();
		const DmaBuf third = second.duplicate();
		EXPECT_EQ(buffer.info().count, 3u);
		EXPECT_EQ(third.info().count, 3u);
	}
	EXPECT_EQ(buffer.info().count, 1u);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(References);
INSTANTIATE_TEST_SUITE_P(Exporters, References, testing::ValuesIn(exporters()), ParameterName{});

} // namespace
} // namespace cf
