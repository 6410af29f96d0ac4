// SPDX-License-Identifier: MIT
//
// Claim: PRIME export knows the flags DRM_CLOEXEC and DRM_RDWR and no others, wants a handle of its
// own device file, makes a read-only descriptor without DRM_RDWR, the first time and later, and
// fails whole when the process may open nothing more.
// Owed by: drivers/gpu/drm/drm_prime.c, drm_prime_handle_to_fd_ioctl(), and
// Documentation/gpu/drm-mm.rst, "PRIME Buffer Sharing".
// Red when: an unknown flag is ignored, a stale handle reaches freed memory, a read-only
// descriptor can be written through, or a failed export leaves an attachment of itself or keeps the
// descriptor's number.

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "drm/dumb_buffer.h"
#include "drm/prime.h"
#include "support/matrix/drm_devices.h"
#include "support/matrix/sharing.h"
#include "support/process/unwritable.h"

namespace cf
{
namespace
{

constexpr std::uint32_t kKnownFlags = DRM_CLOEXEC | DRM_RDWR;

class PrimeExport : public testing::TestWithParam<DrmDevice>
{
protected:
	std::shared_ptr<const Device> device_ = Device::open(GetParam().info, DeviceNode::primary);
	DumbBuffer buffer_ = DumbBuffer::create(device_, page_size());
};

TEST_P(PrimeExport, unknown_flags_are_refused)
{
	for (unsigned bit = 0; bit < 32; ++bit) {
		const std::uint32_t flag = std::uint32_t{1} << bit;
		if ((flag & kKnownFlags) == 0) {
			EXPECT_EQ(try_export_dmabuf(buffer_.handle(), kKnownFlags | flag).error(),
				Errno{EINVAL})
				<< "bit " << bit;
		}
	}
}

TEST_P(PrimeExport, handles_that_do_not_exist_are_refused)
{
	const int number = next_descriptor_number();
	for (const std::uint32_t handle : {std::uint32_t{0}, buffer_.handle().number() + 1, ~0u}) {
		drm_prime_handle request{.handle = handle, .flags = kKnownFlags, .fd = -1};
		EXPECT_EQ(device_->try_ioctl({DRM_IOCTL_PRIME_HANDLE_TO_FD,
						     "DRM_IOCTL_PRIME_HANDLE_TO_FD"},
					 &request)
				  .error(),
			Errno{ENOENT})
			<< "handle " << handle;
	}
	EXPECT_EQ(next_descriptor_number(), number) << "a number was not given back";
}

TEST_P(PrimeExport, without_rdwr_maps_for_reading_only)
{
	require_mappable(RoleIdentity{GetParam().info.driver, GetParam().role});
	const DmaBuf dmabuf = try_export_dmabuf(buffer_.handle(), DRM_CLOEXEC).take();

	EXPECT_EQ(::fcntl(dmabuf.fd().get(), F_GETFL) & O_ACCMODE, O_RDONLY);
	EXPECT_EQ(dmabuf.try_map(page_size(), PROT_READ).error(), Errno{});
	EXPECT_EQ(dmabuf.try_map(page_size(), PROT_READ | PROT_WRITE).error(), Errno{EACCES});
	const Mapping mapping = dmabuf.try_map(page_size(), PROT_READ).take();
	EXPECT_EQ(::mprotect(mapping.bytes().data(), page_size(), PROT_WRITE), -1)
		<< "the mapping became writable";
}

TEST_P(PrimeExport, has_the_mode_that_it_asks_for_each_time)
{
	const auto mode_of = [&](std::uint32_t flags) {
		const DmaBuf dmabuf = try_export_dmabuf(buffer_.handle(), flags).take();
		return ::fcntl(dmabuf.fd().get(), F_GETFL) & O_ACCMODE;
	};
	const DmaBuf first = try_export_dmabuf(buffer_.handle(), kKnownFlags).take();

	EXPECT_EQ(mode_of(DRM_CLOEXEC), O_RDONLY);
	EXPECT_EQ(mode_of(kKnownFlags), O_RDWR);
}

TEST_P(PrimeExport, fails_whole_when_the_descriptor_table_is_full)
{
	rlimit limit{};
	ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &limit), 0);
	const rlimit full{static_cast<rlim_t>(device_->fd().get()) + 1, limit.rlim_max};
	ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &full), 0);

	const auto refused = try_export_dmabuf(buffer_.handle());
	ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &limit), 0);

	EXPECT_EQ(refused.error(), Errno{EMFILE});
	EXPECT_EQ(try_export_dmabuf(buffer_.handle()).error(), Errno{});
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PrimeExport);
INSTANTIATE_TEST_SUITE_P(
	Devices, PrimeExport, testing::ValuesIn(exporting_drm_devices()), ParameterName{});

} // namespace
} // namespace cf
