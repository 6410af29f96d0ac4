// SPDX-License-Identifier: MIT
#include "drm/scanout/writeback_scanout.h"

#include <algorithm>
#include <cerrno>
#include <optional>

#include "base/deadline.h"
#include "dmabuf/sync_file.h"
#include "drm/dumb_buffer.h"
#include "drm/kms/atomic.h"
#include "drm/kms/crtc.h"
#include "drm/scanout/window.h"

namespace cf
{

namespace
{

// vkms composes in 16 bits a channel and takes those of XRGB8888 there and back unchanged. X
// is lost. RGB565, which has no X, would not do: writing it back rounds down
// (argb_u16_to_RGB565 in Linux 6.12 and 7.2).
constexpr std::uint32_t kXrgbMask = 0x00ffffff;

// Clears the bytes that do not come through. `offset` is that of the first one in the buffer.
void clear_unseen(std::span<std::byte> bytes, std::size_t offset)
{
	for (std::size_t i = 0; i < bytes.size(); ++i)
		bytes[i] &= static_cast<std::byte>(kXrgbMask >> (offset + i) % 4 * 8);
}

class WritebackScanout final : public Scanout
{
public:
	WritebackScanout(const std::shared_ptr<const Device> &device, const Output &output,
		std::uint32_t writeback)
		: Scanout(device, kXrgbMask), writeback_(writeback), crtc_(device, output)
	{
	}

	void read(const GemHandle &handle, std::size_t, std::size_t offset,
		std::span<std::byte> bytes) override
	{
		const ScanWindow window = window_from_start(offset + bytes.size());
		const DumbBuffer written = DumbBuffer::create(device(), window.bytes());
		show(handle, written.handle(), window);
		const Mapping seen = written.map();
		std::ranges::copy(seen.bytes().subspan(offset, bytes.size()), bytes.begin());
		clear_unseen(bytes, offset);
	}

private:
	void show(const GemHandle &handle, const GemHandle &written, ScanWindow window)
	{
		Framebuffer source = Framebuffer::create(handle, layout_of(window, 0));
		const Framebuffer result = Framebuffer::create(written, layout_of(window, 0));
		const PropertyBlob mode{device(), make_mode(window.width, window.height)};
		AtomicCommit commit{*device()};
		show_on_plane(commit, source, window);
		// The writeback connector alone: 6.12 does not let vkms drive two at once.
		commit.set(crtc_.output().connector, "CRTC_ID", 0)
			.set(crtc_.output().crtc, "MODE_ID", mode.id())
			.set(crtc_.output().crtc, "ACTIVE", 1);
		write_back(commit, result);
		shown_ = std::move(source);
	}

	void show_on_plane(AtomicCommit &commit, const Framebuffer &source, ScanWindow window)
	{
		const std::uint32_t plane = crtc_.output().primary_plane;
		commit.set(plane, "FB_ID", source.id())
			.set(plane, "CRTC_ID", crtc_.output().crtc)
			.set(plane, "CRTC_X", 0)
			.set(plane, "CRTC_Y", 0)
			.set(plane, "CRTC_W", window.width)
			.set(plane, "CRTC_H", window.height)
			.set(plane, "SRC_X", 0)
			.set(plane, "SRC_Y", 0)
			.set(plane, "SRC_W", std::uint64_t{window.width} << 16)
			.set(plane, "SRC_H", std::uint64_t{window.height} << 16);
	}

	void write_back(AtomicCommit &commit, const Framebuffer &result)
	{
		std::int32_t fence = -1;
		commit.set(writeback_, "CRTC_ID", crtc_.output().crtc)
			.set(writeback_, "WRITEBACK_FB_ID", result.id())
			.set(writeback_, "WRITEBACK_OUT_FENCE_PTR",
				reinterpret_cast<std::uintptr_t>(&fence));
		commit.commit(DRM_MODE_ATOMIC_ALLOW_MODESET);
		const SyncFile written{UniqueFd{fence}};
		if (!written.wait(Deadline::generous()))
			Failure{Errno{ETIMEDOUT}, "writeback on " + device()->driver()}.raise();
	}

	std::uint32_t writeback_;          // the connector
	std::optional<Framebuffer> shown_; // outlives crtc_, which shows something else at its end
	Crtc crtc_;
};

} // namespace

Result<std::unique_ptr<Scanout>> try_open_writeback_scanout(const DeviceInfo &info)
{
	const Result<std::shared_ptr<const Device>> device =
		Device::try_open(info, DeviceNode::master);
	if (!device.ok())
		return device.failure();
	const Result<Output> output = try_find_output(*device.value());
	if (!output.ok())
		return output.failure();
	const std::optional<std::uint32_t> connector =
		find_writeback_connector(*device.value(), output.value());
	if (!connector)
		return Failure{Errno{EOPNOTSUPP}, "writeback connector of " + info.driver};
	return std::unique_ptr<Scanout>{
		std::make_unique<WritebackScanout>(device.value(), output.value(), *connector)};
}

} // namespace cf
