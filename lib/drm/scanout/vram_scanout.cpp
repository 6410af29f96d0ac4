// SPDX-License-Identifier: MIT
#include "drm/scanout/vram_scanout.h"

#include <algorithm>
#include <optional>

#include "base/mapping.h"
#include "drm/kms/crtc.h"
#include "drm/scanout/window.h"
#include "host/pci_bar.h"

namespace cf
{

namespace
{

// Both drivers copy a framebuffer line by line, with its own pitch and all four bytes of a
// pixel, to the start of video memory, which is the first BAR (drivers/gpu/drm/tiny/bochs.c
// and cirrus-qemu.c; cirrus.c converts pitches above 4088, which no ScanWindow has).
constexpr int kVideoMemoryBar = 0;

class VramScanout final : public Scanout
{
public:
	VramScanout(
		const std::shared_ptr<const Device> &device, Output output, Mapping video_memory)
		: Scanout(device, 0xffffffff), crtc_(device, std::move(output)),
		  video_memory_(std::move(video_memory))
	{
	}

	void read(const GemHandle &handle, std::size_t size, std::size_t offset,
		std::span<std::byte> bytes) override
	{
		const ScanWindow window = window_for(size);
		while (!bytes.empty()) {
			const std::size_t start = window_start(window, size, offset);
			const auto seen = show(handle, window, start).subspan(offset - start);
			const std::size_t part = std::min(seen.size(), bytes.size());
			std::ranges::copy(seen.first(part), bytes.begin());
			bytes = bytes.subspan(part);
			offset += part;
		}
	}

private:
	std::span<const std::byte> show(
		const GemHandle &handle, ScanWindow window, std::size_t start)
	{
		Framebuffer framebuffer = Framebuffer::create(handle, layout_of(window, start));
		crtc_.show(framebuffer, make_mode(window.width, window.height));
		// bochs copies nothing before its first mode is set: it does not know its
		// stride yet.
		if (window != window_)
			crtc_.try_flush(framebuffer).take();
		window_ = window;
		shown_ = std::move(framebuffer);
		return video_memory_.bytes().first(window.bytes());
	}

	ScanWindow window_;                // whose mode is set
	std::optional<Framebuffer> shown_; // outlives crtc_, which shows something else at its end
	Crtc crtc_;
	Mapping video_memory_;
};

} // namespace

Result<std::unique_ptr<Scanout>> try_open_vram_scanout(const DeviceInfo &info)
{
	Result<Mapping> video_memory = try_map_pci_bar(info.pci_address, kVideoMemoryBar);
	if (!video_memory.ok())
		return video_memory.failure();
	const Result<std::shared_ptr<const Device>> device =
		Device::try_open(info, DeviceNode::master);
	if (!device.ok())
		return device.failure();
	Result<Output> output = try_find_output(*device.value());
	if (!output.ok())
		return output.failure();
	return std::unique_ptr<Scanout>{std::make_unique<VramScanout>(
		device.value(), std::move(output).take(), std::move(video_memory).take())};
}

} // namespace cf
