#include "instruments/instrument.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "unit/instruments/subjects.hpp"

namespace bowlby {
namespace {

using test::draws_of;

constexpr int instruments = instrument_count;
constexpr int everyone[]{0, 1, 2, 3, 4, 5, 6, 7};

// Bounds by the unit a measure declares.
std::pair<double, double> bounds_of(Measure m) {
  const std::string unit{info(m).unit};
  if (unit == "0/1" || unit == "share" || unit == "0-1") return {0, 1};
  if (unit == "1-4") return {1, 4};
  if (unit == "-1-9") return {-1, 9};
  if (unit == "1-5") return {1, 5};
  if (unit == "1-7") return {1, 7};
  if (unit == "1-9") return {1, 9};
  if (unit == "count") return {0, 9};
  if (unit == "1/day") return {0, 20};
  return {-30, 30};  // standardised: finite and sane
}

TEST(Instruments, EveryNumberStaysOnItsScaleForAnySubject) {
  const Params p;
  std::map<int, int> seen;
  for (std::uint32_t i = 0; i < 1500; ++i) {
    const Subject s = test::wild(i);
    for (int k = 0; k < instruments; ++k) {
      AnswerSheet sheet;
      const int about[]{static_cast<int>(i % role_count)};
      take(static_cast<Instrument>(k), s, {about, 0, 3, 6, 0}, p, draws_of(s, i % 900), sheet);
      for (const Answer& a : sheet) {
        const auto [low, high] = bounds_of(a.measure);
        ASSERT_EQ(static_cast<int>(info(a.measure).instrument), k);
        ASSERT_TRUE(static_cast<double>(a.value) >= low && static_cast<double>(a.value) <= high)
            << info(a.measure).instrument_name << '.' << info(a.measure).scale << " = " << a.value << ", subject " << i;
        ++seen[static_cast<int>(a.measure)];
      }
    }
  }
  EXPECT_EQ(seen.size(), measure_table.size()) << "a measure nobody ever wrote";
}

TEST(Instruments, ExtremeParametersLeaveNoHole) {
  for (const bool high : {false, true}) {
    Params p;
    for (const ParamInfo& row : parameter_table) p.*(row.field) = high ? row.high : row.low;
    for (std::uint32_t i = 0; i < 100; ++i) {
      const Subject s = test::wild(i);
      for (int k = 0; k < instruments; ++k) {
        AnswerSheet sheet;
        take(static_cast<Instrument>(k), s, {everyone, 0, 2, 4, 0}, p, draws_of(s, 3), sheet);
        for (const Answer& a : sheet)
          ASSERT_TRUE(std::isfinite(a.value)) << info(a.measure).instrument_name << '.' << info(a.measure).scale;
      }
    }
  }
}

TEST(Instruments, TakingOneTwiceGivesTheSameBits) {
  const Params p;
  for (std::uint32_t i = 0; i < 50; ++i) {
    const Subject s = test::wild(i);
    for (int k = 0; k < instruments; ++k) {
      AnswerSheet a, b;
      take(static_cast<Instrument>(k), s, {everyone, 0, {2, 4, nullptr}, nullptr, nullptr, .3}, p, draws_of(s, 3), a);
      for (int other = instruments - 1; other >= 0; --other) {  // order of taking moves nothing
        AnswerSheet into;
        take(static_cast<Instrument>(other), s, {everyone, 0, {2, 4, nullptr}, nullptr, nullptr, .3}, p, draws_of(s, 3),
             into);
        if (other == k) b = into;
      }
      ASSERT_EQ(a.size(), b.size());
      for (std::size_t r = 0; r < a.size(); ++r) {
        EXPECT_EQ(a.begin()[r].measure, b.begin()[r].measure);
        EXPECT_EQ(a.begin()[r].value, b.begin()[r].value);
        EXPECT_EQ(a.begin()[r].role, b.begin()[r].role);
      }
    }
  }
}

TEST(Instruments, WhomItIsAbout) {
  const Params p;
  const Subject s = test::ordinary_adult(1, p);
  AnswerSheet by_default, named, every;
  take(Instrument::sensitivity, s, {}, p, draws_of(s, 1), by_default);
  ASSERT_EQ(by_default.size(), 5u);
  EXPECT_EQ(by_default.begin()->role, slot(Role::mother));
  const int father[]{slot(Role::father)};
  take(Instrument::sensitivity, s, {father, 0, 7, 8, 0}, p, draws_of(s, 1), named);
  ASSERT_EQ(named.size(), 5u);
  EXPECT_EQ(named.begin()->role, slot(Role::father));
  take(Instrument::relationship_questionnaire, s, {}, p, draws_of(s, 1), every);
  EXPECT_EQ(every.size(), 5u * 4) << "mother, father, friend, partner";
}

TEST(Instruments, FiguresDoNotShareLuck) {
  const Params p;
  Subject s = test::ordinary_adult(1, p);
  s.ties[1] = s.ties[0];
  s.figures[1] = s.figures[0];
  for (const Instrument which : {Instrument::sensitivity, Instrument::strange_situation}) {
    AnswerSheet both;
    const int parents[]{0, 1};
    take(which, s, {parents, 0, 7, 8, 0}, p, draws_of(s, 1), both);
    const std::size_t half = both.size() / 2;
    bool differs = false;
    for (std::size_t i = 0; i < half; ++i) differs = differs || both.begin()[i].value != both.begin()[i + half].value;
    EXPECT_TRUE(differs);
  }
}

}  // namespace
}  // namespace bowlby
