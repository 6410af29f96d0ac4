// SPDX-License-Identifier: MIT
//
// Claim: a sync_file holds its fences for as long as it is open and not a moment longer, alone or
// merged; so does a buffer that takes them over from one; and what was refused as a sync_file is
// let go.
// Owed by: include/linux/dma-fence.h (reference counting: dma_fence_get(), dma_fence_put()),
// drivers/dma-buf/sync_file.c and drivers/dma-buf/dma-buf.c, dma_buf_import_sync_file().
// Red when: closing a file leaks its fence, a merge keeps one of its inputs open, an array keeps
// its fences, an import into a buffer keeps a reference of its own, or a refused file stays open
// for ever.

#include "support/matrix/pending_file.h"

#include <array>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace cf
{
namespace
{

class Released : public FenceProbeTest
{
};

TEST_F(Released, with_the_file_that_held_it)
{
	std::optional<SyncFile> file;
	{
		const ProbeFence fence = probe().create_fence();
		file.emplace(fence.sync_file());
		fence.signal();
	}
	EXPECT_EQ(released(), 0u) << "the file is open and its fence has gone";

	file.reset();

	EXPECT_EQ(released(), 1u);
}

TEST_F(Released, with_the_merge_that_held_them)
{
	std::optional<SyncFile> merged;
	{
		const ProbeFence first = probe().create_fence();
		const ProbeFence second = probe().create_fence();
		merged.emplace(first.sync_file().merge(second.sync_file(), "both"));
		first.signal();
		second.signal();
	}
	EXPECT_EQ(released(), 0u) << "the merge is open and its fences have gone";

	merged.reset();

	EXPECT_EQ(released(), 2u);
}

TEST_F(Released, by_a_merge_of_what_had_signalled)
{
	{
		const ProbeFence fence = probe().create_fence();
		fence.signal();
		const SyncFile file = fence.sync_file();
		const SyncFile merged = file.merge(file, "done");
		EXPECT_TRUE(merged.signalled());
	}

	EXPECT_EQ(released(), 1u);
}

TEST_F(Released, with_the_buffer_that_took_it_over)
{
	std::optional<ProbeExporter> exporter{probe().create_exporter(page_size())};
	{
		const ProbeFence fence = probe().create_fence();
		exporter->dmabuf().import_sync_file(fence.sync_file(), Access::write);
		fence.signal();
	}
	EXPECT_EQ(released(), 0u) << "the buffer is open and its fence has gone";

	exporter.reset();

	EXPECT_EQ(released(), 1u);
}

class RefusedFile : public FenceProbeTest
{
protected:
	void SetUp() override
	{
		FenceProbeTest::SetUp();
		std::array<int, 2> ends{};
		ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
		kept_ = UniqueFd{ends[0]};
		refused_.emplace(UniqueFd{ends[1]});
	}

	const SyncFile &refused() const { return *refused_; }

	// Closes the last descriptor of the refused file: then the pipe hangs up.
	bool is_let_go()
	{
		refused_.reset();
		return poll(kept_, POLLIN, Deadline::now()) & POLLHUP;
	}

private:
	UniqueFd kept_;
	std::optional<SyncFile> refused_;
};

TEST_F(RefusedFile, of_a_merge_is_let_go)
{
	const ProbeFence fence = probe().create_fence();

	EXPECT_EQ(fence.sync_file().try_merge(refused(), "wrong").error(), Errno{ENOENT});

	EXPECT_TRUE(is_let_go());
}

TEST_F(RefusedFile, of_an_import_into_a_buffer_is_let_go)
{
	const ProbeExporter exporter = probe().create_exporter(page_size());

	EXPECT_EQ(exporter.dmabuf().try_import_sync_file(refused(), Access::write).error(),
		Errno{EINVAL});

	EXPECT_TRUE(is_let_go());
}

} // namespace
} // namespace cf
