// SPDX-License-Identifier: MIT
//
// Claim: an imported buffer keeps its content when all else of it goes: the exporter's handle with
// its device file, the last dma-buf descriptor, the process that made it.
// Owed by: Documentation/driver-api/dma-buf.rst, "Basic Operation and Device DMA Access": each
// attachment holds a reference; the backing store lives until the last is gone.
// Red when: a driver frees pages with its handle or file, drops the reference of an attachment, or
// lets the pages of a buffer die with the address space that filled them.

#include <optional>

#include <gtest/gtest.h>

#include "support/content/pattern.h"
#include "support/matrix/sharing.h"
#include "support/process/child_process.h"

namespace cf
{
namespace
{

// Handed out again by the importer, the one thing that is left of the buffer.
testing::AssertionResult content_is_left(const Pattern &pattern, const ImportedBuffer &imported)
{
	const DmaBuf again = imported.try_reexport().take();
	return pattern.matches(again.map().bytes().first(page_size()));
}

class ExporterGone : public PairTest
{
};

TEST_P(ExporterGone, with_its_handle_and_device_file)
{
	const Pattern pattern{6};
	auto buffer = exporter().create(page_size());
	pattern.write_to(*buffer, page_size());
	const auto session = importer().open();
	const auto imported = session->import(buffer->dmabuf());

	const DmaBuf kept = std::move(*buffer).release_dmabuf();
	buffer.reset();

	EXPECT_TRUE(content_is_left(pattern, *imported));
	EXPECT_TRUE(pattern.matches(kept.map().bytes().first(page_size())));
}

TEST_P(ExporterGone, with_the_last_descriptor)
{
	const Pattern pattern{7};
	auto buffer = exporter().create(page_size());
	pattern.write_to(*buffer, page_size());
	const auto session = importer().open();
	const auto imported = session->import(buffer->dmabuf());

	buffer.reset();

	EXPECT_TRUE(content_is_left(pattern, *imported));
}

TEST_P(ExporterGone, with_its_process)
{
	const Pattern pattern{8};
	ChildProcess maker{[&](FdChannel &parent) {
		const auto buffer = exporter().create(page_size());
		pattern.write_to(*buffer, page_size());
		parent.send("buffer", {buffer->dmabuf().fd()});
		static_cast<void>(parent.receive());
	}};
	std::optional<DmaBuf> received{DmaBuf{maker.channel().receive_fd()}};
	maker.kill();

	const auto session = importer().open();
	const auto imported = session->import(*received);
	received.reset();

	EXPECT_TRUE(content_is_left(pattern, *imported));
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ExporterGone);
INSTANTIATE_TEST_SUITE_P(
	Pairs, ExporterGone, testing::ValuesIn(pairs({.handles = true})), ParameterName{});

} // namespace
} // namespace cf
