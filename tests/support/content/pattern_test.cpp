// SPDX-License-Identifier: MIT
#include "support/content/pattern.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

using Bytes = std::vector<std::byte>;
constexpr std::size_t kPage = 4096;

Bytes filled(const Pattern &pattern, std::size_t size)
{
	Bytes bytes(size);
	pattern.fill(bytes);
	return bytes;
}

TEST(Pattern, fills_the_same_in_pieces_of_any_alignment)
{
	const Pattern pattern{7};
	const Bytes whole = filled(pattern, 3 * kPage);
	Bytes pieces(whole.size());
	for (std::size_t at = 0, length = 1; at < pieces.size(); at += length, length += 3) {
		length = std::min(length, pieces.size() - at);
		pattern.fill(std::span{pieces}.subspan(at, length), at);
	}
	EXPECT_EQ(pieces, whole);
	EXPECT_TRUE(pattern.matches(pieces));
	EXPECT_TRUE(pattern.matches(std::span{pieces}.subspan(13, 100), 13));
}

TEST(Pattern, every_page_and_every_seed_differs)
{
	const Bytes bytes = filled(Pattern{1}, 64 * kPage);
	for (std::size_t page = 1; page < 64; ++page)
		EXPECT_NE(std::memcmp(&bytes[0], &bytes[page * kPage], kPage), 0) << page;
	EXPECT_FALSE(Pattern{2}.matches(bytes));
}

TEST(Pattern, every_single_byte_counts)
{
	const Pattern pattern{3};
	Bytes bytes = filled(pattern, kPage);
	for (std::byte &byte : bytes) {
		byte ^= std::byte{1};
		ASSERT_FALSE(pattern.matches(bytes));
		byte ^= std::byte{1};
	}
	EXPECT_TRUE(pattern.matches(bytes));
}

TEST(Pattern, mismatch_names_place_values_and_extent)
{
	const Pattern pattern{4};
	Bytes bytes = filled(pattern, 3 * kPage);
	std::fill(bytes.begin() + kPage, bytes.end(), std::byte{0});
	bytes[2 * kPage] = std::byte{0xff};
	const std::string text = pattern.matches(bytes).message();
	EXPECT_NE(text.find("wrong at offset 0x1000 (page 1)"), std::string::npos) << text;
	EXPECT_NE(text.find("found 00 00 00"), std::string::npos) << text;
	EXPECT_NE(text.find("of 12288 bytes in 2 pages are wrong"), std::string::npos) << text;
	EXPECT_EQ(text.find("all of them zero"), std::string::npos) << text;
}

TEST(Pattern, mismatch_tells_where_misplaced_content_belongs)
{
	const Pattern pattern{5};
	Bytes bytes = filled(pattern, 4 * kPage);
	std::copy_n(bytes.begin(), kPage, bytes.begin() + 3 * kPage);
	const std::string text = pattern.matches(bytes).message();
	EXPECT_NE(text.find("offset 0x3000 (page 3) holds the content of offset 0x0 (page 0)"),
		std::string::npos)
		<< text;
}

TEST(Pattern, goes_through_readers_and_writers_piece_by_piece)
{
	const Pattern pattern{6};
	Bytes memory(33 * kPage + 5);
	pattern.write_by(
		[&](std::size_t at, std::span<const std::byte> bytes) {
			std::copy(bytes.begin(), bytes.end(), memory.begin() + at);
		},
		memory.size());
	EXPECT_TRUE(pattern.matches(memory));
	memory.back() ^= std::byte{0x80};
	const auto seen = pattern.read_by(
		[&](std::size_t at, std::span<std::byte> bytes) {
			std::copy_n(memory.begin() + at, bytes.size(), bytes.begin());
		},
		memory.size());
	EXPECT_FALSE(seen);
}

TEST(Pattern, knows_only_words_of_its_own)
{
	const Pattern pattern{8};
	const Bytes bytes = filled(pattern, kPage);
	std::uint64_t word = 0;
	std::memcpy(&word, &bytes[kPage - 8], sizeof(word));
	EXPECT_EQ(pattern.home_of(word, kPage), kPage - 8);
	EXPECT_EQ(pattern.home_of(word, kPage - 8), std::nullopt);
	EXPECT_EQ(pattern.home_of(0, kPage), std::nullopt);
}

} // namespace
} // namespace cf
