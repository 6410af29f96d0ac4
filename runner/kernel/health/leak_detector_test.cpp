// SPDX-License-Identifier: MIT
#include "kernel/health/leak_detector.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <optional>

#include <unistd.h>

#include <gtest/gtest.h>

#include "base/text_file.h"

namespace cf
{
namespace
{

using namespace std::chrono_literals;

// Files in place of the kernel's.
class Leaks : public testing::Test
{
protected:
	Leaks() { std::filesystem::create_directories(directory_); }
	~Leaks() override { std::filesystem::remove_all(directory_); }

	static void make(const std::string &path, const std::string &text)
	{
		std::ofstream{path} << text;
	}

	std::string directory_ = testing::TempDir() + "leaks_" + std::to_string(::getpid());
	LeakDetector::Place place_{directory_ + "/kmemleak", directory_ + "/verbose", 1ms};
};

TEST_F(Leaks, are_looked_for_twice_once_they_are_old)
{
	make(place_.file, "");
	make(place_.verbose, "N\n");
	{
		LeakDetector detector = LeakDetector::try_open(place_).take();
		EXPECT_EQ(read_text(place_.verbose), "Y\n") << "one letter is written over";
		std::optional<Clock::time_point> first;
		const auto begun = Clock::now();
		ASSERT_TRUE(detector.try_look([&](Clock::time_point until) {
					    first = first.value_or(until);
				    })
				    .ok());
		EXPECT_GE(first.value(), begun + place_.least_age);
		EXPECT_EQ(read_text(place_.file), "scanscan");
	}
	EXPECT_EQ(read_text(place_.verbose), "N\n") << "is left as it was";
}

TEST_F(Leaks, cannot_be_looked_for_without_a_detector)
{
	EXPECT_EQ(LeakDetector::try_open(place_).error(), Errno{ENOENT});
	make(place_.file, "");
	EXPECT_EQ(LeakDetector::try_open(place_).error(), Errno{ENOENT});
}

TEST_F(Leaks, are_not_said_to_be_none_when_the_kernel_refuses)
{
	make(place_.verbose, "N\n");
	place_.file = "/dev/full";
	LeakDetector detector = LeakDetector::try_open(place_).take();
	EXPECT_EQ(detector.try_look([](Clock::time_point) {}).error(), Errno{ENOSPC});
}

} // namespace
} // namespace cf
