// The days of a diary: a couple's are lived once, whoever writes, and its two lives touch by the arrows between them.
#include "instruments/diary/days.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "num/sums.hpp"
#include "unit/instruments/subjects.hpp"

namespace bowlby {
namespace {

using test::draws_of;

struct Home {
  Subject a, b;
};

// Two adults who live together, each as the other's partner; a stormy life, so that little time shows much.
Home home(std::uint32_t i, const Params& p) {
  Home h{test::ordinary_adult(2 * i, p), test::ordinary_adult(2 * i + 1, p)};
  for (Subject* s : {&h.a, &h.b}) {
    s->person.moment_rate = 8;
    for (const Role r : {Role::mother, Role::father, Role::friend_a}) s->has[slot(r)] = false;
  }
  return h;
}

struct Day {
  double security = 0, distress = 0;  // means over the day's looks
  int bids = 0, asked = 0, offered = 0;
};

std::vector<Day> lived(const Subject& writer, const Subject* partner, int days, const Params& p) {
  std::vector<Day> out;
  DiaryDays life(writer, partner, p, draws_of(writer, 50));
  for (int d = 0; d < days; ++d) {
    Day day;
    life.wake();
    for (int k = 1; k <= 16; ++k) {
      const DiaryLook now = life.look(7 + k);
      day.security += now.security / 16, day.distress += now.distress / 16;
      day.bids += now.bids, day.asked += now.asked, day.offered += now.offered;
    }
    life.sleep();
    out.push_back(day);
  }
  return out;
}

Params stormy() {
  Params p;
  p.distress_narrows = 1.5;
  p.self_soothing = .15;
  return p;
}

// Correlation of the partners' days, each around the person's own mean.
double likeness(const Params& p, int couples, int days) {
  double xy = 0, xx = 0, yy = 0;
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(couples); ++i) {
    const Home h = home(i, p);
    const auto a = lived(h.a, &h.b, days, p), b = lived(h.b, &h.a, days, p);
    num::Moments ma, mb;
    for (const Day& d : a) ma.add(d.distress);
    for (const Day& d : b) mb.add(d.distress);
    for (std::size_t d = 0; d < a.size(); ++d) {
      const double x = a[d].distress - ma.mean, y = b[d].distress - mb.mean;
      xy += x * y, xx += x * x, yy += y * y;
    }
  }
  return xy / num::sqrt(xx * yy);
}

TEST(DiaryDays, APartnersBidIsTheOthersMomentOfBeingAsked) {
  const Params p;
  int asked = 0;
  for (std::uint32_t i = 0; i < 20; ++i) {
    const Home h = home(i, p);  // nobody but the partner can be asked
    const auto a = lived(h.a, &h.b, 14, p), b = lived(h.b, &h.a, 14, p);
    for (std::size_t d = 0; d < 14; ++d) {
      EXPECT_EQ(a[d].bids, b[d].asked) << i << " day " << d;
      EXPECT_EQ(b[d].bids, a[d].asked) << i << " day " << d;
      asked += a[d].asked;
    }
  }
  EXPECT_GT(asked, 100);
}

TEST(DiaryDays, APartnerComesUnaskedWhileFreeAndNobodyDoesWithoutTheArrow) {
  const auto offers = [](const Params& p, double grief) {
    int offered = 0;
    for (std::uint32_t i = 0; i < 20; ++i) {
      Home h = home(i, p);
      h.a.ties[slot(Role::partner)].bond = h.b.ties[slot(Role::partner)].bond = .8;
      h.b.person.separation = grief;
      for (const Day& d : lived(h.a, &h.b, 5, p)) offered += d.offered;
    }
    return offered;
  };
  Params p;
  const int free = offers(p, 0), burdened = offers(p, 8);
  EXPECT_GT(free, 5);
  EXPECT_LT(burdened, free / 2);
  p.unasked_comfort = 0;
  EXPECT_EQ(offers(p, 0), 0);
}

TEST(DiaryDays, WhomOneLivesWithMatters) {
  const Params p = stormy();
  const Home h = home(3, p);
  const auto alone = lived(h.a, nullptr, 30, p), together = lived(h.a, &h.b, 30, p);
  double apart = 0;
  for (std::size_t d = 0; d < 30; ++d) apart += num::abs(alone[d].distress - together[d].distress);
  EXPECT_GT(apart, 1e-3);
}

TEST(DiaryDays, PartnersAreAlikeFromDayToDayByTheArrowsBetweenThem) {
  Params p = stormy();
  EXPECT_GT(likeness(p, 400, 28), .02);
  p.distress_narrows = p.withdrawal_closes = p.press_withdraws = p.unasked_comfort = 0;
  EXPECT_NEAR(likeness(p, 400, 28), 0, .02) << "400 x 28 days: the standard error is below .01";
}

TEST(DiaryDays, CutArrowsLeaveTwoLivesThatDoNotTouch) {
  Params p = stormy();
  p.distress_narrows = p.withdrawal_closes = p.press_withdraws = p.bond_answers = p.unasked_comfort = 0;
  const Home h = home(5, p);
  Home other = h;
  other.b.person.separation = 8;  // the partner grieves
  const auto before = lived(h.a, &h.b, 14, p), after = lived(h.a, &other.b, 14, p);
  for (std::size_t d = 0; d < 14; ++d) EXPECT_EQ(before[d].distress, after[d].distress);
  p.distress_narrows = 1.5;
  const auto touched = lived(h.a, &h.b, 14, p), moved = lived(h.a, &other.b, 14, p);
  double apart = 0;
  for (std::size_t d = 0; d < 14; ++d) apart += num::abs(touched[d].distress - moved[d].distress);
  EXPECT_GT(apart, 1e-3);
}

TEST(DiaryDays, PressingIsAnsweredByWithdrawalNightByNight) {
  Params p;
  p.press_withdraws = 1;
  p.withdrawal_closes = 4;
  p.press_effort = -5;  // everybody presses
  const Home h = home(7, p);
  const auto pressed = lived(h.a, &h.b, 28, p);
  p.press_withdraws = 0;
  const auto spared = lived(h.a, &h.b, 28, p);
  double late = 0, late_spared = 0;
  for (std::size_t d = 14; d < 28; ++d) late += pressed[d].security, late_spared += spared[d].security;
  EXPECT_EQ(pressed[0].security, spared[0].security) << "the first day knows only what was before";
  EXPECT_LT(late, late_spared);
}

}  // namespace
}  // namespace bowlby
