// SPDX-License-Identifier: MIT
//
// Claim: every importer of the machine can hold one buffer at the same time, each hands out that
// very buffer, and one of them leaving takes nothing from the others.
// Owed by: Documentation/driver-api/dma-buf.rst, "Basic Operation and Device DMA Access": a buffer
// has any number of attachments, which come and go alone.
// Red when: a driver keeps one attachment a buffer, detaches another device's, or frees the
// backing store with the first importer that goes.

#include <vector>

#include <gtest/gtest.h>

#include "support/content/pattern.h"
#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

struct Held {
	std::unique_ptr<ImportSession> session;
	std::unique_ptr<ImportedBuffer> buffer;
};

class Together : public ExporterTest
{
protected:
	void SetUp() override
	{
		for (const ImporterRef &importer : importers({.handles = true}))
			if (!expected_refusal(Pair{GetParam(), importer}))
				takers_.push_back(importer);
		require(!takers_.empty(), "every importer with handles refuses its buffers");
	}

	std::vector<Held> import_everywhere(const DmaBuf &dmabuf) const
	{
		std::vector<Held> held;
		for (const ImporterRef &importer : takers_) {
			auto session = importer->open();
			auto buffer = session->import(dmabuf);
			held.push_back({std::move(session), std::move(buffer)});
		}
		return held;
	}

private:
	std::vector<ImporterRef> takers_;
};

TEST_P(Together, importers_hold_one_buffer_and_leave_one_by_one)
{
	const Pattern pattern{5};
	auto buffer = exporter().create(page_size());
	pattern.write_to(*buffer, page_size());
	const ino_t inode = buffer->dmabuf().inode();
	std::vector<Held> held = import_everywhere(buffer->dmabuf());
	buffer.reset();

	while (!held.empty()) {
		const DmaBuf seen = held.back().buffer->try_reexport().take();
		EXPECT_EQ(seen.inode(), inode);
		EXPECT_TRUE(pattern.matches(seen.map().bytes().first(page_size())));
		held.pop_back();
	}
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Together);
INSTANTIATE_TEST_SUITE_P(Exporters, Together, testing::ValuesIn(exporters()), ParameterName{});

} // namespace
} // namespace cf
