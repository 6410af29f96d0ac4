// SPDX-License-Identifier: MIT
#include "host/kernel/kernel_config.h"

#include <sys/utsname.h>
#include <zlib.h>

#include "base/text_file.h"

namespace cf
{

namespace
{

std::string release()
{
	utsname names;
	return ::uname(&names) == 0 ? names.release : "";
}

Result<std::string> try_read_gzip(const std::string &path)
{
	gzFile file = ::gzopen(path.c_str(), "rbe");
	if (file == nullptr)
		return Failure::last("open " + path);
	std::string text;
	char block[4096];
	int got;
	while ((got = ::gzread(file, block, sizeof(block))) > 0)
		text.append(block, static_cast<std::size_t>(got));
	::gzclose(file);
	if (got < 0)
		return Failure{Errno{EBADMSG}, "decompress " + path};
	return text;
}

Result<std::string> try_read_running_config()
{
	Result<std::string> text = try_read_gzip("/proc/config.gz");
	if (!text.ok())
		text = try_read_text("/lib/modules/" + release() + "/config");
	if (!text.ok())
		text = try_read_text("/boot/config-" + release());
	return text;
}

} // namespace

ConfigAnswer config_option_in(std::string_view text, std::string_view option)
{
	while (!text.empty()) {
		const std::string_view line = text.substr(0, text.find('\n'));
		text.remove_prefix(line.size() + (line.size() < text.size() ? 1 : 0));
		if (!line.starts_with(option) || line.substr(option.size(), 1) != "=")
			continue;
		const std::string_view value = line.substr(option.size() + 1);
		return value == "m" ? ConfigAnswer::module : ConfigAnswer::built_in;
	}
	return ConfigAnswer::unset;
}

ConfigAnswer running_kernel_config(std::string_view option)
{
	const Result<std::string> text = try_read_running_config();
	return text.ok() ? config_option_in(text.value(), option) : ConfigAnswer::unknown;
}

} // namespace cf
