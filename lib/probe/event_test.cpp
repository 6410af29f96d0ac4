// SPDX-License-Identifier: MIT
#include "probe/event.h"

#include <array>
#include <sstream>
#include <system_error>

#include <gtest/gtest.h>

namespace cf
{

namespace
{

std::vector<std::byte> bytes_of(std::span<const cfp_event> records)
{
	const auto bytes = std::as_bytes(records);
	return {bytes.begin(), bytes.end()};
}

cfp_event record(std::uint16_t kind, std::uint32_t object)
{
	cfp_event made{};
	made.kind = kind;
	made.object = object;
	return made;
}

TEST(ProbeEvent, decodes_every_field)
{
	cfp_event sent{
		.time_ns = 1,
		.sequence = 2,
		.value = 3,
		.object = 4,
		.attachment = 5,
		.generation = 6,
		.thread = 7,
		.result = -ENODEV,
		.kind = CFP_EVENT_MAP,
		.context = CFP_RESV_LOCKED | CFP_IN_HARDIRQ,
	};
	const ProbeEvents events = decode_events(bytes_of({&sent, 1}));

	ASSERT_EQ(events.size(), 1U);
	const ProbeEvent &event = events.front();
	EXPECT_EQ(event.kind, EventKind::map);
	EXPECT_EQ(event.time_ns, 1U);
	EXPECT_EQ(event.sequence, 2U);
	EXPECT_EQ(event.value, 3U);
	EXPECT_EQ(event.object, 4U);
	EXPECT_EQ(event.attachment, 5U);
	EXPECT_EQ(event.generation, 6U);
	EXPECT_EQ(event.thread, 7U);
	EXPECT_EQ(event.error, Errno{ENODEV});
	EXPECT_TRUE(event.resv_locked());
	EXPECT_FALSE(event.resv_held());
	EXPECT_TRUE(event.in_interrupt());
}

TEST(ProbeEvent, refuses_half_a_record)
{
	const cfp_event sent = record(CFP_EVENT_MAP, 1);
	std::vector<std::byte> bytes = bytes_of({&sent, 1});
	bytes.pop_back();

	EXPECT_THROW(decode_events(bytes), std::system_error);
}

TEST(ProbeEvent, filters_keep_the_order)
{
	const std::array sent{record(CFP_EVENT_MAP, 1), record(CFP_EVENT_UNMAP, 2),
		record(CFP_EVENT_PIN, 1), record(CFP_EVENT_MAP, 2)};
	const ProbeEvents events = decode_events(bytes_of(sent));
	const std::array wanted{EventKind::pin, EventKind::map};

	EXPECT_EQ(of_kind(events, EventKind::map).size(), 2U);
	EXPECT_EQ(kinds_of(of_object(events, 2)), (std::vector{EventKind::unmap, EventKind::map}));
	EXPECT_EQ(kinds_of(of_kinds(events, wanted)),
		(std::vector{EventKind::map, EventKind::pin, EventKind::map}));
}

TEST(ProbeEvent, every_kind_has_a_name)
{
	for (int kind = CFP_EVENT_ATTACH; kind <= CFP_EVENT_KEEPER_DROP; ++kind) {
		std::ostringstream out;
		out << static_cast<EventKind>(kind);
		EXPECT_NE(out.str(), "unknown event") << kind;
	}
	EXPECT_STREQ(name_of(EventKind::map), "map");
	EXPECT_STREQ(name_of(EventKind::restore), "restore");
	EXPECT_STREQ(name_of(EventKind::fence_release), "fence_release");
	EXPECT_STREQ(name_of(EventKind::fence_drop), "fence_drop");
	EXPECT_STREQ(name_of(EventKind::keeper_drop), "keeper_drop");
	EXPECT_STREQ(name_of(EventKind{999}), "unknown event");
}

} // namespace

} // namespace cf
