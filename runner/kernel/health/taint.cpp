// SPDX-License-Identifier: MIT
#include "kernel/health/taint.h"

#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/text_file.h"

namespace cf
{

namespace
{

struct TaintFlag {
	char letter;
	const char *meaning;
	bool alarming = false;
};

// The index is the bit. L does not alarm: sw_sync of recent kernels (7.2) taints with it
// whenever a fence is made, and a real soft lockup is in the kernel log anyway.
constexpr std::array<TaintFlag, 20> kFlags{{
	{'P', "proprietary module was loaded"},
	{'F', "module was force loaded"},
	{'S', "kernel running on an out of specification system"},
	{'R', "module was force unloaded"},
	{'M', "processor reported a machine check", true},
	{'B', "bad page referenced", true},
	{'U', "taint requested by user space"},
	{'D', "kernel died recently: OOPS or BUG", true},
	{'A', "ACPI table overridden by user"},
	{'W', "kernel issued a warning", true},
	{'C', "staging driver was loaded"},
	{'I', "workaround for a bug in platform firmware applied"},
	{'O', "out-of-tree module was loaded"},
	{'E', "unsigned module was loaded"},
	{'L', "soft lockup occurred"},
	{'K', "kernel has been live patched"},
	{'X', "auxiliary taint, defined by the distribution"},
	{'T', "kernel was built with the struct randomization plugin"},
	{'N', "an in-kernel test has been run"},
	{'J', "user space used a mutating debug operation in fwctl"},
}};

bool has_bit(TaintMask mask, std::size_t bit)
{
	return mask >> bit & 1;
}

} // namespace

Result<TaintMask> try_read_taint()
{
	const Result<std::string> text = try_read_text("/proc/sys/kernel/tainted");
	if (!text.ok())
		return text.failure();
	TaintMask mask = 0;
	std::from_chars(text.value().data(), text.value().data() + text.value().size(), mask);
	return mask;
}

TaintMask alarming_taint(TaintMask mask)
{
	TaintMask alarming = 0;
	for (std::size_t bit = 0; bit < kFlags.size(); ++bit)
		if (kFlags[bit].alarming)
			alarming |= TaintMask{1} << bit;
	return mask & alarming;
}

std::vector<std::string> describe_taint(TaintMask mask)
{
	std::vector<std::string> texts;
	for (std::size_t bit = 0; bit < 64; ++bit) {
		if (!has_bit(mask, bit))
			continue;
		texts.push_back(bit < kFlags.size()
				? fmt::format("{} ({})", kFlags[bit].letter, kFlags[bit].meaning)
				: fmt::format("bit {} (not known to this version)", bit));
	}
	return texts;
}

} // namespace cf
