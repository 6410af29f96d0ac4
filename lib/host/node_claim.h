// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "base/result.h"
#include "base/unique_fd.h"

// Some of a device belongs to one user at a time, whatever the number of open files: formats
// and controls of a video device, the master of a DRM device. A claim keeps other claimants out:
// by flock(2) on the device's directory in sysfs between processes, so that it ends with its
// holder however that dies, and by a list within the process, where waiting would deadlock.

namespace cf
{

class NodeClaim
{
public:
	// `path` is a character device's node. Waits for other processes. EBUSY at once when this
	// process holds the claim already, ENOENT for a node or device that is not there.
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
