// SPDX-License-Identifier: MIT
#include "measure/noise.h"

#include <sstream>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

std::uint64_t counted(const char *text)
{
	std::istringstream table(text);
	return device_interrupts(table);
}

TEST(Noise, counts_the_interrupts_of_devices_on_all_processors)
{
	EXPECT_EQ(counted("           CPU0       CPU1\n"
			  "  1:          9          0   IO-APIC    1-edge      i8042\n"
			  " 24:        100       1203   PCI-MSI 81920-edge      virtio0-req.0\n"
			  "NMI:          7          7   Non-maskable interrupts\n"
			  "LOC:      52231      49981   Local timer interrupts\n"
			  "ERR:          3\n"),
		1312u);
}

TEST(Noise, counts_no_timer_that_has_a_number)
{
	EXPECT_EQ(counted("           CPU0       CPU1\n"
			  "  0:         17          0   IO-APIC    2-edge      timer\n"
			  " 11:      50211      48112     GICv3  27 Level     arch_timer\n"
			  " 35:          4          0     GICv3 105 Level     1c32000.gpu\n"
			  "IPI0:      1201       1200       Rescheduling interrupts\n"),
		4u);
}

TEST(Noise, counts_nothing_where_there_is_nothing)
{
	EXPECT_EQ(counted(""), 0u);
}

} // namespace
} // namespace cf
