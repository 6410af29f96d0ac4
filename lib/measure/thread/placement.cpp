// SPDX-License-Identifier: MIT
#include "measure/thread/placement.h"

#include <cerrno>
#include <system_error>
#include <vector>

#include <sched.h>
#include <sys/mman.h>

namespace cf
{

Placement place_threads()
{
	cpu_set_t allowed;
	CPU_ZERO(&allowed);
	if (::sched_getaffinity(0, sizeof allowed, &allowed) == -1)
		throw std::system_error(errno, std::generic_category(), "sched_getaffinity");
	std::vector<int> found;
	for (int processor = 0; processor < CPU_SETSIZE && found.size() < 2; ++processor)
		if (CPU_ISSET(processor, &allowed))
			found.push_back(processor);
	return {.waker = found.front(), .waiter = found.back()};
}

void pin(pthread_t thread, int processor)
{
	cpu_set_t one;
	CPU_ZERO(&one);
	CPU_SET(processor, &one);
	if (const int error = ::pthread_setaffinity_np(thread, sizeof one, &one))
		throw std::system_error(error, std::generic_category(), "pthread_setaffinity_np");
}

bool lock_memory()
{
	return ::mlockall(MCL_CURRENT | MCL_FUTURE) == 0;
}

} // namespace cf
