// SPDX-License-Identifier: MIT
#include "lifetime/swapped/swappable.h"

#include <algorithm>
#include <array>

#include "support/matrix/refusals.h"

namespace cf
{
namespace
{

struct Swappable {
	std::string_view driver;
	KernelVersion from;
};

// All by drm_gem_shmem_helper.c, which lets go of the pages with the last pin, mapping and vmap.
// Not there: virtio-gpu, whose host works on a buffer's pages as long as it lives
// (virtio_gpu_object_create()), and video memory (qxl; bochs before 6.17).
constexpr std::array kSwappable{
	Swappable{"vgem", {0, 0}},
	Swappable{"vkms", {0, 0}},
	Swappable{"cirrus", {0, 0}},
	Swappable{"cirrus-qemu", {0, 0}},
	Swappable{"bochs-drm", {6, 17}},
};

} // namespace

bool is_swappable(const Exporter &exporter)
{
	const KernelVersion running = KernelVersion::running();
	return std::ranges::any_of(kSwappable, [&](const Swappable &swappable) {
		return swappable.driver == exporter.driver() && swappable.from <= running;
	});
}

} // namespace cf
