// SPDX-License-Identifier: MIT
#include "drm/dumb_buffer.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

std::size_t bytes_of(DumbShape shape)
{
	return std::size_t{4} * shape.width * shape.height;
}

TEST(DumbShape, holds_exactly_the_pages_asked_for)
{
	EXPECT_EQ(bytes_of(dumb_shape_for(1)), 4096u);
	EXPECT_EQ(bytes_of(dumb_shape_for(4096)), 4096u);
	EXPECT_EQ(bytes_of(dumb_shape_for(4097)), 8192u);
	EXPECT_EQ(bytes_of(dumb_shape_for(1 << 20)), std::size_t{1} << 20);
}

TEST(DumbShape, grows_wider_rather_than_taller_than_displays_go)
{
	const DumbShape shape = dumb_shape_for(std::size_t{256} << 20);
	EXPECT_EQ(bytes_of(shape), std::size_t{256} << 20);
	EXPECT_EQ(shape.width, 4096u);
	EXPECT_EQ(shape.height, 16384u);
}

} // namespace
} // namespace cf
