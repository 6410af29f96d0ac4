// SPDX-License-Identifier: MIT
#include "trace/tracefs/tracefs.h"

#include <filesystem>

#include <sys/mount.h>

#include <fmt/format.h>

#include "text/usage_error.h"

namespace cf
{

namespace
{

namespace fs = std::filesystem;

constexpr const char *kPlaces[] = {"/sys/kernel/tracing", "/sys/kernel/debug/tracing"};

bool exists(const std::string &path)
{
	std::error_code ignored;
	return fs::exists(path, ignored);
}

Result<UniqueFd> try_mount()
{
	const UniqueFd context{::fsopen("tracefs", FSOPEN_CLOEXEC)};
	if (!context.valid())
		return Failure::last("fsopen");
	if (::fsconfig(context.get(), FSCONFIG_CMD_CREATE, nullptr, nullptr, 0) == -1)
		return Failure::last("fsconfig");
	UniqueFd mount{::fsmount(context.get(), FSMOUNT_CLOEXEC, 0)};
	if (!mount.valid())
		return Failure::last("fsmount");
	return mount;
}

} // namespace

Tracefs Tracefs::find()
{
	for (const char *place : kPlaces)
		if (exists(fmt::format("{}/instances", place)))
			return {UniqueFd(), place};
	Result<UniqueFd> mount = try_mount();
	if (!mount.ok())
		throw UsageError(fmt::format("--trace: no tracefs in {} that this user may see, "
					     "and mounting it failed with {}; it takes root and a "
					     "kernel with CONFIG_FTRACE",
			kPlaces[0], mount.error().name()));
	std::string path = fmt::format("/proc/self/fd/{}", mount.value().get());
	return {std::move(mount).take(), std::move(path)};
}

bool Tracefs::has_events(const std::string &system) const
{
	return exists(fmt::format("{}/events/{}", path_, system));
}

void Tracefs::require_events() const
{
	for (const char *system : {"dma_fence", "sched"})
		if (!has_events(system))
			throw UsageError(fmt::format("--trace: no {} events in {}: this kernel has "
						     "none, or this user may not see them",
				system, path_));
}

void Tracefs::remove_stale_instances() const
{
	std::error_code ignored;
	for (const auto &entry : fs::directory_iterator(path_ + "/instances", ignored))
		if (entry.path().filename().string().starts_with(kInstancePrefix))
			fs::remove(entry.path(), ignored);
}

} // namespace cf
