// SPDX-License-Identifier: MIT
#include "dmabuf/cpu_access.h"

namespace cf
{

CpuAccess::CpuAccess(const DmaBuf &buffer, Access access) : buffer_(buffer), access_(access)
{
	buffer_.try_begin_cpu_access(access_).take();
	open_ = true;
}

CpuAccess::~CpuAccess()
{
	if (open_)
		static_cast<void>(buffer_.try_end_cpu_access(access_));
}

void CpuAccess::end()
{
	open_ = false;
	buffer_.try_end_cpu_access(access_).take();
}

} // namespace cf
