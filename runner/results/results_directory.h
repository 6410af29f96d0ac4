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
	// Makes the directory when it is missing. Throws UsageError, with what to do,
	// for one that is in use, holds another run or foreign files, or can't be
	// written.
	explicit ResultsDirectory(const std::string &path);
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
