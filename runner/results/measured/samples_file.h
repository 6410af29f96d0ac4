// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "results/atomic_file.h"

// Every measured value of a run, beside its results: samples.f64, doubles as IEEE 754
// has them, little endian. results.json says of each series which of them are its own
// ("samples": {"first", "n"}, counted in values) and what they amount to. So the file
// that people and piglit read stays small.

namespace cf
{

inline constexpr const char *kSamplesFile = "samples.f64";

// Owns the file until commit(), with which it is there; without a value there is none. All of
// it throws std::system_error.
class SamplesFile
{
public:
	explicit SamplesFile(std::string directory) : directory_(std::move(directory)) {}

	// Takes the values out of "metrics" of a test, and leaves where they are and what they
	// amount to.
	void take_values(nlohmann::json &metrics);
	void commit();

private:
	void append(const std::vector<double> &values);

	std::string directory_;
	std::optional<AtomicFile> file_;
	std::size_t count_ = 0;
};

// Puts the values back into "tests" of a results.json out of the file in `directory`. Without
// that file there are none. Throws UsageError when it is shorter than it has to be.
void put_values_back(nlohmann::json &tests, const std::string &directory);

} // namespace cf
