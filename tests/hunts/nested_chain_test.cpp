// SPDX-License-Identifier: MIT
//
// Claim: the sync_file of a timeline's point that is imported as a point of the next timeline, and
// so on, any number of times, leaves a fence that can be polled, waited for, put into a buffer and
// let go.
// Owed by: dma_fence_chain_init(), "Chaining dma_fence_chain container together is only allowed
// through the prev fence", and commit 18226ba52159 ("drm/syncobj: flatten dma_fence_chains on
// transfer"), which keeps that promise for transfers; this import came with commit c2d3a7300695
// ("drm/syncobj: Extend EXPORT_SYNC_FILE for timeline syncobjs").
// Red when: the import keeps the chain as it is: each level warns, and asking, waiting and the last
// put go down one stack frame a level, until there is no stack.

#include <array>
#include <optional>

#include "drm/sync/syncobj.h"
#include "support/labels.h"
#include "support/matrix/drm_devices.h"
#include "support/matrix/pending_file.h"

namespace cf
{

struct NestedOn {
	DrmDevice device;
	FileSource source;
	unsigned depth; // chains within the outermost

	std::string name() const { return device.name() + "__" + std::to_string(depth) + "_deep"; }
	std::vector<std::string> roles() const
	{
		std::vector<std::string> all = source.roles();
		all.push_back(device.role);
		return all;
	}
};

namespace
{

// One warns. On 7.2 a stack of 16 KiB holds about a hundred levels of asking, and not two hundred
// of letting go.
constexpr std::array kDepths{1U, 128U, 1024U};

class NestedChain : public testing::TestWithParam<NestedOn>
{
protected:
	void SetUp() override { require_point_files(); }

	SyncFile signalled_file() const
	{
		return Syncobj::create_signalled(device_).export_sync_file();
	}

	SyncFile nest(SyncFile file) const
	{
		for (unsigned level = 0; level <= GetParam().depth; ++level) {
			const Syncobj timeline = Syncobj::create(device_);
			timeline.import_sync_file(file, 1);
			file = timeline.export_sync_file(1);
		}
		return file;
	}

private:
	std::shared_ptr<const Device> device_ =
		Device::open(GetParam().device.info, DeviceNode::render);
};

const Labelled<NestedChain> nested_chain{Label::hunt};

TEST_P(NestedChain, is_let_go)
{
	std::optional<SyncFile> file{nest(signalled_file())};

	file.reset();
}

TEST_P(NestedChain, of_a_signalled_fence_is_signalled)
{
	EXPECT_TRUE(nest(signalled_file()).signalled());
}

class PendingNestedChain : public NestedChain
{
protected:
	void SetUp() override
	{
		NestedChain::SetUp();
		GetParam().source.require_working();
		require(!exporters().empty(), "needs an exporter, for its buffer");
	}

	PendingFile pend() const { return GetParam().source.make(); }
};

const Labelled<PendingNestedChain> pending_nested_chain{Label::hunt};

TEST_P(PendingNestedChain, wakes_who_waits)
{
	const PendingFile pending = pend();
	const SyncFile file = nest(SyncFile{duplicate(pending.file.fd())});

	EXPECT_FALSE(file.signalled());
	pending.signal();

	EXPECT_TRUE(file.wait(Deadline::generous()));
}

TEST_P(PendingNestedChain, holds_up_a_buffer)
{
	const auto buffer = exporters().front()->create(page_size());
	const PendingFile pending = pend();

	buffer->dmabuf().import_sync_file(
		nest(SyncFile{duplicate(pending.file.fd())}), Access::write);

	EXPECT_FALSE(buffer->dmabuf().idle_for_reading());
	pending.signal();
	EXPECT_TRUE(buffer->dmabuf().export_sync_file(Access::read).wait(Deadline::generous()));
}

std::vector<NestedOn> nested()
{
	std::vector<NestedOn> found;
	for (const DrmDevice &device : timeline_drm_devices()) {
		for (const unsigned depth : kDepths)
			found.push_back({device, file_sources().front(), depth});
	}
	return found;
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(NestedChain);
INSTANTIATE_TEST_SUITE_P(Depths, NestedChain, testing::ValuesIn(nested()), ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PendingNestedChain);
INSTANTIATE_TEST_SUITE_P(Depths, PendingNestedChain, testing::ValuesIn(nested()), ParameterName{});

} // namespace
} // namespace cf
