// SPDX-License-Identifier: MIT
//
// Claim: the syncobj ioctls refuse unknown flags and padding, handles and descriptors that are
// none, and pointers to nowhere, each with its errno, change nothing thereby, and take no other
// file for theirs; a device without syncobjs refuses the first of them.
// Owed by: drivers/gpu/drm/drm_syncobj.c and include/uapi/drm/drm.h (flags, "pad" must be zero).
// Red when: an unknown flag is ignored (and can then never get a meaning), a foreign file is
// taken for a syncobj or a sync_file, or a refused call leaves a handle or a reference behind.

#include "syncobj/sourced.h"

#include "support/matrix/wrong_object.h"
#include "syncobj/wrong_calls.h"

namespace cf
{
namespace
{

constexpr IoctlRequest kDestroy{DRM_IOCTL_SYNCOBJ_DESTROY, "DRM_IOCTL_SYNCOBJ_DESTROY"};

std::shared_ptr<const Device> open(const DrmDevice &device)
{
	return Device::open(device.info, DeviceNode::primary);
}

class SyncobjMisuse : public testing::TestWithParam<std::tuple<DrmDevice, WrongCall>>
{
protected:
	void SetUp() override
	{
		require(KernelVersion::running() >= call().since,
			"the syncobj interface of this kernel is older than the claim");
		ASSERT_EQ(syncobj_.number(), kFirstHandle);
	}

	const WrongCall &call() const { return std::get<WrongCall>(GetParam()); }

	std::shared_ptr<const Device> device_ = open(std::get<DrmDevice>(GetParam()));
	Syncobj syncobj_ = Syncobj::create_signalled(device_);
};

TEST_P(SyncobjMisuse, gets_its_errno_and_changes_nothing)
{
	SyncobjArgument argument = call().argument;
	const UniqueFd its = syncobj_.export_fd();
	if (call().request.number == kDrmSyncobjFdToHandle && argument.handle.fd == kItsDescriptor)
		argument.handle.fd = its.get();

	EXPECT_EQ(try_raw_ioctl(device_->fd(), call().request, &argument).error(),
		Errno{call().error});

	EXPECT_EQ(try_wait({syncobj_}, Deadline::now()).error(), Errno{});
	EXPECT_EQ(syncobj_.submitted(), 0u);
	EXPECT_EQ(Syncobj::create(device_).number(), kFirstHandle + 1) << "a handle was left";
}

class WrongFile : public testing::TestWithParam<std::tuple<DrmDevice, WrongObject>>
{
protected:
	std::shared_ptr<const Device> device_ = open(std::get<DrmDevice>(GetParam()));
	Syncobj syncobj_ = Syncobj::create_signalled(device_);
	SyncFile wrong_{std::get<WrongObject>(GetParam()).make()};
};

TEST_P(WrongFile, is_neither_syncobj_nor_sync_file)
{
	EXPECT_EQ(Syncobj::try_import(device_, wrong_.fd()).error(), Errno{EINVAL});
	EXPECT_EQ(syncobj_.try_import_sync_file(wrong_).error(), Errno{EINVAL});
	EXPECT_EQ(try_wait({syncobj_}, Deadline::now()).error(), Errno{});
}

class SyncobjNames : public testing::TestWithParam<DrmDevice>
{
protected:
	std::shared_ptr<const Device> device_ = open(GetParam());
	Syncobj syncobj_ = Syncobj::create_signalled(device_);
	SyncFile object_{syncobj_.export_fd()};
	SyncFile file_ = syncobj_.export_sync_file();
};

TEST_P(SyncobjNames, files_of_the_other_kind_are_refused)
{
	EXPECT_EQ(Syncobj::try_import(device_, file_.fd()).error(), Errno{EINVAL});
	EXPECT_EQ(syncobj_.try_import_sync_file(object_).error(), Errno{EINVAL});
	EXPECT_EQ(file_.try_merge(object_, "mixed up").error(), Errno{ENOENT});
	EXPECT_EQ(object_.try_merge(file_, "mixed up").error(), Errno{ENOTTY});
}

TEST_P(SyncobjNames, no_eventfd_is_refused)
{
	require(KernelVersion::running() >= kEventfds,
		"needs DRM_IOCTL_SYNCOBJ_EVENTFD (Linux 6.6)");

	EXPECT_EQ(
		syncobj_.try_notify(object_.fd(), 0, PointEvent::signalled).error(), Errno{EINVAL});
}

TEST_P(SyncobjNames, handle_0_is_never_given_away)
{
	drm_syncobj_destroy request{.handle = 0, .pad = 0};

	EXPECT_EQ(device_->try_ioctl(kDestroy, &request).error(), Errno{EINVAL});

	EXPECT_NE(Syncobj::create(device_).number(), 0u);
}

class Capability : public testing::TestWithParam<DrmDevice>
{
protected:
	std::shared_ptr<const Device> device_ = open(GetParam());
};

TEST_P(Capability, says_whether_there_are_syncobjs)
{
	const Errno expected{device_->has_syncobj() ? 0 : EOPNOTSUPP};

	EXPECT_EQ(Syncobj::try_create(device_).error(), expected);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SyncobjMisuse);
INSTANTIATE_TEST_SUITE_P(Devices, SyncobjMisuse,
	testing::Combine(testing::ValuesIn(syncobj_devices()), testing::ValuesIn(wrong_calls())),
	ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(WrongFile);
INSTANTIATE_TEST_SUITE_P(Devices, WrongFile,
	testing::Combine(testing::ValuesIn(syncobj_devices()), testing::ValuesIn(wrong_objects())),
	ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SyncobjNames);
INSTANTIATE_TEST_SUITE_P(
	Devices, SyncobjNames, testing::ValuesIn(syncobj_devices()), ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Capability);
INSTANTIATE_TEST_SUITE_P(
	Devices, Capability, testing::ValuesIn(all_drm_devices()), ParameterName{});

} // namespace
} // namespace cf
