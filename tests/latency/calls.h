// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "base/unique_fd.h"
#include "measure/clock.h"

// What every call of this folder that nobody waits for is measured by: turns that make the calls
// in their order, each turn with one bare ioctl, which is the floor of all of them
// (measure/bare_ioctl.h). A series is the calls of one name at one size.

namespace cf
{

class Calls
{
public:
	Calls();

	// What the call gives; how long it took is a sample of the series.
	template <typename Call>
	std::invoke_result_t<Call> time(const char *series, Call call);

	// Called by measure_calls().
	void begin_size(std::size_t size) { size_ = size; }
	void take_floor();
	void forget_samples() { cold_.clear(); }
	void keep_samples();
	void report_all(const std::vector<std::string> &noise);
	std::size_t taken() const { return taken_; }

private:
	using Samples = std::vector<double>;
	struct Place {
		std::string series;
		std::optional<std::size_t> size;

		auto operator<=>(const Place &) const = default;
	};

	UniqueFd eventfd_;
	std::size_t size_ = 0;
	std::size_t taken_ = 0;
	std::map<Place, Samples> cold_; // of the turn that runs
	std::map<Place, Samples> kept_;
};

// Each size may take so long, begun turns and the making not counted.
struct CallEffort {
	std::vector<std::string> noise; // what is known to disturb the calls, besides what is seen
	std::chrono::milliseconds time{75};
	int turns = 50;
	int least_turns = 4; // compare judges no fewer
};

// Makes one turn for each size and takes it again and again; what it throws comes out.
using Turn = std::function<void(Calls &)>;
using MakeTurn = std::function<Turn(std::size_t size)>;
void measure_calls(
	std::span<const std::size_t> sizes, const MakeTurn &make, const CallEffort &effort = {});

// 4 KiB, 64 KiB, 1 MiB and 8 MiB, a full HD frame, as far as they are no more than `most`.
std::vector<std::size_t> buffer_sizes_up_to(std::size_t most);

template <typename Call>
std::invoke_result_t<Call> Calls::time(const char *series, Call call)
{
	Samples &samples = cold_[Place{series, size_}];
	const std::int64_t begin = now_ns();
	if constexpr (std::is_void_v<std::invoke_result_t<Call>>) {
		call();
		samples.push_back(static_cast<double>(now_ns() - begin));
	} else {
		auto result = call();
		samples.push_back(static_cast<double>(now_ns() - begin));
		return result;
	}
}

} // namespace cf
