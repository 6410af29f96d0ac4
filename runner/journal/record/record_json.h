// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "journal/run_info.h"
#include "verdict/kernel/interlude.h"

// The JSON of the journal's records. Every record has "t", its kind: run-start,
// start, out, err, event, kmsg, end, interlude, resumed, run-end; those of a case have "n", its
// number.

namespace cf
{

nlohmann::json run_start_record(const RunInfo &info);
nlohmann::json resumed_record(const RunResumed &resumed);
nlohmann::json interlude_record(const Interlude &interlude);
nlohmann::json case_end_record(std::size_t number, const CaseResult &result);

// What of an end record decides about the case, and what it is called. Throws
// nlohmann::json::exception.
CaseResult case_result_of(const nlohmann::json &end_record);
TestCase test_case_of(const nlohmann::json &declared);

void to_json(nlohmann::json &object, const KmsgRecord &record);
void from_json(const nlohmann::json &object, KmsgRecord &record);

// Bytes as "text" when they are UTF-8, else as "latin1", a code point a byte.
void set_bytes(nlohmann::json &record, std::string_view bytes);
std::string get_bytes(const nlohmann::json &record);

} // namespace cf
