// SPDX-License-Identifier: MIT
//
// Claim: several processes may import one buffer and drop it again at the same time, and each
// sees that very buffer every time.
// Owed by: drivers/gpu/drm/drm_prime.c: look-up, attach and handle creation are serialised per
// device file and per buffer; Documentation/driver-api/dma-buf.rst: the buffer's reservation object
// protects its list of attachments.
// Red when: a list or a table is changed without its lock, a buffer is found in a table while it is
// being torn down, or an attachment is lost.

#include <memory>
#include <vector>

#include <gtest/gtest.h>

#include "support/content/pattern.h"
#include "support/matrix/sharing.h"
#include "support/process/child_process.h"

namespace cf
{
namespace
{

constexpr int kProcesses = 3;
constexpr int kImports = 20;

class AtOnce : public PairTest
{
protected:
	// With one device file a process.
	void import_again_and_again(const DmaBuf &dmabuf, const Pattern &pattern) const
	{
		const auto session = importer().open();
		for (int i = 0; i < kImports; ++i) {
			const auto imported = session->import(dmabuf);
			const DmaBuf again = imported->try_reexport().take();
			ASSERT_EQ(again.inode(), dmabuf.inode()) << "import " << i;
			ASSERT_TRUE(pattern.matches(again.map().bytes().first(page_size())));
		}
	}
};

TEST_P(AtOnce, importers_come_and_go)
{
	const Pattern pattern{25};
	const auto buffer = exporter().create(page_size());
	pattern.write_to(*buffer, page_size());
	const auto import = [&](FdChannel &start) {
		static_cast<void>(start.receive());
		import_again_and_again(buffer->dmabuf(), pattern);
	};
	std::vector<std::unique_ptr<ChildProcess>> processes;
	processes.reserve(kProcesses);
	for (int i = 0; i < kProcesses; ++i)
		processes.push_back(std::make_unique<ChildProcess>(import));

	for (const auto &process : processes)
		process->channel().send("start");
	for (const auto &process : processes)
		process->finish();

	EXPECT_TRUE(pattern.is_in(*buffer, page_size()));
	const auto session = importer().open();
	EXPECT_TRUE(session->try_import(buffer->dmabuf()).ok());
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(AtOnce);
INSTANTIATE_TEST_SUITE_P(
	Pairs, AtOnce, testing::ValuesIn(pairs({.handles = true})), ParameterName{});

} // namespace
} // namespace cf
