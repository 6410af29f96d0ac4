// SPDX-License-Identifier: MIT
//
// Claim: buffers of every exporter are made, mapped, touched, bracketed and closed time after time,
// and what is written through the dma-buf its exporter finds. What each step costs, by size and by
// direction, is measured against a bare ioctl.
// Owed by: Documentation/driver-api/dma-buf.rst, "CPU Access to DMA Buffer Objects";
// include/uapi/linux/dma-buf.h, DMA_BUF_IOCTL_SYNC.
// Red when: a buffer can't be made again after another was closed, a mapping shows other memory
// than the exporter's, or a bracket fails.

#include <gtest/gtest.h>

#include <cstring>

#include "latency/calls.h"
#include "support/labels.h"
#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

class Buffers : public ExporterTest
{
protected:
	void SetUp() override { require_mappable(exporter()); }

	// A word in each page. The compiler may not leave one out.
	static void touch(std::span<std::byte> bytes, unsigned value)
	{
		for (std::size_t at = 0; at < bytes.size(); at += page_size()) {
			volatile std::byte &word = bytes[at];
			word = std::byte(value);
		}
	}

	static void bracket(Calls &calls, const DmaBuf &dmabuf, Access access, const char *begin,
		const char *end)
	{
		calls.time(begin, [&] { dmabuf.try_begin_cpu_access(access).take(); });
		calls.time(end, [&] { dmabuf.try_end_cpu_access(access).take(); });
	}

	static std::byte last_page_of(const ExportedBuffer &buffer, std::size_t size)
	{
		std::byte found{};
		buffer.read(size - page_size(), {&found, 1});
		return found;
	}
};

const Labelled<Buffers> buffers{Label::bench};

TEST_P(Buffers, are_made_touched_and_closed)
{
	unsigned mark = 0;
	const auto turn = [&](Calls &calls, std::size_t size) {
		std::unique_ptr<ExportedBuffer> buffer =
			calls.time("create", [&] { return exporter().create(size); });
		const DmaBuf &dmabuf = buffer->dmabuf();
		Mapping mapping = calls.time("map", [&] { return dmabuf.map(); });
		const auto bytes = mapping.bytes().first(size);
		calls.time("first_touch", [&] { touch(bytes, ++mark); });
		calls.time("later_touch", [&] { touch(bytes, ++mark); });
		EXPECT_EQ(last_page_of(*buffer, size), std::byte(mark));
		bracket(calls, dmabuf, Access::read, "begin_read", "end_read");
		bracket(calls, dmabuf, Access::write, "begin_write", "end_write");
		bracket(calls, dmabuf, Access::read_write, "begin_both", "end_both");
		calls.time("unmap", [&] { mapping.reset(); });
		calls.time("close", [&] { buffer.reset(); });
	};

	measure_calls(buffer_sizes_up_to(exporter().max_size()), [&](std::size_t size) {
		return [&turn, size](Calls &calls) {
			turn(calls, size);
		};
	});
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Buffers);
INSTANTIATE_TEST_SUITE_P(Exporters, Buffers, testing::ValuesIn(exporters()), ParameterName{});

} // namespace
} // namespace cf
