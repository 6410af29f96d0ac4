// SPDX-License-Identifier: MIT
#include "measure/wake_bench.h"

#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <system_error>
#include <thread>

#include <sched.h>

#include <gtest/gtest.h>

#include "base/deadline.h"

namespace cf
{
namespace
{

class WakeBenchOf : public testing::TestWithParam<std::unique_ptr<WakePath> (*)()>
{
};

TEST_P(WakeBenchOf, has_a_sample_for_each_wake_up)
{
	const auto path = GetParam()();
	WakeBench bench(place_threads());
	WakeSamples samples;
	for (int i = 0; i < 100; ++i)
		bench.sample(*path, samples);
	ASSERT_EQ(samples.size(), 100U);
	ASSERT_EQ(samples.signal.size(), 100U);
	for (std::size_t i = 0; i < samples.size(); ++i) {
		EXPECT_GT(samples.wake[i], 0);
		EXPECT_GT(samples.signal[i], 0);
	}
}

INSTANTIATE_TEST_SUITE_P(Floors, WakeBenchOf, testing::Values(eventfd_path, pipe_path, futex_path));

// Wakes by a floor's way, after what a test wants to happen.
class Disturbed : public WakePath
{
public:
	void prepare() override { way_->prepare(); }
	void wait() override
	{
		if (returns_early_)
			return;
		way_->wait();
		if (fails_)
			throw std::runtime_error("on purpose");
		for (const Deadline late{late_}; !late.passed();) {
		}
	}
	void signal() override { way_->signal(); }

	bool returns_early_ = false;
	bool fails_ = false;
	std::chrono::milliseconds late_{0};

private:
	std::unique_ptr<WakePath> way_ = futex_path();
};

TEST(WakeBench, shows_a_delay_between_signal_and_wake)
{
	Disturbed path;
	path.late_ = std::chrono::milliseconds{20};
	WakeBench bench(place_threads());
	WakeSamples samples;
	bench.sample(path, samples);
	EXPECT_GE(samples.wake.at(0), 20'000'000);
}

// Notes how each thread is scheduled while it is measured.
class Watched : public WakePath
{
public:
	void prepare() override { way_->prepare(); }
	void wait() override
	{
		of_waiter_ = ::sched_getscheduler(0);
		way_->wait();
	}
	void signal() override
	{
		of_waker_ = ::sched_getscheduler(0);
		way_->signal();
	}

	int of_waiter_ = -1;
	int of_waker_ = -1;

private:
	std::unique_ptr<WakePath> way_ = futex_path();
};

// Where this process may run before any bench has bound its thread.
const cpu_set_t kProcessors = [] {
	cpu_set_t processors;
	::sched_getaffinity(0, sizeof processors, &processors);
	return processors;
}();

// With less than CAP_SYS_NICE the other half of the claim is what can be seen.
TEST(WakeBench, measures_in_sched_fifo_or_not_at_all)
{
	Watched path;
	WakeSamples samples;
	std::error_code refused;
	std::thread measuring([&] {
		::sched_setaffinity(0, sizeof kProcessors, &kProcessors);
		Placement placement = place_threads();
		placement.fifo = 1;
		try {
			WakeBench bench(placement);
			if (!placement.is_shared())
				bench.sample(path, samples);
		} catch (const std::system_error &error) {
			refused = error.code();
		}
	});
	measuring.join();
	EXPECT_EQ(refused, refused ? std::error_code(EPERM, std::generic_category()) : refused);
	EXPECT_EQ(path.of_waker_, samples.size() ? SCHED_FIFO : -1);
	EXPECT_EQ(path.of_waiter_, samples.size() ? SCHED_FIFO : -1);
}

TEST(WakeBench, passes_on_what_the_waiter_throws_and_goes_on)
{
	Disturbed path;
	path.fails_ = true;
	WakeBench bench(place_threads());
	WakeSamples samples;
	EXPECT_THROW(bench.sample(path, samples), std::runtime_error);
	path.fails_ = false;
	bench.sample(path, samples);
	EXPECT_EQ(samples.size(), 1U);
}

TEST(WakeBench, takes_no_sample_of_a_wait_that_returns_early)
{
	Disturbed path;
	path.returns_early_ = true;
	WakeBench bench(place_threads());
	WakeSamples samples;
	EXPECT_THROW(bench.sample(path, samples), std::runtime_error);
	EXPECT_EQ(samples.size(), 0U);
}

} // namespace
} // namespace cf
