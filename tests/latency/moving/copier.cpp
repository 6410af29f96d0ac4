// SPDX-License-Identifier: MIT
#include "latency/moving/copier.h"

#include <algorithm>

#include "base/text_file.h"

namespace cf
{

namespace
{

// Documentation/core-api/workqueue.rst, WQ_SYSFS.
constexpr const char *kMask = "/sys/devices/virtual/workqueue/crossfence-move/cpumask";

// As the kernel reads it: hexadecimal, a comma between every 32 bits.
std::string mask_of(int processor)
{
	std::string mask;
	for (int bits = processor; bits >= 0; bits -= 4) {
		if (mask.size() % 9 == 8)
			mask += ',';
		mask += bits < 4 ? static_cast<char>('0' + (1 << bits)) : '0';
	}
	std::ranges::reverse(mask);
	return mask;
}

} // namespace

BoundCopier::BoundCopier(int processor) : before_(read_text(kMask))
{
	try_write_text(kMask, mask_of(processor)).take();
}

BoundCopier::~BoundCopier()
{
	static_cast<void>(try_write_text(kMask, before_));
}

} // namespace cf
