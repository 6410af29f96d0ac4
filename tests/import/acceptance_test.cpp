// SPDX-License-Identifier: MIT
//
// Claim: an importer takes every exporter's buffer, or refuses it with the one errno that its
// driver's code promises for that exporter.
// Owed by: the drivers named in tests/support/matrix/refusals_table.cpp, line by line.
// Red when: a driver loses its import path, refuses with another errno than before, or takes a
// buffer that the table says it cannot (then the table is out of date, and so is every skip).

#include <gtest/gtest.h>

#include "support/matrix/pairs.h"
#include "support/matrix/refusals.h"
#include "support/matrix/sized.h"

namespace cf
{
namespace
{

class Acceptance : public testing::TestWithParam<Pair>
{
};

TEST_P(Acceptance, buffer_is_taken_or_refused_as_the_table_says)
{
	const Pair &pair = GetParam();
	const Refusal *refusal = expected_refusal(pair);
	const auto buffer = pair.exporter->create(page_size());

	const auto session = pair.importer->open();
	const auto imported = session->try_import(buffer->dmabuf());

	EXPECT_EQ(imported.error(), Errno{refusal ? refusal->error : 0})
		<< (imported.ok() ? "the import succeeded" : imported.failure().context) << '\n'
		<< "the table says: " << (refusal ? refusal->reason : "accepted");
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Acceptance);
INSTANTIATE_TEST_SUITE_P(Pairs, Acceptance, testing::ValuesIn(pairs()), ParameterName{});

} // namespace
} // namespace cf
