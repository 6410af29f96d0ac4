// SPDX-License-Identifier: MIT
#include "plan/shard/shard.h"

#include <algorithm>
#include <fstream>
#include <numeric>

#include <zlib.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "text/usage_error.h"

namespace cf
{

namespace
{

constexpr std::string_view kPrefix = "crossfence@";

unsigned by_checksum(const std::string &id, unsigned count)
{
	const auto *bytes = reinterpret_cast<const Bytef *>(id.data());
	return static_cast<unsigned>(::crc32_z(0, bytes, id.size()) % count);
}

double median_of(const SecondsById &times)
{
	std::vector<double> all;
	for (const auto &[id, seconds] : times)
		all.push_back(seconds);
	const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
	std::ranges::nth_element(all, middle);
	return *middle;
}

// The share of each case: the longest first, each to the share that is the shortest so far.
std::vector<unsigned> by_time(
	const std::vector<TestCase> &cases, unsigned count, const SecondsById &times)
{
	const double usual = median_of(times);
	const auto seconds = [&](std::size_t i) {
		const auto known = times.find(cases[i].id);
		return known == times.end() ? usual : known->second;
	};
	std::vector<std::size_t> order(cases.size());
	std::iota(order.begin(), order.end(), 0);
	std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
		return std::pair(-seconds(a), cases[a].id) < std::pair(-seconds(b), cases[b].id);
	});
	std::vector<double> loads(count);
	std::vector<unsigned> shares(cases.size());
	for (const std::size_t i : order) {
		const auto least = std::ranges::min_element(loads);
		*least += seconds(i);
		shares[i] = static_cast<unsigned>(least - loads.begin());
	}
	return shares;
}

} // namespace

std::vector<TestCase> cases_of_shard(
	std::vector<TestCase> cases, const Shard &shard, const SecondsById &times)
{
	std::vector<unsigned> shares;
	if (!times.empty())
		shares = by_time(cases, shard.count, times);
	else
		for (const TestCase &test : cases)
			shares.push_back(by_checksum(test.id, shard.count));
	std::vector<TestCase> kept;
	for (std::size_t i = 0; i < cases.size(); ++i)
		if (shares[i] + 1 == shard.number)
			kept.push_back(std::move(cases[i]));
	return kept;
}

SecondsById recorded_times(const std::string &results_directory)
{
	const std::string path = results_directory + "/results.json";
	try {
		std::ifstream file(path);
		const auto results = nlohmann::json::parse(file);
		SecondsById times;
		for (const auto &[name, test] : results.at("tests").items()) {
			const auto &time = test.at("time");
			if (test.at("result") != "notrun" && name.starts_with(kPrefix))
				times[name.substr(kPrefix.size())] = time.at("end").get<double>() -
					time.at("start").get<double>();
		}
		return times;
	} catch (const nlohmann::json::exception &) {
		throw UsageError(fmt::format(
			"{} holds no results to balance shards by: give --history the directory of "
			"an earlier run",
			path));
	}
}

} // namespace cf
