// SPDX-License-Identifier: MIT
#include "roles/discovery/known_role.h"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace cf
{

namespace
{

Sight parse_sight(const nlohmann::json &line)
{
	return {line.at("reads"), line.at("writes"), line.value("reach", std::size_t{0}),
		line.value("how", "")};
}

void add_line(std::map<std::string, KnownRole> &roles, std::string_view text)
try {
	const auto line = nlohmann::json::parse(text);
	roles[line.at("role")] = {.driver = line.value("driver", ""),
		.node = line.value("node", ""),
		.exports = line.at("exports"),
		.max_size = line.value("max_size", std::size_t{0}),
		.imports = line.at("imports"),
		.sight = parse_sight(line)};
} catch (const nlohmann::json::exception &) {
	throw std::invalid_argument("CROSSFENCE_ROLES: cannot decode '" +
		std::string{text.substr(0, 200)} + "'; empty it, and every role is tried anew");
}

const KnownRole *known_role(
	const std::string &name, const std::string &driver, const std::string &node)
{
	static const char *const lines = std::getenv("CROSSFENCE_ROLES");
	static const auto roles = parse_known_roles(lines ? lines : "");
	const auto found = roles.find(name);
	if (found == roles.end() || found->second.driver != driver || found->second.node != node)
		return nullptr;
	return &found->second;
}

} // namespace

std::map<std::string, KnownRole> parse_known_roles(std::string_view lines)
{
	std::map<std::string, KnownRole> roles;
	while (!lines.empty()) {
		const std::size_t end = std::min(lines.find('\n'), lines.size());
		if (end > 0)
			add_line(roles, lines.substr(0, end));
		lines.remove_prefix(std::min(end + 1, lines.size()));
	}
	return roles;
}

const KnownRole *known_exporter(
	const std::string &name, const std::string &driver, const std::string &node)
{
	const KnownRole *role = known_role(name, driver, node);
	return role && role->exports ? role : nullptr;
}

const KnownRole *known_importer(
	const std::string &name, const std::string &driver, const std::string &node)
{
	const KnownRole *role = known_role(name, driver, node);
	return role && role->imports ? role : nullptr;
}

} // namespace cf
