// SPDX-License-Identifier: MIT
#include "plan/expect/line_file.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "text/usage_error.h"

namespace cf
{

namespace
{

std::string_view trimmed(std::string_view line)
{
	constexpr std::string_view blanks = " \t\r";
	const std::size_t first = line.find_first_not_of(blanks);
	if (first == line.npos)
		return {};
	return line.substr(first, line.find_last_not_of(blanks) - first + 1);
}

// As deqp-runner spells them, whose files these are. What never counts against a run needs no
// entry, and an improvement is none.
std::optional<Outcome> outcome_of(std::string_view status)
{
	if (status == "Fail")
		return Outcome::fail;
	if (status == "Crash")
		return Outcome::crash;
	if (status == "Timeout")
		return Outcome::timeout;
	return outcome_named(status);
}

bool says_nothing(std::string_view status)
{
	constexpr std::array<std::string_view, 6> kQuiet{
		"Pass", "Skip", "Warn", "Missing", "NotSupported", "Flake"};
	return std::ranges::count(kQuiet, status) || status.starts_with("UnexpectedImprovement(");
}

class LineFile
{
public:
	LineFile(const std::string &path, LineFileKind kind) : path_(path), kind_(kind) {}

	void add(std::string_view line)
	{
		++number_;
		line = trimmed(line);
		if (line.empty())
			forget();
		else if (line.starts_with('#'))
			add_comment(trimmed(line.substr(1)));
		else
			add_entry(line);
	}

	ExpectationFile take() { return std::move(file_); }

private:
	[[noreturn]] void refuse(const std::string &what) const
	{
		throw UsageError(fmt::format("{}:{}: {}", path_, number_, what));
	}

	void forget()
	{
		comment_.clear();
		in_entries_ = false;
	}

	void add_comment(std::string_view text)
	{
		if (in_entries_)
			forget();
		comment_ += fmt::format("{}{}", comment_.empty() ? "" : "; ", text);
	}

	void add_entry(std::string_view line)
	{
		in_entries_ = true;
		Expected expected{.reason = comment_};
		if (expected.reason.empty())
			expected.reason = fmt::format("no reason given in {}:{}", path_, number_);
		std::string filter = fmt::format("re:{}", line);
		if (kind_ == LineFileKind::fails) {
			const std::size_t comma = line.rfind(',');
			if (comma == line.npos)
				refuse("a line is ID,STATUS");
			const std::string_view status = trimmed(line.substr(comma + 1));
			if (says_nothing(status))
				return;
			const auto outcome = outcome_of(status);
			if (!outcome || !is_unexpected(*outcome))
				refuse(fmt::format("'{}' is no status to expect: Fail, Crash, "
						   "Timeout, dmesg-warn, dmesg-fail",
					status));
			expected.outcome = *outcome;
			filter = trimmed(line.substr(0, comma));
		}
		expected.skip = kind_ == LineFileKind::skips;
		expected.sometimes = expected.any_failure = kind_ == LineFileKind::flakes;
		keep(filter, std::move(expected));
	}

	void keep(const std::string &filter, Expected expected)
	{
		try {
			Expectation entry{.expected = std::move(expected)};
			entry.ids.emplace_back(filter);
			file_.expectations.push_back(std::move(entry));
		} catch (const UsageError &error) {
			refuse(error.what());
		}
	}

	const std::string &path_;
	LineFileKind kind_;
	std::size_t number_ = 0;
	std::string comment_;
	bool in_entries_ = false; // the comment has had an entry already
	ExpectationFile file_;
};

} // namespace

std::optional<LineFileKind> line_file_kind(std::string_view path)
{
	if (path.ends_with("-fails.txt"))
		return LineFileKind::fails;
	if (path.ends_with("-flakes.txt"))
		return LineFileKind::flakes;
	if (path.ends_with("-skips.txt"))
		return LineFileKind::skips;
	return std::nullopt;
}

ExpectationFile parse_line_file(std::string_view text, const std::string &path, LineFileKind kind)
{
	LineFile file(path, kind);
	while (!text.empty()) {
		const std::size_t end = std::min(text.find('\n'), text.size());
		file.add(text.substr(0, end));
		text.remove_prefix(std::min(end + 1, text.size()));
	}
	return file.take();
}

} // namespace cf
