// SPDX-License-Identifier: MIT
#include "text/regex.h"

#include <stdexcept>

#include <fmt/format.h>
#include <re2/re2.h>

namespace cf
{

namespace
{

RE2::Options quiet()
{
	RE2::Options options;
	options.set_log_errors(false);
	options.set_never_capture(true);
	return options;
}

} // namespace

Regex::Regex(const std::string &pattern) : compiled_(std::make_shared<RE2>(pattern, quiet()))
{
	if (!compiled_->ok())
		throw std::invalid_argument(
			fmt::format("pattern '{}': {}", pattern, compiled_->error()));
}

bool Regex::is_found_in(std::string_view text) const
{
	return RE2::PartialMatch({text.data(), text.size()}, *compiled_);
}

} // namespace cf
