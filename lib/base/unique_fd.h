// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

// UniqueFd owns a file descriptor and closes it exactly once; FdRef borrows one
// for the length of a call. Closing keeps errno, so that an error path still
// reports its own. A close() that says EBADF means that somebody else closed our
// descriptor: that is a bug of the test or a finding, never noise, and aborts.

namespace cf
{

class UniqueFd
{
public:
	UniqueFd() = default;
	explicit UniqueFd(int fd) : fd_(fd) {}
	UniqueFd(UniqueFd &&other) noexcept : fd_(other.release()) {}
	UniqueFd &operator=(UniqueFd &&other) noexcept;
	UniqueFd(const UniqueFd &) = delete;
	UniqueFd &operator=(const UniqueFd &) = delete;
	~UniqueFd() { reset(); }

	bool valid() const { return fd_ >= 0; }

	// The number, still owned here.
	int get() const { return fd_; }

	// The number, owned by the caller from now on.
	[[nodiscard]] int release();

	// Closes now rather than at the end of life.
	void reset();

private:
	int fd_ = -1;
};

class FdRef
{
public:
	explicit(false) FdRef(const UniqueFd &owner) : fd_(owner.get()) {}
	explicit FdRef(int fd) : fd_(fd) {}

	int get() const { return fd_; }

private:
	int fd_;
};

// open(2) with O_CLOEXEC added. Fails with the errno of open; context is "open PATH".
Result<UniqueFd> try_open(const std::string &path, int flags);
UniqueFd open(const std::string &path, int flags);

// A second descriptor of the same open file description, O_CLOEXEC.
UniqueFd duplicate(FdRef fd);

} // namespace cf
