// SPDX-License-Identifier: MIT
#include "ancestry.h"

#include <fstream>

#include <fmt/format.h>
#include <unistd.h>

#include "support/require.h"

namespace cf
{
namespace
{

struct Identity {
	std::string name;
	pid_t parent = 0;
};

Identity identity_of(pid_t pid)
{
	Identity identity;
	std::ifstream file(fmt::format("/proc/{}/status", pid));
	for (std::string key; file >> key;) {
		if (key == "Name:")
			file >> identity.name;
		else if (key == "PPid:")
			file >> identity.parent;
	}
	return identity;
}

} // namespace

std::vector<pid_t> ancestors()
{
	const Identity own = identity_of(::getpid());
	std::vector<pid_t> found;
	for (pid_t pid = own.parent; pid > 0;) {
		const Identity one = identity_of(pid);
		if (one.name != own.name && !one.name.starts_with("crossfence"))
			break;
		found.push_back(pid);
		pid = one.parent;
	}
	return found;
}

pid_t require_parent()
{
	const std::vector<pid_t> found = ancestors();
	require(!found.empty(), "needs a parent of the same run, not a shell or a debugger");
	return found.front();
}

} // namespace cf
