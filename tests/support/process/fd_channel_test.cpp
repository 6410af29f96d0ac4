// SPDX-License-Identifier: MIT
#include "support/process/fd_channel.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

ino_t inode(FdRef fd)
{
	struct stat facts {
	};
	EXPECT_EQ(::fstat(fd.get(), &facts), 0);
	return facts.st_ino;
}

TEST(FdChannel, carries_texts_and_descriptors)
{
	auto [left, right] = FdChannel::pair();
	const UniqueFd null = open("/dev/null", O_RDONLY);
	left.send("two", {null, left.fd()});
	left.send("none");
	std::optional<Packet> packet = right.receive();
	ASSERT_TRUE(packet);
	EXPECT_EQ(packet->text, "two");
	ASSERT_EQ(packet->fds.size(), 2U);
	EXPECT_EQ(inode(packet->fds[0]), inode(null));
	EXPECT_TRUE(::fcntl(packet->fds[0].get(), F_GETFD) & FD_CLOEXEC);
	EXPECT_EQ(right.receive()->text, "none");
}

TEST(FdChannel, tells_the_end_from_silence)
{
	auto [left, right] = FdChannel::pair();
	try {
		right.receive(Deadline::now());
		FAIL() << "received what nobody sent";
	} catch (const std::system_error &error) {
		EXPECT_EQ(error.code().value(), ETIMEDOUT);
	}
	left = FdChannel{UniqueFd{}};
	EXPECT_FALSE(right.receive());
}

TEST(FdChannel, wants_one_descriptor_when_one_is_asked_for)
{
	auto [left, right] = FdChannel::pair();
	left.send("nothing with it");
	EXPECT_THROW(right.receive_fd(), std::system_error);
	left.send("itself", {left.fd()});
	EXPECT_EQ(inode(right.receive_fd()), inode(left.fd()));
}

TEST(FdChannel, refuses_packets_beyond_its_limits)
{
	auto [left, right] = FdChannel::pair();
	const FdRef fd = left.fd();
	const std::initializer_list<FdRef> nine{fd, fd, fd, fd, fd, fd, fd, fd, fd};
	EXPECT_THROW(left.send("nine", nine), std::system_error);
	left.send(std::string(70000, 'x'));
	EXPECT_THROW(right.receive(), std::system_error);
}

} // namespace
} // namespace cf
