// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <vector>

#include "support/matrix/pairs.h"

// A parameter together with a buffer size, named "udmabuf_to_vkms__4mib". The lists
// hold only sizes that the exporter can make and the importer's sight covers.

namespace cf
{

template <typename Subject>
struct Sized {
	Subject subject;
	std::size_t size = 0; // bytes, whole pages

	std::string name() const;
	std::vector<std::string> roles() const { return roles_of(subject); }
};

std::size_t page_size();

// "1page", "3pages", "4mib".
std::string size_name(std::size_t size);

// The sizes at which sharing has gone wrong: one page, more than one segment of a
// scatter list, more than any contiguous allocation (10 pages and 32 MiB are limits of the
// page allocator and of dumb buffers in video memory).
std::vector<std::size_t> usual_sizes();

std::vector<Sized<ExporterRef>> sized_exporters(const std::vector<std::size_t> &sizes);
std::vector<Sized<Pair>> sized_pairs(PairNeeds needs, const std::vector<std::size_t> &sizes);

template <typename Subject>
std::string Sized<Subject>::name() const
{
	return name_of(subject) + "__" + size_name(size);
}

} // namespace cf
