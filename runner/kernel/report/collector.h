// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kernel/report/draft.h"

// Gathers records into reports. Each thread and processor that writes to the log is a
// stream of its own, as far as the log tells them apart, with one report at a time.

namespace cf
{

class ReportCollector
{
public:
	void add(const KmsgRecord &record, std::size_t index);

	// In the order of their first records.
	std::vector<KernelReport> finish();

private:
	struct Stream {
		std::optional<std::size_t> draft; // the latest, into drafts_
		bool open = false;                // it still takes records
	};

	bool continues(
		Stream &stream, const KmsgRecord &record, std::size_t index, std::string_view text);
	void begin(
		Stream &stream, const KmsgRecord &record, std::size_t index, std::string_view text);

	std::vector<Draft> drafts_;
	std::map<std::string, Stream, std::less<>> streams_;
};

} // namespace cf
