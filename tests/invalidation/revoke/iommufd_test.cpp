// SPDX-License-Identifier: MIT
//
// Claim: iommufd maps exported device memory into the address space of a device, and takes it out
// again, for good, when it is revoked; what is revoked is not mapped anew until it is back.
// Owed by: include/uapi/linux/iommufd.h (IOMMU_IOAS_MAP_FILE) and iopt_revoke_notify(), the one
// importer of the kernel's own that is revoked here.
// Red when: the address leads elsewhere, or still leads to the device's memory after the revoke.

#include <sstream>

#include "invalidation/revoke/memory.h"
#include "probe/inside/peer.h"

namespace cf
{
namespace
{

class IommufdImport : public DeviceRevokeTest
{
protected:
	void SetUp() override
	{
		DeviceRevokeTest::SetUp();
		require(device().iommufd() != nullptr,
			"needs /dev/iommu and /dev/vfio/devices (CONFIG_IOMMUFD, "
			"CONFIG_VFIO_DEVICE_CDEV)");
		space_ = device().iommufd()->create_space();
		device().attach(space_);
	}

	Result<std::uint64_t> try_map(const DmaBuf &buffer) const
	{
		return device().iommufd()->try_map(space_, buffer);
	}

	// Where the device gets to by an address of its space; 0: nowhere.
	std::uint64_t leads_to(std::uint64_t iova) { return translate(probe(), address(), iova); }

	// Where the BAR is in the machine's memory.
	std::uint64_t place() const
	{
		std::istringstream lines{
			read_text("/sys/bus/pci/devices/" + address() + "/resource")};
		std::string line;
		for (int bar = 0; bar <= kBar; ++bar)
			std::getline(lines, line);
		return std::stoull(line, nullptr, 16);
	}

private:
	AddressSpace space_;
};

TEST_P(IommufdImport, ends_with_the_revoke)
{
	const DmaBuf buffer = export_memory();
	const std::uint64_t iova = try_map(buffer).take();
	ASSERT_EQ(leads_to(iova), place());
	ASSERT_EQ(leads_to(iova + size() - 1), place() + size() - 1);

	revoke();

	EXPECT_EQ(leads_to(iova), 0U);
	EXPECT_EQ(leads_to(iova + size() - 1), 0U);
}

TEST_P(IommufdImport, is_possible_again_at_another_address_alone)
{
	const DmaBuf buffer = export_memory();
	const std::uint64_t old = try_map(buffer).take();

	revoke();
	if (GetParam().how == Revoker::memory_off) {
		EXPECT_EQ(try_map(buffer).error(), Errno{ENODEV});
		device().enable_memory(true);
	}
	const std::uint64_t fresh = try_map(buffer).take();

	EXPECT_EQ(leads_to(old), 0U) << "a revoke is for good";
	EXPECT_EQ(leads_to(fresh), place());
}

INSTANTIATE_TEST_SUITE_P(
	Ways, IommufdImport, testing::Values(kByReset, kByMemoryOff), ParameterName{});

class IommufdRefusal : public DeviceMemoryTest
{
};

TEST_F(IommufdRefusal, meets_who_exports_system_memory)
{
	require(device().iommufd() != nullptr, "needs /dev/iommu (CONFIG_IOMMUFD)");
	const AddressSpace space = device().iommufd()->create_space();
	const ProbeExporter exporter = probe().create_exporter(size());

	EXPECT_EQ(device().iommufd()->try_map(space, exporter.dmabuf()).error(), Errno{EOPNOTSUPP});
	EXPECT_EQ(exporter.state().attachments, 0U);
	EXPECT_EQ(exporter.state().pins, 0U);
}

// The address of a device's memory goes to iommufd as one range (vfio_pci_dma_buf_iommufd_map()).
TEST_F(IommufdRefusal, meets_memory_of_several_parts)
{
	require(device().iommufd() != nullptr, "needs /dev/iommu (CONFIG_IOMMUFD)");
	const AddressSpace space = device().iommufd()->create_space();
	const BarRange page{0, page_size()};
	const BarRange further{4 * page_size(), page_size()};
	const DmaBuf buffer = device().try_export(kBar, {page, further}).take();

	EXPECT_EQ(device().iommufd()->try_map(space, buffer).error(), Errno{EOPNOTSUPP});
}

} // namespace
} // namespace cf
