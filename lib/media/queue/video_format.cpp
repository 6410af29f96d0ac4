// SPDX-License-Identifier: MIT
#include "media/queue/video_format.h"

namespace cf
{

namespace
{

Result<FrameFormat> try_from_v4l2(const VideoNode &node, const v4l2_format &format)
{
	if (!V4L2_TYPE_IS_MULTIPLANAR(format.type)) {
		const v4l2_pix_format &pix = format.fmt.pix;
		return FrameFormat{
			pix.pixelformat, pix.width, pix.height, pix.bytesperline, pix.sizeimage};
	}
	const v4l2_pix_format_mplane &pix = format.fmt.pix_mp;
	if (pix.num_planes != 1)
		return Failure{Errno{EOPNOTSUPP}, "a frame in one plane on " + node.path()};
	return FrameFormat{pix.pixelformat, pix.width, pix.height, pix.plane_fmt[0].bytesperline,
		pix.plane_fmt[0].sizeimage};
}

Result<FrameFormat> try_negotiate(
	const VideoNode &node, IoctlRequest request, std::uint32_t type, const FrameFormat &wanted)
{
	v4l2_format format = to_v4l2(type, wanted);
	const Status status = node.try_ioctl(request, &format);
	if (!status.ok())
		return status.failure();
	return try_from_v4l2(node, format);
}

} // namespace

v4l2_format to_v4l2(std::uint32_t type, const FrameFormat &wanted)
{
	v4l2_format format{};
	format.type = type;
	if (V4L2_TYPE_IS_MULTIPLANAR(type)) {
		v4l2_pix_format_mplane &pix = format.fmt.pix_mp;
		pix.pixelformat = wanted.pixel_format;
		pix.width = wanted.width;
		pix.height = wanted.height;
		pix.num_planes = 1;
		pix.plane_fmt[0].bytesperline = wanted.bytes_per_line;
		pix.plane_fmt[0].sizeimage = wanted.image_size;
	} else {
		v4l2_pix_format &pix = format.fmt.pix;
		pix.pixelformat = wanted.pixel_format;
		pix.width = wanted.width;
		pix.height = wanted.height;
		pix.bytesperline = wanted.bytes_per_line;
		pix.sizeimage = wanted.image_size;
	}
	return format;
}

Result<FrameFormat> try_adjust_format(
	const VideoNode &node, std::uint32_t type, const FrameFormat &wanted)
{
	return try_negotiate(node, {VIDIOC_TRY_FMT, "VIDIOC_TRY_FMT"}, type, wanted);
}

Result<FrameFormat> try_set_format(
	const VideoNode &node, std::uint32_t type, const FrameFormat &wanted)
{
	return try_negotiate(node, {VIDIOC_S_FMT, "VIDIOC_S_FMT"}, type, wanted);
}

} // namespace cf
