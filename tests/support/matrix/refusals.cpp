// SPDX-License-Identifier: MIT
#include "support/matrix/refusals.h"

#include <charconv>
#include <stdexcept>

#include <sys/utsname.h>

#include <fmt/format.h>

namespace cf
{

KernelVersion KernelVersion::parse(std::string_view release)
{
	KernelVersion version;
	const char *end = release.data() + release.size();
	const auto major = std::from_chars(release.data(), end, version.major);
	if (major.ec == std::errc{} && major.ptr != end && *major.ptr == '.') {
		const auto minor = std::from_chars(major.ptr + 1, end, version.minor);
		if (minor.ec == std::errc{})
			return version;
	}
	throw std::invalid_argument(fmt::format("\"{}\" is no kernel release", release));
}

KernelVersion KernelVersion::running()
{
	utsname names{};
	::uname(&names);
	return parse(names.release);
}

bool Refusal::holds_for(
	const RoleIdentity &from_role, const RoleIdentity &to_role, KernelVersion kernel) const
{
	return from_role.is(exporter) && to_role.is(importer) && from <= kernel && kernel < before;
}

namespace
{

template <typename Role>
RoleIdentity identity_of(const Role &role)
{
	return {role.driver(), role.name()};
}

} // namespace

const Refusal *expected_refusal(const RoleIdentity &from, const RoleIdentity &to)
{
	static const KernelVersion kernel = KernelVersion::running();
	for (const Refusal &refusal : refusals()) {
		if (refusal.holds_for(from, to, kernel))
			return &refusal;
	}
	return nullptr;
}

const Refusal *expected_refusal(const Pair &pair)
{
	return expected_refusal(identity_of(*pair.exporter), identity_of(*pair.importer));
}

const Refusal *expected_refusal(const FenceSource &source, const Exporter &exporter)
{
	return expected_refusal(identity_of(exporter), identity_of(source));
}

} // namespace cf
