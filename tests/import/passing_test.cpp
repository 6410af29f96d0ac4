// SPDX-License-Identifier: MIT
//
// Claim: a dma-buf passed to another process over a unix socket is the same buffer there: same
// inode and size, importable by any device, with the content that the sender put in.
// Owed by: Documentation/driver-api/dma-buf.rst, "Userspace Interface Notes": dma-bufs are passed
// around as file descriptors; unix(7), SCM_RIGHTS.
// Red when: an exporter or importer ties a buffer to the process that made it (its mm, its
// pinned user pages, its DRM file).

#include <gtest/gtest.h>

#include "support/content/pattern.h"
#include "support/matrix/sharing.h"
#include "support/process/child_process.h"

namespace cf
{
namespace
{

class Passing : public PairTest
{
};

TEST_P(Passing, receiver_imports_the_same_buffer)
{
	const Pattern pattern{4};
	ChildProcess receiver{[&](FdChannel &sender) {
		const DmaBuf received{sender.receive_fd()};
		const auto session = importer().open();
		const auto imported = session->import(received);
		const DmaBuf again = imported->try_reexport().take();
		EXPECT_EQ(again.inode(), received.inode());
		EXPECT_EQ(again.size(), received.size());
		EXPECT_TRUE(pattern.matches(again.map().bytes().first(page_size())));
		sender.send(std::to_string(received.inode()));
	}};

	const auto buffer = exporter().create(page_size());
	pattern.write_to(*buffer, page_size());
	receiver.channel().send("buffer", {buffer->dmabuf().fd()});

	const auto answer = receiver.channel().receive();
	receiver.finish();
	ASSERT_TRUE(answer);
	EXPECT_EQ(answer->text, std::to_string(buffer->dmabuf().inode()));
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Passing);
INSTANTIATE_TEST_SUITE_P(
	Pairs, Passing, testing::ValuesIn(pairs({.handles = true})), ParameterName{});

} // namespace
} // namespace cf
