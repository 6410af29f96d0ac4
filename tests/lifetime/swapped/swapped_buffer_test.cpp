// SPDX-License-Identifier: MIT
//
// Claim: what anybody wrote into a shared buffer is still there when nobody has used the buffer for
// a while and the kernel has swapped its memory out.
// Owed by: Documentation/driver-api/dma-buf.rst, "Shared DMA Buffers": there is one backing store,
// and it lives as long as the buffer; mm/vmscan.c, shrink_folio_list(): a page that is not dirty is
// dropped, not written, so who lets others write to it has to say that they did
// (drm_gem_put_pages()).
// Red when: the exporter gives back as clean what others have written to, or an importer's end, or
// the exporter by itself, leaves the memory pinned.

#include <optional>

#include <gtest/gtest.h>

#include "lifetime/swapped/swappable.h"
#include "lifetime/swapped/swapping.h"
#include "support/matrix/sharing.h"

namespace cf
{

// "vgem_by_itself", "vgem_by_vivid0"
struct Written {
	ExporterRef exporter;
	std::optional<Writer> by; // else the exporter's own path

	std::string name() const { return exporter->name() + "_by_" + (by ? by->name : "itself"); }
	std::vector<std::string> roles() const
	{
		std::vector<std::string> names{exporter->name()};
		if (by && by->importer)
			names.push_back(by->importer->name());
		return names;
	}
};

namespace
{

// Of them only GEM objects have a file behind them.
std::vector<Written> all_written()
{
	std::vector<Written> all;
	for (const ExporterRef &exporter : exporters({.handles = true})) {
		all.push_back({exporter, {}});
		for (Writer &writer : writers())
			all.push_back({exporter, std::move(writer)});
	}
	return all;
}

class SwappedBuffer : public testing::TestWithParam<Written>
{
protected:
	void SetUp() override
	{
		require_mappable(exporter());
		if (GetParam().by)
			require_present(*GetParam().by);
		if (GetParam().by && GetParam().by->importer)
			require_accepted({GetParam().exporter, GetParam().by->importer});
		require_swappable();
	}

	// Asked of a buffer that nobody shares.
	void require_swappable() const
	{
		const DmaBuf unshared = swapping_.left_by([] { return write_itself(Pattern{1}); });
		const bool counted = swapping_.is_in_memory();
		swapping_.swap_out();
		const bool held = swapping_.is_in_memory();
		if (is_swappable(exporter())) {
			ASSERT_TRUE(counted) << "its memory is not a file's";
			ASSERT_FALSE(held) << "holds memory in place that nobody uses";
		}
		require(counted, "its memory is not a file's");
		require(!held, "holds its memory in place while it is there");
	}

	static const Exporter &exporter() { return *GetParam().exporter; }

	static DmaBuf write_itself(const Pattern &pattern)
	{
		const auto made = exporter().create(content_size());
		pattern.write_to(*made, content_size());
		return made->dmabuf().duplicate();
	}

	static DmaBuf write(const Pattern &pattern)
	{
		if (!GetParam().by)
			return write_itself(pattern);
		const auto made = exporter().create(content_size());
		GetParam().by->write(made->dmabuf(), pattern);
		return made->dmabuf().duplicate();
	}

	const Swapping &swapping() const { return swapping_; }

private:
	const Swapping swapping_;
};

TEST_P(SwappedBuffer, keeps_what_was_written)
{
	const Pattern pattern{31};
	const DmaBuf left = swapping().left_by([&] { return write(pattern); });

	swapping().swap_out();

	EXPECT_FALSE(swapping().is_in_memory()) << "who wrote is gone, the memory stays in place";
	EXPECT_TRUE(pattern.matches(left.map().bytes().first(content_size())));
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SwappedBuffer);
INSTANTIATE_TEST_SUITE_P(Buffers, SwappedBuffer, testing::ValuesIn(all_written()), ParameterName{});

} // namespace
} // namespace cf
