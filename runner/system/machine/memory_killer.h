// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

// Whom the kernel kills when memory runs out (proc(5), oom_score_adj).

namespace cf
{

// From -1000, never this process, to 1000. Children inherit it. Fails with EACCES for a
// lower value without CAP_SYS_RESOURCE.
Status try_set_oom_score(int adjustment);

// Gives up better protection than a process has by itself.
void drop_oom_protection();

} // namespace cf
