// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

#include "dmabuf/dma_buf.h"

// A FenceSource puts a fence into the reservation object of any dma-buf and signals
// it when the test says so. Tests ask for what they need of it, never for a driver.

namespace cf
{

struct FenceAbilities {
	bool fails = false;         // can signal with an error
	bool ordered = false;       // several fences on one timeline
	bool never_expires = false; // does not signal by itself after some seconds
};

// A fence that is pending until signal(). Ends with its source: destroying an unsignalled
// one signals it.
class PendingFence
{
public:
	virtual ~PendingFence() = default;

	virtual void signal() = 0;
};

class FenceSource
{
public:
	virtual ~FenceSource() = default;

	virtual std::string name() const = 0;

	// The driver that must be able to import what it fences.
	virtual std::string driver() const { return name(); }
	virtual std::string node() const = 0;
	virtual FenceAbilities abilities() const = 0;

	// Adds a new fence: Access::read as DMA_RESV_USAGE_READ, Access::write as _WRITE.
	// Throws std::system_error; EBUSY where the source refuses to stack on a pending one.
	virtual std::unique_ptr<PendingFence> attach(const DmaBuf &buffer, Access access) const = 0;
};

} // namespace cf
