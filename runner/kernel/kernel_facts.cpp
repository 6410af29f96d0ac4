// SPDX-License-Identifier: MIT
#include "kernel/kernel_facts.h"

namespace cf
{

void KernelFacts::add(const KernelFacts &later)
{
	log.insert(log.end(), later.log.begin(), later.log.end());
	lost += later.lost;
	watched = later.watched;
	lockdep_was_off |= later.lockdep_was_off && !lockdep_off;
	new_taint |= later.new_taint;
	lockdep_off |= later.lockdep_off;
}

} // namespace cf
