// SPDX-License-Identifier: MIT
#pragma once

#include "support/matrix/pending_file.h"
#include "support/report/lockdep.h"

// Sections of the probe module that signal fences, and what is done in them.

namespace cf
{

inline const char *name_of(SectionAct act)
{
	switch (act) {
	case SectionAct::signal:
		return "signal";
	case SectionAct::nest:
		return "nest";
	case SectionAct::spin:
		return "spin";
	case SectionAct::allocate_atomically:
		return "allocate_atomically";
	case SectionAct::queue_work:
		return "queue_work";
	case SectionAct::allocate:
		return "allocate";
	case SectionAct::reserve:
		return "reserve";
	case SectionAct::lock_memory_map:
		return "lock_memory_map";
	case SectionAct::wait:
		return "wait";
	}
	return "unknown";
}

class SectionTest : public FenceProbeTest, public testing::WithParamInterface<SectionAct>
{
protected:
	void SetUp() override
	{
		FenceProbeTest::SetUp();
		require(lockdep_watches(), kLockdepNeeded);
	}
};

} // namespace cf
