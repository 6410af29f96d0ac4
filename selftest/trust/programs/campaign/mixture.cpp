// SPDX-License-Identifier: MIT
//
// Sixty cases of every outcome, some of which take a while. The fault campaign knows from a case's
// name what it has to end as.

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/deadline.h"
#include "base/unique_fd.h"
#include "support/report/report.h"
#include "support/require.h"

namespace cf
{
namespace
{

constexpr int kCases = 60;
constexpr std::size_t kMuchTalk = 4000;

// Long enough to be killed in, differently for each case.
void take_a_while(int number)
{
	std::array<int, 2> ends{};
	ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
	const UniqueFd silent{ends[0]};
	const UniqueFd open{ends[1]};
	poll(silent, POLLIN, Deadline{std::chrono::milliseconds{50 + number * 37 % 200}});
}

void fail()
{
	ADD_FAILURE() << "failed on purpose";
}

void talk()
{
	std::puts(std::string(kMuchTalk, 'x').c_str());
}

void skip()
{
	require(false, "needs a unicorn");
}

void warn_somebody()
{
	warn("looks odd on purpose");
}

void crash()
{
	const rlimit none{0, 0};
	::setrlimit(RLIMIT_CORE, &none);
	::raise(SIGABRT);
}

void leave_with_3()
{
	::_exit(3);
}

void leave_a_child()
{
	if (::fork() == 0)
		for (;;)
			::pause();
}

struct Behaviour {
	const char *name;
	void (*act)() = nullptr;
	bool slow = false;
};

constexpr std::array kBehaviours{
	Behaviour{"passes"},
	Behaviour{"passes_slowly", nullptr, true},
	Behaviour{"fails", fail},
	Behaviour{"talks", talk},
	Behaviour{"crashes_slowly", crash, true},
	Behaviour{"skips", skip},
	Behaviour{"warns", warn_somebody},
	Behaviour{"leaves_a_child", leave_a_child},
	Behaviour{"fails_slowly", fail, true},
	Behaviour{"crashes", crash},
	Behaviour{"leaves_with_3", leave_with_3},
};

const Behaviour &behaviour_of(int number)
{
	return kBehaviours.at(static_cast<std::size_t>(number) % kBehaviours.size());
}

class Mixture : public testing::TestWithParam<int>
{
};

TEST_P(Mixture, ends_as_named)
{
	const Behaviour &behaviour = behaviour_of(GetParam());
	if (behaviour.slow)
		take_a_while(GetParam());
	if (behaviour.act != nullptr)
		behaviour.act();
}

INSTANTIATE_TEST_SUITE_P(All, Mixture, testing::Range(0, kCases), [](const auto &number) {
	return fmt::format("{:02}_{}", number.param, behaviour_of(number.param).name);
});

} // namespace
} // namespace cf
