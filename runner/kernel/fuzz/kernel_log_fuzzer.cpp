// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "kernel/report/kernel_report.h"

// Any bytes as records of /dev/kmsg, one a line.

namespace
{

// What every report owes, whatever the log holds.
void check(const cf::KernelReport &report, const std::vector<cf::KmsgRecord> &log)
{
	if (report.records.empty() || report.title.empty() || cf::describe(report).empty())
		std::abort();
	for (const std::size_t index : report.records)
		if (index >= log.size() || log[index].sequence > report.last)
			std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
	std::string_view rest(reinterpret_cast<const char *>(data), size);
	std::vector<cf::KmsgRecord> log;
	while (!rest.empty()) {
		const std::size_t end = std::min(rest.find('\n'), rest.size());
		if (auto record = cf::parse_kmsg_record(rest.substr(0, end)))
			log.push_back(std::move(*record));
		rest.remove_prefix(std::min(end + 1, rest.size()));
	}
	for (const cf::KernelReport &report : cf::classify(log))
		check(report, log);
	return 0;
}
