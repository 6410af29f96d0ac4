// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <utility>

#include <sys/types.h>

#include "base/unique_fd.h"

// A mapped stretch of memory and its owner: munmap(2) at the end of life. It keeps
// the mapped file alive by itself, so the descriptor may be closed first.

namespace cf
{

class Mapping
{
public:
	Mapping() = default;
	Mapping(Mapping &&other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
	Mapping &operator=(Mapping &&other) noexcept;
	Mapping(const Mapping &) = delete;
	Mapping &operator=(const Mapping &) = delete;
	~Mapping() { reset(); }

	// Maps `size` bytes of `fd` from `offset`. `protection` and `flags` as in mmap(2).
	static Result<Mapping> try_map(
		FdRef fd, std::size_t size, off_t offset, int protection, int flags);
	static Mapping map(FdRef fd, std::size_t size, off_t offset, int protection, int flags);

	// Readable and writable, shared, from offset 0: what nearly every caller wants.
	static Mapping map_shared(FdRef fd, std::size_t size);

	std::span<std::byte> bytes() const { return bytes_; }
	void reset();

private:
	explicit Mapping(std::span<std::byte> bytes) : bytes_(bytes) {}

	std::span<std::byte> bytes_;
};

} // namespace cf
