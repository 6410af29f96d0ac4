// SPDX-License-Identifier: MIT
//
// Claim: a file that a DRM device has refused as a dma-buf, or a sync_file as its like, is let go:
// it is closed with the last descriptor of its owner.
// Owed by: drivers/dma-buf/dma-buf.c, dma_buf_get(), and sync_file.c, sync_file_fdget(): fput()
// where it is no such file.
// Red when: the refusal keeps its reference, and whoever waits for the file's end waits for ever.

#include <gtest/gtest.h>

#include <array>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "base/deadline.h"
#include "dmabuf/sync_file.h"
#include "drm/prime.h"
#include "support/matrix/drm_devices.h"
#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

// The writing end of a pipe, whose end shows at the other.
struct WatchedFile {
	UniqueFd file;
	UniqueFd watched;

	static WatchedFile open()
	{
		std::array<int, 2> ends{};
		if (::pipe2(ends.data(), O_CLOEXEC) == -1)
			Failure::last("pipe2").raise();
		return {.file = UniqueFd{ends[1]}, .watched = UniqueFd{ends[0]}};
	}

	// Whether the descriptor was the last reference.
	bool is_let_go_with_its_descriptor()
	{
		file.reset();
		return (poll(watched, POLLIN, Deadline::now()) & POLLHUP) != 0;
	}
};

class RefusedImport : public testing::TestWithParam<DrmDevice>
{
};

TEST_P(RefusedImport, lets_the_file_go)
{
	const auto device = Device::open(GetParam().info, DeviceNode::primary);
	WatchedFile pipe = WatchedFile::open();

	EXPECT_EQ(try_import_dmabuf(device, pipe.file).error(), Errno{EINVAL});

	EXPECT_TRUE(pipe.is_let_go_with_its_descriptor());
}

class RefusedMerge : public ExporterTest
{
};

TEST_P(RefusedMerge, by_a_merge_lets_the_file_go)
{
	const auto buffer = exporter().create(page_size());
	const SyncFile idle = buffer->dmabuf().export_sync_file(Access::write);
	WatchedFile pipe = WatchedFile::open();

	EXPECT_EQ(idle.try_merge(SyncFile{std::move(pipe.file)}, "refused").error(), Errno{ENOENT});

	EXPECT_TRUE(pipe.is_let_go_with_its_descriptor());
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RefusedImport);
INSTANTIATE_TEST_SUITE_P(
	Devices, RefusedImport, testing::ValuesIn(prime_drm_devices()), ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RefusedMerge);
INSTANTIATE_TEST_SUITE_P(
	Exporter, RefusedMerge, testing::ValuesIn(any_exporter()), ParameterName{});

} // namespace
} // namespace cf
