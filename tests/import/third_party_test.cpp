// SPDX-License-Identifier: MIT
//
// Claim: what one importer writes into a buffer another importer reads there, with the exporter in
// between doing nothing.
// Owed by: Documentation/driver-api/dma-buf.rst, "Shared DMA Buffers": all devices work on one
// backing store; dma_buf_begin_cpu_access() and mappings keep it coherent for each of them.
// Red when: an importer works on a copy that it writes back at some time or never, reads from what
// it fetched when it came, or takes its exclusive use of the buffer for granted.

#include <gtest/gtest.h>

#include "support/content/pattern.h"
#include "support/matrix/sharing.h"

namespace cf
{

// "vgem_from_vivid0_to_cirrus"
struct ThirdParty {
	ExporterRef exporter;
	ImporterRef writer;
	ImporterRef reader;

	std::string name() const
	{
		return exporter->name() + "_from_" + writer->name() + "_to_" + reader->name();
	}
	std::vector<std::string> roles() const
	{
		return {exporter->name(), writer->name(), reader->name()};
	}
};

namespace
{

// Four pages: more than one entry in the scatter list of memory that is scattered.
std::size_t content_size()
{
	return 4 * page_size();
}

bool all_reach_it(const ThirdParty &parties)
{
	return parties.exporter->max_size() >= content_size() &&
		parties.writer->sight().max_size >= content_size() &&
		parties.reader->sight().max_size >= content_size();
}

std::vector<ThirdParty> third_parties()
{
	std::vector<ThirdParty> found;
	for (const Pair &pair : pairs({.writes = true})) {
		for (const ImporterRef &reader : importers({.reads = true})) {
			const ThirdParty parties{pair.exporter, pair.importer, reader};
			if (reader->driver() != pair.importer->driver() && all_reach_it(parties))
				found.push_back(parties);
		}
	}
	return found;
}

class ThirdPartyTest : public testing::TestWithParam<ThirdParty>
{
protected:
	void SetUp() override
	{
		require_accepted({GetParam().exporter, GetParam().writer});
		require_accepted({GetParam().exporter, GetParam().reader});
	}
};

TEST_P(ThirdPartyTest, sees_what_another_importer_wrote)
{
	const Pattern before{23};
	const Pattern after{24};
	const auto buffer = GetParam().exporter->create(content_size());
	const auto writing = GetParam().writer->open();
	const auto written = writing->import(buffer->dmabuf());
	const auto reading = GetParam().reader->open();
	const auto read = reading->import(buffer->dmabuf());

	before.write_to(*written, content_size());
	EXPECT_TRUE(before.is_in(*read, content_size()));
	after.write_to(*written, content_size());
	EXPECT_TRUE(after.is_in(*read, content_size()));
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ThirdPartyTest);
INSTANTIATE_TEST_SUITE_P(
	Parties, ThirdPartyTest, testing::ValuesIn(third_parties()), ParameterName{});

} // namespace
} // namespace cf
