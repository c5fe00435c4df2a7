#include "instruments/strange_situation.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "unit/instruments/subjects.hpp"

namespace bowlby {
namespace {

using test::draws_of, test::raised, test::value;

struct Shares {
  double secure = 0, avoidant = 0, resistant = 0, disorganized = 0;
  double arousal = 0, crying = 0, exploration = 0;
};

Shares shares_of(const test::CareType& care, std::uint32_t children, const Params& p) {
  Shares s;
  for (std::uint32_t i = 0; i < children; ++i) {
    const Subject child = raised(care, i, p);
    AnswerSheet sheet;
    take_strange_situation(child, Role::mother, p, draws_of(child, 366), sheet);
    s.secure += value(sheet, Measure::strange_situation_class_secure) / children;
    s.avoidant += value(sheet, Measure::strange_situation_class_avoidant) / children;
    s.resistant += value(sheet, Measure::strange_situation_class_resistant) / children;
    s.disorganized += value(sheet, Measure::strange_situation_class_disorganized) / children;
    s.arousal += value(sheet, Measure::strange_situation_arousal) / children;
    s.crying += value(sheet, Measure::strange_situation_crying) / children;
    s.exploration += value(sheet, Measure::strange_situation_exploration_2) / children;
  }
  return s;
}

TEST(Coder, RatesWhatTheFilmShows) {
  AssayFilm film{};
  for (BehaviourRecord& r : film) r.seconds = 180;
  const AssayScales calm = code_strange_situation(film, {});
  EXPECT_EQ(calm.proximity_5, 1);
  EXPECT_EQ(calm.contact_8, 1);
  EXPECT_EQ(calm.avoidance_5, 1);
  EXPECT_EQ(calm.disorganization, 1);

  film[4].sought_early = 1, film[4].contact = .35, film[7].contact = .9, film[7].resisting = .4;
  film[4].turned_away = .5, film[7].settled = 1;
  const AssayScales s = code_strange_situation(film, {});
  EXPECT_EQ(s.proximity_5, 7);
  EXPECT_EQ(s.proximity_8, 1);
  EXPECT_NEAR(s.contact_5, 4, 1e-12);
  EXPECT_EQ(s.contact_8, 7) << "the top of the scale is the top";
  EXPECT_NEAR(s.resistance_8, 4, 1e-12);
  EXPECT_NEAR(s.avoidance_5, 4, 1e-12);
  EXPECT_TRUE(s.settled);
}

TEST(Coder, LooksFromAfarCountForSeekingAndAgainstAvoiding) {
  AssayFilm film{};
  film[4].exploring = film[7].exploring = 1;
  film[4].looking = film[4].greeted_early = 1;
  const AssayScales s = code_strange_situation(film, {});
  EXPECT_NEAR(s.proximity_5, 4, 1e-12) << "half of what going there earns";
  EXPECT_EQ(s.avoidance_5, 1) << "plays and looks";
  EXPECT_NEAR(s.avoidance_8, 3.4, 1e-12) << "plays as if nobody had come in, less than a face turned away";
  film[4] = {}, film[4].turned_away = 1;
  EXPECT_EQ(code_strange_situation(film, {}).avoidance_5, 7);
  film[4].glancing = 1;
  EXPECT_NEAR(code_strange_situation(film, {}).avoidance_5, 4, 1e-12);
}

TEST(Coder, CryingInTheArmsIsMildResistance) {
  AssayFilm film{};
  film[4].contact = film[7].contact = .8, film[4].fussing = .8, film[7].resisting = .8;
  const AssayScales s = code_strange_situation(film, {});
  EXPECT_NEAR(s.resistance_5, 4, 1e-12);
  EXPECT_EQ(s.resistance_8, 7);
  EXPECT_EQ(s.avoidance_5, 1);
}

TEST(Coder, DisorganizationGrowsWithSecondsOfContradiction) {
  double last = 0;
  for (const double share : {0.0, .1, .2, .4, .8}) {
    AssayFilm film{};
    film[7].seconds = 180, film[7].contradictory = share;
    const double rated = code_strange_situation(film, {}).disorganization;
    EXPECT_GT(rated, last);
    EXPECT_LE(rated, 9);
    last = rated;
  }
  AssayFilm film{};
  film[7].seconds = 180, film[7].contradictory = 86.0 / 180;
  EXPECT_NEAR(code_strange_situation(film, {}).disorganization, 1 + 8 * (1 - std::exp(-1)), 1e-9);
}

TEST(Coder, ErrorMovesARatingAndStaysOnTheScale) {
  AssayFilm film{};
  CoderError error{};
  error[0] = 1.5, error[6] = -3, error[8] = 20;
  const AssayScales s = code_strange_situation(film, error);
  EXPECT_EQ(s.proximity_5, 2.5);
  EXPECT_EQ(s.avoidance_5, 1);
  EXPECT_EQ(s.disorganization, 9);
}

TEST(Classifier, FollowsItsPublishedCuts) {
  const auto scales = [](double proximity, double contact, double resistance, double avoidance, double dis,
                         bool settled) {
    AssayScales s;
    s.proximity_5 = s.proximity_8 = proximity, s.contact_5 = s.contact_8 = contact;
    s.resistance_5 = s.resistance_8 = resistance, s.avoidance_5 = s.avoidance_8 = avoidance;
    s.disorganization = dis, s.settled = settled;
    return s;
  };
  EXPECT_EQ(classify(scales(6, 5, 1, 1, 1, true)), AssayClass::secure);
  EXPECT_EQ(classify(scales(2, 1, 1, 2, 1, true)), AssayClass::secure) << "greets across the room, plays on";
  EXPECT_EQ(classify(scales(1, 1, 1, 6, 1, true)), AssayClass::avoidant);
  EXPECT_EQ(classify(scales(6, 5, 5, 1, 1, false)), AssayClass::resistant);
  EXPECT_EQ(classify(scales(6, 5, 3.2, 1, 1, false)), AssayClass::resistant) << "some resistance, not settled";
  EXPECT_EQ(classify(scales(6, 5, 3.2, 1, 1, true)), AssayClass::secure);
  EXPECT_EQ(classify(scales(4, 4, 5, 4.5, 1, true)), AssayClass::resistant) << "avoidance below resistance";
  for (const double dis : {5.01, 7.0, 9.0})
    EXPECT_EQ(classify(scales(6, 5, 1, 1, dis, true)), AssayClass::disorganized);
  EXPECT_EQ(classify(scales(6, 5, 1, 1, 5, true)), AssayClass::secure) << "the cut itself is not above it";
}

TEST(Classifier, SecondReunionCountsTwice) {
  AssayScales s;
  s.avoidance_5 = 7, s.avoidance_8 = 1;
  EXPECT_EQ(classify(s), AssayClass::secure);
  s.avoidance_5 = 1, s.avoidance_8 = 7;
  EXPECT_EQ(classify(s), AssayClass::avoidant);
}

TEST(StrangeSituation, CareTypesOfTheSmokeTableShowAsTheTheorySays) {
  const Params p;
  constexpr std::uint32_t children = 120;  // standard error of a share at most .046
  EXPECT_GT(shares_of(test::sensitive_steady, children, p).secure, .75);
  EXPECT_GT(shares_of(test::moderate_steady, children, p).secure, .65);
  const Shares unsteady = shares_of(test::erratic, 600, p), steady = shares_of(test::moderate_steady, 600, p);
  EXPECT_GT(unsteady.resistant, .35);
  EXPECT_GT(unsteady.resistant, steady.resistant + .18) << "same mean care, more variance";
  EXPECT_GT(unsteady.resistant, unsteady.avoidant);
  EXPECT_GT(shares_of(test::rejecting, children, p).avoidant, .75);
  const Shares neglected = shares_of(test::neglectful, children, p);
  EXPECT_GT(neglected.avoidant, neglected.secure + neglected.resistant + .2);
  EXPECT_GT(neglected.disorganized, shares_of(test::rejecting, children, p).disorganized + .1) << "nothing works there";
  EXPECT_GT(shares_of(test::frightening, children, p).disorganized, .75);
}

TEST(StrangeSituation, ResistanceOfErraticCareNeedsTheInsistenceEdge) {
  Params cut;
  cut.insistence = 0, cut.insistence_sd = 0;
  constexpr std::uint32_t children = 600;
  // Crying in the arms needs no insistence, so some resistance is left.
  EXPECT_LT(shares_of(test::erratic, children, cut).resistant,
            shares_of(test::erratic, children, Params{}).resistant - .12);
}

TEST(StrangeSituation, QuietChildrenAreArousedAllTheSame) {
  const Params p;
  const Shares quiet = shares_of(test::rejecting, 80, p), loud = shares_of(test::sensitive_steady, 80, p);
  EXPECT_LT(quiet.crying, .2);
  EXPECT_GT(loud.crying, .5);
  EXPECT_GT(quiet.arousal, .9 * loud.arousal) << "behaviour is calm, the body is not";
  EXPECT_GT(quiet.arousal, p.alarm_threshold);
}

TEST(StrangeSituation, CourseOfTheEpisodes) {
  const Params p;
  double play2 = 0, play3 = 0, play4 = 0, cry2 = 0, cry6 = 0, contact2 = 0, contact8 = 0, arousal2 = 0, arousal6 = 0;
  constexpr int children = 60;
  for (std::uint32_t i = 0; i < children; ++i) {
    const Subject child = raised(test::moderate_steady, i, p);
    const AssayVisit v = play_strange_situation(child, Role::mother, p, draws_of(child, 366));
    play2 += v.film[1].exploring, play3 += v.film[2].exploring, play4 += v.film[3].exploring;
    cry2 += v.film[1].crying, cry6 += v.film[5].crying;
    contact2 += v.film[1].contact, contact8 += v.film[7].contact;
    arousal2 += v.arousal[1], arousal6 += v.arousal[5];
  }
  EXPECT_GT(play2, .6 * children);
  EXPECT_GT(play2, play3) << "the stranger dampens play";
  EXPECT_GT(play3, play4) << "being left ends it";
  EXPECT_GT(cry6, cry2 + .3 * children);
  EXPECT_GT(contact8, contact2);
  EXPECT_GT(arousal6, 2 * arousal2);
}

TEST(StrangeSituation, SharesOfAnEpisodeAddUp) {
  const Params p;
  for (std::uint32_t i = 0; i < 300; ++i) {
    Subject s = test::wild(i);
    s.has[0] = true;
    const AssayVisit v = play_strange_situation(s, Role::mother, p, draws_of(s, 5));
    for (const BehaviourRecord& r : v.film) {
      const double all = r.exploring + r.approaching + r.pressing + r.contact + r.turned_away + r.contradictory;
      EXPECT_NEAR(all, 1, 1e-12);
      EXPECT_LE(r.resisting + r.fussing, r.contact + 1e-12);
      EXPECT_LE(r.looking, r.exploring);
      EXPECT_LE(r.glancing, r.turned_away);
      EXPECT_LE(r.sought_early + r.greeted_early, 1 + 1e-12);
      EXPECT_TRUE(r.seconds == 60 || r.seconds == 180);
    }
    for (const int alone : {3, 5, 6}) EXPECT_EQ(v.film[static_cast<std::size_t>(alone)].contact, 0);
    for (const double a : v.arousal) EXPECT_TRUE(a >= 0 && a < 1000) << a;
  }
}

TEST(StrangeSituation, WhoExpectsAnAnswerKeepsInTouchFromAfar) {
  const Params p;
  double looks[2]{}, plays[2]{};
  const test::CareType* cares[]{&test::rejecting, &test::sensitive_steady};
  for (int kind = 0; kind < 2; ++kind)
    for (std::uint32_t i = 0; i < 60; ++i) {
      const Subject child = raised(*cares[kind], i, p);
      const AssayVisit v = play_strange_situation(child, Role::mother, p, draws_of(child, 366));
      for (const int with_figure : {0, 1, 2, 4, 7}) {
        const BehaviourRecord& r = v.film[static_cast<std::size_t>(with_figure)];
        looks[kind] += r.looking + r.glancing, plays[kind] += r.exploring + r.turned_away;
      }
      for (const int away : {3, 5, 6}) EXPECT_EQ(v.film[static_cast<std::size_t>(away)].looking, 0);
    }
  EXPECT_LT(looks[0] / plays[0], .3);
  EXPECT_GT(looks[1] / plays[1], .5);
}

TEST(StrangeSituation, WhoExpectsRebuffLooksLessHoweverWellAnswered) {
  const Params p;
  double looks[2]{}, free[2]{};
  for (const int kind : {0, 1})
    for (std::uint32_t i = 0; i < 60; ++i) {
      Subject child = raised(test::sensitive_steady, i, p);
      child.ties[0].belief.kappa = kind == 0 ? 0 : .6;
      const AssayVisit v = play_strange_situation(child, Role::mother, p, draws_of(child, 366));
      for (const int with_figure : {1, 4, 7}) {
        const BehaviourRecord& r = v.film[static_cast<std::size_t>(with_figure)];
        looks[kind] += r.looking + r.glancing, free[kind] += r.exploring + r.turned_away;
      }
    }
  EXPECT_NEAR(looks[1] / free[1], .4 * looks[0] / free[0], .08);
}

TEST(StrangeSituation, TheFirstTwoMinutesAreThoseOfTheFilm) {
  const Params p;
  for (std::uint32_t i = 0; i < 40; ++i) {
    const Subject child = raised(test::erratic, i, p);
    std::array<AssayStep, assay_steps> steps{};
    const AssayVisit v = play_strange_situation(child, Role::mother, p, draws_of(child, 366), steps.data());
    double sought = 0, seen = 0;
    for (const AssayStep& s : steps)
      if (s.episode == 5 && ++seen <= 6)
        sought += !s.contradictory && (s.action == Action::open_bid || s.action == Action::press);
    EXPECT_NEAR(v.film[4].sought_early, sought / 6, 1e-12);
    const AssayVisit unwatched = play_strange_situation(child, Role::mother, p, draws_of(child, 366));
    EXPECT_EQ(v.film[4].looking, unwatched.film[4].looking) << "whoever takes the steps down changes nothing";
    EXPECT_EQ(v.film[7].fussing, unwatched.film[7].fussing);
  }
}

TEST(StrangeSituation, OnlyTheAlarmedCryInTheArms) {
  const Params p;
  double fussing = 0, quiet = 0;
  for (std::uint32_t i = 0; i < 80; ++i) {
    const Subject child = raised(test::moderate_steady, i, p);
    const AssayVisit v = play_strange_situation(child, Role::mother, p, draws_of(child, 366));
    fussing += v.film[7].fussing, quiet += v.film[7].contact - v.film[7].resisting - v.film[7].fussing;
  }
  EXPECT_GT(fussing, .1 * quiet);
  EXPECT_GT(quiet, .1 * fussing) << "asking and held, and not crying";
}

TEST(StrangeSituation, WithoutPartingStressOrNoveltyAChildPlays) {
  Params p;
  p.separation_distress = 0, p.stress_size = 0;
  const Subject child = raised(test::sensitive_steady, 3, Params{});
  const AssayVisit v = play_strange_situation(child, Role::mother, p, draws_of(child, 366));
  for (const double a : v.arousal) EXPECT_LT(a, .2);
  EXPECT_GT(v.film[7].exploring, .6);
}

TEST(StrangeSituation, SameDrawsSameFilmAndNothingLearned) {
  const Params p;
  const Subject child = raised(test::erratic, 1, p);
  const Subject before = child;
  AnswerSheet a, b, other_day;
  take_strange_situation(child, Role::mother, p, draws_of(child, 366), a);
  take_strange_situation(child, Role::mother, p, draws_of(child, 366), b);
  take_strange_situation(child, Role::mother, p, draws_of(child, 367), other_day);
  ASSERT_EQ(a.size(), b.size());
  ASSERT_EQ(a.size(), 17u);
  bool differs = false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a.begin()[i].value, b.begin()[i].value);
    differs = differs || a.begin()[i].value != other_day.begin()[i].value;
  }
  EXPECT_TRUE(differs);
  EXPECT_EQ(child.ties[0].belief.mu, before.ties[0].belief.mu);
  EXPECT_EQ(child.person.distress, before.person.distress);
}

TEST(StrangeSituation, NeedsTheFigure) {
  const Params p;
  const Subject child = raised(test::moderate_steady, 1, p);
  AnswerSheet sheet;
  take_strange_situation(child, Role::father, p, draws_of(child, 366), sheet);
  EXPECT_EQ(sheet.size(), 0u);
}

}  // namespace
}  // namespace bowlby
