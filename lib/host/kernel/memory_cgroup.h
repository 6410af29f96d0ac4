// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "base/unique_fd.h"

// A group of processes whose memory is counted together, and may be limited. For root. Made in a
// mount of the unified hierarchy that nobody else sees (fsmount(2)); gone, with all its members, at
// the end of life. Documentation/admin-guide/cgroup-v2.rst, "Memory Interface Files".

namespace cf
{

class MemoryCgroup
{
public:
	// Why a test does without one.
	static constexpr const char *kNeeded =
		"needs cgroup v2 with its memory controller (CONFIG_MEMCG)";

	// A limit, in bytes, is one of all that its processes have: nothing is swapped out then.
	// EOPNOTSUPP: the unified hierarchy of this machine does not count memory.
	static Result<MemoryCgroup> try_create(std::optional<std::size_t> limit = {});
	MemoryCgroup(MemoryCgroup &&) = default;
	MemoryCgroup &operator=(MemoryCgroup &&) = delete;
	~MemoryCgroup();

	// The calling process belongs to it from now on; what it had before is not counted.
	void enter() const;

	// Bytes in memory: all of it, and what belongs to files that only swap stands behind
	// (memfds, GEM objects), of processes that are gone, too.
	std::size_t used() const;
	std::size_t in_shared_files() const;

	// Swaps those files out as far as nobody holds them in place.
	void swap_out() const;

	// How often the limit was reached, and how many members were killed for it.
	std::uint64_t times_at_limit() const { return event("max"); }
	std::uint64_t kills() const { return event("oom_kill"); }

private:
	MemoryCgroup(UniqueFd hierarchy, std::string name);

	Status try_limit(std::size_t limit) const;
	std::string path(const char *file) const;
	std::uint64_t event(const std::string &name) const;
	std::uint64_t entry(const char *file, const std::string &name) const;

	UniqueFd hierarchy_;
	std::string name_;
};

} // namespace cf
