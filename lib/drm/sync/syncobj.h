// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>

#include "dmabuf/sync_file.h"
#include "drm/device.h"

// A DRM syncobj: a place for a fence that can be replaced, or for a timeline of points
// (drivers/gpu/drm/drm_syncobj.c). Owns one handle of a device file; the object lives while
// a handle or a descriptor of it does. Point 0 stands for whatever fence it holds.

namespace cf
{

enum class PointEvent {
	signalled, // all up to the point has signalled
	available, // somebody has submitted the point
};

class Syncobj
{
public:
	// EOPNOTSUPP: the driver has none.
	static Result<Syncobj> try_create(std::shared_ptr<const Device> device);
	static Syncobj create(std::shared_ptr<const Device> device);
	static Syncobj create_signalled(std::shared_ptr<const Device> device);

	// A new handle of the object behind a descriptor. EINVAL: it is none of a syncobj.
	static Result<Syncobj> try_import(std::shared_ptr<const Device> device, FdRef fd);
	static Syncobj import(std::shared_ptr<const Device> device, FdRef fd);

	Syncobj(Syncobj &&other) noexcept = default;
	Syncobj &operator=(Syncobj &&other) noexcept = delete;
	Syncobj(const Syncobj &) = delete;
	Syncobj &operator=(const Syncobj &) = delete;
	~Syncobj();

	std::uint32_t number() const { return number_; }
	const Device &device() const { return *device_; }

	// A descriptor of the object itself.
	UniqueFd export_fd() const;

	// A sync_file of its fence, or of a point (Linux 6.16). EINVAL: there is none yet.
	Result<SyncFile> try_export_sync_file(std::uint64_t point = 0) const;
	SyncFile export_sync_file(std::uint64_t point = 0) const;

	// Replaces the fence, or adds a point (Linux 6.16).
	Status try_import_sync_file(const SyncFile &file, std::uint64_t point = 0) const;
	void import_sync_file(const SyncFile &file, std::uint64_t point = 0) const;

	// Replaces the fence by a signalled one, or by none.
	void signal() const;
	void reset() const;

	// Adds a point that depends on nothing but the points before it.
	void signal(std::uint64_t point) const;

	// The last point that has signalled with all before it, and the last that there is.
	std::uint64_t reached() const;
	std::uint64_t submitted() const;

	// Takes the fence that signals `from`'s point, as a point of its own. EINVAL: `from` has
	// no such point.
	Status try_transfer(
		std::uint64_t point, const Syncobj &from, std::uint64_t from_point) const;
	void transfer(std::uint64_t point, const Syncobj &from, std::uint64_t from_point) const;

	// Adds 1 to the eventfd when the point is as asked for (Linux 6.6).
	Status try_notify(FdRef eventfd, std::uint64_t point, PointEvent event) const;
	void notify(FdRef eventfd, std::uint64_t point, PointEvent event) const;

private:
	Syncobj(std::shared_ptr<const Device> device, std::uint32_t number)
		: device_(std::move(device)), number_(number)
	{
	}

	static Result<Syncobj> try_make(std::shared_ptr<const Device> device, std::uint32_t flags);
	std::uint64_t query(std::uint32_t flags) const;

	std::shared_ptr<const Device> device_; // empty: moved from
	std::uint32_t number_;
};

} // namespace cf
