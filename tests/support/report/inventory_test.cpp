// SPDX-License-Identifier: MIT
#include "support/report/inventory.h"

#include <csignal>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "base/mapping.h"
#include "base/unique_fd.h"

namespace cf
{
namespace
{

using Names = std::vector<std::string>;

TEST(Inventory, of_an_unchanged_process_is_the_same)
{
	EXPECT_EQ(differences(take_inventory(), take_inventory()), Names{});
}

TEST(Inventory, names_a_new_descriptor)
{
	const Inventory before = take_inventory();
	const UniqueFd null = open("/dev/null", O_RDONLY);
	EXPECT_EQ(differences(before, take_inventory()),
		Names{"descriptor " + std::to_string(null.get()) + " was left open: /dev/null"});
}

TEST(Inventory, names_a_closed_descriptor)
{
	UniqueFd null = open("/dev/null", O_RDONLY);
	const int number = null.get();
	const Inventory before = take_inventory();
	null.reset();
	EXPECT_EQ(differences(before, take_inventory()),
		Names{"descriptor " + std::to_string(number) +
			" of somebody else was closed: /dev/null"});
}

TEST(Inventory, names_a_mapping_that_outlived_its_descriptor)
{
	UniqueFd memory{::memfd_create("inventory_test", MFD_CLOEXEC)};
	ASSERT_EQ(::ftruncate(memory.get(), 4096), 0);
	const Inventory before = take_inventory();
	const Mapping mapping = Mapping::map_shared(memory, 4096);
	EXPECT_EQ(differences(before, take_inventory()),
		Names{"a mapping was left: /memfd:inventory_test (deleted)"});
}

TEST(Inventory, names_a_running_child_and_a_dead_one)
{
	for (const bool dead : {false, true}) {
		const Inventory before = take_inventory();
		const pid_t child = ::fork();
		if (child == 0) {
			if (!dead)
				::pause();
			::_exit(0);
		}
		siginfo_t info{};
		if (dead) {
			ASSERT_EQ(
				::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT),
				0);
		}
		EXPECT_EQ(differences(before, take_inventory()),
			Names{"child process " + std::to_string(child) +
				" (support_test) was left behind"});
		::kill(child, SIGKILL);
		::waitpid(child, nullptr, 0);
	}
}

} // namespace
} // namespace cf
