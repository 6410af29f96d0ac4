// SPDX-License-Identifier: MIT
#include "report/model/sharing_pair.h"

#include <algorithm>

namespace cf
{

std::optional<SharingPair> pair_of(const TestEntry &test)
{
	constexpr std::string_view on = "_on_";
	constexpr std::string_view to = "_to_";
	std::string_view words = split_id(test.id).parameter;
	words = words.substr(0, words.find("__"));
	if (const std::size_t fence = words.find(on); fence != words.npos)
		words.remove_prefix(fence + on.size());
	const std::size_t middle = words.find(to);
	if (middle == words.npos)
		return std::nullopt;
	SharingPair pair{std::string(words.substr(0, middle)),
		std::string(words.substr(middle + to.size()))};
	const auto declared = [&](const std::string &role) {
		return std::ranges::find(test.roles, role) != test.roles.end();
	};
	if (!declared(pair.exporter) || !declared(pair.importer))
		return std::nullopt;
	return pair;
}

} // namespace cf
