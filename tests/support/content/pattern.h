// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include <gtest/gtest.h>

// Content that differs at every place: the 64-bit word at each offset is a mix of a
// seed and that offset, and the mix can be undone, so a word found in the wrong
// place tells where it belongs. One multiplication a word: emulated CPUs are slow.
// Every byte is written and every byte compared.

namespace cf
{

class Comparison;

class Pattern
{
public:
	// Patterns of different seeds agree nowhere in practice.
	explicit Pattern(std::uint64_t seed);

	// Content from `offset` of the buffer on, which need not be aligned.
	void fill(std::span<std::byte> bytes, std::size_t offset = 0) const;

	// Passes when `found`, taken from `offset` of the buffer, is this pattern; else tells the
	// first wrong place, what was expected and found, how much is wrong, and what is there.
	testing::AssertionResult matches(
		std::span<const std::byte> found, std::size_t offset = 0) const;

	// The same through whoever writes or reads a piece at a time, for buffers of `size` bytes
	// that are never mapped as a whole.
	using Write = std::function<void(std::size_t offset, std::span<const std::byte>)>;
	using Read = std::function<void(std::size_t offset, std::span<std::byte>)>;
	void write_by(const Write &write, std::size_t size) const;
	testing::AssertionResult read_by(const Read &read, std::size_t size) const;

	// And through an ExportedBuffer or an ImportedBuffer.
	template <typename Buffer>
	void write_to(Buffer &buffer, std::size_t size) const
	{
		write_by([&](std::size_t at, auto bytes) { buffer.write(at, bytes); }, size);
	}

	template <typename Buffer>
	testing::AssertionResult is_in(Buffer &buffer, std::size_t size) const
	{
		return read_by([&](std::size_t at, auto bytes) { buffer.read(at, bytes); }, size);
	}

	// The offset that `word` belongs to if it is one of the first `size` bytes of the pattern.
	std::optional<std::size_t> home_of(std::uint64_t word, std::size_t size) const;

private:
	std::uint64_t word(std::size_t index) const;
	testing::AssertionResult compare(
		const Read &read, std::size_t offset, std::size_t size) const;

	// "; offset … holds the content of offset …" if the found content says so.
	std::string origin(const Comparison &comparison, std::size_t size) const;

	std::uint64_t start_;
};

} // namespace cf
