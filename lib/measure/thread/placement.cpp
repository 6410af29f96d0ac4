// SPDX-License-Identifier: MIT
#include "measure/thread/placement.h"

#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include <sched.h>
#include <sys/mman.h>

namespace cf
{

namespace
{

// The runner has looked at it: 1 to 99.
std::optional<int> wanted_priority()
{
	const char *text = std::getenv("CROSSFENCE_FIFO");
	return text ? std::optional<int>(std::atoi(text)) : std::nullopt;
}

} // namespace

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
	const Placement placement{
		.waker = found.front(), .waiter = found.back(), .fifo = wanted_priority()};
	if (placement.fifo && placement.is_shared())
		throw std::runtime_error("SCHED_FIFO takes two processors, and here is one");
	return placement;
}

void bind(pthread_t thread, int processor, const Placement &placement)
{
	cpu_set_t one;
	CPU_ZERO(&one);
	CPU_SET(processor, &one);
	if (const int error = ::pthread_setaffinity_np(thread, sizeof one, &one))
		throw std::system_error(error, std::generic_category(), "pthread_setaffinity_np");
	if (!placement.fifo)
		return;
	const sched_param priority{.sched_priority = *placement.fifo};
	if (const int error = ::pthread_setschedparam(thread, SCHED_FIFO, &priority))
		throw std::system_error(error, std::generic_category(), "SCHED_FIFO");
}

bool lock_memory()
{
	return ::mlockall(MCL_CURRENT | MCL_FUTURE) == 0;
}

} // namespace cf
