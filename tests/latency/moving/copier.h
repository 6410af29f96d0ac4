// SPDX-License-Identifier: MIT
#pragma once

#include <string>

// Where the probe's pipelined moves copy: its workqueue of that name is unbound, and whether the
// copy begins beside the thread that measures or before it would be left to the scheduler, and be
// most of what is measured. Bound to a processor as long as this lives; there is one at a time.

namespace cf
{

class BoundCopier
{
public:
	// Throws std::system_error: ENOENT where the probe module is not loaded.
	explicit BoundCopier(int processor);
	BoundCopier(const BoundCopier &) = delete;
	BoundCopier &operator=(const BoundCopier &) = delete;
	~BoundCopier();

private:
	std::string before_; // the mask
};

} // namespace cf
