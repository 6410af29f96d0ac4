// SPDX-License-Identifier: MIT
#include "support/content/pattern.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <vector>

#include "support/content/comparison.h"
#include "support/report/case_progress.h"

namespace cf
{
namespace
{

constexpr std::size_t kWord = sizeof(std::uint64_t);

// One piece for every size in use: importers that copy whole frames pay by the call.
constexpr std::size_t kPiece = std::size_t{64} << 20;

// 2^64 over the golden ratio, odd, and its inverse modulo 2^64.
constexpr std::uint64_t kFactor = 0x9e3779b97f4a7c15;
constexpr std::uint64_t kInverse = 0xf1de83e19937733d;
static_assert(kFactor * kInverse == 1);

// Both halves of a word depend on all of its index; each of the two steps can be undone.
constexpr std::uint64_t mix(std::uint64_t value)
{
	const std::uint64_t product = value * kFactor;
	return product ^ (product >> 32);
}

constexpr std::uint64_t unmix(std::uint64_t mixed)
{
	return (mixed ^ (mixed >> 32)) * kInverse;
}

static_assert(unmix(mix(0x0123456789abcdef)) == 0x0123456789abcdef);
static_assert(std::endian::native == std::endian::little);

} // namespace

Pattern::Pattern(std::uint64_t seed) : start_(mix(mix(seed) + seed)) {}

std::uint64_t Pattern::word(std::size_t index) const
{
	return mix(start_ + index);
}

void Pattern::fill(std::span<std::byte> bytes, std::size_t offset) const
{
	std::size_t done = 0;
	while (done < bytes.size()) {
		const std::size_t at = offset + done;
		const std::size_t into_word = at % kWord;
		const std::size_t length = std::min(kWord - into_word, bytes.size() - done);
		const std::uint64_t value = word(at / kWord) >> (8 * into_word);
		if (length == kWord)
			std::memcpy(&bytes[done], &value, kWord); // a constant size: one store
		else
			std::memcpy(&bytes[done], &value, length);
		done += length;
	}
}

testing::AssertionResult Pattern::matches(
	std::span<const std::byte> found, std::size_t offset) const
{
	const auto copy = [&](std::size_t at, std::span<std::byte> piece) {
		std::copy_n(found.begin() + static_cast<std::ptrdiff_t>(at - offset), piece.size(),
			piece.begin());
	};
	return compare(copy, offset, found.size());
}

void Pattern::write_by(const Write &write, std::size_t size) const
{
	begin_acting();
	std::vector<std::byte> piece(std::min(kPiece, size));
	for (std::size_t at = 0; at < size; at += piece.size()) {
		piece.resize(std::min(kPiece, size - at));
		fill(piece, at);
		write(at, piece);
	}
}

testing::AssertionResult Pattern::read_by(const Read &read, std::size_t size) const
{
	return compare(read, 0, size);
}

testing::AssertionResult Pattern::compare(
	const Read &read, std::size_t offset, std::size_t size) const
{
	begin_acting();
	Comparison comparison;
	std::vector<std::byte> expected(std::min(kPiece, size));
	std::vector<std::byte> found(expected.size());
	for (std::size_t done = 0; done < size; done += found.size()) {
		expected.resize(std::min(kPiece, size - done));
		found.resize(expected.size());
		fill(expected, offset + done);
		read(offset + done, found);
		comparison.add(offset + done, expected, found);
	}
	if (comparison.equal())
		return testing::AssertionSuccess();
	return testing::AssertionFailure()
		<< "content is " << comparison.describe() << origin(comparison, offset + size);
}

std::string Pattern::origin(const Comparison &comparison, std::size_t size) const
{
	std::uint64_t found = 0;
	if (comparison.found_there().size() < kWord)
		return "";
	std::memcpy(&found, comparison.found_there().data(), kWord);
	const std::optional<std::size_t> home = home_of(found, size);
	if (!home)
		return "";
	return "; " + place(comparison.first_wrong_word()) + " holds the content of " +
		place(*home);
}

std::optional<std::size_t> Pattern::home_of(std::uint64_t word, std::size_t size) const
{
	const std::uint64_t index = unmix(word) - start_;
	if (index >= size / kWord)
		return std::nullopt;
	return index * kWord;
}

} // namespace cf
