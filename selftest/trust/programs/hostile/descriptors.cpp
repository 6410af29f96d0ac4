// SPDX-License-Identifier: MIT
//
// Cases that go for files and descriptors that are not theirs.

#include <filesystem>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <fmt/format.h>

#include "ancestry.h"
#include "base/unique_fd.h"
#include "neighbour.h"

namespace cf
{
namespace
{

namespace fs = std::filesystem;

constexpr int kLastDescriptor = 1023;
constexpr std::string_view kGarbage = "{\"t\":\"end\",\"n\":0,\"result\":\"pass\"}\nnonsense\n";

// Whether it arrives is not the point.
void write_garbage(int descriptor)
{
	[[maybe_unused]] const ssize_t written =
		::write(descriptor, kGarbage.data(), kGarbage.size());
}

// Links to the journals that processes of this run have open.
std::vector<fs::path> journals()
{
	std::vector<fs::path> found;
	for (const pid_t pid : ancestors()) {
		std::error_code error;
		for (const auto &link :
			fs::directory_iterator(fmt::format("/proc/{}/fd", pid), error))
			if (fs::read_symlink(link.path(), error).filename() == "journal")
				found.push_back(link.path());
	}
	return found;
}

TEST(Descriptors, neighbour_before)
{
	expect_a_sound_world();
}

TEST(Descriptors, all_written_to)
{
	for (int descriptor = STDERR_FILENO + 1; descriptor <= kLastDescriptor; ++descriptor)
		write_garbage(descriptor);
}

TEST(Descriptors, all_closed)
{
	::closefrom(0);
}

TEST(Descriptors, journal_written_to)
{
	for (const fs::path &journal : journals()) {
		const auto file = try_open(journal, O_WRONLY);
		if (file.ok())
			write_garbage(file.value().get());
	}
}

TEST(Descriptors, journal_cut)
{
	std::error_code error;
	for (const fs::path &journal : journals())
		fs::resize_file(journal, 0, error);
}

TEST(Descriptors, results_moved_and_removed)
{
	for (const fs::path &link : journals()) {
		std::error_code error;
		const fs::path journal = fs::read_symlink(link, error);
		fs::rename(journal, journal.string() + ".gone", error);
		fs::create_directory(journal.parent_path() / "results.json", error);
		for (const auto &file : fs::directory_iterator(journal.parent_path(), error))
			fs::remove(file.path(), error);
	}
}

// Any process of the same user may take a copy of another's descriptor, sockets included.
TEST(Descriptors, stolen_from_the_parent)
{
	const pid_t parent = require_parent();
	const UniqueFd process{static_cast<int>(::syscall(SYS_pidfd_open, parent, 0))};
	ASSERT_TRUE(process.valid());
	const std::string forged =
		fmt::format(R"({{"exited":{},"status":0}})", static_cast<int>(::getpid()));
	for (int descriptor = STDERR_FILENO + 1; descriptor <= kLastDescriptor; ++descriptor) {
		const UniqueFd stolen{
			static_cast<int>(::syscall(SYS_pidfd_getfd, process.get(), descriptor, 0))};
		if (!stolen.valid())
			continue;
		::send(stolen.get(), forged.data(), forged.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
		::shutdown(stolen.get(), SHUT_RDWR);
	}
}

TEST(Descriptors, neighbour_after)
{
	expect_a_sound_world();
}

} // namespace
} // namespace cf
