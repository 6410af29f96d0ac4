// SPDX-License-Identifier: MIT
#pragma once

#include "dmabuf/dma_buf.h"

// The bracket that linux/dma-buf.h wants round every CPU access to a mapped
// dma-buf. begin waits for conflicting fences. end() is explicit because its
// failure matters; the destructor only closes a bracket that an exception left.

namespace cf
{

class CpuAccess
{
public:
	CpuAccess(const DmaBuf &buffer, Access access);
	~CpuAccess();
	CpuAccess(const CpuAccess &) = delete;
	CpuAccess &operator=(const CpuAccess &) = delete;

	// DMA_BUF_SYNC_END; throws std::system_error.
	void end();

private:
	const DmaBuf &buffer_;
	Access access_;
	bool open_ = false;
};

} // namespace cf
