// SPDX-License-Identifier: MIT
#include "latency/containers/leaves.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <system_error>
#include <vector>

#include <sys/resource.h>

namespace cf
{

namespace
{

using Leaves = std::vector<ProbeFence>;

// Neighbour with neighbour, so that none is looked at more often than the number of rounds.
SyncFile merge_all(std::vector<SyncFile> files)
{
	while (files.size() > 1) {
		std::vector<SyncFile> next;
		for (std::size_t i = 0; i + 1 < files.size(); i += 2)
			next.push_back(files[i].merge(files[i + 1], "crossfence"));
		if (files.size() % 2 == 1)
			next.push_back(std::move(files.back()));
		files = std::move(next);
	}
	return std::move(files.front());
}

} // namespace

Awaited merged(const Probe &probe, std::size_t count)
{
	const auto leaves = std::make_shared<Leaves>();
	std::vector<SyncFile> files;
	for (std::size_t made = 0; made < count; ++made) {
		leaves->push_back(probe.create_fence());
		files.push_back(leaves->back().sync_file());
	}
	return {.file = merge_all(std::move(files)),
		.signal_last = [leaves] { leaves->back().signal(); },
		.signal_rest =
			[leaves] {
				std::for_each(leaves->begin(), leaves->end() - 1,
					[](const ProbeFence &leaf) { leaf.signal(); });
			}};
}

Awaited timeline_of(const Probe &probe, std::size_t count)
{
	const auto fence = std::make_shared<ProbeFence>(probe.create_fence());
	SyncFile chain = fence->sync_file(); // of before the first point
	for (std::size_t point = 1; point <= count;) {
		const std::size_t first = point;
		std::vector<FdRef> members{chain.fd()};
		for (; point <= count && members.size() < CFP_COMBINE_LIMIT; ++point)
			members.push_back(fence->fd());
		chain = probe.combine(FenceContainer::chain, members, first);
	}
	return {.file = std::move(chain),
		.signal_last = [fence] { fence->signal(); },
		.signal_rest = {}};
}

void allow_descriptors(std::size_t count)
{
	constexpr std::size_t others = 64;
	rlimit limit{};
	if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur >= 4 * count + others)
		return;
	limit.rlim_cur = 4 * count + others;
	limit.rlim_max = std::max(limit.rlim_max, limit.rlim_cur);
	if (::setrlimit(RLIMIT_NOFILE, &limit) == -1)
		throw std::system_error(errno, std::generic_category(), "RLIMIT_NOFILE");
}

} // namespace cf
