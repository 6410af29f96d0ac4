// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/html/markup.h"
#include "report/html/sections/sections.h"

namespace cf
{

namespace
{

std::string yes(bool can)
{
	return can ? "yes" : "";
}

std::string device_row(const Device &device)
{
	const bool usable = device.exports || device.imports || device.fences;
	std::string can = fmt::format("{}", fmt::join(device.can, ", "));
	if (!device.why_not.empty())
		can += (can.empty() ? "" : "; not ") + device.why_not;
	return fragment("device",
		{{"tone", usable ? "" : "none"}, {"role", device.role}, {"node", device.node},
			{"exports", yes(device.exports)}, {"imports", yes(device.imports)},
			{"fences", yes(device.fences)}, {"can", can}});
}

std::string versions_text(const RunPart &part)
{
	std::string text;
	for (const auto &[name, version] : part.versions)
		text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, version);
	return text;
}

std::string part_list(const RunPart &part)
{
	return fragment("part",
		{{"path", part.path}, {"kernel", part.kernel}, {"kernel_log", part.kernel_log},
			{"command_line", part.command_line}, {"versions", versions_text(part)}});
}

} // namespace

Section machine_section(const ResultSet &set)
{
	std::string devices;
	for (const Device &device : set.devices)
		devices += device_row(device);
	std::string parts;
	for (const RunPart &part : set.parts)
		parts += part_list(part);
	return {"machine", "Machine", fmt::format("{} roles", set.devices.size()),
		fragment("machine", {{"devices", devices}, {"parts", parts}})};
}

} // namespace cf
