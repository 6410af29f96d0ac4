// SPDX-License-Identifier: MIT
//
// Claim: a process that keeps making buffers beyond the limit of its memory cgroup is killed, and
// leaves none of them behind.
// Owed by: Documentation/admin-guide/cgroup-v2.rst, memory.max; Documentation/driver-api/
// dma-buf.rst: a buffer ends with its last reference.
// Red when: a driver's memory is charged and never given back, it goes on when a page could not be
// had and leaves the process running, or a buffer outlives who was killed.

#include "kernel_rules/memory_group.h"

#include <algorithm>
#include <array>
#include <optional>
#include <system_error>

#include <sys/mman.h>
#include <unistd.h>

#include "host/bufinfo.h"
#include "support/labels.h"
#include "support/matrix/sharing.h"
#include "support/process/child_process.h"
#include "support/report/report.h"

namespace cf
{
namespace
{

// By its exporter's own path, which every exporter has.
void write_everywhere(ExportedBuffer &buffer, std::size_t size)
{
	constexpr std::array kWord{std::byte{1}};
	for (std::size_t at = 0; at < size; at += page_size())
		buffer.write(at, kWord);
}

class BeyondLimit : public ExporterTest
{
protected:
	void SetUp() override
	{
		require_present(try_read_bufinfo(), "needs debugfs dma_buf/bufinfo");
		require(is_charged(), "its memory is not charged to who asks for it");
		group_.emplace(limited_group());
	}

	const MemoryCgroup &group() const { return *group_; }

	// Shows its first buffer, keeps all that it gets, then takes what ordinary memory there is,
	// until it is killed for it.
	ChildProcess hoard() const
	{
		return ChildProcess{[this](FdChannel &parent) {
			group().enter();
			std::vector<std::unique_ptr<ExportedBuffer>> all;
			Errno error = add_one(all);
			for (; error == Errno{}; error = add_one(all))
				if (all.size() == 1) {
					parent.send("one");
					static_cast<void>(parent.receive());
				}
			EXPECT_EQ(error, Errno{ENOMEM});
			touch(Mapping::map(FdRef{-1}, 2 * kLimit, 0, PROT_READ | PROT_WRITE,
				MAP_PRIVATE | MAP_ANONYMOUS)
					.bytes());
		}};
	}

	// A driver may have the pages only when they are mapped, and say there that it has none.
	Errno add_one(std::vector<std::unique_ptr<ExportedBuffer>> &all) const
	try {
		all.push_back(exporter().try_create(kSize).take());
		all.back()->dmabuf().set_name(mark_);
		write_everywhere(*all.back(), kSize);
		return Errno{};
	} catch (const std::system_error &error) {
		return Errno{error.code().value()};
	}

	std::size_t marked() const
	{
		const auto buffers = try_read_bufinfo().take();
		return static_cast<std::size_t>(std::count_if(buffers.begin(), buffers.end(),
			[&](const BufinfoEntry &entry) { return entry.name == mark_; }));
	}

private:
	// Looked at with one buffer, in a group that has gone before the test's own.
	bool is_charged() const
	{
		const std::size_t much = std::min(kLimit / 16, exporter().max_size());
		const MemoryCgroup group = limited_group();
		ChildProcess child{[&](FdChannel &parent) {
			group.enter();
			const std::size_t before = group.used();
			const auto buffer = exporter().create(much);
			write_everywhere(*buffer, much);
			parent.send(group.used() >= before + much / 2 ? "charged" : "free");
		}};
		const auto answer = child.channel().receive();
		child.finish();
		return answer && answer->text == "charged";
	}

	std::optional<MemoryCgroup> group_;
	const std::string mark_ = "limit-" + std::to_string(::getpid());
};

// What the kernel says of who it kills would be held against whatever else ran then.
const Labelled<BeyondLimit> kBeyondLimit{Label::stress};

TEST_P(BeyondLimit, a_killed_process_leaves_no_buffer)
{
	// What the kernel says of each process that it kills for memory.
	announce_splat("error");
	announce_splat("warning");
	ChildProcess hoarding = hoard();
	ASSERT_TRUE(hoarding.channel().receive());
	EXPECT_EQ(marked(), 1u);

	hoarding.channel().send("go on");
	ASSERT_TRUE(comes_true([&] { return group().kills() > 0; }));
	hoarding.kill();

	EXPECT_TRUE(comes_true([&] { return marked() == 0; })) << marked() << " are left";
	EXPECT_TRUE(comes_true([&] { return group().used() < kLimit / 2; })) << group().used();
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(BeyondLimit);
INSTANTIATE_TEST_SUITE_P(Exporters, BeyondLimit, testing::ValuesIn(exporters()), ParameterName{});

} // namespace
} // namespace cf
