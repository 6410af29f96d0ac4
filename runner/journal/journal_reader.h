// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <fstream>
#include <string>

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
	std::ifstream file_;
	std::size_t damaged_ = 0;
};

} // namespace cf
