// SPDX-License-Identifier: MIT
#include "engine/output_capture.h"

#include <algorithm>

namespace cf
{

std::string_view OutputCapture::feed(std::string_view bytes)
{
	const std::string_view head = bytes.substr(0, head_left_);
	head_left_ -= head.size();
	tail_.append(bytes.substr(head.size()));
	// Trimmed at twice the limit only, so that the cost per byte is constant.
	if (tail_.size() > 2 * tail_limit_)
		trim();
	return head;
}

void OutputCapture::trim()
{
	const std::size_t excess = tail_.size() - std::min(tail_.size(), tail_limit_);
	tail_.erase(0, excess);
	dropped_ += excess;
}

} // namespace cf
