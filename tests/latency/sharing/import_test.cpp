// SPDX-License-Identifier: MIT
//
// Claim: one buffer is imported, imported again while it is known, and dropped, time after time,
// and stays the same buffer at its importer. What that costs by size is measured against a bare
// ioctl for each pair.
// Owed by: drivers/gpu/drm/drm_prime.c, "Reference Counting for GEM Drivers" (a known buffer keeps
// its handle); include/uapi/linux/videodev2.h, V4L2_MEMORY_DMABUF.
// Red when: an import fails after another was dropped, a known buffer gets a second handle, or the
// importer hands out another buffer, or shows other content, than it took.

#include <gtest/gtest.h>

#include <algorithm>

#include "latency/calls.h"
#include "support/content/pattern.h"
#include "support/labels.h"
#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

using Imported = std::unique_ptr<ImportedBuffer>;

// There are many pairs.
constexpr std::size_t kMost = 1 << 20;
constexpr CallEffort kEffort{.time = std::chrono::milliseconds{25}};

class Imports : public PairTest
{
protected:
	std::vector<std::size_t> sizes() const
	{
		const std::size_t made = exporter().max_size();
		const std::size_t reached = importer().sight().max_size;
		return buffer_sizes_up_to(
			std::min(kMost, importer().has_handles() ? made : std::min(made, reached)));
	}

	static void expect_known(const Imported &first, const Imported &again, const DmaBuf &dmabuf)
	{
		EXPECT_EQ(first->handle(), again->handle());
		EXPECT_EQ(again->try_reexport().take().inode(), dmabuf.inode());
	}

	std::unique_ptr<ImportSession> open() const { return importer().open(); }
};

const Labelled<Imports> imports{Label::bench};

TEST_P(Imports, take_the_same_buffer_again)
{
	const Pattern pattern{5};
	const std::unique_ptr<ImportSession> session = open();
	const auto turn = [&](Calls &calls, const DmaBuf &dmabuf) {
		const auto import = [&] {
			return session->import(dmabuf);
		};
		Imported first = calls.time("import", import);
		if (importer().has_handles()) {
			Imported again = calls.time("import_known", import);
			expect_known(first, again, dmabuf);
			calls.time("drop_known", [&] { again.reset(); });
		} else if (importer().sight().reads) {
			EXPECT_TRUE(pattern.is_in(*first, page_size()));
		}
		calls.time("drop", [&] { first.reset(); });
	};

	measure_calls(
		sizes(),
		[&](std::size_t size) -> Turn {
			const std::shared_ptr<ExportedBuffer> buffer = exporter().create(size);
			pattern.write_to(*buffer, page_size());
			return [&turn, buffer](Calls &calls) {
				turn(calls, buffer->dmabuf());
			};
		},
		kEffort);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Imports);
INSTANTIATE_TEST_SUITE_P(Pairs, Imports, testing::ValuesIn(pairs()), ParameterName{});

} // namespace
} // namespace cf
