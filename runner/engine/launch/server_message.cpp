// SPDX-License-Identifier: MIT
#include "engine/launch/server_message.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "text/json_integer.h"

namespace cf
{

namespace
{

constexpr int kProtocol = 1;

ServerMessage decode(const nlohmann::json &object)
{
	if (object.contains("ready")) {
		const auto protocol = integer_at<int>(object, "protocol");
		if (protocol == kProtocol)
			return ServerReady{};
		return ServerError{
			fmt::format("speaks protocol {}, this runner {}", protocol, kProtocol)};
	}
	if (object.contains("started"))
		return CaseStarted{integer_at<pid_t>(object, "started")};
	if (object.contains("exited"))
		return CaseExited{
			integer_at<pid_t>(object, "exited"), integer_at<int>(object, "status")};
	return ServerError{object.at("error").get<std::string>()};
}

} // namespace

ServerMessage parse_server_message(std::string_view packet)
{
	try {
		return decode(nlohmann::json::parse(packet));
	} catch (const nlohmann::json::exception &) {
		return ServerError{
			fmt::format("sent a packet that cannot be decoded: {:.200}", packet)};
	}
}

std::string run_request(const std::string &id)
{
	return nlohmann::json{{"run", id}}.dump();
}

} // namespace cf
