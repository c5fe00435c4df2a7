// Diaries in a running population: a row for every prompt, of days that the run itself lives, and of couples together.
#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <set>

#include "studies/survey.hpp"
#include "unit/population/worlds.hpp"

namespace bowlby {
namespace {

using namespace test;

Kept survey(const Study& study, RunOptions options = {}) {
  Kept kept;
  Engine run(study.scenario, published(), options);
  Survey survey(study, kept);
  run_to_end(run, &survey, &kept);
  run.hand_over(kept);
  return kept;
}

Wave diary(const char* name, std::vector<double> ages, int days, int prompts, int together = 0) {
  Wave w;
  w.name = name;
  w.instrument = Instrument::diary;
  w.ages = std::move(ages);
  w.days = days, w.prompts = prompts, w.together = together;
  return w;
}

// Everybody pairs up and stays.
Study couples(std::uint32_t founders, int together) {
  Study study;
  study.scenario = quiet(founders, 31);
  study.scenario.birth_years = 1;
  study.scenario.unions = true;
  study.scenario.params.diary_missing = 0;
  study.scenario.params.courting_bond = 0;  // whoever met is a couple at once: who still courts is none to a calendar
  study.waves = {diary("fortnight", {30}, 14, 5, together)};
  return study;
}

using Days = std::map<std::uint32_t, std::set<std::int32_t>>;  // by person

Days days_of(const Kept& kept) {
  Days days;
  for (const DiaryRow& r : kept.diary_) days[r.person].insert(r.day);
  return days;
}

// People who neither met nor parted since the first of all turned thirty.
std::set<std::uint32_t> settled(const Kept& kept) {
  std::set<std::uint32_t> people;
  for (const PersonRow& p : kept.people_) people.insert(p.id);
  for (const EventRow& e : kept.events_)
    if (e.day >= 30 * 365 && (e.kind == EventKind::union_start || e.kind == EventKind::union_end))
      people.erase(e.person), people.erase(e.other);
  return people;
}

// Couples: the share that kept the diary on the same days.
double same_days(const Kept& kept, int* couples = nullptr) {
  const Days days = days_of(kept);
  const auto people = settled(kept);
  std::map<std::uint32_t, std::uint32_t> partner;
  for (const DiaryRow& r : kept.diary_)
    if (r.partner != nobody && people.contains(r.person)) partner[r.person] = r.partner;
  int both = 0, same = 0;
  for (const auto& [a, b] : partner) {
    if (!partner.contains(b)) continue;
    ++both;
    same += days.at(a) == days.at(b);
  }
  if (couples) *couples = both;
  return static_cast<double>(same) / both;
}

TEST(DiaryRows, HaveARowForEveryPromptAsked) {
  Study study;
  study.scenario = quiet(60, 22);
  study.waves = {diary("first", {20, 21}, 9, 5), diary("again", {20}, 9, 5)};
  const Kept kept = survey(study);
  ASSERT_EQ(kept.diary_.size(), 60u * 3 * 9 * 5);
  std::map<std::array<int, 5>, const DiaryRow*> rows;
  int missing = 0;
  for (const DiaryRow& r : kept.diary_) {
    rows[{static_cast<int>(r.person), r.wave, r.visit, r.diary_day, r.prompt}] = &r;
    missing += r.answered ? 0 : 1;
  }
  EXPECT_EQ(rows.size(), kept.diary_.size());
  EXPECT_NEAR(missing / 8100., Params{}.diary_missing, .05);
  // two waves on one day: the same life, written down twice
  int same = 0, both = 0, bids = 0;
  for (const auto& [key, row] : rows) {
    if (row->wave != 0 || row->visit != 1) continue;
    const DiaryRow& other = *rows.at({key[0], 1, 1, key[3], key[4]});
    EXPECT_EQ(row->day, other.day);
    if (!row->answered || !other.answered) continue;
    ++both;
    EXPECT_EQ(row->bids, other.bids);
    bids += static_cast<int>(row->bids);
    same += row->security == other.security;
  }
  EXPECT_GT(both, 1200);
  EXPECT_GT(bids, 50);
  EXPECT_LT(same, both / 20);
}

TEST(DiaryRows, TellOfTheDaysThatTheRunLives) {
  Study study;
  study.scenario = quiet(40, 9);
  study.scenario.params.diary_missing = 0;
  study.scenario.record_moments = 40;
  study.scenario.moments_from = 7, study.scenario.moments_until = 9;
  study.waves = {diary("month", {8}, 28, 4)};
  const Kept kept = survey(study);
  std::map<std::pair<std::uint32_t, std::int32_t>, int> noted, made;
  for (const DiaryRow& r : kept.diary_) noted[{r.person, r.day}] += static_cast<int>(r.bids);
  for (const MomentRow& m : kept.moments_)
    if (noted.contains({m.person, m.day})) made[{m.person, m.day}] += m.action == 1 || m.action == 2;
  ASSERT_EQ(noted.size(), 40u * 28);
  int bids = 0;
  for (const auto& [when, n] : noted) {
    EXPECT_EQ(n, made[when]) << "person " << when.first << " on day " << when.second;
    bids += n;
  }
  EXPECT_GT(bids, 300);
}

TEST(DiaryRows, CouplesKeepTheirDiariesOnTheSameDays) {
  int both = 0;
  const double apart = same_days(survey(couples(300, 0)), &both);
  EXPECT_GT(both, 40);
  EXPECT_LT(apart, .5) << "birthdays differ";
  const Kept kept = survey(couples(300, 366));
  EXPECT_EQ(same_days(kept, &both), 1) << "both are born within a year";
  EXPECT_GT(both, 40);
  const auto people = settled(kept);
  for (const auto& [person, days] : days_of(kept))
    if (people.contains(person)) {
      EXPECT_EQ(days.size(), 14u) << person << " was asked twice";
    }
  EXPECT_EQ(days_of(kept).size(), 300u) << "everybody is asked";
  std::map<std::uint32_t, std::int32_t> born;
  for (const PersonRow& p : kept.people_) born[p.id] = p.born_day;
  for (const DiaryRow& r : kept.diary_) {
    if (r.diary_day != 1 || r.prompt != 1 || !people.contains(r.person)) continue;
    std::int32_t earlier = born.at(r.person);
    if (r.partner != nobody) earlier = std::min(earlier, born.at(r.partner));
    EXPECT_GE(r.day, earlier + 30 * 365);
    EXPECT_LE(r.day, earlier + 30 * 365 + 31) << "from the earlier of the two visits on";
  }
}

TEST(DiaryRows, WhoAsksIsWhoIsAsked) {
  const Kept kept = survey(couples(300, 366));
  std::map<std::array<int, 3>, const DiaryRow*> rows;
  for (const DiaryRow& r : kept.diary_) rows[{static_cast<int>(r.person), r.day, r.prompt}] = &r;
  int asked = 0;
  for (const DiaryRow& r : kept.diary_) {
    if (r.partner == nobody) continue;
    const auto theirs = rows.find({static_cast<int>(r.partner), r.day, r.prompt});
    if (theirs == rows.end()) continue;
    EXPECT_LE(r.asked, theirs->second->bids);
    asked += static_cast<int>(r.asked);
  }
  EXPECT_GT(asked, 20);
}

TEST(DiaryRows, DoNotDependOnThreadsBlocksOrWhoElseIsAsked) {
  Study study = couples(200, 366);
  RunOptions one, many;
  one.threads = 1;
  many.threads = 5, many.block = 9;
  const Kept a = survey(study, one), b = survey(study, many);
  ASSERT_EQ(a.diary_.size(), b.diary_.size());
  for (std::size_t i = 0; i < a.diary_.size(); ++i) {
    EXPECT_EQ(a.diary_[i].person, b.diary_[i].person);
    ASSERT_EQ(std::memcmp(&a.diary_[i].security, &b.diary_[i].security, 4 * sizeof(float)), 0) << i;
  }
  study.waves[0].share = .5;  // the partner's pages do not change one's own
  study.waves[0].together = 0;
  const Kept all = survey(couples(200, 0)), half = survey(study);
  std::map<std::array<int, 3>, float> reports;
  for (const DiaryRow& r : all.diary_) reports[{static_cast<int>(r.person), r.diary_day, r.prompt}] = r.distress;
  ASSERT_GT(half.diary_.size(), 1000u);
  for (const DiaryRow& r : half.diary_)
    ASSERT_EQ(r.distress, reports.at({static_cast<int>(r.person), r.diary_day, r.prompt}));
}

}  // namespace
}  // namespace bowlby
