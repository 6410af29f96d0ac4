// SPDX-License-Identifier: MIT
#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "base/unique_fd.h"

// What a case beside a hostile one needs to find as it always was.

namespace cf
{

inline void expect_a_sound_world()
{
	const UniqueFd null = open("/dev/null", O_RDONLY);
	const mode_t mask = ::umask(022);
	EXPECT_EQ(mask & 0700U, 0U) << "the umask takes the owner's rights away";
	const pid_t child = ::fork();
	ASSERT_NE(child, -1);
	if (child == 0)
		::_exit(0);
	int status = -1;
	EXPECT_EQ(::waitpid(child, &status, 0), child);
	EXPECT_EQ(status, 0);
}

} // namespace cf
