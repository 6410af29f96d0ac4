// SPDX-License-Identifier: MIT
#include "export/allocators/requests.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <fcntl.h>
#include <linux/dma-heap.h>
#include <linux/memfd.h>
#include <linux/udmabuf.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/ioctl.h"
#include "dmabuf/allocators/memory_file.h"
#include "dmabuf/allocators/udmabuf.h"
#include "roles/catalogue.h"
#include "support/matrix/sized.h"
#include "support/process/unwritable.h"

namespace cf
{
namespace
{

constexpr IoctlRequest kCreate{UDMABUF_CREATE, "UDMABUF_CREATE"};
constexpr IoctlRequest kCreateList{UDMABUF_CREATE_LIST, "UDMABUF_CREATE_LIST"};
constexpr IoctlRequest kAllocate{DMA_HEAP_IOCTL_ALLOC, "DMA_HEAP_IOCTL_ALLOC"};

constexpr std::size_t kFilePages = 4;

// A memfd of some pages with exactly these seals.
UniqueFd sealed_file(int seals, unsigned flags = MFD_ALLOW_SEALING)
{
	UniqueFd file{::memfd_create("sealed", MFD_CLOEXEC | flags)};
	if (!file.valid())
		Failure::last("memfd_create").raise();
	if (::ftruncate(file.get(), static_cast<off_t>(kFilePages * page_size())) == -1)
		Failure::last("ftruncate").raise();
	if (seals != 0 && ::fcntl(file.get(), F_ADD_SEALS, seals) == -1)
		Failure::last("F_ADD_SEALS").raise();
	return file;
}

// One page of a file with these seals.
Errno create_of(const UniqueFd &file)
{
	return Udmabuf::open().try_create(file, {0, page_size()}).error();
}

Errno create_sealed(int seals)
{
	return create_of(sealed_file(seals));
}

Errno create_range(UdmabufRange range)
{
	return Udmabuf::open().try_create(sealed_file(F_SEAL_SHRINK), range).error();
}

Errno create_ranges(const MemoryFile &file, const std::vector<UdmabufRange> &ranges)
{
	return Udmabuf::open().try_create_list(file.fd(), ranges).error();
}

UdmabufLimits limits()
{
	return try_read_udmabuf_limits().take();
}

// Closes what a request made that should have failed.
Errno error_of(const Result<int> &made)
{
	if (made.ok() && made.value() > 0)
		UniqueFd{made.value()}.reset();
	return made.error();
}

UniqueFd create_flagged(FdRef node, std::uint32_t flags)
{
	const UniqueFd file = sealed_file(F_SEAL_SHRINK);
	udmabuf_create request{
		.memfd = static_cast<std::uint32_t>(file.get()),
		.flags = flags,
		.offset = 0,
		.size = page_size(),
	};
	return UniqueFd{try_raw_ioctl(node, kCreate, &request).take()};
}

constexpr std::array kBadMemory{
	BadRequest{"not_sealed", [](FdRef) { return create_sealed(0); }, EINVAL},
	BadRequest{"sealed_against_growing_only",
		[](FdRef) { return create_sealed(F_SEAL_GROW | F_SEAL_SEAL); }, EINVAL},
	BadRequest{"sealed_against_writing",
		[](FdRef) { return create_sealed(F_SEAL_SHRINK | F_SEAL_WRITE); }, EINVAL},
	BadRequest{"sealed_against_later_writing",
		[](FdRef) { return create_sealed(F_SEAL_SHRINK | F_SEAL_FUTURE_WRITE); }, EINVAL},
	BadRequest{"not_sealable", [](FdRef) { return create_of(sealed_file(0, 0)); }, EINVAL},
	BadRequest{"no_descriptor", [](FdRef) { return create_of(UniqueFd{}); }, EBADFD},
	BadRequest{
		"not_a_memfd", [](FdRef) { return create_of(open("/dev/null", O_RDWR)); }, EBADFD},
	BadRequest{"own_buffer", [](FdRef node) { return create_of(create_flagged(node, 1)); },
		EBADFD},
	BadRequest{"empty",
		[](FdRef) {
			return create_range({0, 0});
		},
		EINVAL},
	BadRequest{"offset_inside_a_page",
		[](FdRef) {
			return create_range({page_size() / 2, page_size()});
		},
		EINVAL},
	BadRequest{"size_inside_a_page",
		[](FdRef) {
			return create_range({0, page_size() + page_size() / 2});
		},
		EINVAL},
	BadRequest{"behind_the_end",
		[](FdRef) {
			return create_range({kFilePages * page_size(), page_size()});
		},
		EINVAL},
	BadRequest{"across_the_end",
		[](FdRef) {
			return create_range({(kFilePages - 1) * page_size(), 2 * page_size()});
		},
		EINVAL},
	BadRequest{"size_wraps_round",
		[](FdRef) {
			return create_range({page_size(), 0 - page_size()});
		},
		EINVAL},
	BadRequest{"above_the_size_limit",
		[](FdRef) {
			const std::size_t size = limits().size + page_size();
			return create_ranges(MemoryFile::create(size), {{0, size}});
		},
		EINVAL},
	BadRequest{"sum_above_the_size_limit",
		[](FdRef) {
			const std::size_t size = limits().size / 2 + page_size();
			return create_ranges(MemoryFile::create(size), {{0, size}, {0, size}});
		},
		EINVAL},
	BadRequest{"list_of_none",
		[](FdRef) { return create_ranges(MemoryFile::create(page_size()), {}); }, EINVAL},
	BadRequest{"list_above_the_limit",
		[](FdRef) {
			return create_ranges(MemoryFile::create(page_size()),
				std::vector<UdmabufRange>(limits().ranges + 1, {0, page_size()}));
		},
		EINVAL},
	BadRequest{"last_of_the_list_behind_the_end",
		[](FdRef) {
			return create_ranges(MemoryFile::create(page_size()),
				{{0, page_size()}, {page_size(), page_size()}});
		},
		EINVAL},
	BadRequest{"end_without_begin",
		[](FdRef node) {
			return DmaBuf{create_flagged(node, UDMABUF_FLAGS_CLOEXEC)}
				.try_end_cpu_access(Access::read_write)
				.error();
		},
		EINVAL},
	BadRequest{"argument_outside_memory",
		[](FdRef node) { return error_of(try_raw_ioctl(node, kCreate, nullptr)); }, EFAULT},
	BadRequest{"list_outside_memory",
		[](FdRef node) { return error_of(try_raw_ioctl(node, kCreateList, nullptr)); },
		EFAULT},
	BadRequest{"unknown_ioctl",
		[](FdRef node) {
			udmabuf_create request{};
			return try_raw_ioctl(
				node, {_IOW('u', 0x41, udmabuf_create), "unknown"}, &request)
				.error();
		},
		ENOTTY},
};

// UDMABUF_FLAGS_CLOEXEC is the one flag; the kernel ignores the others.
constexpr std::array kGoodMemory{
	GoodRequest{"closed_on_exec",
		[](FdRef node) { return create_flagged(node, UDMABUF_FLAGS_CLOEXEC); }, FD_CLOEXEC,
		O_RDWR, 1},
	GoodRequest{
		"kept_on_exec", [](FdRef node) { return create_flagged(node, 0); }, 0, O_RDWR, 1},
};

Errno allocate(FdRef node, dma_heap_allocation_data request)
{
	const auto made = try_raw_ioctl(node, kAllocate, &request);
	if (made.ok())
		UniqueFd{static_cast<int>(request.fd)}.reset();
	return made.error();
}

UniqueFd allocate_good(FdRef node, std::uint32_t flags, std::size_t size = page_size())
{
	dma_heap_allocation_data request{.len = size, .fd_flags = flags};
	static_cast<void>(try_raw_ioctl(node, kAllocate, &request).take());
	return UniqueFd{static_cast<int>(request.fd)};
}

constexpr std::uint32_t kUsual = O_RDWR | O_CLOEXEC;

constexpr std::array kBadHeap{
	BadRequest{"empty",
		[](FdRef node) { return allocate(node, {.len = 0, .fd_flags = kUsual}); }, EINVAL},
	BadRequest{"size_wraps_round",
		[](FdRef node) {
			return allocate(node, {.len = ~std::uint64_t{0}, .fd_flags = kUsual});
		},
		EINVAL},
	BadRequest{"descriptor_given",
		[](FdRef node) {
			return allocate(node, {.len = page_size(), .fd = 1, .fd_flags = kUsual});
		},
		EINVAL},
	BadRequest{"nonblocking",
		[](FdRef node) {
			return allocate(
				node, {.len = page_size(), .fd_flags = kUsual | O_NONBLOCK});
		},
		EINVAL},
	BadRequest{"appending",
		[](FdRef node) {
			return allocate(node, {.len = page_size(), .fd_flags = kUsual | O_APPEND});
		},
		EINVAL},
	BadRequest{"highest_descriptor_flag",
		[](FdRef node) {
			return allocate(node, {.len = page_size(), .fd_flags = kUsual | 1U << 31});
		},
		EINVAL},
	BadRequest{"lowest_heap_flag",
		[](FdRef node) {
			return allocate(
				node, {.len = page_size(), .fd_flags = kUsual, .heap_flags = 1});
		},
		EINVAL},
	BadRequest{"highest_heap_flag",
		[](FdRef node) {
			return allocate(node,
				{.len = page_size(),
					.fd_flags = kUsual,
					.heap_flags = std::uint64_t{1} << 63});
		},
		EINVAL},
	BadRequest{"argument_outside_memory",
		[](FdRef node) { return try_raw_ioctl(node, kAllocate, nullptr).error(); }, EFAULT},
	BadRequest{"answer_not_writable",
		[](FdRef node) {
			const Mapping argument = read_only_copy(
				dma_heap_allocation_data{.len = page_size(), .fd_flags = kUsual});
			return try_raw_ioctl(node, kAllocate, argument.bytes().data()).error();
		},
		EFAULT},
	BadRequest{"unknown_ioctl",
		[](FdRef node) {
			dma_heap_allocation_data request{.len = page_size(), .fd_flags = kUsual};
			return try_raw_ioctl(node,
				{_IOWR(DMA_HEAP_IOC_MAGIC, 1, dma_heap_allocation_data), "unknown"},
				&request)
				.error();
		},
		EINVAL},
};

constexpr std::array kGoodHeap{
	GoodRequest{"closed_on_exec",
		[](FdRef node) { return allocate_good(node, O_RDWR | O_CLOEXEC); }, FD_CLOEXEC,
		O_RDWR, 1},
	GoodRequest{"kept_on_exec", [](FdRef node) { return allocate_good(node, O_RDWR); }, 0,
		O_RDWR, 1},
	GoodRequest{"read_only",
		[](FdRef node) { return allocate_good(node, O_RDONLY | O_CLOEXEC); }, FD_CLOEXEC,
		O_RDONLY, 1},
	GoodRequest{"size_between_pages",
		[](FdRef node) { return allocate_good(node, kUsual, page_size() + 1); }, FD_CLOEXEC,
		O_RDWR, 2},
};

bool is_heap(const Exporter &exporter)
{
	return exporter.node().starts_with("/dev/dma_heap/");
}

// The variants of one allocator share its node: the first stands for all.
bool is_memory(const Exporter &exporter)
{
	return exporter.name() == "udmabuf";
}

template <typename Request, typename Memory, typename Heap>
std::vector<RequestOf<Request>> requests(const Memory &of_memory, const Heap &of_heaps)
{
	std::vector<RequestOf<Request>> found;
	for (const auto &exporter : catalogue().exporters) {
		const auto add = [&](const Request &request) {
			found.push_back({exporter->name(), exporter->node(), request});
		};
		if (is_memory(*exporter))
			std::for_each(of_memory.begin(), of_memory.end(), add);
		if (is_heap(*exporter))
			std::for_each(of_heaps.begin(), of_heaps.end(), add);
	}
	return found;
}

} // namespace

std::vector<RequestOf<BadRequest>> bad_requests()
{
	return requests<BadRequest>(kBadMemory, kBadHeap);
}

std::vector<RequestOf<GoodRequest>> good_requests()
{
	return requests<GoodRequest>(kGoodMemory, kGoodHeap);
}

} // namespace cf
