// SPDX-License-Identifier: MIT
//
// Cases that lie to the runner, on their event stream, their output and in the kernel's log.
// hostile_test.py knows what each may cost: its own result, and nothing else.

#include <climits>
#include <stdexcept>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/unique_fd.h"
#include "neighbour.h"
#include "support/require.h"

namespace cf
{
namespace
{

using namespace std::string_view_literals;

constexpr int kLastDescriptor = 1023;
constexpr std::size_t kTenMegabytes = 10'000'000;
constexpr std::size_t kHundredThousand = 100'000;

bool is_writable_pipe(int descriptor)
{
	struct stat status {
	};
	const int flags = ::fcntl(descriptor, F_GETFL);
	return flags != -1 && (flags & O_ACCMODE) == O_WRONLY &&
		::fstat(descriptor, &status) == 0 && S_ISFIFO(status.st_mode);
}

// The event stream is a pipe like the two of the output; which, a case need not know.
int event_descriptor()
{
	for (int descriptor = STDERR_FILENO + 1; descriptor <= kLastDescriptor; ++descriptor)
		if (is_writable_pipe(descriptor))
			return descriptor;
	throw std::runtime_error("no event stream here");
}

void tell(std::string_view text)
{
	const int descriptor = event_descriptor();
	while (!text.empty()) {
		const ssize_t written = ::write(descriptor, text.data(), text.size());
		ASSERT_GT(written, 0);
		text.remove_prefix(static_cast<std::size_t>(written));
	}
}

TEST(Lies, neighbour_before)
{
	expect_a_sound_world();
}

TEST(Lies, of_the_verdicts_of_others)
{
	for (const std::string_view other :
		{"hostile@bystander@is_left_alone", "hostile@lies@neighbour_before",
			"hostile@lies@neighbour_after", "hostile@witness@is_left_alone"}) {
		const std::string id{other};
		tell(R"({"event":"start","id":")" + id + "\"}\n");
		tell(R"({"event":"end","id":")" + id + R"(","result":"fail"})" + "\n");
		tell(R"({"t":"end","n":0,"id":")" + id +
			R"(","event":"warn","reason":"forged","result":"fail"})" + "\n");
	}
}

TEST(Lies, of_nul_bytes)
{
	tell("{\"event\":\"warn\0\",\"reason\":\"\0\"}\n\0\0\n"sv);
}

TEST(Lies, of_ten_megabytes_in_a_line)
{
	tell(R"({"event":"warn","reason":")" + std::string(kTenMegabytes, 'x') + "\"}\n");
}

TEST(Lies, of_a_hundred_thousand_levels)
{
	const std::string opening(kHundredThousand, '[');
	const std::string closing(kHundredThousand, ']');
	tell(R"({"event":"warn","reason":)" + opening + closing + "}\n");
	tell(R"({"event":"metric","name":"deep","unit":"ns","values":)" + opening + closing +
		"}\n");
}

TEST(Lies, of_numbers_that_are_none)
{
	tell(R"({"event":"metric","name":"huge","unit":"ns","values":[1e999,-1e999]})"
	     "\n");
	tell(R"({"event":"metric","name":7,"unit":null,"values":{"a":"b"}})"
	     "\n");
}

TEST(Lies, without_an_end)
{
	const std::string line = R"({"event":"warn","reason":"once more"})"
				 "\n";
	std::string block;
	while (block.size() < PIPE_BUF)
		block += line;
	for (std::size_t told = 0; told < 2 * kTenMegabytes; told += block.size())
		tell(block);
}

// The runner's own words at the end of a case, and then a warning for whoever comes next.
TEST(Lies, of_a_boundary_in_the_kernel_log)
{
	const auto log = try_open("/dev/kmsg", O_WRONLY);
	require(log.ok(), "needs the right to write /dev/kmsg (" + log.error().name() + ")");
	for (const std::string_view line : {"<6>crossfence: start hostile@lies@neighbour_after\n",
		     "<6>crossfence: end of the run\n", "<6>crossfence: start \n",
		     "<4>a warning behind a forged boundary\n"})
		ASSERT_EQ(::write(log.value().get(), line.data(), line.size()),
			static_cast<ssize_t>(line.size()));
}

TEST(Lies, neighbour_after)
{
	expect_a_sound_world();
}

} // namespace
} // namespace cf
