// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

// The configuration of the running kernel, from /proc/config.gz, /lib/modules/RELEASE/config
// or /boot/config-RELEASE, whichever is there first.

namespace cf
{

enum class ConfigAnswer { unset, module, built_in, unknown };

// How `option` ("CONFIG_UDMABUF") is set in `text`, a .config file. Never unknown.
ConfigAnswer config_option_in(std::string_view text, std::string_view option);

// How it is set in the running kernel; unknown when no configuration can be read.
ConfigAnswer running_kernel_config(std::string_view option);

} // namespace cf
