// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "base/unique_fd.h"

// The file system through which the kernel's tracing is used, and the events that it has.

namespace cf
{

class Tracefs
{
public:
	// Where it is mounted; else, for root, a mount of this process's own that nobody else
	// sees and that ends with it. Throws UsageError when there is neither.
	static Tracefs find();

	// Throws UsageError, with what the kernel lacks, when a needed event is missing.
	void require_events() const;

	bool has_events(const std::string &system) const;

	// Removes the instances of runners that were killed. One that lives holds its own.
	void remove_stale_instances() const;

	const std::string &path() const { return path_; }
	std::string instance(const std::string &name) const { return path_ + "/instances/" + name; }

private:
	Tracefs(UniqueFd mount, std::string path) : mount_(std::move(mount)), path_(std::move(path))
	{
	}

	UniqueFd mount_;
	std::string path_;
};

// What the names of all instances begin with.
inline constexpr const char *kInstancePrefix = "crossfence-";

} // namespace cf
