// SPDX-License-Identifier: MIT
#include "results/measured/samples_file.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "results/measured/metrics_csv.h"
#include "text/usage_error.h"

namespace cf
{
namespace
{

using nlohmann::json;

class Samples : public testing::Test
{
protected:
	Samples() { std::filesystem::create_directories(directory_); }
	~Samples() override { std::filesystem::remove_all(directory_); }

	// Two tests: one with a floor and what is measured by it, one with a single series.
	json written()
	{
		json tests = json::parse(R"({
			"a": {"metrics": [
				{"name": "eventfd", "unit": "ns", "values": [2, 2, 2]},
				{"name": "poll", "unit": "ns", "values": [5, 7, 6],
				 "floor": "eventfd", "noise": ["a, b", "c"]}]},
			"b": {"metrics": [
				{"name": "copy", "unit": "ns", "values": [8], "size": 4}]},
			"c": {"metrics": []}})");
		SamplesFile samples(directory_);
		MetricsCsv csv(directory_);
		for (auto &[name, test] : tests.items()) {
			samples.take_values(test["metrics"]);
			csv.add(name, test["metrics"]);
		}
		samples.commit();
		csv.commit();
		return tests;
	}

	std::string directory_ = testing::TempDir() + "samples_file_test";
};

TEST_F(Samples, leave_what_they_amount_to)
{
	const json tests = written();
	const json poll = tests["a"]["metrics"][1];
	EXPECT_FALSE(poll.contains("values"));
	EXPECT_EQ(poll["n"], 3);
	EXPECT_EQ(poll["min"], 5);
	EXPECT_EQ(poll["p50"], 6);
	EXPECT_EQ(poll["max"], 7);
	EXPECT_EQ(poll["floor"], "eventfd");
	EXPECT_EQ(poll["ratio"], 3);
	EXPECT_EQ(poll["noisy"], true);
	EXPECT_EQ(tests["a"]["metrics"][0]["noisy"], false);
	EXPECT_EQ(tests["b"]["metrics"][0]["size"], 4);
	EXPECT_EQ(tests["b"]["metrics"][0]["samples"]["first"], 6);
}

TEST_F(Samples, come_back_as_they_were)
{
	json tests = written();
	put_values_back(tests, directory_);
	EXPECT_EQ(tests["a"]["metrics"][1]["values"], json::parse("[5, 7, 6]"));
	EXPECT_EQ(tests["b"]["metrics"][0]["values"], json::parse("[8]"));
}

TEST_F(Samples, that_are_gone_leave_the_summary)
{
	json tests = written();
	std::filesystem::remove(directory_ + "/" + kSamplesFile);
	put_values_back(tests, directory_);
	EXPECT_FALSE(tests["b"]["metrics"][0].contains("values"));
}

TEST_F(Samples, that_are_cut_off_are_an_error)
{
	json tests = written();
	std::filesystem::resize_file(directory_ + "/" + kSamplesFile, 6 * sizeof(double));
	EXPECT_THROW(put_values_back(tests, directory_), UsageError);
	tests["b"]["metrics"][0]["samples"]["first"] = ~0ULL;
	EXPECT_THROW(put_values_back(tests, directory_), UsageError);
}

TEST_F(Samples, make_no_file_where_there_are_none)
{
	SamplesFile samples(directory_);
	json nothing = json::array();
	samples.take_values(nothing);
	samples.commit();
	EXPECT_TRUE(std::filesystem::is_empty(directory_));
}

TEST_F(Samples, stand_in_a_table_one_series_a_line)
{
	written();
	std::ifstream file(directory_ + "/" + kMetricsFile);
	const std::string text{std::istreambuf_iterator(file), {}};
	EXPECT_EQ(text,
		"test,name,unit,size,n,min,p50,p90,p99,p99.9,max,floor,ratio,noisy,noise\n"
		"a,eventfd,ns,,3,2.0,2.0,2.0,2.0,2.0,2.0,,,false,\n"
		"a,poll,ns,,3,5.0,6.0,6.8,6.98,6.998,7.0,eventfd,3.0,true,\"a, b; c\"\n"
		"b,copy,ns,4.0,1,8.0,8.0,8.0,8.0,8.0,8.0,,,false,\n");
}

} // namespace
} // namespace cf
