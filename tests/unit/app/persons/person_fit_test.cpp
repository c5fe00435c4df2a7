// One person by one diary: more particles say the same, and the level of felt security comes back.
#include "app/persons/person_fit.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "instruments/diary/days.hpp"
#include "instruments/diary/prompts.hpp"
#include "num/sums.hpp"
#include "unit/instruments/subjects.hpp"

using namespace bowlby;

namespace {

std::vector<Subject> adults(const Params& p) {
  std::vector<Subject> out;
  for (std::uint32_t i = 0; i < 60; ++i) out.push_back(test::ordinary_adult(i, p));
  return out;
}

struct Kept {
  PersonModel model;
  PersonDiary diary;
  std::array<double, writer_traits> truth;
};

Kept kept(std::uint32_t who, int days, int prompts) {
  Params p;
  p.diary_missing = .1;
  const auto people = adults(p);
  Kept out{person_model(people, p), {{}, {who, 1}}, {}};
  out.model.prompts = prompts, out.model.noise = prompt_noise, out.model.particles = 100;
  AnswerSheet sheet;
  std::vector<DiaryPrompt> lines;
  const Draws draws = test::draws_of(people[who], 50);
  take_diary(people[who], {days, prompts}, p, draws, draws, sheet, &lines);
  for (const DiaryPrompt& l : lines)
    if (l.answered)
      out.diary.prompts.push_back({l.day, l.prompt, static_cast<double>(l.security), static_cast<double>(l.distress),
                                   static_cast<double>(l.bids)});
  out.truth = out.model.units(writer_truth(people[who], p));
  return out;
}

}  // namespace

TEST(PersonFit, TwiceAsManyParticlesMoveTheLikelihoodWithinItsError) {
  Kept k = kept(0, 10, 5);
  num::Moments few, many;
  for (std::uint32_t s = 0; s < 30; ++s) {
    k.diary.address[0] = 100 + s;
    k.model.particles = 200;
    few.add(person_log_likelihood(k.model, k.diary, k.truth));
    k.model.particles = 400;
    many.add(person_log_likelihood(k.model, k.diary, k.truth));
  }
  EXPECT_LT(few.deviation(), 1);
  // a logarithm lies low by half the variance
  EXPECT_NEAR(few.mean + .5 * few.squares / 30, many.mean + .5 * many.squares / 30,
              4 * std::hypot(few.deviation(), many.deviation()) / std::sqrt(30.0));
  EXPECT_LT(many.deviation(), 1.2 * few.deviation());
}

TEST(PersonFit, FindsTheLevelOfFeltSecurityWithAnIntervalThatHolds) {
  const fit::NormalPrior study{std::vector<double>(writer_traits, 0.0), std::vector<double>(writer_traits, 1.0)};
  constexpr std::size_t haven = 2;
  int held = 0;
  for (std::uint32_t who = 0; who < 12; ++who) {
    const Kept k = kept(who, 5, 4);
    const PersonEstimate e = second_fit(k.model, k.diary, first_fit(k.model, k.diary), study);
    EXPECT_NEAR(e.units[haven], k.truth[haven], .5) << who;
    EXPECT_LT(e.sd[haven], .4);
    held += std::fabs(e.units[haven] - k.truth[haven]) < 1.96 * e.sd[haven] ? 1 : 0;
    for (std::size_t d = 0; d < writer_traits; ++d) EXPECT_LE(e.sd[d], 1 + 1e-9) << "no wider than the prior";
  }
  EXPECT_GE(held, 8);
}

TEST(PersonFit, UnitsAreSpreadsFromTheMiddleOfTheStudysPeople) {
  const Params p;
  const auto people = adults(p);
  const PersonModel m = person_model(people, p);
  for (std::size_t d = 0; d < writer_traits; ++d) {
    num::Moments units;
    for (const Subject& s : people) units.add(m.units(writer_truth(s, p))[d]);
    EXPECT_NEAR(units.mean, 0, 1e-9);
    EXPECT_LE(units.deviation(), 1 + 1e-9);
  }
  const WriterTruth at = m.natural(std::vector<double>{1, 0, -1, 0});
  EXPECT_NEAR(m.units(at)[0], 1, 1e-9);
  EXPECT_NEAR(m.units(at)[2], -1, 1e-9);
}
