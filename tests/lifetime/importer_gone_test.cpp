// SPDX-License-Identifier: MIT
//
// Claim: an importer that goes, by closing its handle or by dying with it, takes its attachment
// along and nothing else: the buffer keeps its content and can be imported again.
// Owed by: Documentation/driver-api/dma-buf.rst, "Basic Operation and Device DMA Access":
// attachments come and go alone; drm_prime_gem_destroy() detaches what was imported.
// Red when: a driver frees or clears foreign pages with its own object, leaves its attachment in
// the buffer's list, or keeps the buffer in a table of handles that are closed.

#include <algorithm>

#include <gtest/gtest.h>

#include "host/bufinfo.h"
#include "support/content/pattern.h"
#include "support/matrix/sharing.h"
#include "support/process/child_process.h"

namespace cf
{
namespace
{

class ImporterGone : public PairTest
{
protected:
	// Still there for its exporter and for an importer that comes now.
	void expect_unharmed(ExportedBuffer &buffer, const Pattern &pattern) const
	{
		EXPECT_TRUE(pattern.is_in(buffer, page_size()));
		const auto session = importer().open();
		const auto imported = session->import(buffer.dmabuf());
		const DmaBuf again = imported->try_reexport().take();
		EXPECT_EQ(again.inode(), buffer.dmabuf().inode());
		EXPECT_TRUE(pattern.matches(again.map().bytes().first(page_size())));
	}

	// Imports the buffer and waits to be killed.
	ChildProcess hold_in_a_child(const DmaBuf &dmabuf) const
	{
		return ChildProcess{[&](FdChannel &parent) {
			const auto session = importer().open();
			const auto imported = session->import(dmabuf);
			parent.send("imported");
			static_cast<void>(parent.receive());
		}};
	}
};

TEST_P(ImporterGone, with_its_handle_leaves_the_buffer)
{
	const Pattern pattern{21};
	const auto buffer = exporter().create(page_size());
	pattern.write_to(*buffer, page_size());
	const auto session = importer().open();
	auto imported = session->import(buffer->dmabuf());

	imported.reset();

	expect_unharmed(*buffer, pattern);
}

TEST_P(ImporterGone, with_its_process_leaves_the_buffer)
{
	const Pattern pattern{22};
	const auto buffer = exporter().create(page_size());
	pattern.write_to(*buffer, page_size());
	ChildProcess holder = hold_in_a_child(buffer->dmabuf());
	ASSERT_TRUE(holder.channel().receive());

	holder.kill();

	expect_unharmed(*buffer, pattern);
}

// Who is attached, by the kernel's own list. An own buffer comes back without an attachment.
class AttachmentGone : public ImporterGone
{
protected:
	void SetUp() override
	{
		ImporterGone::SetUp();
		require_present(
			try_read_bufinfo(), "needs debugfs dma_buf/bufinfo (CONFIG_DEBUG_FS)");
	}

	static std::vector<std::string> attached_to(const DmaBuf &dmabuf)
	{
		const auto buffers = try_read_bufinfo().take();
		const auto entry = std::find_if(buffers.begin(), buffers.end(),
			[&](const BufinfoEntry &each) { return each.inode == dmabuf.inode(); });
		if (entry == buffers.end())
			return {"the buffer is not in dma_buf/bufinfo"};
		return entry->attached;
	}
};

TEST_P(AttachmentGone, goes_with_its_handle)
{
	const auto buffer = exporter().create(page_size());
	const auto session = importer().open();
	auto imported = session->import(buffer->dmabuf());
	EXPECT_EQ(attached_to(buffer->dmabuf()).size(), 1U);

	imported.reset();

	EXPECT_EQ(attached_to(buffer->dmabuf()), std::vector<std::string>{});
}

TEST_P(AttachmentGone, goes_with_its_process)
{
	const auto buffer = exporter().create(page_size());
	ChildProcess holder = hold_in_a_child(buffer->dmabuf());
	ASSERT_TRUE(holder.channel().receive());
	EXPECT_EQ(attached_to(buffer->dmabuf()).size(), 1U);

	holder.kill();

	EXPECT_EQ(attached_to(buffer->dmabuf()), std::vector<std::string>{});
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ImporterGone);
INSTANTIATE_TEST_SUITE_P(
	Pairs, ImporterGone, testing::ValuesIn(pairs({.handles = true})), ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(AttachmentGone);
INSTANTIATE_TEST_SUITE_P(Pairs, AttachmentGone,
	testing::ValuesIn(pairs({.handles = true, .cross_driver = true})), ParameterName{});

} // namespace
} // namespace cf
