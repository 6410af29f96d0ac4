// SPDX-License-Identifier: MIT
#include "report/html/sections/plots/log_axis.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cf
{

namespace
{

constexpr double kLeastDecades = 0.3;
constexpr double kMargin = 0.03; // of the length, at either end
constexpr double kFewDecades = 1.6;
constexpr int kMostTicks = 6;

} // namespace

LogAxis::LogAxis(const std::vector<double> &values, double length) : length_(length)
{
	std::vector<double> logs;
	for (const double value : values)
		if (value > 0)
			logs.push_back(std::log10(value));
	if (!logs.empty()) {
		from_ = std::ranges::min(logs);
		to_ = std::ranges::max(logs);
	}
	const double missing = std::max(kLeastDecades - (to_ - from_), 0.0);
	const double margin = missing / 2 + kMargin * (to_ - from_);
	from_ -= margin;
	to_ += margin;
}

double LogAxis::at(double value) const
{
	if (!(value > 0))
		return 0;
	return std::clamp((std::log10(value) - from_) / (to_ - from_), 0.0, 1.0) * length_;
}

std::vector<double> LogAxis::ticks() const
{
	constexpr std::array few{1.0, 2.0, 5.0};
	const bool dense = to_ - from_ < kFewDecades;
	const int step = std::max(1, static_cast<int>(std::ceil((to_ - from_) / kMostTicks)));
	std::vector<double> ticks;
	for (int decade = static_cast<int>(std::floor(from_)); decade <= to_; ++decade)
		for (const double factor : few) {
			const double place = decade + std::log10(factor);
			const bool wanted = factor == 1 ? decade % step == 0 : dense;
			if (wanted && place >= from_ && place <= to_)
				ticks.push_back(factor * std::pow(10, decade));
		}
	return ticks;
}

} // namespace cf
