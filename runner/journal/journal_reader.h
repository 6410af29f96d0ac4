// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <deque>
#include <fstream>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

// Reads a journal record by record, in the order of writing. A record that its
// checksum or its form disproves is left out and counted; the others stand.

namespace cf
{

class JournalReader
{
public:
	// Throws std::system_error when the file can't be opened.
	explicit JournalReader(const std::string &path);

	// False at the end.
	bool next(nlohmann::json &record);

	// Records left out so far; a torn last one is the trace of a crash.
	std::size_t damaged() const { return damaged_; }

private:
	bool accept(std::string_view text, nlohmann::json &record);
	void take_apart(std::string_view line);

	std::ifstream file_;
	std::deque<std::string> found_; // in a line that was two, JSON texts
	std::size_t damaged_ = 0;
};

} // namespace cf
