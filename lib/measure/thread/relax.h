// SPDX-License-Identifier: MIT
#pragma once

// A word to the processor, and to an emulator, that this thread only waits for another one: a
// hardware thread beside it gets more of the core, and QEMU lets the next processor run where its
// processors take turns (helper_pause()).

namespace cf
{

inline void relax()
{
#if defined(__x86_64__) || defined(__i386__)
	__builtin_ia32_pause();
#elif defined(__aarch64__)
	asm volatile("yield");
#endif
}

} // namespace cf
