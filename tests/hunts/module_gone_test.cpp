// SPDX-License-Identifier: MIT
//
// Claim: a sync_file whose fence comes from a module either keeps that module from being removed,
// or can be asked, polled, merged, handed on and closed as before when the module has gone.
// Owed by: Documentation/driver-api/dma-buf.rst, "DMA Fences" (a sync_file is userspace's for as
// long as it likes), and commit 541c8f2468b9 ("dma-buf: detach fence ops on signal v3").
// Red when: the fence calls into code or locks memory that went with the module: for its names, its
// status, or to be freed.

#include <optional>

#include <sched.h>

#include <gtest/gtest.h>

#include "host/modules.h"
#include "hunts/orphans.h"
#include "support/labels.h"
#include "support/parameter/parameter_name.h"
#include "support/require.h"

namespace cf
{
namespace
{

class ModuleGone : public testing::TestWithParam<Orphan>
{
protected:
	void SetUp() override
	{
		const Result<int> users = try_module_use_count(module());
		require(users.ok(), "needs a driver that is a module: " + GetParam().maker.label);
		require(users.value() == 0, "needs a module that nothing else uses: " + module());
	}

	void TearDown() override
	{
		if (removed_)
			try_load_module(module()).take();
	}

	const std::string &module() const { return GetParam().maker.module; }

	// Or the deadline has passed: a fence may be freed a little after its last put.
	bool becomes_unused() const
	{
		const Deadline deadline = Deadline::generous();
		while (!removed_ && try_module_use_count(module()).take() > 0 && !deadline.passed())
			::sched_yield();
		return removed_ || try_module_use_count(module()).take() == 0;
	}

	void remove_module()
	{
		const Errno error = try_unload_module(module()).error();
		removed_ = error == Errno{};
		EXPECT_TRUE(removed_ || error == Errno{EWOULDBLOCK}) << error.name();
	}

private:
	bool removed_ = false;
};

const Labelled<ModuleGone> module_gone{Label::hunt, Label::unload};

TEST_P(ModuleGone, or_held_by_its_fence)
{
	std::optional<SyncFile> file{GetParam().maker.make()};

	remove_module();
	GetParam().afterwards.use(*file);
	file.reset();

	EXPECT_TRUE(becomes_unused()) << "the fence has gone, so nothing holds " << module();
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ModuleGone);
INSTANTIATE_TEST_SUITE_P(Sources, ModuleGone, testing::ValuesIn(orphans()), ParameterName{});

} // namespace
} // namespace cf
