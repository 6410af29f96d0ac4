// SPDX-License-Identifier: MIT
#include "report/model/read_results.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include <stdlib.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "results/measured/samples_file.h"
#include "results/results_file.h"
#include "text/usage_error.h"

namespace cf
{

namespace
{

namespace fs = std::filesystem;
using nlohmann::json;

class TemporaryDirectory
{
public:
	TemporaryDirectory()
	{
		std::string name = fs::temp_directory_path() / "crossfence-report-XXXXXX";
		if (!::mkdtemp(name.data()))
			throw UsageError(
				fmt::format("cannot make {}: {}", name, std::strerror(errno)));
		path_ = name;
	}
	TemporaryDirectory(const TemporaryDirectory &) = delete;
	TemporaryDirectory &operator=(const TemporaryDirectory &) = delete;
	~TemporaryDirectory()
	{
		std::error_code ignored;
		fs::remove_all(path_, ignored);
	}

	const fs::path &path() const { return path_; }

private:
	fs::path path_;
};

json parse_file(const fs::path &path)
{
	std::ifstream file(path);
	if (!file)
		throw UsageError(
			fmt::format("cannot read {}: {}", path.string(), std::strerror(errno)));
	json results = json::parse(file, nullptr, false);
	if (results.is_discarded())
		throw UsageError(
			fmt::format("{} is not JSON, or only a part of it", path.string()));
	const auto says = [&](const char *key, const json &value) {
		return results.is_object() && results.contains(key) && results[key] == value;
	};
	if (!says("__type__", "TestrunResult") || !says("results_version", 10))
		throw UsageError(fmt::format("{} is JSON, but no results of version 10 as "
					     "crossfence and piglit write them",
			path.string()));
	if (const auto tests = results.find("tests"); tests != results.end())
		put_values_back(*tests, path.parent_path());
	return results;
}

json rebuild(const fs::path &directory)
{
	const TemporaryDirectory place;
	fs::create_symlink(fs::absolute(directory / "journal"), place.path() / "journal");
	try {
		write_results_file(place.path());
	} catch (const std::exception &error) {
		throw UsageError(fmt::format("{} has no results.json, and its journal is of no "
					     "use: {}",
			directory.string(), error.what()));
	}
	return parse_file(place.path() / "results.json");
}

} // namespace

json read_results(const std::string &path)
{
	const fs::path results = fs::path(path) / "results.json";
	const fs::path journal = fs::path(path) / "journal";
	std::error_code error;
	if (!fs::exists(path, error))
		throw UsageError(fmt::format("there is no {}", path));
	if (!fs::is_directory(path, error))
		return parse_file(path);
	const bool has_journal = fs::exists(journal, error);
	if (!fs::exists(results, error)) {
		if (!has_journal)
			throw UsageError(fmt::format("{} holds no results.json and no journal; "
						     "give what was given to crossfence run -o",
				path));
		return rebuild(path);
	}
	if (has_journal && fs::last_write_time(results) < fs::last_write_time(journal))
		return rebuild(path);
	return parse_file(results);
}

} // namespace cf
