// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <string>
#include <system_error>
#include <utility>
#include <variant>

#include "base/errno_value.h"

// The value of a call, or the errno that it failed with and what was tried. A
// `try_…` function returns one and never throws for an errno; its twin without
// the prefix is `return try_…(…).take();`, which throws std::system_error with
// the context in what(). So each ioctl is written once and has two doors.

namespace cf
{

// What failed: `context` reads "DMA_BUF_IOCTL_SYNC on udmabuf".
struct Failure {
	Errno error;
	std::string context;

	// The Failure of the call that has just set errno.
	static Failure last(std::string context);

	[[noreturn]] void raise() const
	{
		throw std::system_error(error.value, std::generic_category(),
			context + " failed with " + error.name());
	}
};

template <typename T = std::monostate>
class [[nodiscard]] Result
{
public:
	// From a T or what converts to one, such as the unique_ptr of a derived class.
	template <std::convertible_to<T> U = T>
	explicit(false) Result(U &&value) : state_(std::in_place_type<T>, std::forward<U>(value))
	{
	}
	explicit(false) Result(Failure failure) : state_(std::move(failure)) {}

	bool ok() const { return std::holds_alternative<T>(state_); }
	explicit operator bool() const { return ok(); }

	// Errno{0} when the call succeeded.
	Errno error() const { return ok() ? Errno{} : std::get<Failure>(state_).error; }

	// The failure; only of a result that is not ok().
	const Failure &failure() const { return std::get<Failure>(state_); }

	// The value, moved out; throws std::system_error when there is none.
	T take() &&
	{
		if (!ok())
			std::get<Failure>(state_).raise();
		return std::move(std::get<T>(state_));
	}

	// The value in place; throws std::system_error when there is none.
	const T &value() const &
	{
		if (!ok())
			std::get<Failure>(state_).raise();
		return std::get<T>(state_);
	}

private:
	std::variant<T, Failure> state_;
};

// The result of a call that gives nothing back but success.
using Status = Result<std::monostate>;

inline Status success()
{
	return std::monostate{};
}

} // namespace cf
