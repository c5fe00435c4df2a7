// The calendar: when visits fall, who is seen together, who is lost, and that every invitation has one outcome.
#include <algorithm>
#include <map>
#include <set>

#include "studies/survey.hpp"
#include "unit/population/worlds.hpp"

namespace bowlby {
namespace {

using namespace test;

Wave wave(const char* name, Instrument instrument) {
  Wave w;
  w.name = name;
  w.instrument = instrument;
  return w;
}

Kept surveyed(const Study& study) {
  Kept kept;
  Engine run(study.scenario, published(), {});
  Survey survey(study, kept);
  run_to_end(run, &survey, &kept);
  run.hand_over(kept);
  return kept;
}

// Most people find a partner; nobody dies.
Scenario couples(std::uint32_t founders, double years) {
  Scenario s = lively(founders, years, 1);
  s.deaths = s.adversity = false;
  s.params.standards = -5;
  s.params.courting_bond = 0;  // whoever met is a couple at once: who still courts is none to a calendar
  return s;
}

using Key = std::pair<std::uint32_t, int>;  // person, visit

std::map<Key, std::vector<InvitationRow>> by_visit(const Kept& kept, std::size_t wave = 0) {
  std::map<Key, std::vector<InvitationRow>> out;
  for (const InvitationRow& i : kept.invitations_)
    if (i.wave == wave) out[{i.person, i.visit}].push_back(i);
  return out;
}

TEST(Calendar, ByDateEverybodyIsSeenOnOneDay) {
  Study study;
  study.scenario = couples(200, 27);
  study.waves = {wave("now", Instrument::wellbeing)};
  study.waves[0].dates = {25, 26.5};
  const Kept kept = surveyed(study);
  std::set<std::int32_t> days;
  for (const InvitationRow& i : kept.invitations_) days.insert(i.day);
  EXPECT_EQ(days.size(), 2u);
  EXPECT_EQ(kept.invitations_.size(), 400u);
  for (const ObservationRow& o : kept.observations_) EXPECT_LE(o.visit, 1);
}

TEST(Calendar, BothPartnersAreSeenOnOneDayAndOnce) {
  Study study;
  study.scenario = couples(500, 28);
  study.waves = {wave("two", Instrument::satisfaction), wave("one", Instrument::satisfaction)};
  study.waves[0].ages = study.waves[1].ages = {26};
  study.waves[0].both = true;
  const Kept kept = surveyed(study);
  std::map<std::uint32_t, std::int32_t> born;
  for (const PersonRow& p : kept.people_) born[p.id] = p.born_day;
  const auto gaps = [&](std::size_t index) {
    std::map<std::uint32_t, std::pair<std::uint32_t, std::int32_t>> seen;
    for (const ObservationRow& o : kept.observations_)
      if (o.wave == index) seen[o.person] = {o.target, born.at(o.person) + o.age_days};
    std::vector<int> days;
    for (const auto& [person, row] : seen)
      if (const auto other = seen.find(row.first); other != seen.end() && other->second.first == person)
        days.push_back(std::abs(row.second - other->second.second));
    return days;
  };
  const auto two = gaps(0), one = gaps(1);
  ASSERT_GT(two.size(), 100u);
  EXPECT_EQ(std::ranges::count(two, 0), static_cast<std::ptrdiff_t>(two.size())) << "partners on different days";
  EXPECT_LT(std::ranges::count(one, 0), static_cast<std::ptrdiff_t>(one.size()) / 2) << "by their own ages they differ";
  // twice only where a union began or ended between the two days
  std::vector<EventRow> turns = kept.of(EventKind::union_end);
  for (const EventRow& e : kept.of(EventKind::union_start)) turns.push_back(e);
  for (const auto& [key, rows] : by_visit(kept)) {
    if (rows.size() == 1) continue;
    EXPECT_TRUE(std::ranges::any_of(turns, [&](const EventRow& e) {
      return e.person == key.first && e.day >= rows[0].day && e.day <= rows[1].day;
    })) << key.first;
  }
}

TEST(Calendar, MonthsCountFromTheEvent) {
  Study study;
  study.scenario = couples(200, 28);
  study.waves = {wave("new_couple", Instrument::satisfaction)};
  study.waves[0].months = {0, 6};
  study.waves[0].after = EventKind::union_start;
  study.scenario.followed = 1ull << static_cast<unsigned>(EventKind::union_start);
  const Kept kept = surveyed(study);
  std::map<std::uint32_t, std::set<std::int32_t>> begun;
  for (const EventRow& e : kept.of(EventKind::union_start)) begun[e.person].insert(e.day);
  int first = 0, later = 0;
  for (const InvitationRow& i : kept.invitations_) {
    const auto& days = begun.at(i.person);
    if (i.visit == 0) {
      EXPECT_TRUE(days.contains(i.day));
      ++first;
    } else {
      EXPECT_TRUE(std::ranges::any_of(days, [&](int d) { return std::abs(i.day - d - 182) <= 2; }));
      ++later;
    }
  }
  EXPECT_GT(first, 150);
  EXPECT_GT(later, 100);
}

TEST(Calendar, EveryInvitationHasOneOutcome) {
  Study study;
  study.scenario = couples(300, 27);
  study.scenario.deaths = true;
  study.scenario.params.mortality_scale = 10;
  study.scenario.birth_years = .5;
  study.waves = {wave("visit", Instrument::satisfaction)};
  study.waves[0].ages = {20, 24, 26};
  study.waves[0].missing = .2;
  const Kept kept = surveyed(study);
  std::map<Key, Attendance> outcome;
  std::map<Attendance, int> count;
  for (const InvitationRow& i : kept.invitations_) {
    EXPECT_TRUE(outcome.emplace(Key{i.person, i.visit}, i.outcome).second);
    ++count[i.outcome];
  }
  EXPECT_EQ(outcome.size(), 900u) << "the dead too";
  std::set<Key> answered;
  for (const ObservationRow& o : kept.observations_) answered.insert({o.person, o.visit});
  for (const auto& [key, o] : outcome) EXPECT_EQ(o == Attendance::answered, answered.contains(key));
  for (const Attendance o : {Attendance::answered, Attendance::refused, Attendance::not_there, Attendance::died})
    EXPECT_GT(count[o], 5) << attendance_names[static_cast<int>(o)];
}

// Whoever is lost stays lost, in later waves too, and at every visit the asked share of those left is lost.
TEST(Calendar, DropoutLasts) {
  Study study;
  study.scenario = quiet(2000, 6);
  study.waves = {wave("visit", Instrument::wellbeing), wave("end", Instrument::wellbeing)};
  study.waves[0].ages = {1, 2, 3};
  study.waves[1].ages = {4};
  study.waves[0].dropout = study.waves[1].dropout = .2;
  const Kept kept = surveyed(study);
  std::map<std::uint32_t, std::vector<bool>> lost;
  for (const InvitationRow& i : kept.invitations_) lost[i.person].push_back(i.outcome == Attendance::dropped_out);
  std::vector<double> left(4, 0);
  for (const auto& [person, gone] : lost) {
    ASSERT_EQ(gone.size(), 4u);
    EXPECT_FALSE(gone[0]) << "lost before the first visit";
    for (std::size_t v = 1; v < 4; ++v) EXPECT_TRUE(gone[v] || !gone[v - 1]) << "came back";
    for (std::size_t v = 0; v < 4; ++v) left[v] += gone[v] ? 0 : 1;
  }
  for (std::size_t v = 1; v < 4; ++v) EXPECT_NEAR(left[v] / left[v - 1], .8, stray(.8, left[v - 1]));
}

// Whoever is first lost at an age with a visit more before it would have been without: nobody's lot at a visit moves.
TEST(Calendar, AVisitMoreDoesNotMoveTheLotsOfTheOthers) {
  Study study;
  study.scenario = quiet(400, 6);
  study.waves = {wave("visit", Instrument::wellbeing)};
  study.waves[0].dropout = .3;
  for (const bool by_age : {true, false}) {
    const auto lost_at_the_last = [&](std::vector<double> when) {
      const std::size_t last = when.size() - 1;
      (by_age ? study.waves[0].ages : study.waves[0].dates) = std::move(when);
      std::map<std::uint32_t, std::size_t> lost;  // at how many visits
      const Kept kept = surveyed(study);
      for (const InvitationRow& i : kept.invitations_)
        if (i.outcome == Attendance::dropped_out) ++lost[i.person];
      std::set<std::uint32_t> ids;
      for (const InvitationRow& i : kept.invitations_)
        if (i.visit == last && lost[i.person] == 1) ids.insert(i.person);
      return ids;
    };
    const auto few = lost_at_the_last({2, 4, 5}), more = lost_at_the_last({2, 3, 4, 5});
    EXPECT_GT(more.size(), 30u);
    EXPECT_GT(few.size(), more.size());
    EXPECT_TRUE(std::ranges::includes(few, more)) << (by_age ? "ages" : "dates");
    study.waves[0].ages.clear();
  }
}

TEST(Calendar, ByCoupleTheTwoAreLostTogether) {
  Study study;
  study.scenario = couples(800, 27);
  study.waves = {wave("two", Instrument::satisfaction)};
  study.waves[0].dates = {26, 26.5};
  study.waves[0].both = study.waves[0].by_couple = true;
  study.waves[0].dropout = .3;
  const Kept kept = surveyed(study);
  std::map<std::uint32_t, std::uint32_t> partner;
  for (const TieRow& t : kept.ties_)
    if (t.role == static_cast<std::uint8_t>(Role::partner) && t.start_day < 26 * 365) partner[t.person] = t.other;
  const auto rows = by_visit(kept);
  double lost = 0, n = 0;
  for (const auto& [person, other] : partner) {
    const auto mine = rows.find({person, 1}), theirs = rows.find({other, 1});
    if (mine == rows.end() || theirs == rows.end()) continue;
    EXPECT_EQ(mine->second[0].outcome == Attendance::dropped_out, theirs->second[0].outcome == Attendance::dropped_out);
    lost += mine->second[0].outcome == Attendance::dropped_out;
    ++n;
  }
  ASSERT_GT(n, 200);
  EXPECT_NEAR(lost / n, .3, stray(.3, n / 2));
}

}  // namespace
}  // namespace bowlby
