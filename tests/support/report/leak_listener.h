// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include "support/report/inventory.h"

// Fails a test that leaves descriptors, device mappings or children behind, however
// its body ended: gtest calls listeners after the fixture has been destroyed.

namespace cf
{

class LeakListener : public testing::EmptyTestEventListener
{
	void OnTestStart(const testing::TestInfo &) override { before_ = take_inventory(); }

	void OnTestEnd(const testing::TestInfo &info) override
	{
		for (const std::string &difference : differences(before_, take_inventory()))
			ADD_FAILURE_AT(info.file(), info.line()) << difference;
	}

	Inventory before_;
};

} // namespace cf
