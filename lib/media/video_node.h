// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/ioctl.h"
#include "base/result.h"
#include "base/unique_fd.h"

// An open V4L2 device node (linux/videodev2.h) and what VIDIOC_QUERYCAP says of it. A
// buffer queue belongs to the open file that first asked it for buffers: other files get
// EBUSY until that one frees them or is closed. Shared by the queues that it carries.

namespace cf
{

class VideoNode
{
public:
	// Fails with the errno of open(2), or ENOTTY for what is no V4L2 node.
	static Result<std::shared_ptr<const VideoNode>> try_open(const std::string &path);

	FdRef fd() const { return fd_; }
	const std::string &path() const { return path_; }
	const std::string &driver() const { return driver_; }
	const std::string &bus_info() const { return bus_info_; }

	// Whether it streams frames from applications, to them, or (both) converts them.
	bool has_output() const;
	bool has_capture() const;

	// Whether its buffer types are the _MPLANE ones.
	bool multiplanar() const;

	// An ioctl on this node; failures read "NAME on PATH".
	Status try_ioctl(IoctlRequest request, void *argument) const;

private:
	VideoNode(UniqueFd fd, std::string path) : fd_(std::move(fd)), path_(std::move(path)) {}

	UniqueFd fd_;
	std::string path_;
	std::string driver_;
	std::string bus_info_;
	std::uint32_t capabilities_ = 0; // V4L2_CAP_* of this node, not of its whole device
};

} // namespace cf
