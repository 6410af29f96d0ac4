// SPDX-License-Identifier: MIT
#include "support/parameter/roles_of.h"

#include <algorithm>
#include <map>

namespace cf
{
namespace
{

std::map<std::string, std::vector<std::string>> &noted()
{
	static std::map<std::string, std::vector<std::string>> all;
	return all;
}

} // namespace

void note_parameter_roles(const std::string &parameter, std::vector<std::string> roles)
{
	std::vector<std::string> once;
	for (std::string &role : roles) {
		if (std::find(once.begin(), once.end(), role) == once.end())
			once.push_back(std::move(role));
	}
	noted()[parameter] = std::move(once);
}

std::vector<std::string> roles_of_parameter(const std::string &parameter)
{
	const auto found = noted().find(parameter);
	return found == noted().end() ? std::vector<std::string>{} : found->second;
}

} // namespace cf
