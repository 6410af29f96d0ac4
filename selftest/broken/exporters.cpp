// SPDX-License-Identifier: MIT
#include "broken/exporters.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace cf
{
namespace
{

constexpr std::size_t kLargest = 4 * 1024 * 1024;

const char *name_of(ExporterFault fault)
{
	return fault == ExporterFault::keeps_a_copy ? "keeps_a_copy" : "reimports_as_another";
}

class BrokenExport : public ExportedBuffer
{
public:
	BrokenExport(std::unique_ptr<ExportedBuffer> sound, ExporterFault fault, std::size_t size)
		: ExportedBuffer(sound->dmabuf().duplicate()), sound_(std::move(sound)),
		  fault_(fault), copy_(size)
	{
	}

	void write(std::size_t offset, std::span<const std::byte> bytes) override
	{
		if (fault_ != ExporterFault::keeps_a_copy)
			return sound_->write(offset, bytes);
		std::ranges::copy(bytes, std::span{copy_}.subspan(offset).begin());
	}

	void read(std::size_t offset, std::span<std::byte> bytes) const override
	{
		if (fault_ != ExporterFault::keeps_a_copy)
			return sound_->read(offset, bytes);
		std::ranges::copy(std::span{copy_}.subspan(offset, bytes.size()), bytes.begin());
	}

	std::optional<std::uint32_t> handle() const override { return sound_->handle(); }

	Result<std::uint32_t> try_reimport() const override
	{
		auto handle = sound_->try_reimport();
		if (fault_ != ExporterFault::reimports_as_another || !handle.ok())
			return handle;
		return handle.value() + 1;
	}

	Result<std::uint32_t> try_global_name() const override { return sound_->try_global_name(); }

private:
	std::unique_ptr<ExportedBuffer> sound_;
	ExporterFault fault_;
	std::vector<std::byte> copy_;
};

class BrokenExporter : public Exporter
{
public:
	BrokenExporter(std::shared_ptr<const Exporter> sound, ExporterFault fault)
		: sound_(std::move(sound)), fault_(fault)
	{
	}

	std::string name() const override { return sound_->name() + "_" + name_of(fault_); }
	std::string driver() const override { return sound_->driver(); }
	std::string node() const override { return sound_->node(); }
	std::size_t max_size() const override { return kLargest; }
	bool has_handles() const override { return sound_->has_handles(); }

	Result<std::unique_ptr<ExportedBuffer>> try_create(std::size_t size) const override
	{
		auto made = sound_->try_create(size);
		if (!made.ok())
			return made.failure();
		return std::unique_ptr<ExportedBuffer>{
			std::make_unique<BrokenExport>(std::move(made).take(), fault_, size)};
	}

private:
	std::shared_ptr<const Exporter> sound_;
	ExporterFault fault_;
};

} // namespace

std::shared_ptr<const Exporter> broken(std::shared_ptr<const Exporter> sound, ExporterFault fault)
{
	return std::make_shared<BrokenExporter>(std::move(sound), fault);
}

} // namespace cf
