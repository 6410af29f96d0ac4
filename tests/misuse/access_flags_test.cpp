// SPDX-License-Identifier: MIT
//
// Claim: the three ioctls that take access flags accept the documented bits, refuse each other bit
// and an empty access with EINVAL, and refuse a pointer to nowhere with EFAULT.
// Owed by: include/uapi/linux/dma-buf.h, DMA_BUF_SYNC_VALID_FLAGS_MASK and the comments of
// DMA_BUF_IOCTL_SYNC, _EXPORT_SYNC_FILE and _IMPORT_SYNC_FILE.
// Red when: a kernel ignores unknown bits (which can then never get a meaning), or touches user
// memory without checking it.

#include <gtest/gtest.h>

#include <cstdint>

#include "base/ioctl.h"
#include "support/matrix/sharing.h"

namespace cf
{

struct FlaggedIoctl {
	const char *label;
	IoctlRequest request;
	unsigned bits;       // how many flag bits the argument has
	std::uint64_t valid; // those that the kernel knows

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

namespace
{

constexpr std::uint64_t kAccess = DMA_BUF_SYNC_READ | DMA_BUF_SYNC_WRITE;

const std::vector<FlaggedIoctl> kIoctls{
	{"sync", {DMA_BUF_IOCTL_SYNC, "DMA_BUF_IOCTL_SYNC"}, 64, kAccess | DMA_BUF_SYNC_END},
	{"export_sync_file", {DMA_BUF_IOCTL_EXPORT_SYNC_FILE, "DMA_BUF_IOCTL_EXPORT_SYNC_FILE"}, 32,
		kAccess},
	{"import_sync_file", {DMA_BUF_IOCTL_IMPORT_SYNC_FILE, "DMA_BUF_IOCTL_IMPORT_SYNC_FILE"}, 32,
		kAccess},
};

// Each of the three arguments begins with its flags; none is longer.
union Argument {
	std::uint64_t flags64;
	dma_buf_export_sync_file file;
};

class AccessFlags : public testing::TestWithParam<std::tuple<ExporterRef, FlaggedIoctl>>
{
protected:
	void SetUp() override { buffer_ = std::get<ExporterRef>(GetParam())->create(page_size()); }

	const FlaggedIoctl &subject() const { return std::get<FlaggedIoctl>(GetParam()); }

	Errno error_of(std::uint64_t flags) const
	{
		Argument argument{};
		argument.flags64 = flags;
		return try_raw_ioctl(buffer_->dmabuf().fd(), subject().request, &argument).error();
	}

	std::unique_ptr<ExportedBuffer> buffer_;
};

TEST_P(AccessFlags, unknown_bits_are_refused)
{
	for (unsigned bit = 0; bit < subject().bits; ++bit) {
		const std::uint64_t flag = std::uint64_t{1} << bit;
		if ((flag & subject().valid) == 0) {
			EXPECT_EQ(error_of(DMA_BUF_SYNC_READ | flag), Errno{EINVAL})
				<< "bit " << bit;
		}
	}
}

TEST_P(AccessFlags, empty_access_is_refused)
{
	EXPECT_EQ(error_of(0), Errno{EINVAL});
	EXPECT_EQ(error_of(DMA_BUF_SYNC_END), Errno{EINVAL});
}

TEST_P(AccessFlags, argument_outside_memory_is_refused)
{
	EXPECT_EQ(try_raw_ioctl(buffer_->dmabuf().fd(), subject().request, nullptr).error(),
		Errno{EFAULT});
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(AccessFlags);
INSTANTIATE_TEST_SUITE_P(Exporters, AccessFlags,
	testing::Combine(testing::ValuesIn(any_exporter()), testing::ValuesIn(kIoctls)),
	ParameterName{});

} // namespace
} // namespace cf
