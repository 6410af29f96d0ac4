// SPDX-License-Identifier: MIT
#include "roles/catalogue.h"

#include "roles/discovery/discovery.h"

namespace cf
{

// Alone in this file: selftests link a definition of their own, with roles that lie.
const Catalogue &catalogue()
{
	static const Catalogue roles = find_roles();
	return roles;
}

} // namespace cf
