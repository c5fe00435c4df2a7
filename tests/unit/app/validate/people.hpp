// Made-up people for the tests of marks: what befalls them, what they answer, and what a mark's query finds.
#pragma once
#include <algorithm>
#include <cmath>

#include "app/validate/compare.hpp"
#include "evidence/mark.hpp"
#include "io/embedded.hpp"
#include "unit/io/results/fixture.hpp"

namespace bowlby {

using evidence::Mark, evidence::MarkRow, evidence::Verdict;

inline constexpr std::int32_t year = 365, end_of_run = 100 * year;

// People, what befalls them and what they answer; born on day 0 unless said otherwise.
class People {
 public:
  explicit People(Study of = study()) : study_(std::move(of)) {}
  std::uint32_t born(bool female = true, std::int32_t day = 0, std::uint8_t generation = 1) {
    const auto id = static_cast<std::uint32_t>(people_.size());
    people_.push_back({id, nobody, nobody, female, generation, 0, day, -1, nobody, false});
    return id;
  }
  void event(std::uint32_t person, std::int32_t day, EventKind kind, std::uint32_t other = nobody) {
    events_.push_back({person, day, kind, other, 0});
  }
  void answer(std::uint32_t person, std::int32_t age_days, Measure m, double value) {
    observations_.push_back(
        {person, 1, static_cast<std::uint16_t>(m), 0, 255, nobody, age_days, static_cast<float>(value)});
  }
  void put_in_arm(std::uint32_t person, std::uint8_t arm) { people_[person].arm = arm; }
  // At a visit (from 1) of a wave of the study, about somebody.
  void visit(std::uint32_t person, const std::string& wave, std::uint16_t visit, std::int32_t age_days, Measure m,
             double value, std::uint32_t about = nobody) {
    const auto at = std::ranges::find(study_.waves, wave, &Wave::name) - study_.waves.begin();
    observations_.push_back({person, static_cast<std::uint16_t>(at), static_cast<std::uint16_t>(m),
                             static_cast<std::uint16_t>(visit - 1), 255, about, age_days, static_cast<float>(value)});
  }
  // Two prompts of one day, with a bid of the partner before the second or none, and as many offers.
  void diary_day(std::uint32_t person, std::uint32_t partner, std::int32_t day, bool asked, int offered = 0) {
    const auto wave = std::ranges::find(study_.waves, "quiet_days", &Wave::name) - study_.waves.begin();
    for (std::uint16_t prompt = 1; prompt <= 2; ++prompt)
      diary_.push_back({person, partner, static_cast<std::uint16_t>(wave), 1, day, static_cast<std::uint16_t>(day + 1),
                        prompt, 600, true, 4, 2, 0, prompt == 2 && asked ? 1.f : 0.f,
                        prompt == 2 ? static_cast<float>(offered) : 0.f});
  }
  // What the query of a mark gives on them, judged.
  MarkRow judged(const std::string& id) {
    auto results = Results::open_in_memory(study_);
    EXPECT_TRUE(results) << first_problem(results);
    results->people(people_);
    results->events(events_);
    results->observations(observations_);
    results->diary(diary_);
    results->stream({end_of_run, 1, 1});
    const auto reader = results->read();
    EXPECT_TRUE(reader) << first_problem(reader);
    const auto value = measure_query(*reader, "lives/" + id + ".sql");
    EXPECT_TRUE(value) << first_problem(value);
    const auto marks = marks_of_lives();
    const auto mark = std::ranges::find(*marks, id, &Mark::id);
    EXPECT_NE(mark, marks->end()) << id;
    return evidence::judge(*mark, nullptr, *value);
  }

 private:
  Study study_;
  std::vector<DiaryRow> diary_;
  std::vector<PersonRow> people_;
  std::vector<EventRow> events_;
  std::vector<ObservationRow> observations_;
};

inline double value(const MarkRow& r) { return r.simulated ? r.simulated->value : std::nan(""); }

}  // namespace bowlby
