// SPDX-License-Identifier: MIT
#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdint>
#include <system_error>

#include <fcntl.h>
#include <linux/futex.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/unique_fd.h"
#include "measure/wake_path.h"

namespace cf
{

namespace
{

void check(bool worked, const char *what)
{
	if (!worked)
		throw std::system_error(errno, std::generic_category(), what);
}

class EventFd : public WakePath
{
public:
	EventFd() : fd_(::eventfd(0, EFD_CLOEXEC)) { check(fd_.valid(), "eventfd"); }

	void prepare() override {}
	void wait() override
	{
		std::uint64_t count = 0;
		check(::read(fd_.get(), &count, sizeof count) == sizeof count, "read");
	}
	void signal() override
	{
		const std::uint64_t one = 1;
		check(::write(fd_.get(), &one, sizeof one) == sizeof one, "write");
	}

private:
	UniqueFd fd_;
};

class Pipe : public WakePath
{
public:
	Pipe()
	{
		std::array<int, 2> ends{};
		check(::pipe2(ends.data(), O_CLOEXEC) == 0, "pipe2");
		read_ = UniqueFd{ends[0]};
		write_ = UniqueFd{ends[1]};
	}

	void prepare() override {}
	void wait() override
	{
		char byte = 0;
		check(::read(read_.get(), &byte, 1) == 1, "read");
	}
	void signal() override { check(::write(write_.get(), "", 1) == 1, "write"); }

private:
	UniqueFd read_;
	UniqueFd write_;
};

class Futex : public WakePath
{
public:
	void prepare() override { word_ = 0; }
	void wait() override
	{
		while (word_ == 0)
			check(call(FUTEX_WAIT_PRIVATE, 0) == 0 || errno == EAGAIN || errno == EINTR,
				"futex");
	}
	void signal() override
	{
		word_ = 1;
		check(call(FUTEX_WAKE_PRIVATE, INT_MAX) >= 0, "futex");
	}

private:
	long call(int operation, int value)
	{
		static_assert(sizeof word_ == sizeof(std::uint32_t));
		return ::syscall(SYS_futex, &word_, operation, value, nullptr, nullptr, 0);
	}

	std::atomic<std::uint32_t> word_ = 0;
};

class NullPath : public WakePath
{
public:
	void prepare() override {}
	void wait() override {}
	void signal() override {}
};

} // namespace

std::unique_ptr<WakePath> null_path()
{
	return std::make_unique<NullPath>();
}

std::unique_ptr<WakePath> eventfd_path()
{
	return std::make_unique<EventFd>();
}

std::unique_ptr<WakePath> pipe_path()
{
	return std::make_unique<Pipe>();
}

std::unique_ptr<WakePath> futex_path()
{
	return std::make_unique<Futex>();
}

} // namespace cf
