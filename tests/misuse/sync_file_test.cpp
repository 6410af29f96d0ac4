// SPDX-License-Identifier: MIT
//
// Claim: sync_file ioctls refuse what they do not know with the documented errno: a merge with
// anything but a sync_file is ENOENT, an import of it into a buffer EINVAL, unknown flags and
// padding EINVAL, too small a fence list EINVAL.
// Owed by: include/uapi/linux/sync_file.h and linux/dma-buf.h; drivers/dma-buf/sync_file.c.
// Red when: a foreign file is taken for a sync_file, reserved fields are ignored (and can then
// never get a meaning), or a list is written past its end.

#include <gtest/gtest.h>

#include <linux/sync_file.h>

#include "base/ioctl.h"
#include "support/matrix/sharing.h"
#include "support/matrix/wrong_object.h"

namespace cf
{
namespace
{

constexpr IoctlRequest kMerge{SYNC_IOC_MERGE, "SYNC_IOC_MERGE"};
constexpr IoctlRequest kInfo{SYNC_IOC_FILE_INFO, "SYNC_IOC_FILE_INFO"};

// Of an idle buffer: one signalled fence.
class SyncFileMisuse : public ExporterTest
{
protected:
	std::unique_ptr<ExportedBuffer> buffer_ = exporter().create(page_size());
	SyncFile file_ = buffer_->dmabuf().export_sync_file(Access::read);
};

TEST_P(SyncFileMisuse, merge_with_a_dmabuf_is_refused)
{
	sync_merge_data request{"merged", buffer_->dmabuf().fd().get(), -1, 0, 0};

	EXPECT_EQ(try_raw_ioctl(file_.fd(), kMerge, &request).error(), Errno{ENOENT});
}

TEST_P(SyncFileMisuse, import_of_a_dmabuf_is_refused)
{
	const SyncFile wrong{buffer_->dmabuf().duplicate().release()};

	EXPECT_EQ(
		buffer_->dmabuf().try_import_sync_file(wrong, Access::read).error(), Errno{EINVAL});
}

TEST_P(SyncFileMisuse, reserved_fields_are_refused)
{
	sync_merge_data merge_flags{"merged", file_.fd().get(), -1, 1, 0};
	sync_merge_data merge_pad{"merged", file_.fd().get(), -1, 0, 1};
	sync_file_info info_flags{};
	info_flags.flags = 1;
	sync_file_info info_pad{};
	info_pad.pad = 1;

	EXPECT_EQ(try_raw_ioctl(file_.fd(), kMerge, &merge_flags).error(), Errno{EINVAL});
	EXPECT_EQ(try_raw_ioctl(file_.fd(), kMerge, &merge_pad).error(), Errno{EINVAL});
	EXPECT_EQ(try_raw_ioctl(file_.fd(), kInfo, &info_flags).error(), Errno{EINVAL});
	EXPECT_EQ(try_raw_ioctl(file_.fd(), kInfo, &info_pad).error(), Errno{EINVAL});
}

class WrongSyncFile : public testing::TestWithParam<std::tuple<ExporterRef, WrongObject>>
{
protected:
	std::unique_ptr<ExportedBuffer> buffer_ =
		std::get<ExporterRef>(GetParam())->create(page_size());
	SyncFile wrong_{std::get<WrongObject>(GetParam()).make()};
};

TEST_P(WrongSyncFile, import_is_refused)
{
	EXPECT_EQ(buffer_->dmabuf().try_import_sync_file(wrong_, Access::write).error(),
		Errno{EINVAL});
	EXPECT_TRUE(buffer_->dmabuf().idle_for_writing());
}

TEST_P(WrongSyncFile, merge_is_refused)
{
	const SyncFile file = buffer_->dmabuf().export_sync_file(Access::read);

	EXPECT_EQ(file.try_merge(wrong_, "merged").error(), Errno{ENOENT});
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SyncFileMisuse);
INSTANTIATE_TEST_SUITE_P(
	Exporters, SyncFileMisuse, testing::ValuesIn(any_exporter()), ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(WrongSyncFile);
INSTANTIATE_TEST_SUITE_P(Exporters, WrongSyncFile,
	testing::Combine(testing::ValuesIn(any_exporter()), testing::ValuesIn(wrong_objects())),
	ParameterName{});

} // namespace
} // namespace cf
