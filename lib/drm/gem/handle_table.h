// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>

#include "base/result.h"

// How many owners share each GEM handle of one device file. The kernel gives a file one
// handle a buffer, with one reference, however often the buffer is imported
// (drm_gem_prime_fd_to_handle), so sharing it has to be counted here.

namespace cf
{

class HandleTable
{
public:
	// Runs `make`, an ioctl that gives a handle, and counts an owner of what it gave.
	Result<std::uint32_t> try_add(const std::function<Result<std::uint32_t>()> &make);

	// Counts an owner less, and runs `close` when that was the last. Both calls hold one
	// lock, so no import is given a number that is just being closed.
	void remove(std::uint32_t handle, const std::function<void()> &close);

private:
	std::mutex mutex_;
	std::map<std::uint32_t, unsigned> owners_;
};

} // namespace cf
