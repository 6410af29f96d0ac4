// SPDX-License-Identifier: MIT
#pragma once

#include <iosfwd>
#include <string>

// An errno value as a type of its own, so that a test compares and prints it by
// name: `EXPECT_EQ(result.error(), Errno{EBADF})`. Zero means "no error".

namespace cf
{

struct Errno {
	int value = 0;

	// "EBADF", "no error", or "errno 4711" for a number libc has no name for.
	std::string name() const;

	bool operator==(const Errno &) const = default;
};

std::ostream &operator<<(std::ostream &out, Errno error);

} // namespace cf
