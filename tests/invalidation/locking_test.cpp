// SPDX-License-Identifier: MIT
//
// Claim: an exporter is asked to pin, map and map for the kernel, and to undo that, with the
// reservation object locked, and for everything else without; in a task always.
// Owed by: Documentation/driver-api/dma-buf.rst, "DMA-BUF locking convention" (Linux 6.2); before
// it pin, unpin, map and unmap of a dynamic exporter alone (struct dma_buf_ops).
// Red when: a caller leaves the lock out, so that a move can run at the same time, or holds it
// where the exporter takes it, or something that comes before it, by itself.

#include <array>

#include "dmabuf/cpu_access.h"
#include "invalidation/probing.h"
#include "support/matrix/refusals.h"

namespace cf
{
namespace
{

struct Operation {
	const char *label;
	EventKind kind;
	bool locked;
	KernelVersion since{6, 1};

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {"probe"}; }
};

struct Attaching {
	const char *label;
	ImporterKind kind;

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

class Locking : public ProbeTest,
		public testing::WithParamInterface<std::tuple<Operation, Attaching>>
{
protected:
	static const Operation &operation() { return std::get<Operation>(GetParam()); }

	// A buffer's whole life, in which its exporter is asked for everything.
	void live_and_die()
	{
		const ImporterKind kind = std::get<Attaching>(GetParam()).kind;
		const ProbeExporter exporter = probe().create_exporter(size());
		const DmaBuf buffer = exporter.dmabuf();
		CpuAccess access{buffer, Access::read};
		static_cast<void>(buffer.map());
		access.end();
		const ProbeImporter importer = probe().attach(buffer, {.kind = kind});
		if (kind == ImporterKind::dynamic)
			importer.pin();
		importer.map();
		std::array<std::byte, 8> word{};
		importer.try_read(0, word, ProbePath::vmap).take();
	}
};

TEST_P(Locking, is_as_the_convention_says)
{
	live_and_die();

	const ProbeEvents calls = of_kind(probe().take_events(), operation().kind);
	ASSERT_FALSE(calls.empty());
	const bool locked = operation().locked && KernelVersion::running() >= operation().since;
	for (const ProbeEvent &call : calls) {
		EXPECT_FALSE(call.in_interrupt()) << call;
		EXPECT_EQ(call.resv_locked(), locked) << call;
		EXPECT_EQ(call.resv_held(), locked && probe().info().sees_locks) << call;
	}
}

constexpr KernelVersion kConvention{6, 2};

const auto kOperations = testing::Values(Operation{"attach", EventKind::attach, false},
	Operation{"detach", EventKind::detach, false}, Operation{"pin", EventKind::pin, true},
	Operation{"unpin", EventKind::unpin, true}, Operation{"map", EventKind::map, true},
	Operation{"unmap", EventKind::unmap, true},
	Operation{"vmap", EventKind::vmap, true, kConvention},
	Operation{"vunmap", EventKind::vunmap, true, kConvention},
	Operation{"begin_cpu_access", EventKind::begin_cpu, false},
	Operation{"end_cpu_access", EventKind::end_cpu, false},
	Operation{"mmap", EventKind::mmap, false}, Operation{"release", EventKind::release, false});

INSTANTIATE_TEST_SUITE_P(Operations, Locking,
	testing::Combine(kOperations,
		testing::Values(Attaching{"static", ImporterKind::static_},
			Attaching{"dynamic", ImporterKind::dynamic})),
	ParameterName{});

} // namespace
} // namespace cf
