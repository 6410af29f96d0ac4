// SPDX-License-Identifier: MIT
//
// Claim: lseek tells a buffer's size and nothing else: SEEK_END with offset 0 gives whole pages
// that hold what was asked for, SEEK_SET with offset 0 gives 0, all else is EINVAL; stat agrees.
// Owed by: Documentation/driver-api/dma-buf.rst, "Userspace Interface Notes" (size by lseek).
// Red when: an exporter forgets to round up or tells the size of its own object instead, or the
// descriptor gets a file position.

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include "support/matrix/sharing.h"

namespace cf
{

struct Seek {
	std::string label;
	off_t offset;
	int whence;

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

namespace
{

class ExportedSize : public SizedExporterTest
{
};

TEST_P(ExportedSize, is_whole_pages_that_hold_the_buffer)
{
	const auto buffer = exporter().create(size());
	struct stat status = {};

	const std::size_t told = buffer->dmabuf().size();
	ASSERT_EQ(::fstat(buffer->dmabuf().fd().get(), &status), 0);

	EXPECT_GE(told, size());
	EXPECT_EQ(told % page_size(), 0u);
	EXPECT_EQ(told, buffer->dmabuf().info().size);
	EXPECT_EQ(told, static_cast<std::size_t>(status.st_size));
}

class SeekMisuse : public testing::TestWithParam<std::tuple<ExporterRef, Seek>>
{
};

TEST_P(SeekMisuse, other_seeks_are_refused)
{
	const auto &[exporter, seek] = GetParam();
	const auto buffer = exporter->create(page_size());
	const int fd = buffer->dmabuf().fd().get();

	errno = 0;
	EXPECT_EQ(::lseek(fd, seek.offset, seek.whence), -1);

	EXPECT_EQ(Errno{errno}, Errno{EINVAL});
	EXPECT_EQ(::lseek(fd, 0, SEEK_SET), 0);
}

const std::vector<Seek> kSeeks{
	{"set_one", 1, SEEK_SET},
	{"set_minus_one", -1, SEEK_SET},
	{"end_one", 1, SEEK_END},
	{"end_minus_one", -1, SEEK_END},
	{"current", 0, SEEK_CUR},
	{"data", 0, SEEK_DATA},
	{"hole", 0, SEEK_HOLE},
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ExportedSize);
INSTANTIATE_TEST_SUITE_P(Exporters, ExportedSize, testing::ValuesIn(sized_exporters(usual_sizes())),
	ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SeekMisuse);
INSTANTIATE_TEST_SUITE_P(Exporters, SeekMisuse,
	testing::Combine(testing::ValuesIn(any_exporter()), testing::ValuesIn(kSeeks)),
	ParameterName{});

} // namespace
} // namespace cf
