// SPDX-License-Identifier: MIT
//
// Claim: the probe module takes a right request, and refuses the same with one field that it does
// not know, a time without bound, or a set reserved field.
// Owed by: lib/probe/module/uapi: reserved fields are zero, flags are known, times are bounded, so
// that later versions can give them a meaning.
// Red when: a reserved field or an unknown flag is taken, or a time can hold the kernel for ever.

#include "invalidation/probe/verbs.h"

namespace cf
{
namespace
{

constexpr std::uint32_t kTooLong = 60001; // longer than limit_ms can be

struct BadField {
	const char *label;
	unsigned long verb;
	std::size_t offset;
	std::uint32_t value;

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

class ProbeField : public ProbeTest, public testing::WithParamInterface<BadField>
{
};

TEST_P(ProbeField, is_refused)
{
	const auto &[label, verb, offset, value] = GetParam();
	const ProbeObjects objects;
	if (verb == CFP_IMPORTER_ACCESS || verb == CFP_IMPORTER_JOB)
		objects.importer.map();
	Request request = right_request(objects, verb);
	std::memcpy(request.data() + offset, &value, sizeof value);

	EXPECT_EQ(call(objects.for_verb(verb), verb, request.data()), Errno{EINVAL});

	request = right_request(objects, verb);
	EXPECT_EQ(call(objects.for_verb(verb), verb, request.data()), Errno{}) << "and without it";
}

const auto kBadFields = testing::Values(BadField{"exporter_size", CFP_CREATE_EXPORTER, 4, 1},
	BadField{"exporter_shares", CFP_CREATE_EXPORTER, 8, 0xfffffffe},
	BadField{"exporter_flags", CFP_CREATE_EXPORTER, 12, 2},
	BadField{"importer_kind", CFP_CREATE_IMPORTER, 4, 3},
	BadField{"importer_flags", CFP_CREATE_IMPORTER, 8, 2},
	BadField{"importer_device", CFP_CREATE_IMPORTER, 12, 2},
	BadField{"importer_reaction", CFP_CREATE_IMPORTER, 16, 6},
	BadField{"importer_delay", CFP_CREATE_IMPORTER, 20, kTooLong},
	BadField{"fence_flags", CFP_CREATE_FENCE, 16, 16},
	BadField{"fence_with_two_locks", CFP_CREATE_FENCE, 16, 3},
	BadField{"fence_lifetime", CFP_CREATE_FENCE, 20, kTooLong},
	BadField{"combine_of_nothing", CFP_COMBINE, 16, 0},
	BadField{"combine_of_too_many", CFP_COMBINE, 16, CFP_COMBINE_LIMIT + 1},
	BadField{"combine_chain_of_one", CFP_COMBINE, 20, CFP_CHAIN},
	BadField{"combine_container", CFP_COMBINE, 20, 2},
	BadField{"add_fence_usage", CFP_ADD_FENCE, 8, 4},
	BadField{"add_fence_nested", CFP_ADD_FENCE, 12, 2},
	BadField{"ask_meanwhile", CFP_ASK, 4, 0xfffffffe}, BadField{"ask_usage", CFP_ASK, 8, 4},
	BadField{"ask_question", CFP_ASK, 12, 3},
	BadField{"timing_what", CFP_TIMING, 8, CFP_TIME_ITERATE + 1},
	BadField{"timing_of_no_samples", CFP_TIMING, 12, 0},
	BadField{"timing_of_too_many", CFP_TIMING, 12, CFP_TIMING_COUNT + 1},
	BadField{"timing_of_nothing", CFP_TIMING, 16, 0},
	BadField{"timing_width", CFP_TIMING, 16, CFP_TIMING_WIDTH + 1},
	BadField{"timing_flags", CFP_TIMING, 20, 2},
	BadField{"timing_delay", CFP_TIMING, 24, CFP_TIMING_DELAY_NS + 1},
	BadField{"timing_limit", CFP_TIMING, 28, kTooLong},
	BadField{"keeper_what", CFP_CREATE_KEEPER, 4, 3},
	BadField{"drop_in", CFP_KEEPER_DROP, 0, CFP_DROP_IN_SHRINKER + 1},
	BadField{"drop_timeout", CFP_KEEPER_DROP, 4, kTooLong},
	BadField{"section_act", CFP_SECTION, 0, CFP_ACT_MMAP_LOCK + 1},
	BadField{"section_reserved", CFP_SECTION, 4, 1},
	BadField{"translate_device", CFP_TRANSLATE, 0, 1},
	BadField{"translate_reserved", CFP_TRANSLATE, 4, 1},
	BadField{"move_flags", CFP_EXPORTER_MOVE, 0, 0x100},
	BadField{"move_timeout", CFP_EXPORTER_MOVE, 4, kTooLong},
	BadField{"move_copy_time", CFP_EXPORTER_MOVE, 8, kTooLong},
	BadField{"move_reserved", CFP_EXPORTER_MOVE, 12, 1},
	BadField{"revoke_flags", CFP_EXPORTER_REVOKE, 0, 8},
	BadField{"revoke_timeout", CFP_EXPORTER_REVOKE, 4, kTooLong},
	BadField{"map_direction", CFP_IMPORTER_MAP, 0, 3},
	BadField{"map_reserved", CFP_IMPORTER_MAP, 4, 1},
	BadField{"react_reaction", CFP_IMPORTER_REACT, 0, 6},
	BadField{"react_delay", CFP_IMPORTER_REACT, 4, kTooLong},
	BadField{"access_length", CFP_IMPORTER_ACCESS, 8, 0},
	BadField{"access_offset", CFP_IMPORTER_ACCESS, 0, 0xffffff},
	BadField{"access_flags", CFP_IMPORTER_ACCESS, 24, 8},
	BadField{"access_reserved", CFP_IMPORTER_ACCESS, 28, 1},
	BadField{"job_flags", CFP_IMPORTER_JOB, 8, 8},
	BadField{"job_time", CFP_IMPORTER_JOB, 12, kTooLong},
	BadField{"job_usage", CFP_IMPORTER_JOB, 16, 4},
	BadField{"job_reserved", CFP_IMPORTER_JOB, 20, 1},
	BadField{"signal_error", CFP_FENCE_SIGNAL, 0, 1},
	BadField{"signal_from", CFP_FENCE_SIGNAL, 4, 3},
	BadField{"hold_file", CFP_FENCE_HOLD, 0, 0xffffffff},
	BadField{"hold_reserved", CFP_FENCE_HOLD, 4, 1});

INSTANTIATE_TEST_SUITE_P(Fields, ProbeField, kBadFields, ParameterName{});

} // namespace
} // namespace cf
