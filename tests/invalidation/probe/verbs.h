// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include <fcntl.h>

#include "base/ioctl.h"
#include "invalidation/probing.h"
#include "probe/inside/keeper.h"
#include "probe/inside/timing.h"

// The probe module's ioctls below its C++ wrapper: one object of each kind, and for
// every verb a request that the module takes as it is.

namespace cf
{

// All but CFP_SECTION, of which some requests are made for lockdep to report.
constexpr std::array<unsigned long, 28> kVerbs{CFP_INFO, CFP_CREATE_EXPORTER, CFP_CREATE_IMPORTER,
	CFP_CREATE_FENCE, CFP_COMBINE, CFP_ADD_FENCE, CFP_ASK, CFP_TRANSLATE, CFP_TIMING,
	CFP_CREATE_KEEPER, CFP_KEEPER_DROP, CFP_EXPORTER_DMABUF, CFP_EXPORTER_MOVE,
	CFP_EXPORTER_REVOKE, CFP_EXPORTER_RESTORE, CFP_EXPORTER_STATE, CFP_IMPORTER_MAP,
	CFP_IMPORTER_UNMAP, CFP_IMPORTER_PIN, CFP_IMPORTER_UNPIN, CFP_IMPORTER_REACT,
	CFP_IMPORTER_ACCESS, CFP_IMPORTER_JOB, CFP_FENCE_FILE, CFP_FENCE_SIGNAL, CFP_FENCE_HOLD,
	CFP_FENCE_REPEAT, CFP_FENCE_MEET};

struct ProbeObjects {
	UniqueFd node = open(CFP_NODE, O_RDWR);
	Probe probe = Probe::open();
	ProbeExporter exporter = probe.create_exporter(page_size());
	DmaBuf dmabuf = exporter.dmabuf();
	ProbeImporter importer = probe.attach(dmabuf);
	ProbeFence fence = probe.create_fence({.lifetime = kJobTime});
	SyncFile file = fence.sync_file();
	std::int32_t file_number = file.fd().get();
	ProbeKeeper keeper = ProbeKeeper::try_keep(probe, dmabuf).take();
	std::uint64_t word = 0;
	cfp_sample sample{};

	FdRef for_verb(unsigned long verb) const
	{
		const std::array<FdRef, 5> targets{
			node, exporter.fd(), importer.fd(), fence.fd(), keeper.fd()};
		return targets.at(_IOC_NR(verb) >> 4);
	}

	std::vector<std::uint32_t> numbers() const
	{
		std::vector<std::uint32_t> fds;
		for (const FdRef fd : {dmabuf.fd(), file.fd(), exporter.fd(), importer.fd()})
			fds.push_back(static_cast<std::uint32_t>(fd.get()));
		return fds;
	}
};

using Request = std::array<std::byte, 256>;

template <typename T>
Request request_of(const T &fields)
{
	Request request{};
	std::memcpy(request.data(), &fields, sizeof fields);
	return request;
}

inline Request right_request(const ProbeObjects &objects, unsigned long verb)
{
	const std::int32_t dmabuf = objects.dmabuf.fd().get();
	switch (verb) {
	case CFP_CREATE_EXPORTER:
		return request_of(cfp_create_exporter{page_size(), -1, 0});
	case CFP_TRANSLATE:
		return request_of(cfp_translate{CFP_PCI, 0, 0});
	case CFP_CREATE_IMPORTER:
		return request_of(cfp_create_importer{dmabuf, CFP_DYNAMIC, 0, 0, {}});
	case CFP_COMBINE:
		return request_of(cfp_combine{
			reinterpret_cast<std::uintptr_t>(&objects.file_number), 0, 1, CFP_ARRAY});
	case CFP_ADD_FENCE:
		return request_of(cfp_add_fence{dmabuf, objects.file_number, CFP_BOOKKEEP, 0});
	case CFP_ASK:
		return request_of(cfp_ask{dmabuf, -1, CFP_BOOKKEEP, CFP_ASK_WALK});
	case CFP_CREATE_KEEPER:
		return request_of(cfp_create_keeper{dmabuf, CFP_KEPT_DMABUF});
	case CFP_TIMING:
		return request_of(cfp_timing{reinterpret_cast<std::uintptr_t>(&objects.sample),
			CFP_TIME_CALLBACKS, 1, 1, 0, 0, 0});
	case CFP_FENCE_HOLD:
		return request_of(cfp_hold{objects.file_number, 0});
	case CFP_IMPORTER_ACCESS:
		return request_of(cfp_access{0, sizeof objects.word,
			reinterpret_cast<std::uintptr_t>(&objects.word), 0, 0});
	default:
		return {};
	}
}

inline bool gives_descriptor(unsigned long verb)
{
	constexpr std::array<unsigned long, 8> verbs{CFP_CREATE_EXPORTER, CFP_CREATE_IMPORTER,
		CFP_CREATE_FENCE, CFP_COMBINE, CFP_EXPORTER_DMABUF, CFP_IMPORTER_JOB,
		CFP_FENCE_FILE, CFP_CREATE_KEEPER};
	return std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
}

inline Errno call(FdRef fd, unsigned long verb, void *argument)
{
	const Result<int> done = try_raw_ioctl(fd, {verb, "probe ioctl"}, argument);
	if (done.ok() && gives_descriptor(verb))
		const UniqueFd made{done.value()};
	return done.error();
}

} // namespace cf
