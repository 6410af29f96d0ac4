// SPDX-License-Identifier: MIT
#include "system/machine/memory_killer.h"

#include <cstdlib>
#include <string>

#include <fcntl.h>
#include <unistd.h>

#include "base/text_file.h"
#include "base/unique_fd.h"

namespace cf
{

namespace
{

constexpr const char *kPath = "/proc/self/oom_score_adj";

} // namespace

Status try_set_oom_score(int adjustment)
{
	Result<UniqueFd> file = try_open(kPath, O_WRONLY);
	if (!file.ok())
		return file.failure();
	const std::string text = std::to_string(adjustment);
	if (::write(file.value().get(), text.data(), text.size()) == -1)
		return Failure::last(std::string("write ") + kPath);
	return success();
}

void drop_oom_protection()
{
	const Result<std::string> now = try_read_text(kPath);
	if (now.ok() && std::atoi(now.value().c_str()) < 0) [[maybe_unused]]
		const Status set = try_set_oom_score(0);
}

} // namespace cf
