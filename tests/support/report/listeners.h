// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include <gtest/gtest.h>

// The gtest listeners of every test program. gtest calls them in the order of their
// appending at a start, in reverse at an end; install_listeners() knows the order
// that makes a leak found at the end part of the reported result.

namespace cf
{

// Makes ASSERT_* and GTEST_SKIP() in a helper end the test, not only the helper. Must be
// the last listener. Never throws where that would end the process: on other threads, while
// an exception is on its way, for gtest's own report of one.
class ThrowingListener : public testing::EmptyTestEventListener
{
	void OnTestPartResult(const testing::TestPartResult &result) override;
};

// Tells the runner what happens, and turns a skip after the test began to act into a failure.
class EventListener : public testing::EmptyTestEventListener
{
public:
	explicit EventListener(std::string program) : program_(std::move(program)) {}

private:
	void OnTestStart(const testing::TestInfo &info) override;
	void OnTestPartResult(const testing::TestPartResult &result) override;
	void OnTestEnd(const testing::TestInfo &info) override;

	std::string program_;
	std::optional<std::string> late_skip_;
};

// Appends the listeners of a program called "folder@program".
void install_listeners(const std::string &program);

// For a forked child of a test: only `reporter` and the throwing one are left, so that nothing
// reaches stdout or the runner from there. gtest owns `reporter`.
void replace_listeners(testing::TestEventListener *reporter);

} // namespace cf
