// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "latency/ways_to_wait.h"

// A wake-up by a fence. Every sample has a new one, which the path owns until the next;
// the derived class puts it where its wait waits.

namespace cf
{

class FencedPath : public WakePath
{
public:
	explicit FencedPath(FileSource source) : source_(std::move(source)) {}

	void prepare() final
	{
		pending_.emplace(source_.make());
		hold(pending_->file);
	}
	void signal() final { pending_->signal(); }

protected:
	// Where the fence goes, for wait() to wait there.
	virtual void hold(const SyncFile &file) = 0;

	const SyncFile &file() const { return pending_->file; }

private:
	FileSource source_;
	std::optional<PendingFile> pending_;
};

} // namespace cf
