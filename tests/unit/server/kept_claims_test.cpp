// What a kept run says of today's entries: its numbers by today's rule, and nothing about what it does not have.
#include "server/kept_claims.hpp"

#include <gtest/gtest.h>

#include "server/evidence.hpp"

namespace bowlby::server {
namespace {

using evidence::ClaimVerdict;

Json run_of(const std::string& without, const std::string& verdict = "holds") {
  const auto run = parse_json(
      R"({"claims": [{"id": "C1", "parts": [{"name": "", "study": "tiny", "cut": ["a", "b"], "expect": "+",)"
      R"("estimator": "difference", "right": 20, "seeds": 20, "effect": {"estimate": 1, "low": 0.9, "high": 1.1, "seeds": 20},)"
      R"("without_edge": )" +
          without + R"(, "fall": {"estimate": 1, "low": 0.9, "high": 1.1, "seeds": 20}, "verdict": ")" + verdict +
          R"("}]}]})",
      "run");
  EXPECT_TRUE(run);
  return run ? *run : Json{};
}
const std::string gone = R"({"estimate": 0, "low": -0.1, "high": 0.1, "seeds": 20})";

ClaimBook book_of(std::vector<std::string> cut = {"a", "b"}) {
  ClaimBook book;
  evidence::Claim c;
  c.id = "C1";
  evidence::ClaimPart p;
  p.name = "made";
  p.study = "tiny";
  p.cut = std::move(cut);
  p.estimator = "difference";
  c.parts.push_back(p);
  book.claims.push_back(c);
  return book;
}

TEST(KeptClaims, NumbersOfTheVeryExperimentAreJudgedByTodaysRule) {
  const auto holds = kept_outcomes(book_of(), run_of(gone)).at(0);
  EXPECT_EQ(holds.verdict, ClaimVerdict::holds);
  EXPECT_EQ(holds.parts.at(0).effect->right, 20);
  const auto turned = kept_outcomes(book_of(), run_of(R"({"estimate": -0.5, "low": -0.6, "high": -0.4, "seeds": 20})"));
  EXPECT_EQ(turned.at(0).verdict, ClaimVerdict::offset) << "it counted as gone when that run was judged";
  const std::string half = R"({"estimate": 0.5, "low": 0.4, "high": 0.6, "seeds": 20})";
  EXPECT_EQ(kept_outcomes(book_of(), run_of(half, "restated, not tested")).at(0).verdict, ClaimVerdict::restated);
  EXPECT_EQ(kept_outcomes(book_of(), run_of(half, "not shown")).at(0).verdict, ClaimVerdict::not_shown);
}

TEST(KeptClaims, AnythingElseIsNotRunYet) {
  EXPECT_EQ(kept_outcomes(book_of({"a"}), run_of(gone)).at(0).verdict, ClaimVerdict::not_run) << "another cut";
  EXPECT_EQ(kept_outcomes(book_of(), Json{}).at(0).verdict, ClaimVerdict::not_run) << "no run at all";
  ClaimBook more = book_of();
  more.claims[0].parts.push_back(more.claims[0].parts[0]);
  more.claims[0].parts[1].study = "ordinary";
  const auto half_run = kept_outcomes(more, run_of(gone)).at(0);
  EXPECT_EQ(half_run.parts.at(0).verdict, ClaimVerdict::holds);
  EXPECT_EQ(half_run.parts.at(1).verdict, ClaimVerdict::not_run);
  EXPECT_EQ(half_run.verdict, ClaimVerdict::not_run) << "it does not hold by half of its tests";
}

TEST(KeptClaims, APlaceboThatTheRunDoesNotHaveIsSaid) {
  ClaimBook book = book_of();
  book.claims[0].parts[0].placebo = {"c"};
  const auto outcome = kept_outcomes(book, run_of(gone)).at(0);
  EXPECT_EQ(outcome.verdict, ClaimVerdict::holds);
  EXPECT_EQ(outcome.parts.at(0).reason, "this run does not have its placebo");
}

TEST(KeptClaims, TheRoomCountsEveryClaimOnce) {
  const auto answer = claims_json();
  ASSERT_TRUE(answer);
  const auto room = parse_json(*answer, "room");
  ASSERT_TRUE(room);
  const Json& counts = room->at("counts");
  double sum = 0;
  for (std::size_t i = 0; i < counts.keys.size(); ++i)
    if (counts.keys[i] != "claims") sum += counts.items[i].number;
  EXPECT_EQ(sum, counts.at("claims").number);
  EXPECT_GT(sum, 200);
  EXPECT_GT(counts.at("not_covered").number, 0);
}

}  // namespace
}  // namespace bowlby::server
