// SPDX-License-Identifier: MIT
#include "roles/discovery/discovery.h"

#include <cstdint>
#include <mutex>
#include <optional>

#include "drm/device.h"
#include "drm/dumb_buffer.h"
#include "drm/prime.h"
#include "drm/scanout/scanout.h"
#include "roles/discovery/known_role.h"
#include "roles/discovery/role_name.h"

// Any DRM driver that imports through PRIME. Its sight is scan-out that can be read back, or
// none: drm_gem_dumb_map_offset() maps no imported object.

namespace cf
{

namespace
{

class DrmSession;

class DrmImport final : public ImportedBuffer
{
public:
	DrmImport(DrmSession &session, GemHandle handle, std::size_t size)
		: session_(session), handle_(std::move(handle)), size_(size)
	{
	}

	void read(std::size_t offset, std::span<std::byte> bytes) override;
	void write(std::size_t offset, std::span<const std::byte> bytes) override;
	std::optional<std::uint32_t> handle() const override { return handle_.number(); }
	Result<DmaBuf> try_reexport() const override { return try_export_dmabuf(handle_); }
	Result<std::uint32_t> try_global_name() const override
	{
		return cf::try_global_name(handle_);
	}

private:
	DrmSession &session_;
	GemHandle handle_;
	std::size_t size_;
};

class DrmSession final : public ImportSession
{
public:
	explicit DrmSession(std::shared_ptr<const Device> device) : device_(std::move(device)) {}

	Result<std::unique_ptr<ImportedBuffer>> try_import(const DmaBuf &buffer) override
	{
		const std::size_t size = buffer.size();
		auto handle = try_import_dmabuf(device_, buffer.fd());
		if (!handle.ok())
			return handle.failure();
		return std::make_unique<DrmImport>(*this, std::move(handle).take(), size);
	}

	// Taking the display over waits until somebody looks.
	Scanout &scanout()
	{
		if (!scanout_)
			scanout_ = Scanout::try_open(device_->info()).take();
		return *scanout_;
	}

private:
	std::shared_ptr<const Device> device_;
	std::unique_ptr<Scanout> scanout_;
};

void DrmImport::read(std::size_t offset, std::span<std::byte> bytes)
{
	Scanout &scanout = session_.scanout();
	const DmaBuf again = export_dmabuf(handle_);
	const GemHandle shown = import_dmabuf(scanout.device(), again);
	scanout.read(shown, size_, offset, bytes);
}

// Scan-out only looks.
void DrmImport::write(std::size_t, std::span<const std::byte>)
{
	Failure{Errno{EOPNOTSUPP}, "writing through an importer without a sight to write"}.raise();
}

class DrmImporter final : public Importer
{
public:
	DrmImporter(DeviceInfo info, std::string name)
		: info_(std::move(info)), name_(std::move(name))
	{
	}

	std::string name() const override { return name_; }
	std::string driver() const override { return info_.driver; }
	std::string node() const override { return info_.primary_node; }
	bool has_handles() const override { return true; }

	// Found by opening the scan-out, once: whether video memory can be mapped is the kernel's
	// choice (IO_STRICT_DEVMEM). One that loses bits of a pixel cannot show arbitrary content.
	Sight sight() const override
	{
		std::call_once(tried_, [this] {
			if (const auto *known = known_importer(name_, driver(), node())) {
				sight_ = known->sight;
				return;
			}
			const auto scanout = Scanout::try_open(info_);
			if (!scanout.ok())
				sight_.how = "no scan-out: " + scanout.failure().context;
			else if (scanout.value()->mask() == kEveryBit)
				sight_ = {true, false, SIZE_MAX, "reading scan-out back"};
		});
		return sight_;
	}

	// Scan-out needs the device's master. Who has not asked for the sight does not look.
	bool sees_alone() const override { return sight_.reads; }

	std::unique_ptr<ImportSession> open() const override
	{
		return std::make_unique<DrmSession>(try_open_for_sharing(info_).take());
	}

private:
	static constexpr std::uint32_t kEveryBit = 0xffffffff;

	DeviceInfo info_;
	std::string name_;
	mutable std::once_flag tried_;
	mutable Sight sight_;
};

} // namespace

void find_drm_importers(Catalogue &roles)
{
	const std::vector<DeviceInfo> devices = list_devices();
	const std::vector<std::string> names = role_names(devices);
	for (std::size_t i = 0; i < devices.size(); ++i)
		offer(roles, std::make_shared<DrmImporter>(devices[i], names[i]));
}

} // namespace cf
