// SPDX-License-Identifier: MIT
//
// Claim: a dma-buf that another process got, over a unix socket or by a fork, is the same buffer
// there: same inode and size, importable by any device, with the content that was put in; on its
// way in the socket it lives when all else of it has gone.
// Owed by: Documentation/driver-api/dma-buf.rst, "Userspace Interface Notes": dma-bufs are passed
// around as file descriptors; unix(7), SCM_RIGHTS; fork(2).
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
protected:
	// In the process that has got it.
	void expect_whole(const DmaBuf &received, const Pattern &pattern) const
	{
		const auto session = importer().open();
		const auto imported = session->import(received);
		const DmaBuf again = imported->try_reexport().take();
		EXPECT_EQ(again.inode(), received.inode());
		EXPECT_EQ(again.size(), received.size());
		EXPECT_TRUE(pattern.matches(again.map().bytes().first(page_size())));
	}
};

TEST_P(Passing, receiver_imports_the_same_buffer)
{
	const Pattern pattern{4};
	ChildProcess receiver{[&](FdChannel &sender) {
		const DmaBuf received{sender.receive_fd()};
		expect_whole(received, pattern);
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

TEST_P(Passing, receiver_imports_what_is_left_in_the_socket_alone)
{
	const Pattern pattern{26};
	ChildProcess receiver{[&](FdChannel &sender) {
		ASSERT_TRUE(sender.receive());
		expect_whole(DmaBuf{sender.receive_fd()}, pattern);
	}};
	auto buffer = exporter().create(page_size());
	pattern.write_to(*buffer, page_size());

	receiver.channel().send("it comes next");
	receiver.channel().send("buffer", {buffer->dmabuf().fd()});
	buffer.reset();

	receiver.finish();
}

TEST_P(Passing, child_imports_what_it_inherited)
{
	const Pattern pattern{27};
	auto buffer = exporter().create(page_size());
	pattern.write_to(*buffer, page_size());
	ChildProcess heir{[&](FdChannel &parent) {
		ASSERT_TRUE(parent.receive());
		expect_whole(buffer->dmabuf(), pattern);
	}};

	buffer.reset();
	heir.channel().send("the parent has it no more");

	heir.finish();
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Passing);
INSTANTIATE_TEST_SUITE_P(
	Pairs, Passing, testing::ValuesIn(pairs({.handles = true})), ParameterName{});

} // namespace
} // namespace cf
