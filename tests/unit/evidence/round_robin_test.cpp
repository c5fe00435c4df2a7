// Social relations against lives that were made from known variances, and by hand.
#include "evidence/round_robin.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace bowlby::evidence {
namespace {

struct Truth {
  double actor, partner, relationship, generalised, dyadic;
};

RatedGroup make(std::mt19937& luck, std::size_t n, const Truth& t) {
  std::normal_distribution<double> z;
  // Two numbers of given variances and covariance.
  const auto both = [&](double one, double other, double shared) {
    const double a = z(luck), b = z(luck), root = std::sqrt(one), slope = shared / root;
    return std::pair(root * a, slope * a + std::sqrt(other - slope * slope) * b);
  };
  std::vector<std::pair<double, double>> person(n);
  for (auto& p : person) p = both(t.actor, t.partner, t.generalised);
  RatedGroup out{n, std::vector<double>(n * n, std::numeric_limits<double>::quiet_NaN())};
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i + 1; j < n; ++j) {
      const auto [one, back] = both(t.relationship, t.relationship, t.dyadic);
      out.ratings[i * n + j] = 4 + person[i].first + person[j].second + one;
      out.ratings[j * n + i] = 4 + person[j].first + person[i].second + back;
    }
  return out;
}

TEST(RoundRobin, FourThousandGroupsGiveBackWhatTheyWereMadeOf) {
  const Truth truth{.5, .3, .8, -.15, .4};
  std::mt19937 luck(7);
  std::vector<RatedGroup> groups;
  for (int g = 0; g < 4000; ++g) groups.push_back(make(luck, g % 2 ? 4 : 6, truth));
  const SocialRelations found = social_relations(groups);
  EXPECT_EQ(found.groups, 4000u);
  const auto near = [](const Maybe& m, double value) {
    ASSERT_TRUE(m);
    const double error = (m->high - m->low) / 3.92;
    EXPECT_LT(error, .03);
    EXPECT_NEAR(m->value, value, 4 * error);
  };
  near(found.actor, truth.actor), near(found.partner, truth.partner), near(found.relationship, truth.relationship);
  near(found.generalised, truth.generalised), near(found.dyadic, truth.dyadic);
}

TEST(RoundRobin, IntervalsHoldTheTruthInNineteenOfTwenty) {
  const Truth truth{.4, .4, .6, .1, .2};
  std::mt19937 luck(3);
  int held = 0;
  constexpr int times = 1000;
  for (int k = 0; k < times; ++k) {
    std::vector<RatedGroup> groups;
    for (int g = 0; g < 40; ++g) groups.push_back(make(luck, 5, truth));
    const Maybe actor = social_relations(groups).actor;
    held += actor->low <= truth.actor && truth.actor <= actor->high;
  }
  EXPECT_NEAR(held / static_cast<double>(times), .95, .03);
}

TEST(RoundRobin, TheOrderOfMembersAndGroupsChangesNothing) {
  std::mt19937 luck(9);
  const Truth truth{.5, .3, .8, -.15, .4};
  std::vector<RatedGroup> groups, turned;
  for (int g = 0; g < 20; ++g) {
    groups.push_back(make(luck, 5, truth));
    RatedGroup other = groups.back();
    for (std::size_t i = 0; i < 5; ++i)
      for (std::size_t j = 0; j < 5; ++j) other.ratings[i * 5 + j] = groups.back().ratings[(4 - i) * 5 + (4 - j)];
    turned.insert(turned.begin(), other);
  }
  const SocialRelations one = social_relations(groups), back = social_relations(turned);
  for (auto part : {&SocialRelations::actor, &SocialRelations::partner, &SocialRelations::relationship,
                    &SocialRelations::generalised, &SocialRelations::dyadic}) {
    EXPECT_NEAR((one.*part)->value, (back.*part)->value, 1e-12);
    EXPECT_NEAR((one.*part)->high, (back.*part)->high, 1e-12);
  }
}

// Everybody gives all others the same, and nobody differs as the one who is rated.
TEST(RoundRobin, RatersAloneLeaveNothingToOthers) {
  std::vector<RatedGroup> groups;
  for (int g = 0; g < 3; ++g) {
    RatedGroup group{4, std::vector<double>(16)};
    for (std::size_t i = 0; i < 4; ++i)
      for (std::size_t j = 0; j < 4; ++j) group.ratings[i * 4 + j] = static_cast<double>(i) * (g + 1);
    groups.push_back(group);
  }
  const SocialRelations found = social_relations(groups);
  EXPECT_NEAR(found.actor->value, (1 + 4 + 9) * (5. / 3) / 3, 1e-9);  // of 0 to 3, their doubles and triples
  for (const Maybe* none : {&found.partner, &found.relationship, &found.generalised, &found.dyadic})
    EXPECT_NEAR((*none)->value, 0, 1e-9);
}

TEST(RoundRobin, SmallGroupsAndGapsAreLeftOutAndCounted) {
  std::mt19937 luck(1);
  const Truth truth{.4, .4, .6, .1, .2};
  std::vector<RatedGroup> groups{make(luck, 3, truth), make(luck, 5, truth), make(luck, 4, truth)};
  groups.push_back(make(luck, 4, truth));
  groups.back().ratings[1] = std::numeric_limits<double>::quiet_NaN();
  const SocialRelations found = social_relations(groups);
  EXPECT_EQ(found.groups, 2u);
  EXPECT_EQ(found.small, 1u);
  EXPECT_EQ(found.gaps, 1u);
  EXPECT_TRUE(found.actor);
  groups.pop_back(), groups.pop_back();
  EXPECT_FALSE(social_relations(groups).actor) << "one group has no spread of groups";
}

}  // namespace
}  // namespace bowlby::evidence
