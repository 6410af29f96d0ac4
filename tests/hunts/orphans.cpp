// SPDX-License-Identifier: MIT
#include "hunts/orphans.h"

#include <array>

#include <poll.h>
#include <sys/eventfd.h>

#include "drm/kms/lit_crtc.h"
#include "drm/sync/syncobj.h"
#include "support/matrix/drm_devices.h"
#include "support/matrix/pending_file.h"

namespace cf
{
namespace
{

void is_described(const SyncFile &file)
{
	EXPECT_EQ(file.info().fences.size(), 1u);
}

void is_polled(const SyncFile &file)
{
	EXPECT_TRUE(file.signalled());
}

void is_merged(const SyncFile &file)
{
	EXPECT_TRUE(file.merge(file, "orphans").signalled());
}

void is_given_a_deadline(const SyncFile &file)
{
	const Errno error = file.try_set_deadline(1).error();
	EXPECT_TRUE(error == Errno{} || error == Errno{ENOTTY}) << error.name();
}

void is_put_into_a_syncobj(const SyncFile &file)
{
	for (const DrmDevice &device : timeline_drm_devices()) {
		const Syncobj syncobj =
			Syncobj::create(Device::open(device.info, DeviceNode::primary));
		syncobj.import_sync_file(file);
		EXPECT_TRUE(syncobj.export_sync_file().signalled()) << device.role;
	}
}

// Longer than a fence of this suite's drivers takes to expire, which it may do by a timer.
void is_kept(const SyncFile &file)
{
	const UniqueFd never{::eventfd(0, EFD_CLOEXEC)};
	EXPECT_EQ(poll(never, POLLIN, Deadline{std::chrono::seconds{12}}), 0);
	EXPECT_TRUE(file.signalled());
}

void is_closed(const SyncFile &) {}

constexpr std::array kAfterwards{
	Afterwards{"is_described", is_described},
	Afterwards{"is_polled", is_polled},
	Afterwards{"is_merged", is_merged},
	Afterwards{"is_given_a_deadline", is_given_a_deadline},
	Afterwards{"is_put_into_a_syncobj", is_put_into_a_syncobj},
	Afterwards{"is_kept", is_kept},
	Afterwards{"is_closed", is_closed},
};

SyncFile signalled_by(const FileSource &source)
{
	PendingFile pending = source.make();
	pending.signal();
	return std::move(pending.file);
}

FenceMaker of_source(const FileSource &source)
{
	return {
		.label = source.name(),
		.module = source.source ? source.source->driver() : "crossfence_probe",
		.role_names = source.roles(),
		.make = [source] { return signalled_by(source); },
	};
}

// Polled before it has signalled, so that there is a callback to take off when the file is closed.
SyncFile shown_on(const DeviceInfo &info)
{
	LitCrtc crtc{info};
	SyncFile file = crtc.commit(DRM_MODE_ATOMIC_NONBLOCK);
	EXPECT_TRUE(file.wait(Deadline::generous()));
	return file;
}

std::vector<FenceMaker> fence_makers()
{
	std::vector<FenceMaker> found;
	for (const FileSource &source : file_sources())
		found.push_back(of_source(source));
	for (const DrmDevice &device : all_drm_devices()) {
		const DeviceInfo &info = device.info;
		if (LitCrtc::is_possible_on(info))
			found.push_back({device.role + "_crtc", info.module, {device.role}, [info] {
						 return shown_on(info);
					 }});
	}
	return found;
}

} // namespace

std::vector<Orphan> orphans()
{
	std::vector<Orphan> found;
	for (const FenceMaker &maker : fence_makers()) {
		for (const Afterwards &afterwards : kAfterwards)
			found.push_back({maker, afterwards});
	}
	return found;
}

} // namespace cf
