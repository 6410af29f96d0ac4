// SPDX-License-Identifier: MIT
//
// Claim: a fence that one device attached to a buffer is seen by poll and by an exported sync_file
// on the buffer as every other device hands it out, pending until it signals and no longer.
// Owed by: Documentation/driver-api/dma-buf.rst, "Implicit Fence Poll Support" and "Reservation
// Objects": one reservation object a buffer, shared by all its users.
// Red when: an importer gives its object a reservation object of its own, a driver hides a fence
// in a private usage, or a fence is taken for signalled as soon as it is added.

#include <gtest/gtest.h>

#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

class ThroughImporter : public testing::TestWithParam<std::tuple<FencedPair, Access>>
{
protected:
	void SetUp() override
	{
		require_accepted(fenced().pair);
		require_fenceable(*fenced().source, *fenced().pair.exporter);
		buffer_ = fenced().pair.exporter->create(page_size());
		session_ = fenced().pair.importer->open();
		imported_ = session_->import(buffer_->dmabuf());
	}

	const FencedPair &fenced() const { return std::get<FencedPair>(GetParam()); }
	Access access() const { return std::get<Access>(GetParam()); }
	DmaBuf importers_view() const { return imported_->try_reexport().take(); }

	std::unique_ptr<ExportedBuffer> buffer_;
	std::unique_ptr<ImportSession> session_;
	std::unique_ptr<ImportedBuffer> imported_;
};

TEST_P(ThroughImporter, poll_waits_for_the_fence)
{
	const DmaBuf seen = importers_view();
	ASSERT_TRUE(seen.idle_for_writing());

	const auto fence = fenced().source->attach(buffer_->dmabuf(), access());
	EXPECT_FALSE(seen.idle_for_writing());

	fence->signal();
	EXPECT_TRUE(seen.idle_for_writing());
}

TEST_P(ThroughImporter, exported_sync_file_holds_the_fence)
{
	const DmaBuf seen = importers_view();
	const auto fence = fenced().source->attach(seen, access());

	const SyncFile waiting = importers_view().export_sync_file(Access::write);
	EXPECT_EQ(waiting.info().status, 0);
	EXPECT_FALSE(waiting.signalled());

	fence->signal();
	EXPECT_TRUE(waiting.wait(Deadline::generous()));
	EXPECT_EQ(waiting.info().status, 1);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ThroughImporter);
INSTANTIATE_TEST_SUITE_P(Fences, ThroughImporter,
	testing::Combine(testing::ValuesIn(fenced_pairs({.handles = true})),
		testing::Values(Access::read, Access::write)),
	ParameterName{});

} // namespace
} // namespace cf
