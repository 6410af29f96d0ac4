// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "probe/probe.h"
#include "support/content/by_device.h"
#include "support/matrix/moving.h"
#include "support/matrix/sized.h"
#include "support/parameter/parameter_name.h"
#include "support/require.h"

// Fixtures for what the probe module exports and imports (docs/probe.md): each case has
// a Probe of its own, so its log holds nothing of others.

namespace cf
{

// Long enough to be seen running, short enough for a hundred cases; and the copy of a pipelined
// move is over before such a job, so that it shows when the one did not wait for the other.
constexpr std::chrono::milliseconds kJobTime{200};
constexpr std::chrono::milliseconds kCopyTime{60};

class ProbeTest : public testing::Test
{
protected:
	void SetUp() override
	{
		probe_.emplace(require_present(Probe::try_open(),
			"needs the probe module, loaded with consent=1 (lib/probe/module/build)"));
	}

	Probe &probe() { return *probe_; }
	static std::size_t size() { return 3 * page_size(); }

	// A buffer that holds the pattern, written by userspace.
	ProbeExporter create_filled(const Pattern &pattern)
	{
		ProbeExporter exporter = probe().create_exporter(size());
		pattern.fill(exporter.dmabuf().map().bytes());
		return exporter;
	}

private:
	std::optional<Probe> probe_;
};

// What the importer's own mapping shows.
inline testing::AssertionResult device_sees(const ProbeImporter &importer, const Pattern &pattern)
{
	return device_sees(importer, pattern, 3 * page_size());
}

// Moves in both ways, waited for.
class MoveTest : public ProbeTest, public testing::WithParamInterface<Moving>
{
protected:
	const ProbeMove &how() const { return GetParam().move; }

	void move(const ProbeExporter &exporter) const
	{
		exporter.move(how());
		wait_for(exporter);
	}

	// Until every fence that a reader minds has signalled, the move's own included.
	static void wait_for(const ProbeExporter &exporter)
	{
		const SyncFile file = exporter.dmabuf().export_sync_file(Access::read);
		ASSERT_TRUE(file.wait(Deadline::generous())) << "the move never ended";
	}
};

inline auto both_ways_to_move()
{
	return testing::Values(Moving{"waiting", {}},
		Moving{"pipelined", {.pipelined = true, .copy_time = kCopyTime}});
}

} // namespace cf
