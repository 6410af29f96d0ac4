// SPDX-License-Identifier: MIT
#include "support/report/listeners.h"

#include <array>
#include <exception>

#include <unistd.h>

#include "support/program/case_id.h"
#include "support/report/case_progress.h"
#include "support/report/event_stream.h"
#include "support/report/leak_listener.h"

namespace cf
{
namespace
{

const char *result_of(const testing::TestInfo &info)
{
	if (info.result()->Failed())
		return "fail";
	if (info.result()->Skipped())
		return "skip";
	return case_progress().warned ? "warn" : "pass";
}

// Ours, in order of appending; gtest owns them once appended.
std::array<testing::TestEventListener *, 3> installed;

} // namespace

void ThrowingListener::OnTestPartResult(const testing::TestPartResult &result)
{
	const bool ends_test = result.fatally_failed() || result.skipped();
	// gtest reports an exception that it caught as a failure without a file; throwing
	// another from there would leave TearDown and the fixture's destructor out.
	const bool reports_exception = result.file_name() == nullptr;
	const bool own_thread = ::gettid() == ::getpid();
	if (ends_test && !reports_exception && own_thread && std::uncaught_exceptions() == 0)
		throw testing::AssertionException(result);
}

void EventListener::OnTestStart(const testing::TestInfo &info)
{
	case_progress() = CaseProgress{};
	late_skip_.reset();
	events().start(case_id(program_, info.name()));
}

void EventListener::OnTestPartResult(const testing::TestPartResult &result)
{
	const char *file = result.file_name() == nullptr ? "" : result.file_name();
	const int line = result.line_number() < 0 ? 0 : result.line_number();
	if (result.failed())
		events().failure(file, line, result.summary());
	else if (result.skipped() && case_progress().acting)
		late_skip_ = result.summary();
	else if (result.skipped() && *result.summary() != '\0')
		events().skip(result.summary()); // one without a reason is none: the case fails
}

// No failure can be added while gtest hands a part result round, hence only here.
void EventListener::OnTestEnd(const testing::TestInfo &info)
{
	if (late_skip_)
		ADD_FAILURE_AT(info.file(), info.line())
			<< "skipped after the test had begun to act: " << *late_skip_;
	events().end(result_of(info));
}

void install_listeners(const std::string &program)
{
	installed = {new EventListener{program}, new LeakListener, new ThrowingListener};
	for (testing::TestEventListener *listener : installed)
		testing::UnitTest::GetInstance()->listeners().Append(listener);
}

void replace_listeners(testing::TestEventListener *reporter)
{
	testing::TestEventListeners &listeners = testing::UnitTest::GetInstance()->listeners();
	delete listeners.Release(listeners.default_result_printer());
	delete listeners.Release(listeners.default_xml_generator());
	for (testing::TestEventListener *listener : installed)
		delete listeners.Release(listener);
	listeners.Append(reporter);
	listeners.Append(new ThrowingListener);
}

} // namespace cf
