// SPDX-License-Identifier: MIT
//
// One case for each way in which a test process can end before, or instead of, its test.

#include <csignal>
#include <cstdlib>
#include <exception>
#include <thread>

#include <unistd.h>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

// Leaves from a destructor that runs after main(), when the result has been told.
struct LastWord {
	int status = 0;

	~LastWord()
	{
		if (status != 0)
			::_exit(status);
	}
} last_word;

class Crashes : public testing::Test
{
};

TEST_F(Crashes, by_segv)
{
	volatile int *nowhere = nullptr;
	*nowhere = 1;
}

TEST_F(Crashes, by_abort)
{
	std::abort();
}

TEST_F(Crashes, by_exit_status_3)
{
	std::exit(3);
}

TEST_F(Crashes, by_exit_status_0)
{
	std::exit(0);
}

TEST_F(Crashes, by_exception_in_a_thread)
{
	std::thread{[] {
		throw std::runtime_error("nobody catches this");
	}}.join();
}

TEST_F(Crashes, by_sigkill)
{
	::raise(SIGKILL);
}

TEST_F(Crashes, after_its_result)
{
	last_word.status = 3;
}

TEST_F(Crashes, without_descriptors)
{
	::closefrom(0);
}

} // namespace
} // namespace cf
