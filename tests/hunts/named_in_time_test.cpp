// SPDX-License-Identifier: MIT
//
// Claim: SYNC_IOC_FILE_INFO can be asked of a commit's out fence at the very moment in which it
// signals.
// Owed by: commit 506aa8b02a8d ("dma-fence: Add safe access helpers and document the rules"): the
// names of a fence may be asked for while it signals.
// Red when: what names the fence takes it for granted that it still has the ops by which it was
// called, which a signal takes away (drm_crtc.c, fence_to_crtc()).

#include <gtest/gtest.h>

#include "drm/kms/lit_crtc.h"
#include "support/labels.h"
#include "support/matrix/drm_devices.h"
#include "support/parameter/parameter_name.h"

namespace cf
{
namespace
{

// Thousands of commits: a race of a few instructions needs as many chances.
constexpr std::chrono::seconds kTried{60};

bool asked_until_signalled(const SyncFile &file)
{
	const Deadline shown = Deadline::generous();
	while (file.info().status == 0 && !shown.passed())
		;
	return file.signalled();
}

class NamedInTime : public testing::TestWithParam<DrmDevice>
{
};

const Labelled<NamedInTime> named_in_time{Label::hunt};

TEST_P(NamedInTime, while_the_commit_is_shown)
{
	LitCrtc crtc{GetParam().info};
	const Deadline end{kTried};

	while (!end.passed())
		ASSERT_TRUE(asked_until_signalled(crtc.commit(DRM_MODE_ATOMIC_NONBLOCK)));
}

std::vector<DrmDevice> lit_devices()
{
	std::vector<DrmDevice> found = all_drm_devices();
	std::erase_if(found,
		[](const DrmDevice &device) { return !LitCrtc::is_possible_on(device.info); });
	return found;
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(NamedInTime);
INSTANTIATE_TEST_SUITE_P(Devices, NamedInTime, testing::ValuesIn(lit_devices()), ParameterName{});

} // namespace
} // namespace cf
