// SPDX-License-Identifier: MIT
//
// Claim: no request whatever makes the probe module break the kernel: bad addresses are EFAULT,
// verbs of other objects ENOTTY, wrong descriptors refused, random requests survived.
// Owed by: docs/probe.md, "Safety": a test module that breaks the kernel by itself proves nothing
// about drivers.
// Red when: an address or a descriptor is believed unseen, a verb reaches the wrong object, or some
// mix of requests in a row leaves an object in a state that the next one trips over.

#include <random>

#include "invalidation/probe/verbs.h"

namespace cf
{
namespace
{

constexpr int kRandomCalls = 3000;

class AnyInput : public ProbeTest
{
};

TEST_F(AnyInput, bad_address_is_efault)
{
	const ProbeObjects objects;
	for (const unsigned long verb : kVerbs) {
		if (_IOC_DIR(verb) == _IOC_NONE)
			continue;
		EXPECT_EQ(call(objects.for_verb(verb), verb, nullptr), Errno{EFAULT}) << verb;
	}
}

TEST_F(AnyInput, verb_of_another_object_is_enotty)
{
	const ProbeObjects objects;
	for (const unsigned long verb : kVerbs) {
		Request request = right_request(objects, verb);
		EXPECT_EQ(call(objects.dmabuf.fd(), verb, request.data()), Errno{ENOTTY}) << verb;
	}
	EXPECT_EQ(call(objects.node, CFP_EXPORTER_RESTORE, nullptr), Errno{ENOTTY});
	EXPECT_EQ(call(objects.exporter.fd(), CFP_IMPORTER_PIN, nullptr), Errno{ENOTTY});
	EXPECT_EQ(call(objects.importer.fd(), CFP_FENCE_FILE, nullptr), Errno{ENOTTY});
	EXPECT_EQ(call(objects.keeper.fd(), CFP_FENCE_FILE, nullptr), Errno{ENOTTY});
}

TEST_F(AnyInput, descriptor_of_another_kind_is_refused)
{
	const ProbeObjects objects;
	const std::int32_t node = objects.node.get();
	Request importer = request_of(cfp_create_importer{node, CFP_DYNAMIC, 0, 0, {}});
	Request exporter = request_of(cfp_create_exporter{page_size(), node, 0});
	Request fence = request_of(cfp_add_fence{objects.dmabuf.fd().get(), node, CFP_READ, 0});

	EXPECT_EQ(call(objects.node, CFP_CREATE_IMPORTER, importer.data()), Errno{EINVAL});
	EXPECT_EQ(call(objects.node, CFP_CREATE_EXPORTER, exporter.data()), Errno{EINVAL});
	EXPECT_EQ(call(objects.node, CFP_ADD_FENCE, fence.data()), Errno{EINVAL});

	Request kept = request_of(cfp_create_keeper{node, CFP_KEPT_DMABUF});
	EXPECT_EQ(call(objects.node, CFP_CREATE_KEEPER, kept.data()), Errno{EINVAL});
	kept = request_of(cfp_create_keeper{node, CFP_KEPT_FENCE});
	EXPECT_EQ(call(objects.node, CFP_CREATE_KEEPER, kept.data()), Errno{EINVAL});
	const std::int32_t keeper = objects.keeper.fd().get();
	kept = request_of(cfp_create_keeper{keeper, CFP_KEPT_OBJECT});
	EXPECT_EQ(call(objects.node, CFP_CREATE_KEEPER, kept.data()), Errno{EINVAL});
}

TEST_F(AnyInput, random_requests_are_survived)
{
	const ProbeObjects objects;
	const std::vector<std::uint32_t> fds = objects.numbers();
	const Deadline deadline{probe().info().limit};
	std::mt19937 random{20261121};
	const auto any = [&] {
		return static_cast<std::uint32_t>(random());
	};
	for (int i = 0; i < kRandomCalls && !deadline.passed(); ++i) {
		std::array<std::uint32_t, 64> request;
		for (std::uint32_t &word : request) {
			const std::array choices{any(), any() % 5, fds[any() % fds.size()], 0U};
			word = choices.at(any() % choices.size());
		}
		const unsigned long verb = kVerbs.at(any() % kVerbs.size());
		call(objects.for_verb(verb), verb, request.data());
	}
	EXPECT_EQ(objects.exporter.state().size, page_size());
}

} // namespace
} // namespace cf
