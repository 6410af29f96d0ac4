// SPDX-License-Identifier: MIT
//
// Claim: wherever the kernel drops the last reference of a buffer, or of an attachment that holds
// the buffer, in a task, a worker, a callback, a timer, an interrupt or a shrinker, the buffer is
// gone soon after, while others import from the same exporter.
// Owed by: fs/file_table.c (fput() may be called from any context); seed 002.
// Red when: a release takes a lock that its context must not wait for (lockdep reports it), frees
// half, or never comes.

#include "lifetime/dropping.h"

namespace cf
{

enum class Kept { buffer, attachment };

inline std::string name_of(Kept kept)
{
	return kept == Kept::buffer ? "buffer" : "attachment";
}

namespace
{

class LastBufferPut : public LastPut,
		      public testing::WithParamInterface<std::tuple<ExporterRef, Kept, DropIn>>
{
protected:
	void SetUp() override
	{
		LastPut::SetUp();
		require_bufinfo();
		require_mapped_for_others(exporter());
	}

	static const Exporter &exporter() { return *std::get<ExporterRef>(GetParam()); }
	static DropIn context() { return std::get<DropIn>(GetParam()); }

	// Somebody else's buffers come and go all the time.
	static ChildProcess import_meanwhile()
	{
		return repeating([] {
			const auto buffer = exporter().create(page_size());
			Probe::open().attach(buffer->dmabuf()).map();
		});
	}

	// The last reference of a new buffer.
	ProbeKeeper keep(ino_t &inode)
	{
		const auto buffer = exporter().create(page_size());
		inode = buffer->dmabuf().inode();
		if (std::get<Kept>(GetParam()) == Kept::buffer)
			return ProbeKeeper::try_keep(probe(), buffer->dmabuf()).take();
		const ProbeImporter importer = probe().attach(buffer->dmabuf());
		importer.map();
		return ProbeKeeper::try_keep(probe(), importer).take();
	}
};

TEST_P(LastBufferPut, ends_the_buffer)
{
	ChildProcess importing = import_meanwhile();
	ino_t inode = 0;
	const ProbeKeeper keeper = keep(inode);
	EXPECT_TRUE(is_alive(inode)) << "the keeper holds it";

	drop(keeper, context());

	EXPECT_TRUE(is_gone_in_time(inode));
	stop(importing);
	EXPECT_EQ(keeper.try_drop(context()).error(), Errno{ENXIO});
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(LastBufferPut);
INSTANTIATE_TEST_SUITE_P(Exporters, LastBufferPut,
	testing::Combine(testing::ValuesIn(exporters()),
		testing::Values(Kept::buffer, Kept::attachment), kEverywhere),
	ParameterName{});

} // namespace
} // namespace cf
