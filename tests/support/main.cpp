// SPDX-License-Identifier: MIT
#include "support/program/run_program.h"

// Compiled into each program with its place in the tree, tests/meson.build gives it.
int main(int argc, char **argv)
{
	return cf::run_program(CROSSFENCE_PROGRAM, argc, argv);
}
