// SPDX-License-Identifier: MIT
#include "drm/gem/handle_table.h"

namespace cf
{

Result<std::uint32_t> HandleTable::try_add(const std::function<Result<std::uint32_t>()> &make)
{
	const std::lock_guard lock{mutex_};
	Result<std::uint32_t> handle = make();
	if (handle.ok())
		++owners_[handle.value()];
	return handle;
}

void HandleTable::remove(std::uint32_t handle, const std::function<void()> &close)
{
	const std::lock_guard lock{mutex_};
	const auto entry = owners_.find(handle);
	if (--entry->second > 0)
		return;
	owners_.erase(entry);
	close();
}

} // namespace cf
