// SPDX-License-Identifier: MIT
//
// Claim: a descriptor of a syncobj is the object itself wherever it is imported: in another open
// file, on another device, in another process, and after the handle that it was made of has
// gone.
// Owed by: drivers/gpu/drm/drm_syncobj.c, "Import/export of syncobjs" ("syncobj file descriptors
// … contain a reference to the syncobj … useful for sharing syncobjs between processes").
// Red when: an import copies the fence instead of the object, a device takes its own syncobjs
// only, or the object goes with its first handle.

#include "syncobj/sourced.h"

#include <fcntl.h>

#include "support/process/child_process.h"

namespace cf
{

struct DevicePair {
	DrmDevice from;
	DrmDevice to;

	std::string name() const { return from.name() + "_to_" + to.name(); }
	std::vector<std::string> roles() const { return {from.role, to.role}; }
};

namespace
{

std::vector<DevicePair> device_pairs()
{
	std::vector<DevicePair> found;
	for (const DrmDevice &from : timeline_drm_devices()) {
		for (const DrmDevice &to : timeline_drm_devices())
			found.push_back({from, to});
	}
	return found;
}

std::shared_ptr<const Device> open(const DrmDevice &device)
{
	return Device::open(device.info, DeviceNode::primary);
}

class SharedSyncobj : public testing::TestWithParam<DevicePair>
{
protected:
	std::shared_ptr<const Device> here_ = open(GetParam().from);
	Syncobj syncobj_ = Syncobj::create(here_);
	UniqueFd fd_ = syncobj_.export_fd();
};

TEST_P(SharedSyncobj, is_one_object_in_another_file)
{
	const Syncobj seen = Syncobj::import(open(GetParam().to), fd_);
	EXPECT_EQ(try_wait({seen}, Deadline::now()).error(), Errno{EINVAL});

	syncobj_.signal(3);
	EXPECT_EQ(seen.reached(), 3u);
	seen.signal(4);
	EXPECT_EQ(syncobj_.reached(), 4u);
	seen.reset();
	EXPECT_EQ(try_wait({syncobj_}, Deadline::now()).error(), Errno{EINVAL});
}

TEST_P(SharedSyncobj, is_one_object_in_another_process)
{
	ChildProcess other{[&](FdChannel &parent) {
		const UniqueFd fd = parent.receive_fd();
		Syncobj::import(open(GetParam().to), fd).signal(5);
	}};

	other.channel().send("syncobj", {fd_});
	other.finish();

	EXPECT_EQ(syncobj_.reached(), 5u);
}

TEST_P(SharedSyncobj, outlives_the_handle_and_the_file)
{
	std::optional<Syncobj> first{Syncobj::create(open(GetParam().from))};
	first->signal(6);
	const UniqueFd fd = first->export_fd();
	first.reset();

	const Syncobj seen = Syncobj::import(open(GetParam().to), fd);

	EXPECT_EQ(seen.reached(), 6u);
}

TEST_P(SharedSyncobj, is_closed_on_exec)
{
	EXPECT_EQ(::fcntl(fd_.get(), F_GETFD), FD_CLOEXEC);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SharedSyncobj);
INSTANTIATE_TEST_SUITE_P(
	Devices, SharedSyncobj, testing::ValuesIn(device_pairs()), ParameterName{});

} // namespace
} // namespace cf
