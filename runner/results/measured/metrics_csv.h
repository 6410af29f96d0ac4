// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "results/atomic_file.h"

// metrics.csv beside results.json: a line a measured series, for spreadsheets and
// plotting tools. Numbers are as results.json has them.

namespace cf
{

inline constexpr const char *kMetricsFile = "metrics.csv";

// Owns the file until commit(), with which it is there; without a series there is none. All of
// it throws std::system_error.
class MetricsCsv
{
public:
	explicit MetricsCsv(std::string directory) : directory_(std::move(directory)) {}

	// The summarised "metrics" of a test.
	void add(const std::string &test, const nlohmann::json &metrics);
	void commit();

private:
	std::string directory_;
	std::optional<AtomicFile> file_;
};

} // namespace cf
