// SPDX-License-Identifier: MIT
#include <cstdio>

int main()
{
	std::puts("{\"id\":\"listing@garbage@cut_sh");
}
