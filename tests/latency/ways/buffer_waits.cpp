// SPDX-License-Identifier: MIT
#include "latency/ways/buffer_waits.h"

#include <sys/epoll.h>

#include <stdexcept>

#include <poll.h>

#include "support/matrix/pairs.h"
#include "support/matrix/sized.h"
#include "support/require.h"

namespace cf
{

namespace
{

class OnSyncFile : public FencedPath
{
public:
	using FencedPath::FencedPath;

private:
	void hold(const SyncFile &) override {}
	void until_signalled() override { file().wait(Deadline::generous()); }
};

// The fence is a writer's: reading and writing wait for it alike.
class OnBuffer : public FencedPath
{
public:
	explicit OnBuffer(const Fencing &fencing) : FencedPath(fencing) {}

protected:
	const DmaBuf &buffer() const { return buffer_->dmabuf(); }

private:
	void hold(const SyncFile &file) override { buffer().import_sync_file(file, Access::write); }

	static std::unique_ptr<ExportedBuffer> any_buffer()
	{
		const std::vector<ExporterRef> exporters = any_exporter();
		require(!exporters.empty(),
			"needs an exporter (crossfence devices says why there is none)");
		return exporters.front()->create(page_size());
	}

	std::unique_ptr<ExportedBuffer> buffer_ = any_buffer();
};

template <short kEvents>
class PollOnBuffer : public OnBuffer
{
public:
	using OnBuffer::OnBuffer;

private:
	void until_signalled() override { poll(buffer().fd(), kEvents, Deadline::generous()); }
};

// The set is made once, as in an event loop.
class EpollOnBuffer : public OnBuffer
{
public:
	explicit EpollOnBuffer(const Fencing &fencing) : OnBuffer(fencing)
	{
		epoll_event wanted{.events = EPOLLIN, .data = {}};
		if (::epoll_ctl(set_.get(), EPOLL_CTL_ADD, buffer().fd().get(), &wanted) == -1)
			throw std::system_error(errno, std::generic_category(), "epoll_ctl");
	}

private:
	void until_signalled() override
	{
		epoll_event ready{};
		::epoll_wait(set_.get(), &ready, 1, Deadline::generous().milliseconds_left());
	}

	UniqueFd set_{::epoll_create1(EPOLL_CLOEXEC)};
};

class CpuAccessOfBuffer : public OnBuffer
{
public:
	using OnBuffer::OnBuffer;

private:
	void until_signalled() override
	{
		static_cast<void>(buffer().try_begin_cpu_access(Access::read));
		static_cast<void>(buffer().try_end_cpu_access(Access::read));
	}
};

} // namespace

std::unique_ptr<WakePath> poll_on_sync_file(const Fencing &fencing)
{
	return std::make_unique<OnSyncFile>(fencing);
}

std::unique_ptr<WakePath> poll_for_reading(const Fencing &fencing)
{
	return std::make_unique<PollOnBuffer<POLLIN>>(fencing);
}

std::unique_ptr<WakePath> poll_for_writing(const Fencing &fencing)
{
	return std::make_unique<PollOnBuffer<POLLOUT>>(fencing);
}

std::unique_ptr<WakePath> epoll_for_reading(const Fencing &fencing)
{
	return std::make_unique<EpollOnBuffer>(fencing);
}

std::unique_ptr<WakePath> cpu_access(const Fencing &fencing)
{
	return std::make_unique<CpuAccessOfBuffer>(fencing);
}

} // namespace cf
