// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plan/expect/expectation.h"
#include "plan/run_plan.h"

// What is known to go wrong on this machine, from all expectation files of a run
// (docs/expectations.md). An expected outcome does not count against the run; any other one
// does, a pass above all unless it is a flake: then the entry is out of date.

namespace cf
{

class Expectations
{
public:
	// Reads the files; `kernel_release` is that of uname(2). `board` stands for the
	// names that the firmware gives, where it is not empty. Throws UsageError.
	Expectations(std::span<const std::string> files, std::string_view kernel_release,
		const std::string &board = {});

	// Entries that name drivers hold for nothing before.
	void know_devices(std::span<const Device> devices);

	// What is expected of a case by the first entry that holds for it. One that leaves
	// the case out goes before all others.
	std::optional<Expected> of(const std::string &id) const;

	// What the kernel may say.
	HarmlessList harmless() const { return harmless_; }

	// Roles that this machine must have.
	const std::vector<std::string> &required() const { return required_; }

private:
	void choose_harmless();

	std::vector<Expectation> entries_;
	std::vector<HarmlessEntry> harmless_entries_;
	std::vector<HarmlessPattern> harmless_; // those that hold here
	std::vector<std::string> required_;
	Machine machine_;
};

// Settles the cases that are to be left out as skips.
void settle_skips(RunPlan &plan, const Expectations &expectations);

} // namespace cf
