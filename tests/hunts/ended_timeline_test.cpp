// SPDX-License-Identifier: MIT
//
// Claim: a timeline of sw_sync can be closed while a poll of a buffer holds the last reference of
// one of its fences.
// Owed by: commit e531fdb5cd5e ("dma-buf/sw_sync: Avoid recursive lock during fence signal"), which
// says so of fences that signal by counting: a callback may drop the last reference.
// Red when: closing signals the fences under the timeline's lock without a reference of its own,
// so that the release of the fence waits for the lock that its own task holds.

#include <optional>

#include "dmabuf/sw_timeline.h"
#include "support/labels.h"
#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

class EndedTimeline : public ExporterTest
{
protected:
	void SetUp() override
	{
		timeline_.emplace(require_present(
			SwTimeline::try_create(), std::string{"needs "} + SwTimeline::kSource));
	}

	// Afterwards only the poll's callback knows the first of them: of one timeline the later
	// fence takes the place of the earlier.
	void leave_the_first_to_a_poll(const DmaBuf &buffer) const
	{
		buffer.import_sync_file(timeline_->create_fence(1), Access::write);
		EXPECT_FALSE(buffer.idle_for_reading());
		buffer.import_sync_file(timeline_->create_fence(2), Access::write);
	}

	std::optional<SwTimeline> timeline_;
};

const Labelled<EndedTimeline> ended_timeline{Label::hunt};

TEST_P(EndedTimeline, by_counting_ends_a_poll)
{
	const auto buffer = exporter().create(page_size());
	leave_the_first_to_a_poll(buffer->dmabuf());

	timeline_->increment(2);

	EXPECT_TRUE(buffer->dmabuf().idle_for_reading());
}

TEST_P(EndedTimeline, by_its_close_ends_a_poll)
{
	const auto buffer = exporter().create(page_size());
	leave_the_first_to_a_poll(buffer->dmabuf());

	timeline_.reset();

	EXPECT_TRUE(buffer->dmabuf().idle_for_reading());
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(EndedTimeline);
INSTANTIATE_TEST_SUITE_P(
	Exporters, EndedTimeline, testing::ValuesIn(any_exporter()), ParameterName{});

} // namespace
} // namespace cf
