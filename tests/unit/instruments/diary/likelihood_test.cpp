#include "instruments/diary/likelihood.hpp"

#include <gtest/gtest.h>

#include "model/edges.hpp"
#include "model/step.hpp"
#include "model/traits.hpp"
#include "num/sums.hpp"

namespace bowlby {
namespace {

struct Kept {
  DiaryPair pair;
  FullDiary diary;
};

Kept kept(std::uint32_t pair, int days, const Params& p) {
  const std::uint64_t stream = num::mix64(pair + 1);
  const Draws draws{
      RunKey::of(11, 0).key, {static_cast<std::uint32_t>(stream), static_cast<std::uint32_t>(stream >> 32)}, 0};
  Kept out{draw_pair(p, draws), {}};
  out.diary = keep_full_diary(out.pair, 0, days, p, draws);
  return out;
}

std::array<double, diary_person_traits> person_of(const DiaryTruth& t) { return {t[0], t[1], t[2], t[3], t[4], t[5]}; }
std::array<double, diary_carer_traits> carer_of(const DiaryTruth& t) { return {t[6], t[7], t[8], t[9]}; }

// Mean log likelihood of several long diaries with one trait moved by so many spreads from the truth.
double moved(std::size_t trait, double by, const std::vector<Kept>& all, const Params& p) {
  double sum = 0;
  for (const Kept& k : all) {
    DiaryTruth at = truth_of(k.pair);
    at[trait] = trait_at(diary_trait_table[trait], units_of(diary_trait_table[trait], at[trait], p) + by, p);
    const CarerRecord record(k.diary);
    sum += trait < diary_person_traits ? person_likelihood(k.diary, record.answers(carer_of(at)), person_of(at), p)
                                       : record.likelihood(carer_of(at));
  }
  return sum / static_cast<double>(all.size());
}

std::vector<Kept> several(int days, const Params& p) {
  std::vector<Kept> out;
  for (std::uint32_t pair = 0; pair < 12; ++pair) out.push_back(kept(pair, days, p));
  return out;
}

TEST(DiaryLikelihood, IsHighestNearTheTruthOnALongDiary) {
  Params p;
  p.new_figure_noise = 0;  // beliefs begin where the likelihood thinks
  const std::vector<Kept> all = several(500, p);
  for (std::size_t trait = 0; trait < diary_traits; ++trait) {
    const double here = moved(trait, 0, all, p);
    EXPECT_GT(here, moved(trait, 1.5, all, p)) << diary_trait_table[trait].name;
    EXPECT_GT(here, moved(trait, -1.5, all, p)) << diary_trait_table[trait].name;
  }
}

TEST(DiaryLikelihood, OfPromptsIsHighestNearTheTruthAndLivesTheSameMoments) {
  Params p;
  p.new_figure_noise = 0;
  for (const std::size_t trait : {std::size_t{0}, std::size_t{1}}) {  // of feelings: threshold and self-soothing
    double sum[3]{};
    for (std::uint32_t pair = 0; pair < 12; ++pair) {
      const std::uint64_t stream = num::mix64(pair + 1);
      const Draws draws{
          RunKey::of(11, 0).key, {static_cast<std::uint32_t>(stream), static_cast<std::uint32_t>(stream >> 32)}, 0};
      const DiaryPair who = draw_pair(p, draws);
      PromptReports prompts{5, {}, {}};
      const FullDiary diary = keep_full_diary(who, 0, 300, p, draws, &prompts);
      ASSERT_EQ(prompts.reports.size(), 1500u);
      const FullDiary plain = keep_full_diary(who, 0, 300, p, draws);
      ASSERT_EQ(diary.size(), plain.size());
      ASSERT_EQ(diary.back().after, plain.back().after);
      for (int k = 0; k < 3; ++k) {
        DiaryTruth at = truth_of(who);
        const DiaryTrait& t = diary_trait_table[trait];
        at[trait] = trait_at(t, units_of(t, at[trait], p) + 1.5 * (k - 1), p);
        sum[k] += person_likelihood(diary, CarerRecord(diary).answers(carer_of(at)), person_of(at), p, &prompts);
      }
    }
    EXPECT_GT(sum[1], sum[0]) << trait;
    EXPECT_GT(sum[1], sum[2]) << trait;
  }
}

TEST(DiaryLikelihood, PromptsLieInTheOrderOfTheDays) {
  const Params p;
  const std::uint64_t stream = num::mix64(3);
  const Draws draws{
      RunKey::of(11, 0).key, {static_cast<std::uint32_t>(stream), static_cast<std::uint32_t>(stream >> 32)}, 0};
  const DiaryPair who = draw_pair(p, draws);
  PromptReports few{2, {}, {}}, many{6, {}, {}};
  keep_full_diary(who, 25, 30, p, draws, &few);
  keep_full_diary(who, 25, 30, p, draws, &many);
  ASSERT_EQ(few.reports.size(), 60u);
  ASSERT_EQ(many.reports.size(), 180u);
  for (std::size_t i = 0; i < many.reports.size(); ++i) {
    EXPECT_EQ(many.reports[i].day, i / 6);
    EXPECT_GE(many.reports[i].hours, 0);
    EXPECT_GE(many.reports[i].moments, many.reports[i > 0 ? i - 1 : 0].moments);
  }
}

TEST(DiaryLikelihood, FollowsTheVeryMomentsThatWereLived) {
  // The two halves of a moment, told what was done and what came back, leave what the whole moment leaves.
  const Params p;
  const Kept k = kept(2, 1, p);
  DiaryLife one{k.pair.person, k.pair.tie}, two = one;
  Mood lived = mood_of(k.pair.person), followed = lived;
  const Traits t = one.on_day(0, lived, p);
  for (int i = 0; i < 200; ++i) {
    const double u = (i % 17 + .5) / 17;
    const MomentDraws draw{1 + .3 * u, 1.6 * u, (i % 13 + .5) / 13, 1.2 * u - .5, u};
    const Moment m = moment_step(lived, one.tie, t, k.pair.carer, draw, p);
    const Struck s = struck(followed, t, draw.hours, draw.stressor, p);
    Moment seen;
    seen.activation = s.activation;
    seen.action = m.action, seen.contact = m.contact;
    seen.response = m.response, seen.rebuff = m.rebuff, seen.fright = m.fright;
    settled(followed, two.tie, t, s, seen, k.pair.carer.peer, p);
    ASSERT_EQ(lived.distress, followed.distress) << i;
    ASSERT_EQ(lived.security, followed.security) << i;
    ASSERT_EQ(one.tie.belief.mu, two.tie.belief.mu) << i;
    ASSERT_EQ(one.tie.belief.kappa, two.tie.belief.kappa) << i;
  }
}

TEST(DiaryLikelihood, WithoutItsArrowInsistenceChangesNothing) {
  EdgeSet edges;
  edges.cut(find_edge("uncertainty_to_press"));
  const Params p = edges.apply(Params{});
  const Kept k = kept(1, 60, p);
  const LikelyAnswers answers = CarerRecord(k.diary).answers(carer_of(truth_of(k.pair)));
  auto at = person_of(truth_of(k.pair));
  EXPECT_EQ(at[3], 0);
  const double here = person_likelihood(k.diary, answers, at, p);
  at[3] = trait_at(diary_trait_table[3], 2, p);
  EXPECT_EQ(person_likelihood(k.diary, answers, at, p), here);
}

TEST(DiaryLikelihood, ACarerWithoutBidsTellsOnlyOfFright) {
  FullDiary diary(50);
  diary[3].frightened = 1;
  const CarerRecord record(diary);
  const double rare = record.likelihood({.2, 7, .3, .02}), often = record.likelihood({.2, 7, .3, .5});
  EXPECT_GT(rare, often);
  EXPECT_EQ(record.likelihood({-1, 2, .9, .02}), rare);
}

TEST(DiaryLikelihood, AnswersAreNearerToWhatCameThanTheirRatingsAre) {
  const Params p;
  const Kept k = kept(4, 200, p);
  const LikelyAnswers answers = CarerRecord(k.diary).answers(carer_of(truth_of(k.pair)));
  num::Moments rated, likely;
  std::size_t bid = 0;
  for (const DiaryMoment& line : k.diary) {
    if (!line.bid()) continue;
    rated.add(static_cast<double>(line.response));
    likely.add(answers.to_bids[bid++].mean);
  }
  ASSERT_EQ(bid, answers.to_bids.size());
  ASSERT_GT(bid, 300u);
  EXPECT_NEAR(likely.mean, num::normal_cdf(k.pair.carer.mean), .03);
  EXPECT_NEAR(answers.unasked.mean, num::normal_cdf(k.pair.carer.mean), 1e-12);
  EXPECT_LT(likely.deviation(), rated.deviation());
  EXPECT_GT(answers.unasked.deviation, .5 * rated.deviation());
}

TEST(DiaryLikelihood, CountsWhatWasDone) {
  FullDiary diary(4);
  diary[1].action = 1, diary[2].action = 2, diary[3].action = 3, diary[3].frightened = 1;
  const DiaryCounts n = counts_of(diary);
  EXPECT_EQ(n.moments, 4);
  EXPECT_EQ(n.bids, 2);
  EXPECT_EQ(n.presses, 1);
  EXPECT_EQ(n.holds, 1);
  EXPECT_EQ(n.explores, 1);
  EXPECT_EQ(n.frights, 1);
}

}  // namespace
}  // namespace bowlby
