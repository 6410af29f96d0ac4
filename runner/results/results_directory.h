// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "base/unique_fd.h"

// The directory of one run: `journal`, `results.json` and `lock`, which a run holds
// for as long as it lives so that no other run writes there.

namespace cf
{

class ResultsDirectory
{
public:
	enum class Use {
		begin, // made when it is missing; no other run's, no foreign files
		go_on, // of a run that was broken off
	};

	// Throws UsageError, with what to do, for one that is in use, is not as it must be
	// for its use, or can't be written.
	ResultsDirectory(const std::string &path, Use use);
	ResultsDirectory(const ResultsDirectory &) = delete;
	ResultsDirectory &operator=(const ResultsDirectory &) = delete;

	// Without a journal nothing is left: neither the lock nor a directory made here.
	~ResultsDirectory();

	const std::string &path() const { return path_; }
	std::string journal() const { return path_ + "/journal"; }

private:
	std::string path_;
	bool made_ = false;
	UniqueFd lock_;
};

} // namespace cf
