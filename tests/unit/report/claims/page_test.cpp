#include "report/claims/page.hpp"

#include <gtest/gtest.h>

#include "report/claims/markup.hpp"

namespace bowlby::report {
namespace {

using evidence::ClaimVerdict;

ClaimsPageEntry entry(const std::string& id, ClaimVerdict verdict, double effect, double ablated) {
  ClaimsPageEntry e;
  e.claim.id = id;
  e.claim.source = "001;004";
  e.claim.words = e.claim.says = "What " + id + " says <b>& means";
  e.claim.headlines = {1};
  e.claim.parts.resize(1);
  e.claim.parts[0].study = "tiny";
  e.claim.parts[0].cut = {"an_edge"};
  e.claim.parts[0].estimator = "difference";
  e.claim.parts[0].readout = "SELECT a < b AS x, 'q' AS g";
  e.verdict = verdict;
  evidence::SeedValues with, without;
  for (int i = 0; i < 20; ++i) {
    with.emplace_back(effect + .01 * i);
    without.emplace_back(ablated + .01 * i);
  }
  e.results.push_back(evidence::judge_part(1, with, without));
  e.published = {"RSK05: 0.47 (d)"};
  e.command = "bowlby claims run " + id + " --output out/" + id;
  return e;
}

ClaimsPage page() {
  ClaimsPage p;
  p.seeds = 20;
  p.digest = "0123456789abcdef";
  p.entries = {entry("C1", ClaimVerdict::holds, .5, -.1), entry("C2", ClaimVerdict::not_shown, -.1, 0),
               entry("C3", ClaimVerdict::restated, .5, .5)};
  ClaimsPageEntry out;
  out.claim.id = "C4";
  out.claim.words = "A word";
  out.claim.uncovered = "no instrument asks it";
  p.entries.push_back(out);
  p.headlines = {{1, "about this", "not shown", 1, 3, 1, 0, {"C1", "C2", "C3"}}};
  return p;
}

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

TEST(ClaimsPage, AsksForNothingAndRunsNothing) {
  const std::string html = claims_page(page());
  for (const char* part : {"<script", "<link", "http:", "https:", "url(", "@import", "onload"})
    EXPECT_EQ(html.find(part), std::string::npos) << part;
  EXPECT_NE(html.find("prefers-color-scheme:dark"), std::string::npos);
  EXPECT_NE(html.find("@media print"), std::string::npos);
  EXPECT_EQ(claims_page(page()), html) << "the same data make the same page";
}

TEST(ClaimsPage, WhatIsNotShownStandsBeforeWhatHolds) {
  const std::string html = claims_page(page());
  const std::size_t holds = html.find("<article id=\"C1\""), not_shown = html.find("<article id=\"C2\""),
                    restated = html.find("<article id=\"C3\"");
  ASSERT_NE(holds, std::string::npos);
  ASSERT_NE(not_shown, std::string::npos);
  EXPECT_LT(not_shown, restated);
  EXPECT_LT(restated, holds);
  EXPECT_NE(html.find("Of 3 claims put to the test, 1 holds, 1 are not shown"), std::string::npos);
}

TEST(ClaimsPage, EveryClaimTellsAllOfItself) {
  const std::string html = claims_page(page());
  for (const char* part : {"What C1 says &lt;b&gt;&amp; means", "source documents 001, 004", "<code>an_edge</code>",
                           "RSK05: 0.47 (d)", "SELECT a &lt; b AS x, &#39;q&#39; AS g", "20 of 20 seeds",
                           "bowlby claims run C1 --output out/C1", "no instrument asks it", "0123456789abcdef"})
    EXPECT_NE(html.find(part), std::string::npos) << part;
  EXPECT_EQ(html.find("<b>"), std::string::npos) << "words are words, not markup";
  for (const char* id : {"C1", "C2", "C3"}) EXPECT_EQ(occurrences(html, std::string(" id=\"") + id + "\""), 1u) << id;
  EXPECT_EQ(occurrences(html, "href=\"#C2\""), 1u) << "the headline leads to its claims";
}

TEST(ClaimsPage, WhatShowsAtRaisedStrengthStandsUnderItsOwnHeading) {
  ClaimsPage p = page();
  p.entries.push_back(entry("C5", ClaimVerdict::raised, .5, 0));
  p.entries.back().claim.parts[0].raised = "stay_from_hope 5 (shipped 0.3)";
  p.kinds = {{evidence::TestKind::fair, 9, 6, 11, 7}};
  p.not_covered = 46;
  const std::string html = claims_page(p);
  const std::size_t own = html.find("<section id=\"raised\""), holds = html.find("<section id=\"holds\""),
                    it = html.find("<article id=\"C5\"");
  ASSERT_NE(own, std::string::npos);
  EXPECT_LT(own, it);
  EXPECT_LT(it, holds);
  for (const char* words :
       {"stay_from_hope 5 (shipped 0.3)", "<dt>Size</dt><dd>d +0.",
        "fair test</th><td class=\"n\">9</td><td class=\"n\">6</td><td class=\"n\">11</td><td class=\"n\">7</td>",
        "not covered</th><td class=\"n\">46</td>", "0 of 1"})
    EXPECT_NE(html.find(words), std::string::npos) << words;
}

TEST(ClaimsPage, PicturesDrawEverySeedAndSayItInWords) {
  const ClaimsPage p = page();
  const std::string svg = claim_picture(p.entries[0].claim.parts[0], p.entries[0].results[0]);
  EXPECT_EQ(occurrences(svg, "<circle"), 40u);
  EXPECT_EQ(occurrences(svg, "class=\"zero\""), 1u);
  EXPECT_EQ(occurrences(svg, "class=\"interval\""), 2u);
  EXPECT_NE(svg.find("role=\"img\" aria-label=\"Effects of 20 seeds."), std::string::npos);
  for (const char* bad : {"nan", "inf"}) EXPECT_EQ(svg.find(bad), std::string::npos) << bad;
}

TEST(ClaimsPage, PicturesOfNothingAndOfOneValueStand) {
  const evidence::ClaimPart part;
  for (const auto& values : {evidence::SeedValues(20), evidence::SeedValues(20, 0.0), evidence::SeedValues(20, 1e-9),
                             evidence::SeedValues(20, -3e6)}) {
    const std::string svg = claim_picture(part, evidence::judge_part(1, values, values));
    EXPECT_EQ(svg.find("nan"), std::string::npos);
    EXPECT_EQ(svg.find("inf"), std::string::npos);
    EXPECT_GE(occurrences(svg, "class=\"number\""), 1u);
    EXPECT_LE(occurrences(svg, "class=\"number\""), 12u);
  }
}

TEST(ClaimsPage, NumbersKeepThreeOrSoDigits) {
  EXPECT_EQ(signed_number(.5), "+0.50");
  EXPECT_EQ(signed_number(-.0123), "\u22120.012");
  EXPECT_EQ(signed_number(.0123, .5), "+0.01");
  EXPECT_EQ(signed_number(12.34), "+12.3");
  EXPECT_EQ(signed_number(0), "+0.000");
  EXPECT_EQ(with_interval(evidence::Pooled{.5, .4, .6, 20, 20}), "+0.50 [+0.40, +0.60]");
  EXPECT_EQ(with_interval(std::nullopt), "\u2013");
  EXPECT_EQ(escaped("a<b & 'c' \"d\""), "a&lt;b &amp; &#39;c&#39; &quot;d&quot;");
}

}  // namespace
}  // namespace bowlby::report
