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

// A buffer and all who take it; named after the one that makes it.
struct Gathering {
	ExporterRef exporter;
	std::vector<ImporterRef> takers;

	std::string name() const { return exporter->name(); }
	std::vector<std::string> roles() const
	{
		std::vector<std::string> all{exporter->name()};
		for (const ImporterRef &taker : takers)
			all.push_back(taker->name());
		return all;
	}
};

namespace
{

std::vector<Gathering> gatherings()
{
	std::vector<Gathering> found;
	for (const ExporterRef &exporter : exporters()) {
		Gathering gathering{exporter, {}};
		for (const ImporterRef &importer : importers({.handles = true}))
			if (!expected_refusal(Pair{exporter, importer}))
				gathering.takers.push_back(importer);
		found.push_back(gathering);
	}
	return found;
}

struct Held {
	std::unique_ptr<ImportSession> session;
	std::unique_ptr<ImportedBuffer> buffer;
};

class Together : public testing::TestWithParam<Gathering>
{
protected:
	void SetUp() override
	{
		require(!GetParam().takers.empty(),
			"every importer with handles refuses its buffers");
	}

	static std::vector<Held> import_everywhere(const DmaBuf &dmabuf)
	{
		std::vector<Held> held;
		for (const ImporterRef &importer : GetParam().takers) {
			auto session = importer->open();
			auto buffer = session->import(dmabuf);
			held.push_back({std::move(session), std::move(buffer)});
		}
		return held;
	}
};

TEST_P(Together, importers_hold_one_buffer_and_leave_one_by_one)
{
	const Pattern pattern{5};
	auto buffer = GetParam().exporter->create(page_size());
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
INSTANTIATE_TEST_SUITE_P(Exporters, Together, testing::ValuesIn(gatherings()), ParameterName{});

} // namespace
} // namespace cf
