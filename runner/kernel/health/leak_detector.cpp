// SPDX-License-Identifier: MIT
#include "kernel/health/leak_detector.h"

#include <future>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "base/text_file.h"

namespace cf
{

namespace
{

using namespace std::chrono_literals;

// An object counts when its content has not changed since the search before.
constexpr int kSearches = 2;

// How often a search is asked whether it has ended.
constexpr auto kLook = 50ms;

constexpr std::string_view kScan = "scan";

Status scan(int file)
{
	if (::write(file, kScan.data(), kScan.size()) == -1)
		return Failure::last("the scan by kmemleak, which is off or out of memory,");
	return success();
}

} // namespace

Result<LeakDetector> LeakDetector::try_open(Place place)
{
	Result<UniqueFd> file = cf::try_open(place.file, O_WRONLY);
	if (!file.ok())
		return file.failure();
	const Result<std::string> verbose = try_read_text(place.verbose);
	if (!verbose.ok())
		return verbose.failure();
	if (const Status talks = try_write_text(place.verbose, "Y"); !talks.ok())
		return talks.failure();
	return LeakDetector(std::move(place), std::move(file).take(), verbose.value());
}

LeakDetector::LeakDetector(Place place, UniqueFd file, std::string verbose)
	: place_(std::move(place)), file_(std::move(file)), verbose_before_(std::move(verbose))
{
}

LeakDetector::~LeakDetector()
{
	if (file_.valid()) [[maybe_unused]]
		const Status put_back = try_write_text(place_.verbose, verbose_before_);
}

// In a thread of its own: it takes a minute where there is much memory, and meanwhile the run has
// a watchdog to feed.
Status LeakDetector::try_search(const Wait &wait)
{
	auto done = std::async(std::launch::async, scan, file_.get());
	while (done.wait_for(0s) != std::future_status::ready)
		wait(Clock::now() + kLook);
	return done.get();
}

Status LeakDetector::try_look(const Wait &wait)
{
	for (const auto old = Clock::now() + place_.least_age; Clock::now() < old;)
		wait(old);
	for (int search = 0; search < kSearches; ++search)
		if (Status searched = try_search(wait); !searched.ok())
			return searched;
	return success();
}

} // namespace cf
