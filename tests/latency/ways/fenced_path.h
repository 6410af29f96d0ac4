// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <stdexcept>

#include "dmabuf/sync_file.h"
#include "measure/wake_path.h"

// A wake-up by a fence, or by the last of several. Every sample has new ones, which the path
// owns until the next; the derived class puts them where its wait waits.

namespace cf
{

// What a sample waits for.
struct Awaited {
	SyncFile file; // of the fence, or of the container that all are in
	std::function<void()> signal_last;
	std::function<void()> signal_rest; // the others of the container; empty: there are none
};

// When the others signal: before somebody waits, or under the wait and in the sample.
enum class Rest { beforehand, in_the_sample };

struct Fencing {
	std::function<Awaited()> make;
	Rest rest = Rest::beforehand;
};

class FencedPath : public WakePath
{
public:
	explicit FencedPath(Fencing fencing) : fencing_(std::move(fencing)) {}

	void prepare() final
	{
		at_the_last_ = false;
		awaited_.reset(); // before there are as many again
		awaited_.emplace(fencing_.make());
		hold(awaited_->file);
		if (fencing_.rest == Rest::beforehand)
			signal_rest();
	}

	void signal() final
	{
		if (fencing_.rest == Rest::in_the_sample)
			signal_rest();
		at_the_last_ = true;
		awaited_->signal_last();
	}

	void wait() final
	{
		until_signalled();
		if (!at_the_last_)
			throw std::runtime_error("the wait was over before the last signal");
	}

protected:
	// Where the fences go, for until_signalled() to wait there.
	virtual void hold(const SyncFile &file) = 0;
	virtual void until_signalled() = 0;

	const SyncFile &file() const { return awaited_->file; }

private:
	void signal_rest()
	{
		if (awaited_->signal_rest)
			awaited_->signal_rest();
	}

	Fencing fencing_;
	std::optional<Awaited> awaited_;
	std::atomic<bool> at_the_last_ = false;
};

} // namespace cf
