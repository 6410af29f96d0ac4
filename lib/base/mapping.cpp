// SPDX-License-Identifier: MIT
#include "base/mapping.h"

#include <cerrno>

#include <sys/mman.h>

#include <fmt/format.h>

namespace cf
{

Mapping &Mapping::operator=(Mapping &&other) noexcept
{
	if (this != &other) {
		reset();
		bytes_ = std::exchange(other.bytes_, {});
	}
	return *this;
}

void Mapping::reset()
{
	if (bytes_.data() == nullptr)
		return;
	const int saved_errno = errno;
	::munmap(bytes_.data(), bytes_.size());
	bytes_ = {};
	errno = saved_errno;
}

Result<Mapping> Mapping::try_map(
	FdRef fd, std::size_t size, off_t offset, int protection, int flags)
{
	void *address = ::mmap(nullptr, size, protection, flags, fd.get(), offset);
	if (address == MAP_FAILED)
		return Failure::last(fmt::format("mmap of {} bytes at offset {}", size, offset));
	return Mapping{{static_cast<std::byte *>(address), size}};
}

Mapping Mapping::map(FdRef fd, std::size_t size, off_t offset, int protection, int flags)
{
	return try_map(fd, size, offset, protection, flags).take();
}

Mapping Mapping::map_shared(FdRef fd, std::size_t size)
{
	return map(fd, size, 0, PROT_READ | PROT_WRITE, MAP_SHARED);
}

} // namespace cf
