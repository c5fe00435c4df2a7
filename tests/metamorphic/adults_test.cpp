// Nobody under 18 lives with a partner or has a child: in any study that is shipped, and whatever a study asks for.
#include <filesystem>

#include "io/study/names.hpp"
#include "metamorphic/towns.hpp"

namespace bowlby::metamorphic {
namespace {

constexpr double adult = 18;

struct Found {
  int unions = 0, births = 0;  // so that the test has something to look at
  double youngest = 200;       // of those who live with somebody
};

// Looks at everybody every month.
class Look final : public Observer {
 public:
  explicit Look(Found& found) : found_(found) {}
  void month(const World& w, Pool&) override {
    for (std::size_t i = 0; i < w.living.size(); ++i) {
      if (w.living.tie_other[w.tie(i, Role::partner)] == nobody) continue;
      ++found_.unions;
      found_.youngest = std::min(found_.youngest, w.age_of(i));
    }
  }

 private:
  Found& found_;
};

Found live(Scenario s) {
  Found found;
  Look look(found);
  Kept kept;
  RunOptions options;
  options.threads = 2;
  Engine run(s, test::published(), options);
  test::run_to_end(run, &look, &kept);
  const Registry& r = run.world().registry;
  for (std::uint32_t id = 0; id < r.size(); ++id)
    for (const std::uint32_t parent : {r.mother[id], r.father[id]}) {
      if (parent == nobody || r.kind[parent] == static_cast<std::uint8_t>(Kind::outside)) continue;
      ++found.births;
      EXPECT_GE(r.birth_day[id] - r.birth_day[parent], adult * days_per_year) << "a child of person " << parent;
    }
  const auto birth_day = [&](std::uint32_t id) { return r.birth_day[id]; };
  using enum EventKind;
  for (const EventRow& e : kept.events_)
    for (const EventKind kind : {union_start, union_end, partner_change, couple_work, secure_partner, contact_ex})
      if (e.kind == kind) {
        EXPECT_GE(e.day - birth_day(e.person), adult * days_per_year)
            << event_kind_names[static_cast<std::size_t>(kind)];
      }
  return found;
}

std::vector<std::string> all_studies() {
  std::vector<std::string> names;
  const std::string root = std::string(BOWLBY_SOURCE_DIR) + "/studies/";
  for (const char* folder : {"", "claims/"})
    for (const auto& file : std::filesystem::directory_iterator(root + folder))
      if (file.path().extension() == ".yaml" && read_study(file.path().string()))
        names.push_back(folder + file.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

class Adults : public testing::TestWithParam<std::string> {};

TEST_P(Adults, AloneLiveWithAPartnerOrHaveChildren) {
  Scenario s = shipped_study(GetParam()).scenario;
  s.founders = std::min(s.founders, 150u);
  s.years = std::min(s.years, 45.0);
  s.record_moments = s.record_courses = 0;
  const Found found = live(s);
  EXPECT_GE(found.youngest, adult);
  if (s.unions && s.years > 30) {
    EXPECT_GT(found.unions, 0);
  }
  if (s.unions && s.generations > 1 && s.years > 30) {
    EXPECT_GT(found.births, 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Studies, Adults, testing::ValuesIn(all_studies()),
                         [](const testing::TestParamInfo<std::string>& p) {
                           std::string name = p.param;
                           std::replace(name.begin(), name.end(), '/', '_');
                           return name;
                         });

// The engine alone, without the reader that refuses these ages: every kind of event and of help, at every young age,
// and so long after arms that are drawn among children.
TEST(AdultsAlone, WhateverIsAskedOfChildren) {
  Scenario s = test::lively(150, 24);
  s.arms = {{}, {}};
  s.arms[0].name = "one", s.arms[1].name = "two";
  s.arms[0].share = s.arms[1].share = .5;
  s.assignment.unit = ArmUnit::person;
  s.assignment.at = ArmTime::age;
  s.assignment.age = 9;
  s.assignment.mixed = true;
  for (const double age : {9.5, 13., 15., 17., 17.9})
    for (const bool after : {false, true}) {
      for (int k = 0; k < static_cast<int>(io::event_kinds().size()); ++k) {
        LifeEvent e;
        e.kind = static_cast<LifeEventKind>(k);
        e.age = age;
        if (after) e.after = static_cast<int>(12 * (age - 9));
        e.months = 1;
        e.size = .1;
        e.share = .5;
        s.events.push_back(e);
      }
      for (int k = 0; k < static_cast<int>(io::help_kinds().size()); ++k) {
        Help h;
        h.kind = static_cast<HelpKind>(k);
        h.age = age;
        if (after) h.after = static_cast<int>(12 * (age - 9));
        h.months = 1;
        h.dose = 1;
        h.share = .5;
        s.help.push_back(h);
      }
    }
  const Found found = live(s);
  EXPECT_GE(found.youngest, adult);
  EXPECT_GT(found.unions, 0);
}

}  // namespace
}  // namespace bowlby::metamorphic
