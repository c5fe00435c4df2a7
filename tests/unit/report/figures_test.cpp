// Pictures of a report by name: what is drawn stands where its numbers say, and each stands alone.
#include "report/figures/figures.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <regex>
#include <set>

#include "demo_page.hpp"

namespace bowlby::report {
namespace {

std::vector<double> places(const std::string& svg, const std::string& mark) {
  std::vector<double> out;
  const std::regex pattern("<circle class=\"" + mark + "\" cx=\"([0-9.-]+)\"");
  for (std::sregex_iterator at(svg.begin(), svg.end(), pattern), end; at != end; ++at)
    out.push_back(std::stod((*at)[1]));
  return out;
}

const PageData& demo_page() {
  static const PageData page = demo::page();
  return page;
}
std::string drawn(const PageData& page, const std::string& name) {
  for (const Figure& f : figures_of(page))
    if (f.name == name) return figure_svg(f, {"again & again"});
  return "";
}
std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

TEST(ReportFigures, EveryPartOfAFullPageHasOne) {
  std::set<std::string> names, kinds;
  for (const Figure& f : figures_of(demo_page())) {
    EXPECT_TRUE(names.insert(f.name).second) << f.name;
    kinds.insert(f.name.substr(0, f.name.find('-')));
    const std::string svg = figure_svg(f, {"again & again"});
    EXPECT_EQ(svg.rfind("<svg ", 0), 0u) << f.name;
    EXPECT_EQ(svg.substr(svg.size() - 7), "</svg>\n") << f.name;
    EXPECT_NE(svg.find("again &amp; again"), std::string::npos) << f.name;
    EXPECT_EQ(svg.find("\"nan"), std::string::npos) << f.name;
    EXPECT_GT(count(svg, "<circle") + count(svg, "<path") + count(svg, "class=\"cell\""), 1u) << f.name;
  }
  EXPECT_EQ(kinds, (std::set<std::string>{"plane", "shares", "group", "moments", "course", "relatives", "pairs",
                                          "satisfaction", "patterns", "together", "evidence"}));
  EXPECT_TRUE(figures_of(PageData{}).empty());
}

TEST(ReportFigures, ADotStandsWhereItsNumberSays) {
  const ArmPanel& panel = demo_page().arms.front();
  std::string name;
  for (const Figure& f : figures_of(demo_page()))
    if (name.empty() && f.name.starts_with("group-")) name = f.name;
  const std::vector<double> x = places(drawn(demo_page(), name), "dot");
  ASSERT_EQ(x.size(), panel.arms.size());
  ASSERT_GE(x.size(), 3u);
  const double per_unit = (x[1] - x[0]) / (panel.arms[1].mean - panel.arms[0].mean);
  EXPECT_GT(per_unit, 0);
  for (std::size_t a = 1; a < x.size(); ++a)
    EXPECT_NEAR(x[a] - x[0], per_unit * (panel.arms[a].mean - panel.arms[0].mean), .5) << a;
}

TEST(ReportFigures, APublishedNumberIsAHollowDot) {
  std::size_t simulated = 0, published = 0;
  for (const ClassShare& s : demo_page().class_shares)
    if (s.group == demo_page().class_shares.front().group)
      simulated += std::isfinite(s.simulated), published += std::isfinite(s.published);
  std::string svg;
  for (const Figure& f : figures_of(demo_page()))
    if (svg.empty() && f.name.starts_with("shares-")) svg = figure_svg(f, {});
  EXPECT_EQ(places(svg, "dot").size(), simulated);
  EXPECT_EQ(places(svg, "hollow").size(), published);
}

TEST(ReportFigures, WhatIsNotKnownIsLeftOut) {
  PageData page;
  page.arms = {
      {"a measure", "points", {{"known", 1, .5, 1.5, 20}, {"unknown", unknown, unknown, unknown, unknown}}, {}}};
  const std::string svg = drawn(page, "group-a-measure");
  EXPECT_EQ(places(svg, "dot").size(), 1u);
  EXPECT_EQ(svg.find("\"nan"), std::string::npos);
  EXPECT_NE(svg.find(">unknown<"), std::string::npos);
}

TEST(ReportFigures, TwoOfOneNameAreToldApart) {
  PageData page;
  page.arms = {{"same", "points", {{"a", 1, .5, 1.5, 20}}, {}}, {"same", "points", {{"a", 2, .5, 1.5, 20}}, {}}};
  const std::vector<Figure> all = figures_of(page);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].name, "group-same");
  EXPECT_EQ(all[1].name, "group-same-2");
}

}  // namespace
}  // namespace bowlby::report
