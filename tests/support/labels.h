// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <typeinfo>
#include <vector>

// What the runner must know of a case before it runs it. Declared in the test file at
// namespace scope, for a fixture or for one case of it, and seen by --list:
//
//     const Labelled<ImportStorm> storm{Label::stress};
//     const Labelled<ImportStorm> reload{"survives_rmmod", Label::unload};

namespace cf
{

// hunt, unload and splat run only when asked for.
enum class Label {
	hunt,   // may take the kernel down
	unload, // removes kernel modules
	splat,  // provokes an expected lockdep report, of which a boot has one
	stress, // loads the machine for long
	bench,  // measures
};

std::string_view name_of(Label label);

// A declaration; the fixture's type stands for its suite, so that the compiler knows it.
// A case name that the suite has not is an error of the listing.
template <typename Fixture>
class Labelled
{
public:
	template <typename... Labels>
	explicit Labelled(Label first, Labels... more);
	template <typename... Labels>
	Labelled(const char *name, Label first, Labels... more);
};

// `name` is empty for a whole suite.
void declare_labels(
	const std::type_info &fixture, std::string_view name, std::initializer_list<Label> labels);

// The labels of a case, sorted, each once; suite and name as in the test file.
std::vector<std::string> labels_of(const std::string &suite, const std::string &name);

// The cases with a declaration of their own, among those of this suite.
std::vector<std::string> labelled_cases(const std::string &suite);

template <typename Fixture>
template <typename... Labels>
Labelled<Fixture>::Labelled(Label first, Labels... more)
{
	declare_labels(typeid(Fixture), "", {first, more...});
}

template <typename Fixture>
template <typename... Labels>
Labelled<Fixture>::Labelled(const char *name, Label first, Labels... more)
{
	declare_labels(typeid(Fixture), name, {first, more...});
}

} // namespace cf
