// SPDX-License-Identifier: MIT
#include "dmabuf/allocators/udmabuf.h"

#include <cerrno>
#include <charconv>
#include <string>
#include <vector>

#include <fcntl.h>
#include <linux/udmabuf.h>

#include "base/ioctl.h"
#include "base/text_file.h"

namespace cf
{

namespace
{

constexpr const char *kNode = "/dev/udmabuf";
constexpr IoctlRequest kCreate{UDMABUF_CREATE, "UDMABUF_CREATE"};
constexpr IoctlRequest kCreateList{UDMABUF_CREATE_LIST, "UDMABUF_CREATE_LIST"};

Result<std::size_t> try_read_parameter(const std::string &name)
{
	const std::string path = "/sys/module/udmabuf/parameters/" + name;
	const Result<std::string> text = try_read_text(path);
	if (!text.ok())
		return text.failure();
	const std::string &digits = text.value();
	std::size_t value = 0;
	if (std::from_chars(digits.data(), digits.data() + digits.size(), value).ec != std::errc{})
		return Failure{Errno{EBADMSG}, "number in " + path};
	return value;
}

template <typename T>
void append(std::vector<std::byte> &bytes, const T &value)
{
	const auto part = std::as_bytes(std::span{&value, 1});
	bytes.insert(bytes.end(), part.begin(), part.end());
}

// The kernel's struct udmabuf_create_list: flags, count and the items.
std::vector<std::byte> create_list_request(FdRef memory_file, std::span<const UdmabufRange> ranges)
{
	std::vector<std::byte> request;
	append(request, std::uint32_t{UDMABUF_FLAGS_CLOEXEC});
	append(request, static_cast<std::uint32_t>(ranges.size()));
	for (const UdmabufRange &range : ranges) {
		append(request,
			udmabuf_create_item{
				.memfd = static_cast<std::uint32_t>(memory_file.get()),
				.offset = range.offset,
				.size = range.size,
			});
	}
	return request;
}

Result<DmaBuf> owner_of(const Result<int> &made)
{
	if (!made.ok())
		return made.failure();
	return DmaBuf{UniqueFd{made.value()}};
}

} // namespace

Result<UdmabufLimits> try_read_udmabuf_limits()
{
	const Result<std::size_t> megabytes = try_read_parameter("size_limit_mb");
	if (!megabytes.ok())
		return megabytes.failure();
	const Result<std::size_t> ranges = try_read_parameter("list_limit");
	if (!ranges.ok())
		return ranges.failure();
	return UdmabufLimits{.size = megabytes.value() << 20, .ranges = ranges.value()};
}

Result<Udmabuf> Udmabuf::try_open()
{
	Result<UniqueFd> fd = cf::try_open(kNode, O_RDWR);
	if (!fd.ok())
		return fd.failure();
	return Udmabuf{std::move(fd).take()};
}

Udmabuf Udmabuf::open()
{
	return try_open().take();
}

Result<DmaBuf> Udmabuf::try_create(FdRef memory_file, UdmabufRange range) const
{
	udmabuf_create request{
		.memfd = static_cast<std::uint32_t>(memory_file.get()),
		.flags = UDMABUF_FLAGS_CLOEXEC,
		.offset = range.offset,
		.size = range.size,
	};
	return owner_of(try_ioctl(fd_, kCreate, &request, kNode));
}

Result<DmaBuf> Udmabuf::try_create_list(
	FdRef memory_file, std::span<const UdmabufRange> ranges) const
{
	std::vector<std::byte> request = create_list_request(memory_file, ranges);
	return owner_of(try_ioctl(fd_, kCreateList, request.data(), kNode));
}

} // namespace cf
