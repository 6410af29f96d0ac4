// SPDX-License-Identifier: MIT
#include "verdict/kernel/stop_policy.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace cf
{

namespace
{

// The demand that asks for more wins; the first of two alike.
void demand(std::optional<StopReason> &reason, StopPolicy policy, const std::string &why)
{
	const bool reboot = policy == StopPolicy::reboot;
	if (policy != StopPolicy::go_on && (!reason || (reboot && !reason->reboot)))
		reason = StopReason{why, reboot};
}

} // namespace

std::optional<StopPolicy> stop_policy_named(std::string_view name)
{
	if (name == "continue")
		return StopPolicy::go_on;
	if (name == "stop")
		return StopPolicy::stop;
	if (name == "reboot")
		return StopPolicy::reboot;
	return std::nullopt;
}

std::optional<StopReason> demands_stop(const Verdict &verdict, const StopPolicies &policies)
{
	std::optional<StopReason> reason;
	const auto hang = std::ranges::find_if(verdict.reports, [](const KernelReport &report) {
		return is_hang(report.kind) && report.excuse.empty();
	});
	if (hang != verdict.reports.end())
		demand(reason, policies.on_hung_task, describe(*hang));
	if (verdict.taint)
		demand(reason, policies.on_taint,
			fmt::format("kernel newly tainted: {}",
				fmt::join(describe_taint(verdict.taint), ", ")));
	if (verdict.lockdep_lost)
		demand(reason, policies.on_lockdep_loss, "lockdep has switched itself off");
	return reason;
}

} // namespace cf
