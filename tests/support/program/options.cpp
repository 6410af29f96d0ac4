// SPDX-License-Identifier: MIT
#include "support/program/options.h"

#include <array>
#include <charconv>
#include <stdexcept>
#include <string_view>

#include <getopt.h>

namespace cf
{
namespace
{

constexpr std::array kLongOptions{
	option{"list", no_argument, nullptr, 'l'},
	option{"run", required_argument, nullptr, 'r'},
	option{"serve", required_argument, nullptr, 's'},
	option{},
};

int descriptor(std::string_view text)
{
	int number = -1;
	const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
	if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size() || number < 0)
		throw std::invalid_argument("--serve needs the number of an open socket");
	return number;
}

} // namespace

const char *const kUsage = R"(usage: PROGRAM [--list | --run ID... | --serve=FD] [--gtest_...]

Without options every case runs, in this one process.
  --list       print the cases of this machine, one JSON object a line
  --run ID...  run these cases; ids as --list prints them
  --serve=FD   fork a child for each case that the crossfence runner asks for on FD

Exit status: 0 passed, 77 all skipped, 1 failed, 2 wrong use or nothing to run.
GoogleTest's flags work, too:
)";

Options parse_options(int argc, char **argv)
{
	Options options;
	opterr = 0;
	for (int found;
		(found = ::getopt_long(argc, argv, "", kLongOptions.data(), nullptr)) != -1;) {
		if (found == 'l')
			options.list = true;
		else if (found == 'r')
			options.run.emplace_back(optarg);
		else if (found == 's')
			options.serve = descriptor(optarg);
		else
			throw std::invalid_argument(
				std::string{"unknown or incomplete option "} + argv[optind - 1]);
	}
	for (; optind < argc; ++optind) {
		if (options.run.empty())
			throw std::invalid_argument(
				std::string{"what is \""} + argv[optind] + "\"? see --help");
		options.run.emplace_back(argv[optind]);
	}
	return options;
}

} // namespace cf
