// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "base/unique_fd.h"

// A file that is there whole or not at all: written under another name, synced,
// renamed over `path` by commit(). Without commit() nothing is left behind.

namespace cf
{

class AtomicFile
{
public:
	// All functions throw std::system_error.
	explicit AtomicFile(std::string path);
	AtomicFile(const AtomicFile &) = delete;
	AtomicFile &operator=(const AtomicFile &) = delete;
	~AtomicFile();

	void write(std::string_view text);
	void commit();

private:
	void flush();

	std::string path_;
	std::string temporary_;
	UniqueFd file_;
	std::string pending_;
};

} // namespace cf
