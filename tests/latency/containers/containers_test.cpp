// SPDX-License-Identifier: MIT
//
// Claim: who waits for many fences at once, in a merged sync_file, in a timeline or in one
// reservation object, wakes when the last has signalled and not before; and many who wait for one
// fence all wake. What that costs as the number grows is measured against an eventfd.
// Owed by: include/linux/dma-fence-array.h, dma-fence-chain.h and dma-resv.h, which name no limit;
// include/uapi/linux/sync_file.h, SYNC_IOC_MERGE.
// Red when: a container is done before its last fence, a wake-up is lost among many, or the work
// by number is so much that not one sample of a size ends.

#include "latency/containers/crowd.h"
#include "latency/containers/leaves.h"
#include "latency/measured.h"
#include "latency/ways/buffer_waits.h"
#include "latency/ways/syncobj_waits.h"
#include "support/labels.h"
#include "support/matrix/pending_file.h"

namespace cf
{

struct Many {
	const char *label;
	std::size_t most;
	Awaited (*make)(const Probe &probe, std::size_t size);
	std::unique_ptr<WakePath> (*wait)(std::size_t size, const Fencing &fencing);
	Rest rest = Rest::beforehand;

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

namespace
{

constexpr std::size_t kFences = 1024;
constexpr std::size_t kWaiters = 256;

template <std::unique_ptr<WakePath> (*way)(const Fencing &)>
std::unique_ptr<WakePath> whatever_the_size(std::size_t, const Fencing &fencing)
{
	return way(fencing);
}

Awaited single(const Probe &probe, std::size_t)
{
	return merged(probe, 1);
}

constexpr auto kInFile = whatever_the_size<poll_on_sync_file>;
constexpr auto kInBuffer = whatever_the_size<poll_for_writing>;
constexpr auto kForCpu = whatever_the_size<cpu_access>;
constexpr auto kInTimeline = whatever_the_size<last_point_wait>;

// The buffer gets the fences one by one: IMPORT_SYNC_FILE takes a merged file apart.
const auto kMany = testing::Values(Many{"merged", kFences, merged, kInFile},
	Many{"merged_all_signalled", kFences, merged, kInFile, Rest::in_the_sample},
	Many{"timeline", kFences, timeline_of, kInTimeline},
	Many{"poll_on_buffer", kFences, merged, kInBuffer},
	Many{"poll_on_buffer_all_signalled", kFences, merged, kInBuffer, Rest::in_the_sample},
	Many{"cpu_access", kFences, merged, kForCpu}, Many{"waiters", kWaiters, single, crowd_of});

class Containers : public testing::TestWithParam<Many>
{
};

const Labelled<Containers> containers{Label::bench};

TEST_P(Containers, wake_the_waiter_at_the_last)
{
	const Probe probe = require_present(Probe::try_open(), kProbeNeeded);
	const Many &many = GetParam();
	allow_descriptors(many.most);

	measure_up_to(many.most, [&](std::size_t size) {
		return many.wait(size,
			{.make = [&, size] { return many.make(probe, size); }, .rest = many.rest});
	});
}

INSTANTIATE_TEST_SUITE_P(Many, Containers, kMany, ParameterName{});

} // namespace
} // namespace cf
