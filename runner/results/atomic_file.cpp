// SPDX-License-Identifier: MIT
#include "results/atomic_file.h"

#include <cerrno>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

namespace cf
{

namespace
{

constexpr std::size_t kFlushSize = 256 * 1024;

} // namespace

AtomicFile::AtomicFile(std::string path)
	: path_(std::move(path)), temporary_(path_ + ".new"),
	  file_(::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644))
{
	if (!file_.valid())
		Failure::last("make " + temporary_).raise();
}

AtomicFile::~AtomicFile()
{
	if (file_.valid())
		::unlink(temporary_.c_str());
}

void AtomicFile::write(std::string_view text)
{
	pending_ += text;
	if (pending_.size() >= kFlushSize)
		flush();
}

void AtomicFile::flush()
{
	std::string_view left = pending_;
	while (!left.empty()) {
		const ssize_t written = ::write(file_.get(), left.data(), left.size());
		if (written == -1 && errno != EINTR)
			Failure::last("write " + temporary_).raise();
		if (written > 0)
			left.remove_prefix(static_cast<std::size_t>(written));
	}
	pending_.clear();
}

void AtomicFile::commit()
{
	flush();
	if (::fsync(file_.get()) == -1)
		Failure::last("sync " + temporary_).raise();
	if (::rename(temporary_.c_str(), path_.c_str()) == -1)
		Failure::last("rename " + temporary_).raise();
	file_.reset();
	// The rename itself reaches the disk with the directory.
	const UniqueFd directory = cf::open(
		std::filesystem::absolute(path_).parent_path().string(), O_RDONLY | O_DIRECTORY);
	if (::fsync(directory.get()) == -1 && errno != EINVAL)
		Failure::last("sync the directory of " + path_).raise();
}

} // namespace cf
