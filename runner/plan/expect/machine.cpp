// SPDX-License-Identifier: MIT
#include "plan/expect/machine.h"

#include <algorithm>
#include <charconv>

#include <fnmatch.h>

#include "base/text_file.h"

namespace cf
{

namespace
{

// A name of a role ends where a digit or another part of a parameter begins.
bool is_end(std::string_view rest)
{
	return rest.empty() || rest.front() == '_' || (rest.front() >= '0' && rest.front() <= '9');
}

// Whether `text` is made of words joined by '_' of which `driver` is one or some. Names of
// drivers have '-' or '_', those of roles '_' only.
bool names_driver(std::string_view text, std::string driver)
{
	std::ranges::replace(driver, '-', '_');
	for (std::size_t at = 0; (at = text.find(driver, at)) != text.npos; ++at)
		if ((at == 0 || text[at - 1] == '_') && is_end(text.substr(at + driver.size())))
			return true;
	return false;
}

std::string_view parameter_of(std::string_view id)
{
	const std::size_t at = id.rfind('@');
	return at == id.npos ? std::string_view{} : id.substr(at + 1);
}

std::string first_line_of(const char *path)
{
	const Result<std::string> text = try_read_text(path);
	return text.ok() ? text.value().substr(0, text.value().find('\n')) : "";
}

} // namespace

std::optional<KernelSeries> KernelSeries::parse(std::string_view text)
{
	KernelSeries series;
	const char *end = text.data() + text.size();
	const auto [dot, major_error] = std::from_chars(text.data(), end, series.major);
	if (major_error != std::errc{} || dot == end || *dot != '.')
		return std::nullopt;
	if (std::from_chars(dot + 1, end, series.minor).ec != std::errc{})
		return std::nullopt;
	return series;
}

bool Machine::has_driver(std::string_view driver) const
{
	return std::ranges::any_of(roles,
		[&](const std::string &role) { return names_driver(role, std::string(driver)); });
}

bool Machine::has_driver(std::string_view driver, std::string_view id) const
{
	const std::string_view parameter = parameter_of(id);
	if (names_driver(parameter, std::string(driver)))
		return true;
	const bool names_another = std::ranges::any_of(
		roles, [&](const std::string &role) { return names_driver(parameter, role); });
	return !names_another && has_driver(driver);
}

bool Machine::is_board(const std::string &glob) const
{
	return std::ranges::any_of(boards, [&](const std::string &name) {
		return fnmatch(glob.c_str(), name.c_str(), 0) == 0;
	});
}

std::vector<std::string> names_of_this_board()
{
	std::vector<std::string> names;
	const std::string vendor = first_line_of("/sys/class/dmi/id/board_vendor");
	const std::string name = first_line_of("/sys/class/dmi/id/board_name");
	for (const std::string &known : {vendor + " " + name, vendor, name})
		if (known.find_first_not_of(' ') != known.npos)
			names.push_back(known);
	const Result<std::string> tree = try_read_text("/proc/device-tree/compatible");
	std::string_view rest = tree.ok() ? std::string_view(tree.value()) : "";
	while (!rest.empty()) { // each name ends with a NUL
		const std::size_t end = std::min(rest.find('\0'), rest.size());
		names.emplace_back(rest.substr(0, end));
		rest.remove_prefix(std::min(end + 1, rest.size()));
	}
	return names;
}

std::vector<std::string> usable_roles(std::span<const Device> devices)
{
	std::vector<std::string> roles;
	for (const Device &device : devices)
		if (device.why_not.empty())
			roles.push_back(device.role);
	return roles;
}

} // namespace cf
