// SPDX-License-Identifier: MIT
#include "engine/launch/server_message.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(ServerMessage, reads_each_kind)
{
	EXPECT_TRUE(std::holds_alternative<ServerReady>(
		parse_server_message(R"({"ready":true,"protocol":1})")));
	EXPECT_EQ(std::get<CaseStarted>(parse_server_message(R"({"started":77})")).pid, 77);
	const auto exited =
		std::get<CaseExited>(parse_server_message(R"({"exited":77,"status":256})"));
	EXPECT_EQ(exited.pid, 77);
	EXPECT_EQ(exited.wait_status, 256);
	EXPECT_EQ(std::get<ServerError>(parse_server_message(R"({"error":"unknown id"})")).text,
		"unknown id");
}

TEST(ServerMessage, turns_everything_else_into_an_error)
{
	for (const char *packet : {"", "{", "[]", "{}", R"({"exited":77})", R"({"started":"x"})",
		     R"({"ready":true,"protocol":2})", "\xff\xfe"})
		EXPECT_TRUE(std::holds_alternative<ServerError>(parse_server_message(packet)))
			<< packet;
}

TEST(ServerMessage, asks_for_a_case)
{
	EXPECT_EQ(run_request("a@b@c"), R"({"run":"a@b@c"})");
}

} // namespace
} // namespace cf
