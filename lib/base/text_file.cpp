// SPDX-License-Identifier: MIT
#include "base/text_file.h"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

#include "base/unique_fd.h"

namespace cf
{

Result<std::string> try_read_text(const std::string &path)
{
	const Result<UniqueFd> file = try_open(path, O_RDONLY);
	if (!file.ok())
		return file.failure();
	std::string text;
	std::array<char, 4096> block;
	for (;;) {
		const ssize_t got = ::read(file.value().get(), block.data(), block.size());
		if (got == 0)
			return text;
		if (got > 0)
			text.append(block.data(), static_cast<std::size_t>(got));
		else if (errno != EINTR)
			return Failure::last("read " + path);
	}
}

std::string read_text(const std::string &path)
{
	return try_read_text(path).take();
}

Status try_write_text(const std::string &path, const std::string &text)
{
	const Result<UniqueFd> file = try_open(path, O_WRONLY);
	if (!file.ok())
		return file.failure();
	if (::write(file.value().get(), text.data(), text.size()) == -1)
		return Failure::last("write " + path);
	return success();
}

} // namespace cf
