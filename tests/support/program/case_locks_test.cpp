// SPDX-License-Identifier: MIT
#include "support/program/case_locks.h"

#include <utility>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

using Names = std::vector<std::string>;

class NamedExporter final : public Exporter
{
public:
	NamedExporter(std::string name, bool alone) : name_(std::move(name)), alone_(alone) {}

	std::string name() const override { return name_; }
	std::string node() const override { return "/dev/" + name_; }
	std::size_t max_size() const override { return 0; }
	bool creates_alone() const override { return alone_; }
	Result<std::unique_ptr<ExportedBuffer>> try_create(std::size_t) const override
	{
		return Failure{Errno{ENOMEM}, name_};
	}

private:
	std::string name_;
	bool alone_;
};

class NamedImporter final : public Importer
{
public:
	NamedImporter(std::string name, bool alone) : name_(std::move(name)), alone_(alone) {}

	std::string name() const override { return name_; }
	std::string node() const override { return "/dev/" + name_; }
	Sight sight() const override { return {}; }
	bool sees_alone() const override { return alone_; }
	std::unique_ptr<ImportSession> open() const override { return nullptr; }

private:
	std::string name_;
	bool alone_;
};

TEST(CaseLocks, are_the_nodes_that_its_roles_claim)
{
	const Catalogue catalogue{{std::make_shared<NamedExporter>("memory", false),
					  std::make_shared<NamedExporter>("camera", true)},
		{std::make_shared<NamedImporter>("memory", false),
			std::make_shared<NamedImporter>("camera", true),
			std::make_shared<NamedImporter>("display", true)},
		{}, {}};
	EXPECT_EQ(locks_of({}, {"memory", "display"}, catalogue), Names{"/dev/display"});
	EXPECT_EQ(locks_of({}, {"display", "camera"}, catalogue),
		(Names{"/dev/camera", "/dev/display"}));
	EXPECT_EQ(locks_of({}, {"memory", "unknown"}, catalogue), Names{});
	EXPECT_EQ(locks_of({}, {}, catalogue), Names{});
}

TEST(CaseLocks, keep_what_moves_the_whole_machine_to_itself)
{
	for (const char *label : {"hunt", "unload", "splat", "stress", "bench"})
		EXPECT_EQ(locks_of({label}, {"memory"}, {}), Names{"alone"}) << label;
}

} // namespace
} // namespace cf
