// SPDX-License-Identifier: MIT
#include "roles/discovery/discovery.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "dmabuf/allocators/memory_file.h"
#include "dmabuf/allocators/udmabuf.h"

// udmabuf in three shapes of memory: pages as they come, pages in another order than in the
// file (which catches importers that read only the first contiguous part right), and huge
// pages.

namespace cf
{

namespace
{

constexpr const char *kNode = "/dev/udmabuf";

enum class Shape { ordered, scattered, huge };

struct Variant {
	const char *name;
	Shape shape;
};

constexpr Variant kVariants[] = {
	{"udmabuf", Shape::ordered},
	{"udmabuf_scattered", Shape::scattered},
	{"udmabuf_hugetlb", Shape::huge},
};

std::size_t round_up(std::size_t size, std::size_t unit)
{
	return (size + unit - 1) / unit * unit;
}

// The file's pieces in buffer order. Scattered: as many pieces as the driver takes, the last
// page of the file first, so that no two neighbours in the buffer are neighbours in the file.
std::vector<UdmabufRange> pieces_of(std::size_t size, Shape shape, std::size_t limit)
{
	if (shape != Shape::scattered)
		return {{0, size}};
	const std::size_t page = size_of(PageKind::ordinary);
	const std::size_t piece = round_up((size + limit - 1) / limit, page);
	std::vector<UdmabufRange> pieces;
	for (std::size_t offset = 0; offset < size; offset += piece)
		pieces.push_back({offset, std::min(piece, size - offset)});
	std::reverse(pieces.begin(), pieces.end());
	return pieces;
}

class UdmabufBuffer final : public ExportedBuffer
{
public:
	UdmabufBuffer(DmaBuf dmabuf, MemoryFile file, std::vector<UdmabufRange> pieces)
		: ExportedBuffer(std::move(dmabuf)), file_(std::move(file)),
		  pieces_(std::move(pieces))
	{
	}

	void write(std::size_t offset, std::span<const std::byte> bytes) override
	{
		for_each_part(
			offset, bytes.size(), [&](std::size_t done, std::span<std::byte> part) {
				std::memcpy(part.data(), bytes.data() + done, part.size());
			});
	}

	void read(std::size_t offset, std::span<std::byte> bytes) const override
	{
		for_each_part(
			offset, bytes.size(), [&](std::size_t done, std::span<std::byte> part) {
				std::memcpy(bytes.data() + done, part.data(), part.size());
			});
	}

private:
	// Calls `visit` with how much came before and the file memory of each part of the range.
	template <typename Visit>
	void for_each_part(std::size_t offset, std::size_t length, Visit visit) const
	{
		std::size_t start = 0, done = 0;
		for (const UdmabufRange &piece : pieces_) {
			const std::size_t at = offset + done;
			if (done < length && at < start + piece.size) {
				const std::size_t inside = at - start;
				const std::size_t count =
					std::min(length - done, piece.size - inside);
				visit(done, file_.bytes().subspan(piece.offset + inside, count));
				done += count;
			}
			start += piece.size;
		}
	}

	MemoryFile file_;
	std::vector<UdmabufRange> pieces_;
};

class UdmabufExporter final : public Exporter
{
public:
	UdmabufExporter(Variant variant, UdmabufLimits limits) : variant_(variant), limits_(limits)
	{
	}

	std::string name() const override { return variant_.name; }
	std::string driver() const override { return "udmabuf"; }
	std::string node() const override { return kNode; }
	std::size_t max_size() const override { return limits_.size; }

	Result<std::unique_ptr<ExportedBuffer>> try_create(std::size_t size) const override
	{
		const auto kind =
			variant_.shape == Shape::huge ? PageKind::huge_2mib : PageKind::ordinary;
		size = round_up(size, size_of(kind));
		auto pieces = pieces_of(size, variant_.shape, limits_.ranges);
		auto udmabuf = Udmabuf::try_open();
		if (!udmabuf.ok())
			return udmabuf.failure();
		auto file = MemoryFile::try_create(size, kind);
		if (!file.ok())
			return file.failure();
		auto dmabuf = udmabuf.value().try_create_list(file.value().fd(), pieces);
		if (!dmabuf.ok())
			return dmabuf.failure();
		return std::make_unique<UdmabufBuffer>(
			std::move(dmabuf).take(), std::move(file).take(), std::move(pieces));
	}

private:
	Variant variant_;
	UdmabufLimits limits_;
};

} // namespace

void find_udmabuf_exporters(Catalogue &roles)
{
	const auto limits = try_read_udmabuf_limits();
	if (!limits.ok()) {
		roles.absent.push_back({"exporter", "udmabuf", kNode,
			"not in this kernel or not loaded (CONFIG_UDMABUF)"});
		return;
	}
	for (const Variant &variant : kVariants)
		offer(roles, std::make_shared<UdmabufExporter>(variant, limits.value()));
}

} // namespace cf
