// SPDX-License-Identifier: MIT
#include "system/machine/watchdog.h"

#include <algorithm>

#include <fcntl.h>
#include <linux/watchdog.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace cf
{

namespace
{

using namespace std::chrono_literals;

// For a driver that does not tell: the shortest that drivers wait by themselves is 10 s.
constexpr int kUnknownTimeout = 8;

} // namespace

Result<Watchdog> Watchdog::try_open(const std::string &path)
{
	Result<UniqueFd> file = cf::try_open(path, O_WRONLY);
	if (!file.ok())
		return file.failure();
	int timeout = kUnknownTimeout;
	if (::ioctl(file.value().get(), WDIOC_GETTIMEOUT, &timeout) == -1)
		timeout = kUnknownTimeout;
	return Watchdog(std::move(file).take(), std::max(1s, std::chrono::seconds(timeout / 4)));
}

Watchdog::~Watchdog()
{
	// The letter that means "closed on purpose".
	if (file_.valid()) [[maybe_unused]]
		const ssize_t written = ::write(file_.get(), "V", 1);
}

Clock::time_point Watchdog::feed()
{
	const auto now = Clock::now();
	if (now >= fed_ + interval_) {
		[[maybe_unused]] const ssize_t written = ::write(file_.get(), "\0", 1);
		fed_ = now;
	}
	return fed_ + interval_;
}

} // namespace cf
