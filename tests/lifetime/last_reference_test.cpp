// SPDX-License-Identifier: MIT
//
// Claim: a buffer lives as long as any of its descriptor, its mapping and its import, and is gone
// with the last of them, in whichever order they go.
// Owed by: Documentation/driver-api/dma-buf.rst: the dma-buf's file is the reference count;
// debugfs dma_buf/bufinfo lists each buffer that is alive.
// Red when: a driver keeps a reference that it never drops (the buffer stays in the list), or one
// too few (it vanishes while somebody still maps it).

#include <algorithm>
#include <array>
#include <optional>

#include <gtest/gtest.h>

#include "support/content/pattern.h"
#include "support/gone.h"
#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

enum class Holder { descriptor, mapping, import };

std::string holder_name(Holder holder)
{
	constexpr std::array kNames{"descriptor", "mapping", "import"};
	return kNames[static_cast<std::size_t>(holder)];
}

struct Order {
	std::array<Holder, 3> going;

	std::string name() const
	{
		return holder_name(going[0]) + "_" + holder_name(going[1]) + "_" +
			holder_name(going[2]);
	}
	std::vector<std::string> roles() const { return {}; }
};

std::vector<Order> all_orders()
{
	Order order{{Holder::descriptor, Holder::mapping, Holder::import}};
	std::vector<Order> orders;
	do {
		orders.push_back(order);
	} while (std::next_permutation(order.going.begin(), order.going.end()));
	return orders;
}

class LastReference : public testing::TestWithParam<std::tuple<Pair, Order>>
{
protected:
	void SetUp() override
	{
		require_accepted(std::get<Pair>(GetParam()));
		require_bufinfo();
	}
};

TEST_P(LastReference, ends_the_buffer_and_no_other_does)
{
	const auto &[pair, order] = GetParam();
	auto buffer = pair.exporter->create(page_size());
	const auto session = pair.importer->open();
	auto imported = session->import(buffer->dmabuf());
	std::optional<DmaBuf> descriptor{std::move(*buffer).release_dmabuf()};
	buffer.reset();
	Mapping mapping = descriptor->map();
	const ino_t inode = descriptor->inode();

	for (const Holder holder : order.going) {
		EXPECT_TRUE(is_alive(inode)) << "gone before its " << holder_name(holder);
		switch (holder) {
		case Holder::descriptor:
			descriptor.reset();
			break;
		case Holder::mapping:
			mapping.reset();
			break;
		case Holder::import:
			imported.reset();
			break;
		}
	}
	EXPECT_FALSE(is_alive(inode)) << "still listed in dma_buf/bufinfo";
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(LastReference);
INSTANTIATE_TEST_SUITE_P(Pairs, LastReference,
	testing::Combine(
		testing::ValuesIn(pairs({.handles = true})), testing::ValuesIn(all_orders())),
	ParameterName{});

} // namespace
} // namespace cf
