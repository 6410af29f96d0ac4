// SPDX-License-Identifier: MIT
#include "host/node_claim.h"

#include <cerrno>
#include <mutex>
#include <set>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <fmt/format.h>

namespace cf
{

namespace
{

// The paths that this process has claimed: a fact about the process, so one list for it.
struct ClaimedPaths {
	std::mutex mutex;
	std::set<std::string> paths;

	bool add(const std::string &path)
	{
		const std::lock_guard guard{mutex};
		return paths.insert(path).second;
	}

	void remove(const std::string &path)
	{
		const std::lock_guard guard{mutex};
		paths.erase(path);
	}
};

ClaimedPaths &claimed()
{
	static ClaimedPaths claimed_paths;
	return claimed_paths;
}

// The lock is on the device's directory in sysfs: to open the node itself is a use of the device,
// and makes the first who does so the master of a DRM device (drm_master_open).
Result<UniqueFd> try_lock(const std::string &path)
{
	struct stat node;
	if (::stat(path.c_str(), &node) == -1)
		return Failure::last("stat of " + path);
	Result<UniqueFd> fd = try_open(
		fmt::format("/sys/dev/char/{}:{}", major(node.st_rdev), minor(node.st_rdev)),
		O_RDONLY | O_DIRECTORY);
	if (!fd.ok())
		return fd;
	int locked;
	do {
		locked = ::flock(fd.value().get(), LOCK_EX);
	} while (locked == -1 && errno == EINTR);
	if (locked == -1)
		return Failure::last("flock of " + path);
	return fd;
}

} // namespace

Result<NodeClaim> NodeClaim::try_take(const std::string &path)
{
	if (!claimed().add(path))
		return Failure{Errno{EBUSY}, "a second use of " + path + " by this process"};
	Result<UniqueFd> lock = try_lock(path);
	if (lock.ok())
		return NodeClaim{std::move(lock).take(), path};
	claimed().remove(path);
	return lock.failure();
}

NodeClaim::~NodeClaim()
{
	if (lock_.valid())
		claimed().remove(path_);
}

} // namespace cf
