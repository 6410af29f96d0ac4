// SPDX-License-Identifier: MIT
#pragma once

// How far the running case has come: whether it has begun to act on its subject
// (from then on it must not skip) and whether it warned. Set by the helpers of
// tests/support, read and reset by the listeners. One thread, the test's own.

namespace cf
{

struct CaseProgress {
	bool acting = false;
	bool warned = false;
};

CaseProgress &case_progress();

// From now on a skip of the running case counts as a failure. Helpers that touch a buffer call
// it; a test that touches its subject by other means may call it after its last require().
inline void begin_acting()
{
	case_progress().acting = true;
}

} // namespace cf
