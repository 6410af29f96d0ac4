// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "probe/probe.h"
#include "support/matrix/sharing.h"

// Fences by themselves: sync_files that are pending until the test says so, for claims about
// fences and their containers rather than about buffers.

namespace cf
{

struct PendingFile {
	SyncFile file;
	std::function<void()> signal;
};

inline constexpr const char *kProbeNeeded =
	"needs the probe module, loaded with consent=1 (lib/probe/module/build)";

// Where such a file comes from: a fence source of the catalogue, by way of a buffer that it
// accepts, or the probe.
struct FileSource {
	FenceSourceRef source; // none: the probe
	ExporterRef exporter;

	std::string name() const { return source ? source->name() : "probe"; }
	std::vector<std::string> roles() const
	{
		if (!source)
			return {};
		return {source->name(), exporter->name()};
	}

	void require_working() const
	{
		if (!source)
			static_cast<void>(require_present(Probe::try_open(), kProbeNeeded));
	}

	PendingFile make() const
	{
		if (!source) {
			const auto fence =
				std::make_shared<ProbeFence>(Probe::open().create_fence());
			return {fence->sync_file(), [fence] {
					fence->signal();
				}};
		}
		const std::shared_ptr<ExportedBuffer> buffer = exporter->create(page_size());
		const std::shared_ptr<PendingFence> fence =
			source->attach(buffer->dmabuf(), Access::write);
		return {buffer->dmabuf().export_sync_file(Access::read), [buffer, fence] {
				fence->signal();
			}};
	}
};

inline std::vector<FileSource> file_sources()
{
	std::vector<FileSource> found;
	for (const FencedExporter &fenced : fenced_exporters()) {
		const bool accepts = expected_refusal(*fenced.source, *fenced.exporter) == nullptr;
		if (accepts && (found.empty() || found.back().source != fenced.source))
			found.push_back({fenced.source, fenced.exporter});
	}
	found.push_back({nullptr, nullptr});
	return found;
}

// With a probe of its own, so that its log tells of this case's fences only.
class FenceProbeTest : public testing::Test
{
protected:
	void SetUp() override { probe_.emplace(require_present(Probe::try_open(), kProbeNeeded)); }

	Probe &probe() { return *probe_; }

	// How many fences of this case nobody holds any more.
	std::size_t released()
	{
		released_ += of_kind(probe_->take_events(), EventKind::fence_release).size();
		return released_;
	}

	// The same for fences that go a little later: returns when there are so many, or then.
	std::size_t released_by(Deadline deadline, std::size_t count)
	{
		while (released() < count && probe_->wait_for_events(deadline)) {
		}
		return released();
	}

private:
	std::optional<Probe> probe_;
	std::size_t released_ = 0;
};

} // namespace cf
