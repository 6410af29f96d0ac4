// SPDX-License-Identifier: MIT
#include "results/measured/metrics_csv.h"

#include <array>

#include <nlohmann/json.hpp>

namespace cf
{

namespace
{

using nlohmann::json;

constexpr std::array kColumns{"name", "unit", "size", "n", "min", "p50", "p90", "p99", "p99.9",
	"max", "floor", "ratio", "noisy", "noise"};

std::string text_of(const json &value)
{
	if (value.is_string())
		return value.get<std::string>();
	if (!value.is_array())
		return value.dump();
	std::string all;
	for (const json &part : value)
		all += (all.empty() ? "" : "; ") + part.get<std::string>();
	return all;
}

// As RFC 4180 has it.
std::string field(const std::string &text)
{
	if (text.find_first_of(",\"\r\n") == text.npos)
		return text;
	std::string quoted = "\"";
	for (const char c : text)
		quoted.append(c == '"' ? 2 : 1, c);
	return quoted + '"';
}

} // namespace

void MetricsCsv::add(const std::string &test, const json &metrics)
{
	for (const json &metric : metrics) {
		if (!file_) {
			file_.emplace(directory_ + "/" + kMetricsFile);
			file_->write("test");
			for (const char *column : kColumns)
				file_->write(std::string(",") + column);
			file_->write("\n");
		}
		file_->write(field(test));
		for (const char *column : kColumns) {
			const auto found = metric.find(column);
			file_->write("," + (found == metric.end() ? "" : field(text_of(*found))));
		}
		file_->write("\n");
	}
}

void MetricsCsv::commit()
{
	if (file_)
		file_->commit();
}

} // namespace cf
