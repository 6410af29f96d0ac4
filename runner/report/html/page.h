// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "report/model/result_set.h"

// A run as one HTML file that needs nothing else: no network, no fonts, and a script only for
// filtering. All of its text is in page.html, style.css and script.js; the sections fill it in.

namespace cf
{

std::string html_page(const ResultSet &set);

} // namespace cf
