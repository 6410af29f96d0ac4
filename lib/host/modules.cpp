// SPDX-License-Identifier: MIT
#include "host/modules.h"

#include <memory>

#include <libkmod.h>

namespace cf
{

namespace
{

struct KmodUnref {
	void operator()(kmod_ctx *context) const { kmod_unref(context); }
	void operator()(kmod_module *module) const { kmod_module_unref(module); }
	void operator()(kmod_list *list) const { kmod_module_unref_list(list); }
};

using KmodContext = std::unique_ptr<kmod_ctx, KmodUnref>;
using KmodModule = std::unique_ptr<kmod_module, KmodUnref>;
using KmodList = std::unique_ptr<kmod_list, KmodUnref>;

// The module of /lib/modules for the running kernel with its context, which it borrows.
struct Lookup {
	KmodContext context{kmod_new(nullptr, nullptr)};
	KmodModule module;

	explicit Lookup(const std::string &name)
	{
		kmod_set_log_priority(context.get(), 0); // it prints errors that it also returns
		kmod_module *found = nullptr;
		kmod_module_new_from_name(context.get(), name.c_str(), &found);
		module.reset(found);
	}
};

Status status_of(int negative_errno, const std::string &what)
{
	if (negative_errno < 0)
		return Failure{Errno{-negative_errno}, what};
	return success();
}

bool is_in(int state)
{
	return state == KMOD_MODULE_LIVE || state == KMOD_MODULE_BUILTIN;
}

bool is_there(const Lookup &lookup, const std::string &name)
{
	kmod_list *raw = nullptr;
	const int found = kmod_module_new_from_lookup(lookup.context.get(), name.c_str(), &raw);
	const KmodList list{raw};
	return found >= 0 && raw != nullptr;
}

} // namespace

bool is_module_loaded(const std::string &name)
{
	const Lookup lookup{name};
	return is_in(kmod_module_get_initstate(lookup.module.get()));
}

bool is_module_there(const std::string &name)
{
	return is_there(Lookup{name}, name);
}

Status try_load_module(const std::string &name, const std::string &parameters)
{
	const Lookup lookup{name};
	if (!is_there(lookup, name))
		return Failure{Errno{ENOENT}, "find module " + name};
	return status_of(kmod_module_probe_insert_module(lookup.module.get(), 0, parameters.c_str(),
				 nullptr, nullptr, nullptr),
		"load module " + name);
}

Status try_unload_module(const std::string &name)
{
	const Lookup lookup{name};
	return status_of(
		kmod_module_remove_module(lookup.module.get(), 0), "unload module " + name);
}

Result<int> try_module_use_count(const std::string &name)
{
	const Lookup lookup{name};
	const int count = kmod_module_get_refcnt(lookup.module.get());
	if (count < 0)
		return Failure{Errno{-count}, "use count of module " + name};
	return count;
}

} // namespace cf
