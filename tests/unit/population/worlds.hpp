// Small worlds for the population tests, and a recorder that keeps what a run hands out.
#pragma once
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "io/embedded.hpp"
#include "population/run.hpp"

namespace bowlby::test {

using Engine = bowlby::Run;  // testing::Test has a Run of its own

class Kept final : public Recorder {
 public:
  void events(std::span<const EventRow> rows) override { append(events_, rows); }
  void observations(std::span<const ObservationRow> rows) override { append(observations_, rows); }
  void invitations(std::span<const InvitationRow> rows) override { append(invitations_, rows); }
  void ties(std::span<const TieRow> rows) override { append(ties_, rows); }
  void moments(std::span<const MomentRow> rows) override { append(moments_, rows); }
  void diary(std::span<const DiaryRow> rows) override { append(diary_, rows); }
  void courses(std::span<const CourseRow> rows) override { append(courses_, rows); }
  void people(std::span<const PersonRow> rows) override { append(people_, rows); }
  void stream(const StreamRow& row) override { stream_.push_back(row); }

  std::vector<EventRow> of(EventKind kind) const {
    std::vector<EventRow> found;
    for (const EventRow& e : events_)
      if (e.kind == kind) found.push_back(e);
    return found;
  }

  std::vector<EventRow> events_;
  std::vector<ObservationRow> observations_;
  std::vector<InvitationRow> invitations_;
  std::vector<TieRow> ties_;
  std::vector<MomentRow> moments_;
  std::vector<DiaryRow> diary_;
  std::vector<CourseRow> courses_;
  std::vector<PersonRow> people_;
  std::vector<StreamRow> stream_;

 private:
  template <class T>
  static void append(std::vector<T>& to, std::span<const T> rows) {
    to.insert(to.end(), rows.begin(), rows.end());
  }
};

inline LifeTables published() {
  const auto tables = published_life_tables();
  EXPECT_TRUE(tables);
  return tables ? *tables : LifeTables{};
}

// Enough of everything: couples, children, deaths, placements, help.
inline Scenario lively(std::uint32_t founders, double years, int generations = 2) {
  Scenario s;
  s.seed = 5;
  s.founders = founders;
  s.years = years;
  s.generations = generations;
  s.birth_years = 2;
  return s;
}

// Nothing happens but growing up.
inline Scenario quiet(std::uint32_t founders, double years) {
  Scenario s = lively(founders, years, 1);
  s.birth_years = 0;
  s.unions = s.friends = s.deaths = s.adversity = false;
  s.natural_help = 0;
  return s;
}

inline void run_to_end(Engine& run, Observer* observer = nullptr, Recorder* recorder = nullptr) {
  while (!run.done()) run.step_month(observer, recorder);
}

// A whole run: what was kept of it, and the world it ended in.
struct Told {
  Kept kept;
  World world;
};

inline Told live(const Scenario& s) {
  Engine run(s, published(), {});
  Told told{{}, run.world()};
  run_to_end(run, nullptr, &told.kept);
  run.hand_over(told.kept);
  told.world = run.world();
  return told;
}

inline RunOptions demography_alone() {
  RunOptions o;
  o.threads = 1;
  o.moments = false;
  return o;
}

// How far a share of n may stray from p by chance: four standard errors, and half a person.
inline double stray(double p, double n) { return 4 * std::sqrt(p * (1 - p) / n) + .5 / n; }

}  // namespace bowlby::test
