// SPDX-License-Identifier: MIT
#include "broken/importers.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace cf
{
namespace
{

constexpr std::size_t kPage = 4096;

// Large enough for more than one page, small enough for a slow machine.
constexpr std::size_t kSeen = 4 * 1024 * 1024;

const char *name_of(ImporterFault fault)
{
	switch (fault) {
	case ImporterFault::reads_page_0_only:
		return "reads_page_0_only";
	case ImporterFault::repeats_page_0:
		return "repeats_page_0";
	case ImporterFault::writes_page_0_only:
		return "writes_page_0_only";
	case ImporterFault::renames_handles:
		return "renames_handles";
	case ImporterFault::wraps_its_own:
		return "wraps_its_own";
	case ImporterFault::reexports_a_copy:
		return "reexports_a_copy";
	}
	return "unknown_fault";
}

// How many of `size` bytes from `offset` on are in page 0.
std::size_t in_page_0(std::size_t offset, std::size_t size)
{
	return offset >= kPage ? 0 : std::min(size, kPage - offset);
}

class BrokenBuffer : public ImportedBuffer
{
public:
	BrokenBuffer(std::unique_ptr<ImportedBuffer> sound, ImporterFault fault,
		std::shared_ptr<const Exporter> copier, std::uint32_t imports)
		: sound_(std::move(sound)), fault_(fault), copier_(std::move(copier)),
		  imports_(imports)
	{
	}

	void read(std::size_t offset, std::span<std::byte> bytes) override
	{
		if (fault_ == ImporterFault::repeats_page_0)
			return repeat_page_0(offset, bytes);
		sound_->read(offset, bytes);
		if (fault_ == ImporterFault::reads_page_0_only)
			std::ranges::fill(
				bytes.subspan(in_page_0(offset, bytes.size())), std::byte{0});
	}

	void write(std::size_t offset, std::span<const std::byte> bytes) override
	{
		if (fault_ == ImporterFault::writes_page_0_only)
			bytes = bytes.first(in_page_0(offset, bytes.size()));
		if (!bytes.empty())
			sound_->write(offset, bytes);
	}

	std::optional<std::uint32_t> handle() const override
	{
		const auto handle = sound_->handle();
		if (fault_ == ImporterFault::renames_handles && handle)
			return *handle + 1000 * imports_;
		return handle;
	}

	Result<std::uint32_t> try_global_name() const override
	{
		auto name = sound_->try_global_name();
		if (fault_ != ImporterFault::wraps_its_own || !name.ok())
			return name;
		return name.value() + 1;
	}

	Result<DmaBuf> try_reexport() const override
	{
		auto original = sound_->try_reexport();
		if (fault_ != ImporterFault::reexports_a_copy || !original.ok())
			return original;
		const Mapping content = original.value().map();
		auto copy = copier_->create(content.bytes().size());
		copy->write(0, content.bytes());
		return std::move(*copy).release_dmabuf();
	}

private:
	void repeat_page_0(std::size_t offset, std::span<std::byte> bytes)
	{
		std::vector<std::byte> page(kPage);
		sound_->read(0, page);
		for (std::size_t i = 0; i < bytes.size(); ++i)
			bytes[i] = page[(offset + i) % kPage];
	}

	std::unique_ptr<ImportedBuffer> sound_;
	ImporterFault fault_;
	std::shared_ptr<const Exporter> copier_;
	std::uint32_t imports_; // of its session, itself included
};

class BrokenSession : public ImportSession
{
public:
	BrokenSession(std::unique_ptr<ImportSession> sound, ImporterFault fault,
		std::shared_ptr<const Exporter> copier)
		: sound_(std::move(sound)), fault_(fault), copier_(std::move(copier))
	{
	}

	Result<std::unique_ptr<ImportedBuffer>> try_import(const DmaBuf &buffer) override
	{
		auto imported = sound_->try_import(buffer);
		if (!imported.ok())
			return imported.failure();
		return std::unique_ptr<ImportedBuffer>{std::make_unique<BrokenBuffer>(
			std::move(imported).take(), fault_, copier_, ++imports_)};
	}

private:
	std::unique_ptr<ImportSession> sound_;
	ImporterFault fault_;
	std::shared_ptr<const Exporter> copier_;
	std::uint32_t imports_ = 0;
};

class BrokenImporter : public Importer
{
public:
	BrokenImporter(std::shared_ptr<const Importer> sound, ImporterFault fault,
		std::shared_ptr<const Exporter> copier)
		: sound_(std::move(sound)), fault_(fault), copier_(std::move(copier))
	{
	}

	std::string name() const override { return sound_->name() + "_" + name_of(fault_); }
	std::string driver() const override { return sound_->driver(); }
	std::string node() const override { return sound_->node(); }
	bool has_handles() const override { return sound_->has_handles(); }

	Sight sight() const override
	{
		Sight sight = sound_->sight();
		sight.max_size = std::min(sight.max_size, kSeen);
		return sight;
	}

	std::unique_ptr<ImportSession> open() const override
	{
		return std::make_unique<BrokenSession>(sound_->open(), fault_, copier_);
	}

private:
	std::shared_ptr<const Importer> sound_;
	ImporterFault fault_;
	std::shared_ptr<const Exporter> copier_;
};

} // namespace

std::shared_ptr<const Importer> broken(std::shared_ptr<const Importer> sound, ImporterFault fault,
	std::shared_ptr<const Exporter> copier)
{
	return std::make_shared<BrokenImporter>(std::move(sound), fault, std::move(copier));
}

} // namespace cf
