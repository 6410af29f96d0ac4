// SPDX-License-Identifier: MIT
#pragma once

#include "latency/ways/fenced_path.h"
#include "support/matrix/pending_file.h"

// A single fence of a source, to be waited for.

namespace cf
{

inline Awaited one_of(const FileSource &source)
{
	PendingFile made = source.make();
	return {std::move(made.file), std::move(made.signal), {}};
}

} // namespace cf
