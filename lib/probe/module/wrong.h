/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#ifndef CROSSFENCE_WRONG_H
#define CROSSFENCE_WRONG_H

#include <linux/compiler.h>
#include <linux/types.h>

/*
 * What the module gets wrong on request, whatever it was asked for, so that the tests which
 * look through it are seen to fail (docs/probe.md, "Seeing tests fail"). A parameter
 * each, with a bit for each mistake; moves, revokes and reactions have their own.
 */
extern unsigned int cfp_wrong_answers;
extern unsigned int cfp_wrong_access;
extern unsigned int cfp_wrong_fences;
extern unsigned int cfp_wrong_samples;
extern unsigned int cfp_wrong_memory;

#define CFP_WRONG_REFUSAL 0x1	/* what is refused is told to have been done */
#define CFP_WRONG_WARNING 0x2	/* the kernel warns of it */

#define CFP_WRONG_READ 0x1	/* the device reads nothing */
#define CFP_WRONG_WRITE 0x2	/* what it writes goes nowhere */
#define CFP_WRONG_MAP 0x4	/* it maps nothing */
#define CFP_WRONG_PUBLISH 0x8	/* its fence is in no reservation object */
#define CFP_WRONG_WAIT 0x10	/* it waits for every fence before it maps */
#define CFP_WRONG_LOCK 0x20	/* it locks no reservation object */

#define CFP_WRONG_LAST 0x1	/* a container is its last fence alone */
#define CFP_WRONG_FIRST 0x2	/* or its first */
#define CFP_WRONG_ERROR 0x4	/* a fence that failed is as one that did not */
#define CFP_WRONG_ADD 0x8	/* no fence is added to a reservation object */

#define CFP_WRONG_FORGET 0x1	/* a session is not freed at its end */

#define CFP_WRONG_PARTS 0x1	/* a part is left out, and the first stamp is the last */
#define CFP_WRONG_PLANTED 0x2	/* no delay and no walk */
#define CFP_WRONG_END 0x4	/* neither its time nor a signal ends a request */

static inline bool cfp_wrong(const unsigned int *parameter, unsigned int how)
{
	return READ_ONCE(*parameter) & how;
}

/* What an ioctl says at its end. */
long cfp_answer(long result);

#endif
