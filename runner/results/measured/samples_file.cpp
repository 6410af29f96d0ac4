// SPDX-License-Identifier: MIT
#include "results/measured/samples_file.h"

#include <bit>
#include <filesystem>
#include <fstream>
#include <span>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "results/measured/measurement.h"
#include "results/measured/spread.h"
#include "text/json_integer.h"
#include "text/usage_error.h"

namespace cf
{

namespace
{

using nlohmann::json;

static_assert(std::endian::native == std::endian::little);

json summary_of(const Measurement &measurement, const std::vector<Measurement> &all)
{
	const Spread spread = spread_of(measurement.values);
	json summary{{"name", measurement.name}, {"unit", measurement.unit}, {"n", spread.count},
		{"min", spread.least}, {"p50", spread.median}, {"p90", spread.p90},
		{"p99", spread.p99}, {"p99.9", spread.p999}, {"max", spread.most},
		{"noisy", !measurement.noise.empty()}, {"noise", measurement.noise}};
	if (!measurement.floor.empty())
		summary["floor"] = measurement.floor;
	if (const auto ratio = ratio_to_floor(measurement, all))
		summary["ratio"] = *ratio;
	if (measurement.size)
		summary["size"] = *measurement.size;
	return summary;
}

class ValuesOfFile
{
public:
	ValuesOfFile(std::string path, std::uintmax_t bytes)
		: path_(std::move(path)), count_(bytes / sizeof(double)),
		  file_(path_, std::ios::binary)
	{
	}

	std::vector<double> at(const json &place)
	{
		const auto first = integer_at<std::size_t>(place, "first");
		const auto n = integer_at<std::size_t>(place, "n");
		if (n > count_ || first > count_ - n)
			throw UsageError(fmt::format("{} has {} values, results.json wants {} from "
						     "{} on",
				path_, count_, n, first));
		std::vector<double> values(n);
		file_.seekg(static_cast<std::streamoff>(first * sizeof(double)));
		file_.read(reinterpret_cast<char *>(values.data()),
			static_cast<std::streamsize>(n * sizeof(double)));
		return values;
	}

private:
	std::string path_;
	std::uintmax_t count_;
	std::ifstream file_;
};

} // namespace

void SamplesFile::append(const std::vector<double> &values)
{
	if (!file_)
		file_.emplace(directory_ + "/" + kSamplesFile);
	const std::span bytes = std::as_bytes(std::span(values));
	file_->write({reinterpret_cast<const char *>(bytes.data()), bytes.size()});
	count_ += values.size();
}

void SamplesFile::take_values(json &metrics)
{
	std::vector<Measurement> all;
	for (const json &metric : metrics)
		all.push_back(read_measurement(metric));
	metrics = json::array();
	for (const Measurement &measurement : all) {
		json summary = summary_of(measurement, all);
		summary["samples"] = {{"first", count_}, {"n", measurement.values.size()}};
		append(measurement.values);
		metrics.push_back(std::move(summary));
	}
}

void SamplesFile::commit()
{
	if (file_)
		file_->commit();
}

void put_values_back(json &tests, const std::string &directory)
{
	const std::string path = directory + "/" + kSamplesFile;
	std::error_code error;
	const std::uintmax_t bytes = std::filesystem::file_size(path, error);
	if (error)
		return;
	ValuesOfFile file(path, bytes);
	for (json &test : tests)
		if (const auto metrics = test.find("metrics"); metrics != test.end())
			for (json &metric : *metrics)
				if (metric.contains("samples"))
					metric["values"] = file.at(metric["samples"]);
}

} // namespace cf
