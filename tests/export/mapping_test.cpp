// SPDX-License-Identifier: MIT
//
// Claim: a mapping of a dma-buf from any page on shows that page and those behind it, also when it
// is split later; a private mapping, where there is one, keeps to itself what is written into it.
// Owed by: mmap(2) and Documentation/driver-api/dma-buf.rst, "CPU Access to DMA Buffer Objects"
// (mmap); for private mappings drm_gem_shmem_mmap(), ttm_bo_mmap_obj() and mmap_udmabuf().
// Red when: an offset is ignored or counted from the wrong piece of scattered memory, pages are
// counted from the start of the mapping, or a private writable mapping is let in that the fault
// handler can't serve.

#include <gtest/gtest.h>

#include <sys/mman.h>

#include "dmabuf/cpu_access.h"
#include "export/private_mapping.h"
#include "support/content/pattern.h"
#include "support/matrix/sharing.h"

namespace cf
{

// From where a mapping reaches to the end.
struct FromPage {
	const char *label;
	std::size_t page;

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

namespace
{

// The page allocator gives out pieces of 256, 16 and 1 page for this, if it has them.
constexpr std::size_t kPages = 256 + 16 + 2;

const std::vector<FromPage> kFrom{
	{"second_page", 1},
	{"middle_of_first_piece", 100},
	{"second_piece", 256},
	{"third_piece", 256 + 16},
	{"last_page", kPages - 1},
};

std::vector<ExporterRef> taking_private_mappings()
{
	std::vector<ExporterRef> taking = exporters();
	std::erase_if(taking,
		[](const ExporterRef &exporter) { return !takes_private_mappings(*exporter); });
	return taking;
}

class MappingFrom : public testing::TestWithParam<std::tuple<Sized<ExporterRef>, FromPage>>
{
protected:
	void SetUp() override
	{
		const Sized<ExporterRef> &sized = std::get<Sized<ExporterRef>>(GetParam());
		require_mappable(*sized.subject);
		buffer_ = sized.subject->create(sized.size);
		offset_ = std::get<FromPage>(GetParam()).page * page_size();
		length_ = sized.size - offset_;
		pattern_.write_to(*buffer_, sized.size);
	}

	const Pattern pattern_{2};
	std::unique_ptr<ExportedBuffer> buffer_;
	std::size_t offset_ = 0;
	std::size_t length_ = 0;
};

TEST_P(MappingFrom, shows_what_is_there)
{
	CpuAccess access{buffer_->dmabuf(), Access::read};

	const Mapping mapping = Mapping::map(buffer_->dmabuf().fd(), length_,
		static_cast<off_t>(offset_), PROT_READ, MAP_SHARED);

	EXPECT_TRUE(pattern_.matches(mapping.bytes(), offset_));
	access.end();
}

TEST_P(MappingFrom, of_one_page_shows_that_page)
{
	CpuAccess access{buffer_->dmabuf(), Access::read};

	const Mapping mapping = Mapping::map(buffer_->dmabuf().fd(), page_size(),
		static_cast<off_t>(offset_), PROT_READ, MAP_SHARED);

	EXPECT_TRUE(pattern_.matches(mapping.bytes(), offset_));
	access.end();
}

TEST_P(MappingFrom, of_the_whole_is_split_there_and_shows_the_same)
{
	CpuAccess access{buffer_->dmabuf(), Access::read};
	const Mapping whole =
		Mapping::map(buffer_->dmabuf().fd(), offset_ + length_, 0, PROT_READ, MAP_SHARED);

	ASSERT_EQ(::mprotect(whole.bytes().data(), offset_, PROT_NONE), 0);

	EXPECT_TRUE(pattern_.matches(whole.bytes().subspan(offset_), offset_));
	access.end();
}

class PrivateMapping : public ExporterTest
{
protected:
	void SetUp() override
	{
		require_mappable(exporter());
		buffer_ = exporter().create(page_size());
		pattern_.write_to(*buffer_, page_size());
	}

	Result<Mapping> try_map_private() const
	{
		return Mapping::try_map(buffer_->dmabuf().fd(), page_size(), 0,
			PROT_READ | PROT_WRITE, MAP_PRIVATE);
	}

	const Pattern pattern_{3};
	std::unique_ptr<ExportedBuffer> buffer_;
};

class TakenPrivateMapping : public PrivateMapping
{
};

TEST_P(PrivateMapping, is_refused_by_whom_it_should)
{
	const Errno refused{takes_private_mappings(exporter()) ? 0 : EINVAL};

	EXPECT_EQ(try_map_private().error(), refused);
}

TEST_P(TakenPrivateMapping, writes_nothing_into_the_buffer)
{
	const Mapping mapping = try_map_private().take();

	Pattern{4}.fill(mapping.bytes());

	EXPECT_TRUE(pattern_.is_in(*buffer_, page_size()));
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(MappingFrom);
INSTANTIATE_TEST_SUITE_P(Exporters, MappingFrom,
	testing::Combine(testing::ValuesIn(sized_exporters({kPages * page_size()})),
		testing::ValuesIn(kFrom)),
	ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PrivateMapping);
INSTANTIATE_TEST_SUITE_P(
	Exporters, PrivateMapping, testing::ValuesIn(exporters()), ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(TakenPrivateMapping);
INSTANTIATE_TEST_SUITE_P(Exporters, TakenPrivateMapping,
	testing::ValuesIn(taking_private_mappings()), ParameterName{});

} // namespace
} // namespace cf
