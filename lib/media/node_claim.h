// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "base/result.h"
#include "base/unique_fd.h"

// Formats and controls of a video device belong to the device, not to the open file, so
// two processes that set it up at the same time would spoil each other's frames. A claim keeps
// other claimants out: by flock(2) on the node between processes, so that it ends with its
// holder however that dies, and by a list within the process, where waiting would deadlock.

namespace cf
{

class NodeClaim
{
public:
	// Waits for other processes. EBUSY at once when this process holds the claim already.
	static Result<NodeClaim> try_take(const std::string &path);

	NodeClaim(NodeClaim &&other) noexcept = default;
	NodeClaim &operator=(NodeClaim &&) = delete;
	~NodeClaim();

private:
	NodeClaim(UniqueFd lock, std::string path) : lock_(std::move(lock)), path_(std::move(path))
	{
	}

	UniqueFd lock_;
	std::string path_;
};

} // namespace cf
