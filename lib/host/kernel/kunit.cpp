// SPDX-License-Identifier: MIT
#include "host/kernel/kunit.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text_file.h"
#include "host/modules.h"

namespace cf
{

namespace
{

std::string_view take_line(std::string_view &text)
{
	const std::string_view line = text.substr(0, text.find('\n'));
	text.remove_prefix(std::min(line.size() + 1, text.size()));
	return line;
}

// A suite's cases stand one level in, what belongs to a case deeper or behind a '#'.
constexpr std::string_view kIndent = "    ";

std::optional<std::string_view> after(std::string_view text, std::string_view prefix)
{
	if (text.substr(0, prefix.size()) != prefix)
		return std::nullopt;
	return text.substr(prefix.size());
}

// "ok 3 test_wait" or "not ok 3 test_wait", perhaps with " # SKIP why" behind it.
std::optional<KunitResult> parse_result(std::string_view line)
{
	KunitResult result;
	std::optional<std::string_view> rest = after(line, "ok ");
	if (rest)
		result.status = KunitStatus::passed;
	else
		rest = after(line, "not ok ");
	if (!rest || rest->find(' ') == std::string_view::npos)
		return std::nullopt;
	const std::string_view named = rest->substr(rest->find(' ') + 1);
	result.name = named.substr(0, named.find(" # "));
	if (named.find(" # SKIP") != std::string_view::npos)
		result.status = KunitStatus::skipped;
	return result;
}

// "1..12"
std::optional<std::size_t> parse_plan(std::string_view line)
{
	const std::optional<std::string_view> count = after(line, "1..");
	std::size_t cases = 0;
	if (!count ||
		std::from_chars(count->data(), count->data() + count->size(), cases).ec !=
			std::errc{})
		return std::nullopt;
	return cases;
}

// While it lives, the module is loaded with no more than the cases that the filter names.
class FilteredModule
{
public:
	FilteredModule(const std::string &name, const std::string &filter) : name_(name)
	{
		// Does nothing where KUnit is loaded or built in; then it may have been told
		// not to run.
		status_ = try_load_module("kunit", "enable=1");
		if (status_.ok() && is_module_loaded(name))
			status_ = try_unload_module(name);
		if (status_.ok())
			status_ = try_write_text(kFilter, filter);
		if (status_.ok())
			status_ = try_load_module(name);
	}

	~FilteredModule()
	{
		if (status_.ok())
			static_cast<void>(try_unload_module(name_));
		static_cast<void>(try_write_text(kFilter, kEverything));
	}

	FilteredModule(const FilteredModule &) = delete;
	FilteredModule &operator=(const FilteredModule &) = delete;

	const Status &status() const { return status_; }

	static constexpr const char *kEverything = "*.*";

private:
	static constexpr const char *kFilter = "/sys/module/kunit/parameters/filter_glob";

	std::string name_;
	Status status_ = success();
};

std::string file_of(const KunitSuiteName &where, const std::string &file)
{
	return "/sys/kernel/debug/kunit/" + where.suite + "/" + file;
}

} // namespace

Result<std::size_t> try_parse_kunit_plan(std::string_view ktap)
{
	while (!ktap.empty()) {
		const std::string_view line = take_line(ktap);
		const std::optional<std::string_view> inner = after(line, kIndent);
		const std::optional<std::size_t> plan = inner ? parse_plan(*inner) : std::nullopt;
		if (plan)
			return *plan;
	}
	return Failure{Errno{EBADMSG}, "KUnit results without a plan"};
}

Result<std::vector<KunitResult>> try_parse_kunit_results(std::string_view ktap)
{
	const Result<std::size_t> plan = try_parse_kunit_plan(ktap);
	if (!plan.ok())
		return plan.failure();
	std::vector<KunitResult> results;
	std::string log;
	while (!ktap.empty()) {
		const std::string_view line = take_line(ktap);
		const std::optional<std::string_view> inner = after(line, kIndent);
		if (!inner)
			continue;
		if (parse_plan(*inner)) {
			log.clear(); // what stood before was the suite's
		} else if (std::optional<KunitResult> result = parse_result(*inner)) {
			result->log = std::exchange(log, {});
			results.push_back(std::move(*result));
		} else {
			log.append(*inner).append("\n");
		}
	}
	if (results.size() != plan.value())
		return Failure{Errno{EBADMSG},
			"KUnit results of " + std::to_string(results.size()) + " cases, not " +
				std::to_string(plan.value())};
	return results;
}

Result<KunitResult> try_run_kunit_case(const KunitSuiteName &where, const std::string &name)
{
	const FilteredModule module{where.module, where.suite + "." + name};
	if (!module.status().ok())
		return module.status().failure();
	if (const Status run = try_write_text(file_of(where, "run"), "1"); !run.ok())
		return run.failure();
	const Result<std::string> text = try_read_text(file_of(where, "results"));
	if (!text.ok())
		return text.failure();
	const Result<std::vector<KunitResult>> results = try_parse_kunit_results(text.value());
	if (!results.ok())
		return results.failure();
	if (results.value().size() != 1 || results.value().front().name != name)
		return Failure{Errno{ENOENT}, "KUnit case " + where.suite + "." + name};
	return results.value().front();
}

Result<std::size_t> try_count_kunit_cases(const KunitSuiteName &where)
{
	const FilteredModule module{where.module, where.suite + ".*"};
	if (!module.status().ok())
		return module.status().failure();
	const Result<std::string> text = try_read_text(file_of(where, "results"));
	return text.ok() ? try_parse_kunit_plan(text.value()) : text.failure();
}

} // namespace cf
