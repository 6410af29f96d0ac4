// SPDX-License-Identifier: MIT
#include "engine/launch/server_message.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace cf
{

namespace
{

constexpr int kProtocol = 1;

ServerMessage decode(const nlohmann::json &object)
{
	if (object.contains("ready")) {
		const int protocol = object.at("protocol");
		if (protocol == kProtocol)
			return ServerReady{};
		return ServerError{
			fmt::format("speaks protocol {}, this runner {}", protocol, kProtocol)};
	}
	if (object.contains("started"))
		return CaseStarted{object.at("started").get<pid_t>()};
	if (object.contains("exited"))
		return CaseExited{object.at("exited").get<pid_t>(), object.at("status").get<int>()};
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
