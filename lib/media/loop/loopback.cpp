// SPDX-License-Identifier: MIT
#include "media/loop/loopback.h"

#include <cerrno>
#include <cstring>
#include <string>

#include <linux/videodev2.h>

#include "media/video_control.h"

namespace cf
{

namespace
{

template <std::size_t N>
std::string text_of(const __u8 (&field)[N])
{
	return std::string{reinterpret_cast<const char *>(field),
		::strnlen(reinterpret_cast<const char *>(field), N)};
}

Failure unsupported(const VideoNode &node, const std::string &what)
{
	return Failure{Errno{EOPNOTSUPP}, "finding " + what + " on " + node.path()};
}

// Selects the first input whose timings are digital (HDMI) and gives its name.
Result<std::string> try_select_digital_input(const VideoNode &capture)
{
	v4l2_input input{};
	for (; capture.try_ioctl({VIDIOC_ENUMINPUT, "VIDIOC_ENUMINPUT"}, &input).ok();
		++input.index) {
		if (!(input.capabilities & V4L2_IN_CAP_DV_TIMINGS))
			continue;
		int index = static_cast<int>(input.index);
		const Status status = capture.try_ioctl({VIDIOC_S_INPUT, "VIDIOC_S_INPUT"}, &index);
		if (!status.ok())
			return status.failure();
		return text_of(input.name);
	}
	return unsupported(capture, "an input with DV timings");
}

Result<std::string> try_select_digital_output(const VideoNode &output)
{
	v4l2_output sink{};
	for (; output.try_ioctl({VIDIOC_ENUMOUTPUT, "VIDIOC_ENUMOUTPUT"}, &sink).ok();
		++sink.index) {
		if (!(sink.capabilities & V4L2_OUT_CAP_DV_TIMINGS))
			continue;
		int index = static_cast<int>(sink.index);
		const Status status =
			output.try_ioctl({VIDIOC_S_OUTPUT, "VIDIOC_S_OUTPUT"}, &index);
		if (!status.ok())
			return status.failure();
		return text_of(sink.name);
	}
	return unsupported(output, "an output with DV timings");
}

// CVT timings with reduced blanking, version 2: the largest picture at about the slowest clock
// that vivid takes, 1.6 frames a second. The first frame goes round at once and a second one
// is not needed, while at a high rate vivid's threads may miss their next tick and then pass a
// negative time to schedule_timeout(), which shouts in the kernel log.
v4l2_dv_timings slow_timings()
{
	v4l2_dv_timings timings{};
	timings.type = V4L2_DV_BT_656_1120;
	v4l2_bt_timings &bt = timings.bt;
	bt.width = 4096;
	bt.height = 2160;
	bt.interlaced = V4L2_DV_PROGRESSIVE;
	bt.polarities = V4L2_DV_HSYNC_POS_POL;
	bt.pixelclock = 14'100'000;
	bt.hfrontporch = 8;
	bt.hsync = 32;
	bt.hbackporch = 40;
	bt.vfrontporch = 1;
	bt.vsync = 8;
	bt.vbackporch = 6;
	bt.standards = V4L2_DV_BT_STD_CVT;
	bt.flags = V4L2_DV_FL_REDUCED_BLANKING;
	return timings;
}

Status try_set_timings(const VideoNode &node, v4l2_dv_timings timings)
{
	return node.try_ioctl({VIDIOC_S_DV_TIMINGS, "VIDIOC_S_DV_TIMINGS"}, &timings);
}

// Each input has a menu of the outputs that it can be wired to; Linux 6.1 has one switch
// that wires all there are.
Status try_wire(const VideoNode &capture, const std::string &input, const std::string &output)
{
	if (const auto menu = find_control(capture, input + " Is Connected To"))
		return try_select_item(capture, *menu, "Output " + output);
	if (const auto loop = find_control(capture, "Loop Video"))
		return try_set_control(capture, *loop, 1);
	return unsupported(capture, "a control that wires " + output + " to " + input);
}

Status try_switch(const VideoNode &node, const std::string &name, bool on)
{
	const auto control = find_control(node, name);
	if (!control)
		return unsupported(node, '"' + name + '"');
	return try_set_control(node, *control, on);
}

// An output that composes only shows its frame unscaled in a corner of the picture, and a
// capture that crops only takes its frame from the same corner: frames then may have any size.
Status try_keep_frames_unscaled(const VideoNode &output, const VideoNode &capture)
{
	Status status = try_switch(output, "Enable Output Cropping", false);
	if (status.ok())
		status = try_switch(output, "Enable Output Composing", true);
	if (status.ok())
		status = try_switch(output, "Enable Output Scaler", false);
	if (status.ok())
		status = try_switch(capture, "Enable Capture Cropping", true);
	if (status.ok())
		status = try_switch(capture, "Enable Capture Composing", false);
	return status.ok() ? try_switch(capture, "Enable Capture Scaler", false) : status;
}

Status try_drop_text(const VideoNode &capture)
{
	const auto text = find_control(capture, "OSD Text Mode");
	return text ? try_select_item(capture, *text, "None") : success();
}

} // namespace

Status try_connect_loopback(const VideoNode &output, const VideoNode &capture)
{
	const Result<std::string> sink = try_select_digital_output(output);
	if (!sink.ok())
		return sink.failure();
	const Result<std::string> input = try_select_digital_input(capture);
	if (!input.ok())
		return input.failure();
	// In this order: switches and timings reset the rectangles.
	Status status = try_keep_frames_unscaled(output, capture);
	if (status.ok())
		status = try_set_timings(output, slow_timings());
	if (status.ok())
		status = try_set_timings(capture, slow_timings());
	if (status.ok())
		status = try_drop_text(capture);
	return status.ok() ? try_wire(capture, input.value(), sink.value()) : status;
}

} // namespace cf
