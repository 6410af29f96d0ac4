// SPDX-License-Identifier: MIT
#include "drm/scanout/scanout.h"

#include <algorithm>
#include <cerrno>

#include "drm/scanout/vram_scanout.h"
#include "drm/scanout/writeback_scanout.h"

namespace cf
{

namespace
{

bool copies_to_vram(const DeviceInfo &info)
{
	return info.driver == "bochs-drm" || info.driver == "cirrus" ||
		info.driver == "cirrus-qemu";
}

bool writes_back(const DeviceInfo &info)
{
	return info.driver == "vkms";
}

// Clears the bytes that `mask` has no bits for. `offset` is that of the first one.
void clear_unseen(std::span<std::byte> bytes, std::size_t offset, std::uint32_t mask)
{
	for (std::size_t i = 0; i < bytes.size(); ++i)
		bytes[i] &= static_cast<std::byte>(mask >> (offset + i) % 4 * 8);
}

} // namespace

bool has_readable_scanout(const DeviceInfo &info)
{
	return copies_to_vram(info) || writes_back(info);
}

Result<std::unique_ptr<Scanout>> Scanout::try_open(const DeviceInfo &info)
{
	if (copies_to_vram(info))
		return try_open_vram_scanout(info);
	if (writes_back(info))
		return try_open_writeback_scanout(info);
	return Failure{Errno{EOPNOTSUPP}, "reading back what " + info.driver + " shows"};
}

void Scanout::read(
	const GemHandle &handle, std::size_t size, std::size_t offset, std::span<std::byte> bytes)
{
	const ScanWindow window = window_for(size);
	while (!bytes.empty()) {
		const std::size_t start = window_start(window, size, offset);
		const auto seen = show(handle, window, start).subspan(offset - start);
		const std::size_t part = std::min(seen.size(), bytes.size());
		std::ranges::copy(seen.first(part), bytes.begin());
		clear_unseen(bytes.first(part), offset, mask_);
		bytes = bytes.subspan(part);
		offset += part;
	}
}

} // namespace cf
