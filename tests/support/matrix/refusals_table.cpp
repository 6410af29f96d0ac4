// SPDX-License-Identifier: MIT
#include "support/matrix/refusals.h"

#include <array>
#include <cerrno>

namespace cf
{
namespace
{

constexpr KernelVersion kAlways{0, 0};
constexpr KernelVersion kNever{9999, 0};

constexpr const char *kNoPages =
	"buffers in video memory have no scatter list (drm_gem_vram_helper.c, no get_sg_table)";
constexpr const char *kNoQxlPages =
	"qxl's get_sg_table is not implemented (qxl_prime.c), and the importer maps at once";

// The first entry that holds counts: what the exporter refuses comes before what the
// importer would refuse afterwards.
constexpr std::array kRefusals{
	Refusal{"bochs-drm", "vgem", kAlways, {6, 17}, ENOSYS, kNoPages},
	Refusal{"bochs-drm", "cirrus", kAlways, {6, 17}, ENOSYS, kNoPages},
	Refusal{"qxl", "vgem", kAlways, {6, 17}, ENOSYS, kNoQxlPages},
	Refusal{"qxl", "cirrus", kAlways, {6, 17}, ENOSYS, kNoQxlPages},
	Refusal{"bochs-drm", "vivid1", kAlways, {6, 17}, ENOSYS, kNoPages},
	Refusal{"qxl", "vivid1", kAlways, kNever, EINVAL,
		"qxl's get_sg_table is not implemented (qxl_prime.c), and dma-contig maps it"},
	Refusal{"qxl", "cpu", kAlways, {6, 6}, ENOSYS,
		"qxl has no mmap of its dma-bufs before 6.6 (qxl_gem_prime_mmap in qxl_prime.c)"},
	Refusal{"bochs-drm", "probe", kAlways, {6, 17}, ENOSYS, kNoPages},
	Refusal{"qxl", "probe", kAlways, kNever, ENOSYS, kNoQxlPages},
	Refusal{"udmabuf", "vivid", kAlways, {6, 2}, EFAULT,
		"udmabuf has no vmap before 6.2 (drivers/dma-buf/udmabuf.c)"},
};

} // namespace

std::span<const Refusal> refusals()
{
	return kRefusals;
}

} // namespace cf
