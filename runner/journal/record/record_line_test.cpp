// SPDX-License-Identifier: MIT
#include "journal/record/record_line.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(RecordLine, has_the_crc32_that_everybody_computes)
{
	EXPECT_EQ(to_record_line("123456789"), "cbf43926 123456789\n");
}

TEST(RecordLine, comes_back)
{
	const std::string line = to_record_line(R"({"t":"start"})");
	EXPECT_EQ(from_record_line(std::string_view(line).substr(0, line.size() - 1)),
		R"({"t":"start"})");
}

TEST(RecordLine, every_flipped_bit_and_every_cut_is_noticed)
{
	const std::string line = to_record_line(R"({"t":"end","n":3})");
	const std::string whole = line.substr(0, line.size() - 1);
	for (std::size_t i = 0; i < whole.size(); ++i) {
		EXPECT_FALSE(from_record_line(whole.substr(0, i))) << "cut at " << i;
		for (int bit = 0; bit < 8; ++bit) {
			std::string flipped = whole;
			flipped[i] = static_cast<char>(flipped[i] ^ (1 << bit));
			// Upper-case digits of the checksum mean the same.
			const bool same_digit = i < 8 && bit == 5 && std::isalpha(whole[i]);
			EXPECT_EQ(from_record_line(flipped).has_value(), same_digit) << i;
		}
	}
}

} // namespace
} // namespace cf
