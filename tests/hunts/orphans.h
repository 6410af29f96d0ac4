// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "dmabuf/sync_file.h"

// Fences whose makers have gone: sync_files that outlive the buffer, the device file and soon the
// module of their fence, and what is done with them then.

namespace cf
{

// When make() returns, the fence has signalled and everything else that knew of it is closed.
struct FenceMaker {
	std::string label;
	std::string module;
	std::vector<std::string> role_names;
	std::function<SyncFile()> make;
};

struct Afterwards {
	const char *label;
	void (*use)(const SyncFile &);
};

struct Orphan {
	FenceMaker maker;
	Afterwards afterwards;

	std::string name() const { return maker.label + "__" + afterwards.label; }
	std::vector<std::string> roles() const { return maker.role_names; }
};

// Each maker of this machine with each use.
std::vector<Orphan> orphans();

} // namespace cf
