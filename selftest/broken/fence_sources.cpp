// SPDX-License-Identifier: MIT
#include "broken/fence_sources.h"

#include <utility>

namespace cf
{
namespace
{

const char *name_of(FenceFault fault)
{
	switch (fault) {
	case FenceFault::signals_at_once:
		return "signals_at_once";
	case FenceFault::reads_as_writer:
		return "reads_as_writer";
	case FenceFault::writes_as_reader:
		return "writes_as_reader";
	}
	return "unknown_fault";
}

// Has signalled already when it is handed out.
class SpentFence : public PendingFence
{
	void signal() override {}
};

class BrokenFenceSource : public FenceSource
{
public:
	BrokenFenceSource(std::shared_ptr<const FenceSource> sound, FenceFault fault)
		: sound_(std::move(sound)), fault_(fault)
	{
	}

	std::string name() const override { return sound_->name() + "_" + name_of(fault_); }
	std::string driver() const override { return sound_->driver(); }
	std::string node() const override { return sound_->node(); }
	FenceAbilities abilities() const override { return sound_->abilities(); }

	std::unique_ptr<PendingFence> attach(const DmaBuf &buffer, Access access) const override
	{
		if (fault_ == FenceFault::reads_as_writer)
			return sound_->attach(buffer, Access::write);
		if (fault_ == FenceFault::writes_as_reader)
			return sound_->attach(buffer, Access::read);
		sound_->attach(buffer, access)->signal();
		return std::make_unique<SpentFence>();
	}

private:
	std::shared_ptr<const FenceSource> sound_;
	FenceFault fault_;
};

} // namespace

std::shared_ptr<const FenceSource> broken(
	std::shared_ptr<const FenceSource> sound, FenceFault fault)
{
	return std::make_shared<BrokenFenceSource>(std::move(sound), fault);
}

} // namespace cf
