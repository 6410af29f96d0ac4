// SPDX-License-Identifier: MIT
#include "progress/terminal.h"

#include <cstdio>
#include <cstdlib>
#include <string>

#include <unistd.h>

namespace cf
{

void show(std::string_view text)
{
	std::fwrite(text.data(), 1, text.size(), stdout);
	std::fflush(stdout);
}

void complain(std::string_view line)
{
	// One write, so that it stays one line between those of others.
	std::string text = "crossfence: ";
	text += line;
	text += '\n';
	std::fwrite(text.data(), 1, text.size(), stderr);
}

bool output_is_terminal()
{
	const char *terminal = std::getenv("TERM");
	return ::isatty(STDOUT_FILENO) && terminal && std::string_view(terminal) != "dumb";
}

} // namespace cf
