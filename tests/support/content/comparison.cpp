// SPDX-License-Identifier: MIT
#include "support/content/comparison.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include <fmt/format.h>

namespace cf
{
namespace
{

constexpr std::size_t kShown = 16;
constexpr std::size_t kWord = sizeof(std::uint64_t);

std::string hex(std::span<const std::byte> bytes)
{
	std::string text;
	for (const std::byte byte : bytes)
		text += fmt::format(
			"{}{:02x}", text.empty() ? "" : " ", std::to_integer<int>(byte));
	return text;
}

std::vector<std::byte> shown(std::span<const std::byte> bytes, std::size_t from)
{
	const auto part = bytes.subspan(from, std::min(kShown, bytes.size() - from));
	return {part.begin(), part.end()};
}

} // namespace

std::string place(std::size_t offset)
{
	return fmt::format("offset {:#x} (page {})", offset, offset / Comparison::kPage);
}

void Comparison::add(
	std::size_t offset, std::span<const std::byte> expected, std::span<const std::byte> found)
{
	bytes_ += found.size();
	if (std::memcmp(expected.data(), found.data(), found.size()) == 0)
		return; // the usual case, and the fast one
	for (std::size_t i = 0; i < found.size(); ++i) {
		if (found[i] == expected[i])
			continue;
		if (wrong_bytes_ == 0)
			note_first(i, offset, expected, found);
		++wrong_bytes_;
		wrong_zeros_ += found[i] == std::byte{0} ? 1 : 0;
		const std::size_t page = (offset + i) / kPage;
		wrong_pages_ += page != last_wrong_page_ ? 1 : 0;
		last_wrong_page_ = page;
	}
}

void Comparison::note_first(std::size_t first, std::size_t offset,
	std::span<const std::byte> expected, std::span<const std::byte> found)
{
	first_wrong_ = offset + first;
	const std::size_t into_word = std::min(first, first_wrong_ % kWord);
	shown_from_ = first_wrong_ - into_word;
	expected_ = shown(expected, first - into_word);
	found_ = shown(found, first - into_word);
}

std::string Comparison::describe() const
{
	return fmt::format("wrong at {}: from {:#x} on expected {}, found {}; {} of {} bytes in {} "
			   "page{} are wrong{}",
		place(first_wrong_), shown_from_, hex(expected_), hex(found_), wrong_bytes_, bytes_,
		wrong_pages_, wrong_pages_ == 1 ? "" : "s",
		wrong_zeros_ == wrong_bytes_ ? ", all of them zero" : "");
}

} // namespace cf
