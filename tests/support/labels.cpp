// SPDX-License-Identifier: MIT
#include "support/labels.h"

#include <cstdlib>
#include <map>
#include <memory>
#include <set>

#include <cxxabi.h>

namespace cf
{
namespace
{

// suite -> case, or "" for the whole suite -> labels
using Declarations = std::map<std::string, std::map<std::string, std::set<std::string>>>;

// Made on first use: declarations run before main, in no particular order.
Declarations &declarations()
{
	static Declarations all;
	return all;
}

// "cf::(anonymous namespace)::ImportStorm" -> "ImportStorm", which is gtest's suite name.
std::string suite_of(const std::type_info &fixture)
{
	int status = 0;
	const std::unique_ptr<char, decltype(&std::free)> text{
		abi::__cxa_demangle(fixture.name(), nullptr, nullptr, &status), &std::free};
	const std::string name = text ? text.get() : fixture.name();
	const std::size_t scope = name.rfind("::");
	return scope == std::string::npos ? name : name.substr(scope + 2);
}

} // namespace

std::string_view name_of(Label label)
{
	switch (label) {
	case Label::hunt:
		return "hunt";
	case Label::unload:
		return "unload";
	case Label::splat:
		return "splat";
	case Label::stress:
		return "stress";
	case Label::bench:
		return "bench";
	}
	return "unknown label";
}

void declare_labels(
	const std::type_info &fixture, std::string_view name, std::initializer_list<Label> labels)
{
	std::set<std::string> &names = declarations()[suite_of(fixture)][std::string{name}];
	for (const Label label : labels)
		names.emplace(name_of(label));
}

std::vector<std::string> labels_of(const std::string &suite, const std::string &name)
{
	std::set<std::string> found;
	for (const auto &[declared, labels] : declarations()[suite]) {
		if (declared.empty() || declared == name)
			found.insert(labels.begin(), labels.end());
	}
	return {found.begin(), found.end()};
}

std::vector<std::string> labelled_cases(const std::string &suite)
{
	std::vector<std::string> names;
	for (const auto &[declared, labels] : declarations()[suite]) {
		if (!declared.empty())
			names.push_back(declared);
	}
	return names;
}

} // namespace cf
