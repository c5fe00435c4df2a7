// A small study, a row or two of everything, and a folder that is gone after the test.
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "io/results/reader.hpp"
#include "io/results/results.hpp"
#include "io/study/file.hpp"

namespace bowlby {

namespace fs = std::filesystem;

// A folder of its own for every test, gone afterwards.
class ResultsFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "bowlby-results-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    root_ = name;
  }
  void TearDown() override { fs::remove_all(root_); }
  std::string dir(const char* name = "run") const { return (root_ / name).string(); }
  fs::path root_;
};

inline Study study() {
  const auto s = parse_study(R"(
name: small
seed: 5
arms: [{name: plain, share: .5}, {name: odd, share: .5, care: {fright: .25}}]
off: [rebuff_costs]
parameters: {learning_rate: .1}
waves:
  - {name: infancy, instrument: strange_situation, ages: 1.05, about: [mother, father]}
  - {name: adult, instrument: ecr, ages: [18, 19]}
  - {name: adult, instrument: diary, ages: 18, days: 3}
)",
                             "s.yaml");
  EXPECT_TRUE(s);
  return *s;
}

inline constexpr auto measure = [](Measure m) { return static_cast<std::uint16_t>(m); };

inline ObservationRow ecr_row(std::uint32_t person, float value) {
  return {person, 1, measure(Measure::ecr_anxiety_mean), 0, 255, nobody, 6575, value};
}

// A row or two of everything.
inline void fill(Results& to) {
  const PersonRow people[]{{0, nobody, nobody, true, 1, 0, 3, -1, nobody, false},
                           {1, 0, 7, false, 2, 1, 9000, 9400, 3, true},
                           {2, 0, 7, true, 2, 1, 9000, -1, 3, false}};
  const ObservationRow observations[]{{1, 0, measure(Measure::strange_situation_class_secure), 0, 0, 0, 383, 1},
                                      {1, 0, measure(Measure::strange_situation_class_secure), 0, 4, nobody, 383, 0},
                                      ecr_row(0, 2.1f)};
  const EventRow events[]{{1, 9000, EventKind::birth, 0, 1.5f}, {0, 9400, EventKind::death, nobody, 0}};
  const TieRow ties[]{{1, 0, 0, 9000, -1, .1f, .2f, .3f, .4f, .5f, -.1f}, {1, nobody, 7, 9100, 9200, 0, 0, 0, 0, 0, 0}};
  const MomentRow moments[]{{1, 9001, 600, 0, 0, 1, .1f, .2f, .3f, .4f, .5f, .6f, .7f, .8f, .9f, 0, 1.5f, 1, 2, 3, 4}};
  const DiaryRow diary[]{{0, 1, 2, 1, 6575, 1, 1, 540, true, 4.5f, 1.25f, 2, 1, 3},
                         {0, 1, 2, 1, 6575, 1, 2, 660, false, 9, 9, 9, 9, 9},
                         {1, nobody, 2, 1, 6575, 1, 1, 540, true, 3, 1, 0, 0, 0}};
  const CourseRow courses[]{{1, 365, .1f, .2f, .3f, .4f, .5f, .6f, .7f, .8f, .9f, .95f, 1.1f}};
  to.people(people);
  to.observations(observations);
  to.events(events);
  to.ties(ties);
  to.moments(moments);
  to.diary(diary);
  to.courses(courses);
  to.stream({30, 0xABCu, 3});
}

// A finished run in `dir`.
inline void finished(const std::string& dir) {
  auto r = Results::open_new(dir, study());
  ASSERT_TRUE(r) << text(r.problems()[0]);
  fill(*r);
  const auto p = r->finish();
  ASSERT_FALSE(p) << text(*p);
}

inline std::string first_problem(const auto& expected) { return expected ? "" : text(expected.problems()[0]); }

// The single cell of a query.
inline Cell one(const ResultsReader& reader, const std::string& sql) {
  const auto t = reader.query(sql);
  EXPECT_TRUE(t) << first_problem(t) << "\n" << sql;
  if (!t || t->rows.empty()) return {};
  EXPECT_EQ(t->rows.size(), 1u) << sql;
  return t->rows[0][0];
}

}  // namespace bowlby
