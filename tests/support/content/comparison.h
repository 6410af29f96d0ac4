// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

// Collects, piece by piece, how found content differs from expected content, and says it
// in the words of a failure message. Pages here are of 4 KiB whatever the machine's
// are: the unit in which sharing goes wrong on most of them.

namespace cf
{

class Comparison
{
public:
	static constexpr std::size_t kPage = 4096;

	// Pieces come in ascending order; `offset` is that of their first byte in the buffer.
	void add(std::size_t offset, std::span<const std::byte> expected,
		std::span<const std::byte> found);

	bool equal() const { return wrong_bytes_ == 0; }

	// The first wrong byte's offset rounded down to a word, and what was found from there.
	std::size_t first_wrong_word() const { return shown_from_; }
	std::span<const std::byte> found_there() const { return found_; }

	// "wrong from offset 0x1000 (page 1): expected 3f a0 …, found 00 00 …; 4096 of 8192 …"
	std::string describe() const;

private:
	void note_first(std::size_t first, std::size_t offset, std::span<const std::byte> expected,
		std::span<const std::byte> found);

	std::size_t first_wrong_ = 0;
	std::size_t shown_from_ = 0;
	std::vector<std::byte> expected_;
	std::vector<std::byte> found_;
	std::size_t bytes_ = 0;
	std::size_t wrong_bytes_ = 0;
	std::size_t wrong_zeros_ = 0;
	std::size_t wrong_pages_ = 0;
	std::optional<std::size_t> last_wrong_page_;
};

// "offset 0x1008 (page 1)"
std::string place(std::size_t offset);

} // namespace cf
