// SPDX-License-Identifier: MIT
//
// Claim: a device that does not reach a buffer's memory shares its content all the same, through
// the copy that the kernel makes for it, or is refused.
// Owed by: Documentation/core-api/swiotlb.rst: the copies are made when memory is mapped, synced
// and unmapped; include/uapi/linux/dma-buf.h, DMA_BUF_IOCTL_SYNC: who brackets an access has it
// coherent; Documentation/core-api/dma-attributes.rst: DMA_ATTR_SKIP_CPU_SYNC leaves the content
// with the device.
// Red when: an exporter maps with DMA_ATTR_SKIP_CPU_SYNC and syncs the mappings of importers at no
// other time: what such a device writes is lost, and what it reads is as old as its mapping.

#include <cerrno>
#include <memory>
#include <optional>

#include "dmabuf/cpu_access.h"
#include "import/limits/limited_device.h"
#include "support/content/by_device.h"
#include "support/matrix/sized.h"

namespace cf
{
namespace
{

class OutOfReach : public LimitedDeviceTest
{
protected:
	void SetUp() override
	{
		LimitedDeviceTest::SetUp();
		require_mappable(exporter());
		buffer_ = exporter().create(size());
		require(mapped_without_limits(buffer_->dmabuf()).end > kLimitedReach,
			"needs a buffer above 4 GiB: memory there (ci/vm --memory 4G)");
		come();
		const Errno error = importer_->try_map(Direction::both_ways).error();
		ASSERT_TRUE(error == Errno{} || error == Errno{EIO})
			<< "CFP_IMPORTER_MAP: " << error.name() << ", which is no refusal by reach";
		require(error == Errno{}, "such a device is refused (EIO), so nothing is lost");
	}

	// Exporters may keep a mapping until the importer goes.
	void come() { importer_.emplace(attach_limited(buffer_->dmabuf())); }
	void go() { importer_.reset(); }

	static std::size_t size() { return 3 * page_size(); }
	const ProbeImporter &importer() const { return *importer_; }

	void write_by_cpu(const Pattern &pattern)
	{
		const auto mapping = buffer_->dmabuf().map();
		CpuAccess access{buffer_->dmabuf(), Access::write};
		pattern.fill(mapping.bytes().first(size()));
		access.end();
	}

	testing::AssertionResult cpu_sees(const Pattern &pattern)
	{
		const auto mapping = buffer_->dmabuf().map();
		CpuAccess access{buffer_->dmabuf(), Access::read};
		const auto result = pattern.matches(mapping.bytes().first(size()));
		access.end();
		return result;
	}

private:
	std::unique_ptr<ExportedBuffer> buffer_;
	std::optional<ProbeImporter> importer_;
};

TEST_P(OutOfReach, shows_what_was_there_before_the_device_came)
{
	const Pattern pattern{51};
	go();
	write_by_cpu(pattern);

	come();
	importer().map();

	EXPECT_TRUE(device_sees(importer(), pattern, size()));
}

TEST_P(OutOfReach, shows_what_userspace_writes_meanwhile)
{
	const Pattern pattern{52};

	write_by_cpu(pattern);

	EXPECT_TRUE(device_sees(importer(), pattern, size()));
}

TEST_P(OutOfReach, has_what_the_device_writes)
{
	const Pattern pattern{53};

	write_by_device(importer(), pattern, size());

	EXPECT_TRUE(cpu_sees(pattern));
}

TEST_P(OutOfReach, keeps_what_the_device_wrote_when_it_has_gone)
{
	const Pattern pattern{54};
	write_by_device(importer(), pattern, size());

	go();

	EXPECT_TRUE(cpu_sees(pattern));
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(OutOfReach);
INSTANTIATE_TEST_SUITE_P(Exporters, OutOfReach, testing::ValuesIn(exporters()), ParameterName{});

} // namespace
} // namespace cf
