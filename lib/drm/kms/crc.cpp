// SPDX-License-Identifier: MIT
#include "drm/kms/crc.h"

#include <array>
#include <cerrno>
#include <charconv>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/text_file.h"

namespace cf
{

namespace
{

// "0x" and up to eight digits at the front of `text`, cut off with the space after them.
bool take_number(std::string_view &text, std::uint32_t &value)
{
	if (!text.starts_with("0x"))
		return false;
	const char *end = text.data() + text.size();
	const auto [stop, error] = std::from_chars(text.data() + 2, end, value, 16);
	if (error != std::errc{})
		return false;
	text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
	text.remove_prefix(text.starts_with(' ') ? 1 : 0);
	return true;
}

} // namespace

Result<FrameCrc> try_parse_crc(std::string_view line)
{
	// A driver that does not count frames has X in place of the number.
	constexpr std::string_view kNoFrame = "XXXXXXXXXX ";
	FrameCrc crc;
	std::string_view rest = line.substr(0, line.find('\n'));
	if (rest.starts_with(kNoFrame))
		rest.remove_prefix(kNoFrame.size());
	else if (!take_number(rest, crc.frame))
		return Failure{Errno{EBADMSG}, fmt::format("CRC line '{}'", line)};
	std::uint32_t value = 0;
	while (take_number(rest, value))
		crc.values.push_back(value);
	if (crc.values.empty() || !rest.empty())
		return Failure{Errno{EBADMSG}, fmt::format("CRC line '{}'", line)};
	return crc;
}

Result<CrcReader> CrcReader::try_open(const Device &device, std::uint32_t crtc_index)
{
	const std::string folder = fmt::format(
		"/sys/kernel/debug/dri/{}/crtc-{}/crc/", device.info().index, crtc_index);
	const Status source = try_write_text(folder + "control", "auto");
	if (!source.ok())
		return source.failure();
	// Opening starts the capture, closing ends it.
	Result<UniqueFd> data = cf::try_open(folder + "data", O_RDONLY | O_NONBLOCK);
	if (!data.ok())
		return data.failure();
	return CrcReader{std::move(data).take()};
}

Result<FrameCrc> CrcReader::try_next(Deadline deadline) const
{
	// The kernel hands out one whole line a read(2), at most this long.
	std::array<char, 256> line;
	if (!(poll(data_, POLLIN, deadline) & POLLIN))
		return Failure{Errno{ETIMEDOUT}, "next frame CRC"};
	const ssize_t got = ::read(data_.get(), line.data(), line.size());
	if (got == -1)
		return Failure::last("read of a frame CRC");
	return try_parse_crc({line.data(), static_cast<std::size_t>(got)});
}

} // namespace cf
