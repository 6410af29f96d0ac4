// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "report/html/markup.h"
#include "report/html/sections/sections.h"
#include "report/html/sections/test_markup.h"

namespace cf
{

namespace
{

// The drawing is this wide, in units of its own.
constexpr double kWidth = 1000;

constexpr int kLaneHeight = 16;
constexpr int kLaneStep = 18;
constexpr int kTicks = 4;

// Pieces closer than this run together; narrower ones are drawn so wide.
constexpr double kGap = 0.25;
constexpr double kNarrowest = 0.4;
constexpr double kNarrowestMark = 3;

struct Piece {
	const TestEntry *test;
	std::size_t lane;
	double x;
	double width;
};

// Pieces of one lane and tone as one path. Adjacent ones merge, so the page stays small.
class Strip
{
public:
	explicit Strip(std::size_t lane) : lane_(lane) {}

	void add(const Piece &piece)
	{
		const double end = piece.x + std::max(piece.width, kNarrowest);
		if (begin_ < 0 || piece.x > end_ + kGap) {
			flush();
			begin_ = piece.x;
		}
		end_ = std::max(end, end_);
	}

	std::string path()
	{
		flush();
		return path_;
	}

private:
	void flush()
	{
		if (begin_ >= 0)
			path_ += fmt::format("M{:.1f} {}h{:.1f}v{}H{:.1f}z", begin_,
				lane_ * kLaneStep, end_ - begin_, kLaneHeight, begin_);
		begin_ = end_ = -1;
	}

	std::size_t lane_;
	std::string path_;
	double begin_ = -1; // of what is not in path_ yet; below 0: nothing
	double end_ = -1;
};

// One results directory: what ran at the same time lies in lanes under one another.
class Lanes
{
public:
	Lanes(const ResultSet &set, std::size_t part) : set_(set)
	{
		std::vector<const TestEntry *> tests;
		begin_ = set.parts[part].start;
		end_ = set.parts[part].end;
		for (const TestEntry &test : set.tests)
			if (test.part == part && test.start > 0) {
				tests.push_back(&test);
				begin_ = std::min(begin_, test.start);
				end_ = std::max(end_, test.end);
			}
		std::ranges::stable_sort(tests, {}, &TestEntry::start);
		for (const TestEntry *test : tests)
			place(*test);
	}

	bool empty() const { return pieces_.empty(); }

	// `heading` is markup.
	std::string markup(const std::string &heading) const
	{
		return fragment("timeline",
			{{"heading", heading},
				{"height", std::to_string(free_at_.size() * kLaneStep)},
				{"label", fmt::format("{} tests over time", pieces_.size())},
				{"shapes", strips() + marks()}, {"ticks", ticks()}});
	}

private:
	double x_of(double time) const
	{
		return (time - begin_) / std::max(end_ - begin_, 1e-6) * kWidth;
	}

	void place(const TestEntry &test)
	{
		auto lane = std::ranges::find_if(
			free_at_, [&](double end) { return end <= test.start; });
		if (lane == free_at_.end())
			lane = free_at_.insert(lane, 0);
		*lane = test.end;
		pieces_.push_back({&test, static_cast<std::size_t>(lane - free_at_.begin()),
			x_of(test.start), x_of(test.end) - x_of(test.start)});
	}

	std::string strips() const
	{
		std::map<std::pair<std::string_view, std::size_t>, Strip> strips;
		for (const Piece &piece : pieces_)
			strips.try_emplace({tone_of(*piece.test), piece.lane}, piece.lane)
				.first->second.add(piece);
		std::string shapes;
		for (auto &[key, strip] : strips)
			shapes += fragment("timeline_lane",
				{{"tone", std::string(key.first)}, {"path", strip.path()}});
		return shapes;
	}

	// What somebody wants to find, on top and wide enough to hit.
	std::string marks() const
	{
		std::string marks;
		for (const Piece &piece : pieces_) {
			if (!has_card(*piece.test))
				continue;
			const auto number = [](double value) {
				return fmt::format("{:.1f}", value);
			};
			marks += fragment("timeline_mark",
				{{"anchor", anchor_of(set_, *piece.test)},
					{"tone", std::string(tone_of(*piece.test))},
					{"x", number(piece.x)},
					{"y", std::to_string(piece.lane * kLaneStep)},
					{"width", number(std::max(piece.width, kNarrowestMark))},
					{"height", std::to_string(kLaneHeight)},
					{"title",
						fmt::format("{}  {}", label_of(*piece.test),
							piece.test->id)}});
		}
		return marks;
	}

	std::string ticks() const
	{
		std::string ticks;
		for (int i = 0; i <= kTicks; ++i)
			ticks += fragment("tick",
				{{"text",
					i == 0 ? "0"
					       : duration_text((end_ - begin_) * i / kTicks)}});
		return ticks;
	}

	const ResultSet &set_;
	double begin_ = 0;
	double end_ = 0;
	std::vector<double> free_at_; // by lane: when its last test ended
	std::vector<Piece> pieces_;
};

} // namespace

Section timeline_section(const ResultSet &set)
{
	std::string body;
	for (std::size_t part = 0; part < set.parts.size(); ++part)
		if (const Lanes lanes(set, part); !lanes.empty())
			body += lanes.markup(set.parts.size() == 1
					? ""
					: fragment("timeline_part",
						  {{"name", set.parts[part].path}}));
	return {"timeline", "Timeline", "", body};
}

} // namespace cf
