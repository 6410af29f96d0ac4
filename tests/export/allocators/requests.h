// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "base/unique_fd.h"

// What is asked of the allocators that are a device node with an ioctl (requests_table.cpp), as
// test parameters. Of each allocator that works on this machine, and of no other.

namespace cf
{

// A request that must fail, made on the allocator's node. Gives what it failed with.
struct BadRequest {
	const char *label;
	Errno (*make)(FdRef node);
	int error;
};

// A request that must not. Gives the descriptor of the buffer.
struct GoodRequest {
	const char *label;
	UniqueFd (*make)(FdRef node); // throws std::system_error
	int descriptor_flags;         // as F_GETFD tells them
	int access_mode;              // as F_GETFL does
	std::size_t pages;
};

// One request of one allocator.
template <typename Request>
struct RequestOf {
	std::string role;
	std::string node;
	Request request;

	std::string name() const { return role + "__" + request.label; }
	std::vector<std::string> roles() const { return {role}; }
};

std::vector<RequestOf<BadRequest>> bad_requests();
std::vector<RequestOf<GoodRequest>> good_requests();

} // namespace cf
