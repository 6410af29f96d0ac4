// SPDX-License-Identifier: MIT
#include "roles/discovery/discovery.h"

#include <cstring>
#include <mutex>

#include "drm/device.h"
#include "drm/dumb_buffer.h"
#include "drm/prime.h"
#include "roles/discovery/known_role.h"
#include "roles/discovery/role_name.h"

// Any DRM driver with dumb buffers and PRIME export. Content goes through the driver's own
// mmap of the GEM object.

namespace cf
{

namespace
{

// More than any test asks for; drivers with little video memory have less.
constexpr std::size_t kLargestTried = std::size_t{64} << 20;

class DumbExport final : public ExportedBuffer
{
public:
	DumbExport(DmaBuf dmabuf, DumbBuffer buffer)
		: ExportedBuffer(std::move(dmabuf)), buffer_(std::move(buffer)),
		  mapping_(buffer_.map())
	{
	}

	void write(std::size_t offset, std::span<const std::byte> bytes) override
	{
		std::memcpy(mapping_.bytes().data() + offset, bytes.data(), bytes.size());
	}

	void read(std::size_t offset, std::span<std::byte> bytes) const override
	{
		std::memcpy(bytes.data(), mapping_.bytes().data() + offset, bytes.size());
	}

	std::optional<std::uint32_t> handle() const override { return buffer_.handle().number(); }

	Result<std::uint32_t> try_reimport() const override
	{
		const auto again =
			try_import_dmabuf(buffer_.handle().shared_device(), dmabuf().fd());
		if (!again.ok())
			return again.failure();
		return again.value().number();
	}

	Result<std::uint32_t> try_global_name() const override
	{
		return cf::try_global_name(buffer_.handle());
	}

private:
	DumbBuffer buffer_;
	Mapping mapping_;
};

class DrmExporter final : public Exporter
{
public:
	DrmExporter(DeviceInfo info, std::string name)
		: info_(std::move(info)), name_(std::move(name))
	{
	}

	std::string name() const override { return name_; }
	std::string driver() const override { return info_.driver; }
	std::string node() const override { return info_.primary_node; }

	bool has_handles() const override { return true; }

	// Found by asking, once: no interface tells how large a dumb buffer may be.
	std::size_t max_size() const override
	{
		std::call_once(tried_, [this] {
			if (const auto *known = known_exporter(name_, driver(), node())) {
				max_size_ = known->max_size;
				return;
			}
			for (max_size_ = kLargestTried; max_size_ > 0; max_size_ /= 2)
				if (try_dumb(max_size_).ok())
					return;
		});
		return max_size_;
	}

	Result<std::unique_ptr<ExportedBuffer>> try_create(std::size_t size) const override
	{
		auto buffer = try_dumb(size);
		if (!buffer.ok())
			return buffer.failure();
		auto dmabuf = try_export_dmabuf(buffer.value().handle());
		if (!dmabuf.ok())
			return dmabuf.failure();
		return std::make_unique<DumbExport>(
			std::move(dmabuf).take(), std::move(buffer).take());
	}

private:
	Result<DumbBuffer> try_dumb(std::size_t size) const
	{
		const auto device = Device::try_open(info_, DeviceNode::primary);
		if (!device.ok())
			return device.failure();
		return DumbBuffer::try_create(device.value(), size);
	}

	DeviceInfo info_;
	std::string name_;
	mutable std::once_flag tried_;
	mutable std::size_t max_size_ = 0;
};

} // namespace

void find_drm_exporters(Catalogue &roles)
{
	const std::vector<DeviceInfo> devices = list_devices();
	const std::vector<std::string> names = role_names(devices);
	for (std::size_t i = 0; i < devices.size(); ++i)
		offer(roles, std::make_shared<DrmExporter>(devices[i], names[i]));
}

} // namespace cf
