// SPDX-License-Identifier: MIT
//
// Claim: the signal of a fence, whoever's it is, reaches who sleeps on it, in each of the ways in
// which userspace can wait, each time. What that costs is measured against an eventfd.
// Owed by: Documentation/driver-api/dma-buf.rst, "Implicit Fence Poll Support" and "DMA Fences";
// include/uapi/drm/drm.h, waits of syncobjs.
// Red when: a wake-up is lost, or a wait ends before the signal.

#include "latency/measured.h"
#include "latency/ways/one_of.h"
#include "latency/ways/ways_to_wait.h"
#include "support/labels.h"

namespace cf
{
namespace
{

class WakeUp : public testing::TestWithParam<std::tuple<FileSource, WayToWait>>
{
protected:
	void SetUp() override { source().require_working(); }

	static const FileSource &source() { return std::get<FileSource>(GetParam()); }
	static const WayToWait &way() { return std::get<WayToWait>(GetParam()); }
};

const Labelled<WakeUp> wake_up{Label::bench};

TEST_P(WakeUp, follows_the_signal)
{
	const std::unique_ptr<WakePath> path = way().make({.make = [] {
		return one_of(source());
	}});

	measure(*path);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(WakeUp);
INSTANTIATE_TEST_SUITE_P(Ways, WakeUp,
	testing::Combine(testing::ValuesIn(file_sources()), testing::ValuesIn(ways_to_wait())),
	ParameterName{});

} // namespace
} // namespace cf
