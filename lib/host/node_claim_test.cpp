// SPDX-License-Identifier: MIT
#include "host/node_claim.h"

#include <cerrno>
#include <optional>

#include <fcntl.h>
#include <sys/file.h>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

class NodeClaimed : public testing::Test
{
protected:
	// An open file of its own stands for another process.
	int lock_from_elsewhere() const
	{
		const UniqueFd other = open("/sys/dev/char/1:3", O_RDONLY | O_DIRECTORY);
		return ::flock(other.get(), LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
	}

	std::string path_ =
		"/dev/null"; // 1:3 on every Linux (Documentation/admin-guide/devices.txt)
};

TEST_F(NodeClaimed, keeps_others_out_until_it_ends)
{
	std::optional<NodeClaim> claim = NodeClaim::try_take(path_).take();
	EXPECT_EQ(lock_from_elsewhere(), EWOULDBLOCK);
	EXPECT_EQ(NodeClaim::try_take(path_).failure().error.value, EBUSY);
	EXPECT_EQ(lock_from_elsewhere(), EWOULDBLOCK) << "the second claim ended the first";
	claim.reset();
	EXPECT_EQ(lock_from_elsewhere(), 0);
	EXPECT_TRUE(NodeClaim::try_take(path_).ok());
}

TEST_F(NodeClaimed, stays_with_what_it_was_moved_to)
{
	NodeClaim first = NodeClaim::try_take(path_).take();
	{
		const NodeClaim second = std::move(first);
		EXPECT_EQ(lock_from_elsewhere(), EWOULDBLOCK);
	}
	EXPECT_EQ(lock_from_elsewhere(), 0);
}

TEST_F(NodeClaimed, that_fails_is_not_remembered)
{
	const std::string missing = "/dev/crossfence-missing";
	EXPECT_EQ(NodeClaim::try_take(missing).failure().error.value, ENOENT);
	EXPECT_EQ(NodeClaim::try_take(missing).failure().error.value, ENOENT);
}

} // namespace
} // namespace cf
