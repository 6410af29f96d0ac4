// SPDX-License-Identifier: MIT
//
// Claim: a buffer that a driver put a fence into is gone when that driver, its fence and the last
// descriptor are: the fence was no reference to it for longer than that.
// Owed by: include/linux/dma-resv.h: a reservation object holds its fences, they do not hold it;
// Documentation/driver-api/dma-buf.rst, "Basic Operation and Device DMA Access".
// Red when: a driver keeps the object that it has fenced, and with it the import and the buffer.

#include <optional>

#include <gtest/gtest.h>

#include "support/gone.h"
#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

class FencedBuffer : public testing::TestWithParam<FencedExporter>
{
protected:
	void SetUp() override
	{
		require_fenceable(*GetParam().source, *GetParam().exporter);
		require_bufinfo();
	}
};

TEST_P(FencedBuffer, is_gone_with_its_descriptor)
{
	std::unique_ptr<ExportedBuffer> buffer = GetParam().exporter->create(page_size());
	const ino_t inode = buffer->dmabuf().inode();
	{
		const auto fence = GetParam().source->attach(buffer->dmabuf(), Access::write);
		EXPECT_TRUE(is_alive(inode));
		fence->signal();
	}
	EXPECT_TRUE(is_alive(inode)) << "gone before its descriptor";

	buffer.reset();

	EXPECT_TRUE(is_gone_in_time(inode)) << "still listed in dma_buf/bufinfo";
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(FencedBuffer);
INSTANTIATE_TEST_SUITE_P(
	Fences, FencedBuffer, testing::ValuesIn(fenced_exporters()), ParameterName{});

} // namespace
} // namespace cf
