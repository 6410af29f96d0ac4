// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/bug.h>
#include <linux/module.h>

#include "wrong.h"

unsigned int cfp_wrong_answers;
module_param_named(wrong_answers, cfp_wrong_answers, uint, 0600);
MODULE_PARM_DESC(wrong_answers, "CFP_WRONG_ bits: what is refused is done, to see tests fail");

unsigned int cfp_wrong_access;
module_param_named(wrong_access, cfp_wrong_access, uint, 0600);
MODULE_PARM_DESC(wrong_access, "CFP_WRONG_ bits: importers reach something else");

unsigned int cfp_wrong_fences;
module_param_named(wrong_fences, cfp_wrong_fences, uint, 0600);
MODULE_PARM_DESC(wrong_fences, "CFP_WRONG_ bits: fences signal other than they say");

unsigned int cfp_wrong_samples;
module_param_named(wrong_samples, cfp_wrong_samples, uint, 0600);
MODULE_PARM_DESC(wrong_samples, "CFP_WRONG_ bits: what is timed is something else");

unsigned int cfp_wrong_memory;
module_param_named(wrong_memory, cfp_wrong_memory, uint, 0600);
MODULE_PARM_DESC(wrong_memory, "CFP_WRONG_ bits: memory is lost");

long cfp_answer(long result)
{
	if (result >= 0)
		return result;
	WARN_ONCE(cfp_wrong(&cfp_wrong_answers, CFP_WRONG_WARNING), "refused: %ld\n", result);
	return cfp_wrong(&cfp_wrong_answers, CFP_WRONG_REFUSAL) ? 0 : result;
}
