// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// One output stream of a case, kept up to a limit: the first half of the limit as
// it comes, the last half at the end, what lies between counted and dropped.

namespace cf
{

class OutputCapture
{
public:
	explicit OutputCapture(std::size_t limit) : head_left_(limit / 2), tail_limit_(limit / 2) {}

	// Gives the leading part of `bytes` that still belongs to the first half; the
	// rest is remembered here.
	std::string_view feed(std::string_view bytes);

	// What came after the first half, without the part that was dropped.
	const std::string &tail() const { return tail_; }
	std::uint64_t dropped() const { return dropped_; }

	// Forgets more than the limit; to be called before tail() and dropped().
	void trim();

private:
	std::size_t head_left_;
	std::size_t tail_limit_;
	std::string tail_;
	std::uint64_t dropped_ = 0;
};

} // namespace cf
