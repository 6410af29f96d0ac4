// SPDX-License-Identifier: MIT
#include "drm/kms/output.h"

#include <bit>
#include <cerrno>
#include <memory>
#include <span>

#include <fmt/format.h>
#include <xf86drm.h>

#include "drm/kms/atomic.h"

namespace cf
{

namespace
{

struct DrmModeFree {
	void operator()(drmModeRes *object) const { drmModeFreeResources(object); }
	void operator()(drmModePlaneRes *object) const { drmModeFreePlaneResources(object); }
	void operator()(drmModePlane *object) const { drmModeFreePlane(object); }
	void operator()(drmModeConnector *object) const { drmModeFreeConnector(object); }
	void operator()(drmModeEncoder *object) const { drmModeFreeEncoder(object); }
};

template <typename T>
using DrmMode = std::unique_ptr<T, DrmModeFree>;

// Bit N: the connector can be driven by CRTC N of the resources.
std::uint32_t possible_crtcs(const Device &device, const drmModeConnector &connector)
{
	std::uint32_t crtcs = 0;
	for (const std::uint32_t id :
		std::span{connector.encoders, static_cast<std::size_t>(connector.count_encoders)}) {
		const DrmMode<drmModeEncoder> encoder{drmModeGetEncoder(device.fd().get(), id)};
		if (encoder)
			crtcs |= encoder->possible_crtcs;
	}
	return crtcs;
}

bool is_primary(const Device &device, std::uint32_t plane)
{
	const Result<std::uint64_t> type = try_property_value(device, plane, "type");
	return type.ok() && type.value() == DRM_PLANE_TYPE_PRIMARY;
}

Result<std::uint32_t> try_find_primary_plane(const Device &device, std::uint32_t crtc_index)
{
	const int fd = device.fd().get();
	if (drmSetClientCap(fd, DRM_CLIENT_CAP_UNIVERSAL_PLANES, 1) != 0)
		return Failure::last("DRM_CLIENT_CAP_UNIVERSAL_PLANES on " + device.driver());
	const DrmMode<drmModePlaneRes> planes{drmModeGetPlaneResources(fd)};
	if (!planes)
		return Failure::last("DRM_IOCTL_MODE_GETPLANERESOURCES on " + device.driver());
	for (const std::uint32_t id : std::span{planes->planes, planes->count_planes}) {
		const DrmMode<drmModePlane> plane{drmModeGetPlane(fd, id)};
		if (plane && plane->possible_crtcs >> crtc_index & 1 && is_primary(device, id))
			return id;
	}
	return Failure{Errno{ENODEV}, "primary plane of " + device.driver()};
}

// The output of one connector, when something is connected to it.
Result<Output> try_output_of(
	const Device &device, const drmModeRes &resources, std::uint32_t connector_id)
{
	const DrmMode<drmModeConnector> connector{
		drmModeGetConnector(device.fd().get(), connector_id)};
	if (!connector || connector->connection != DRM_MODE_CONNECTED)
		return Failure{Errno{ENODEV}, "connected connector of " + device.driver()};
	const std::uint32_t crtcs = possible_crtcs(device, *connector);
	if (crtcs == 0)
		return Failure{Errno{ENODEV}, "CRTC of " + device.driver()};
	Output output{.connector = connector_id};
	output.crtc_index = static_cast<std::uint32_t>(std::countr_zero(crtcs));
	output.crtc = resources.crtcs[output.crtc_index];
	output.modes.assign(connector->modes, connector->modes + connector->count_modes);
	const Result<std::uint32_t> plane = try_find_primary_plane(device, output.crtc_index);
	if (!plane.ok())
		return plane.failure();
	output.primary_plane = plane.value();
	return output;
}

} // namespace

Result<Output> try_find_output(const Device &device)
{
	const DrmMode<drmModeRes> resources{drmModeGetResources(device.fd().get())};
	if (!resources)
		return Failure::last("DRM_IOCTL_MODE_GETRESOURCES on " + device.driver());
	Result<Output> output = Failure{Errno{ENODEV}, "connector of " + device.driver()};
	for (int i = 0; i < resources->count_connectors && !output.ok(); ++i)
		output = try_output_of(device, *resources, resources->connectors[i]);
	return output;
}

std::optional<std::uint32_t> find_writeback_connector(const Device &device, const Output &output)
{
	const int fd = device.fd().get();
	if (!try_enable_atomic(device).ok() ||
		drmSetClientCap(fd, DRM_CLIENT_CAP_WRITEBACK_CONNECTORS, 1) != 0)
		return std::nullopt;
	const DrmMode<drmModeRes> resources{drmModeGetResources(fd)};
	for (int i = 0; resources && i < resources->count_connectors; ++i) {
		const DrmMode<drmModeConnector> connector{
			drmModeGetConnector(fd, resources->connectors[i])};
		if (connector && connector->connector_type == DRM_MODE_CONNECTOR_WRITEBACK &&
			possible_crtcs(device, *connector) >> output.crtc_index & 1)
			return connector->connector_id;
	}
	return std::nullopt;
}

drmModeModeInfo make_mode(std::uint16_t width, std::uint16_t height)
{
	constexpr std::uint16_t kPorch = 8;
	drmModeModeInfo mode{};
	mode.hdisplay = width;
	mode.hsync_start = static_cast<std::uint16_t>(width + kPorch);
	mode.hsync_end = static_cast<std::uint16_t>(width + 2 * kPorch);
	mode.htotal = static_cast<std::uint16_t>(width + 4 * kPorch);
	mode.vdisplay = height;
	mode.vsync_start = static_cast<std::uint16_t>(height + kPorch);
	mode.vsync_end = static_cast<std::uint16_t>(height + 2 * kPorch);
	mode.vtotal = static_cast<std::uint16_t>(height + 4 * kPorch);
	mode.vrefresh = 60;
	mode.clock = mode.htotal * mode.vtotal * mode.vrefresh / 1000;
	fmt::format_to_n(mode.name, sizeof(mode.name) - 1, "{}x{}", width, height);
	return mode;
}

} // namespace cf
