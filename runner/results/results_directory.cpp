// SPDX-License-Identifier: MIT
#include "results/results_directory.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>

#include <fmt/format.h>

#include "text/usage_error.h"

namespace cf
{

namespace
{

namespace fs = std::filesystem;

// True when it was not there before.
bool make_directory(const std::string &path)
{
	std::error_code error;
	const bool made = fs::create_directories(path, error);
	if (error)
		throw UsageError(fmt::format("cannot make {}: {}", path, error.message()));
	return made;
}

UniqueFd take_lock(const std::string &directory)
{
	UniqueFd lock{::open((directory + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)};
	if (!lock.valid())
		throw UsageError(
			fmt::format("cannot write to {}: {}", directory, std::strerror(errno)));
	// A record lock is this process's alone: what is left for a moment of a run that was killed
	// does not hold it. A file system without locks can't tell; two runs there are rare.
	// Neither can a kernel without CONFIG_FILE_LOCKING, where this is EACCES.
	struct flock whole = {};
	whole.l_type = F_WRLCK;
	whole.l_whence = SEEK_SET;
	if (::fcntl(lock.get(), F_SETLK, &whole) == -1 && errno == EAGAIN)
		throw UsageError(fmt::format("{} is in use by another run; wait for it or give "
					     "another directory with -o",
			directory));
	return lock;
}

// Asked before anything is made in a directory that is not ours.
void refuse_foreign_files(const std::string &directory)
{
	for (const char *ours : {"/lock", "/journal"})
		if (fs::exists(directory + ours))
			return;
	if (!fs::is_empty(directory))
		throw UsageError(fmt::format(
			"{} holds other files; give a new or empty directory with -o", directory));
}

void refuse_other_run(const std::string &directory)
{
	if (fs::exists(directory + "/journal"))
		throw UsageError(fmt::format("{} holds the results of another run; crossfence "
					     "resume goes on with it, -o takes a new directory",
			directory));
}

} // namespace

ResultsDirectory::ResultsDirectory(const std::string &path, Use use)
	: path_(fs::absolute(path).lexically_normal())
{
	while (path_.size() > 1 && path_.ends_with('/'))
		path_.pop_back();
	if (use == Use::begin)
		made_ = make_directory(path_);
	try {
		if (use == Use::begin)
			refuse_foreign_files(path_);
		lock_ = take_lock(path_);
		if (use == Use::begin)
			refuse_other_run(path_);
	} catch (const fs::filesystem_error &error) {
		throw UsageError(fmt::format("cannot use {}: {}", path_, error.code().message()));
	}
}

ResultsDirectory::~ResultsDirectory()
{
	std::error_code ignored;
	if (fs::exists(journal(), ignored))
		return;
	fs::remove(path_ + "/lock", ignored);
	if (made_)
		fs::remove(path_, ignored);
}

} // namespace cf
