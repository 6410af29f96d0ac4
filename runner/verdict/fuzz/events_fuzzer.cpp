// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "verdict/verdict.h"

// Any bytes as the event stream of a case that left with a status that promises something.

namespace
{

// Nothing passes, or is skipped, that has not said so in a stream without a fault.
void check(const cf::CaseFacts &facts)
{
	const cf::Verdict verdict = cf::judge(facts);
	const bool fine = verdict.outcome == cf::Outcome::pass ||
		verdict.outcome == cf::Outcome::skip || verdict.outcome == cf::Outcome::warn;
	if (fine &&
		(facts.events.undecodable || !facts.events.failures.empty() || !facts.events.end))
		std::abort();
	if (verdict.outcome != cf::Outcome::pass && verdict.reason.empty())
		std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
	std::string_view rest(reinterpret_cast<const char *>(data), size);
	cf::CaseFacts facts;
	while (!rest.empty()) {
		const std::size_t end = std::min(rest.find('\n'), rest.size());
		cf::add_event_line(facts.events, rest.substr(0, end));
		rest.remove_prefix(std::min(end + 1, rest.size()));
	}
	for (const int status : {0, 1, 77}) {
		facts.ending = {cf::Ending::Kind::exited, status, ""};
		check(facts);
	}
	return 0;
}
