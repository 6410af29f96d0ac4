// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/result.h"
#include "base/unique_fd.h"

// A group of processes that may have so much memory together. For root. Made in a mount of
// the unified hierarchy that nobody else sees (fsmount(2)); gone, with all its members, at the end
// of life. Documentation/admin-guide/cgroup-v2.rst, "Memory Interface Files".

namespace cf
{

class MemoryCgroup
{
public:
	// EOPNOTSUPP: the unified hierarchy of this machine does not limit memory.
	static Result<MemoryCgroup> try_create(std::size_t limit);
	MemoryCgroup(MemoryCgroup &&) = default;
	MemoryCgroup &operator=(MemoryCgroup &&) = delete;
	~MemoryCgroup();

	// The calling process belongs to it from now on; what it had before is not counted.
	void enter() const;

	// Bytes.
	std::size_t used() const;

	// How often the limit was reached, and how many members were killed for it.
	std::uint64_t times_at_limit() const { return event("max"); }
	std::uint64_t kills() const { return event("oom_kill"); }

private:
	MemoryCgroup(UniqueFd hierarchy, std::string name);

	std::string path(const char *file) const;
	std::uint64_t event(const std::string &name) const;

	UniqueFd hierarchy_;
	std::string name_;
};

} // namespace cf
