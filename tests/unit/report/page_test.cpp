#include "report/page.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <limits>
#include <string>

#include "demo_page.hpp"
#include "report/template.hpp"

namespace bowlby::report {
namespace {

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(ReportJson, EscapesWhatEndsAStringOrAScript) {
  PageData page;
  page.notes = {"say \"no\"", "back\\slash", "</script><b>", "line\nand\ttab\x01"};
  const std::string json = to_json(page);
  EXPECT_NE(json.find(R"("say \"no\"")"), std::string::npos);
  EXPECT_NE(json.find(R"("back\\slash")"), std::string::npos);
  EXPECT_NE(json.find(R"("\u003c/script>\u003cb>")"), std::string::npos);
  EXPECT_NE(json.find(R"("line\nand\u0009tab\u0001")"), std::string::npos);
  EXPECT_EQ(json.find('<'), std::string::npos);
}

TEST(ReportJson, KeepsTextBeyondAscii) {
  PageData page;
  page.meta.question = "Ainsworth’s naïve question?";
  EXPECT_NE(to_json(page).find("Ainsworth’s naïve question?"), std::string::npos);
}

TEST(ReportJson, WritesWhatIsNotANumberAsNull) {
  PageData page;
  page.class_shares = {{"g", "l", std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
                        -std::numeric_limits<double>::infinity(), .5, unknown, -0.0, "", 3}};
  EXPECT_NE(to_json(page).find(
                R"("simulated":null,"low":null,"high":null,"published":0.5,"published_low":null,"published_high":0,)"),
            std::string::npos);
}

TEST(ReportJson, KeepsAllDigitsOfASeed) {
  PageData page;
  page.meta.seed = 18446744073709551615u;
  EXPECT_NE(to_json(page).find(R"("seed":"18446744073709551615")"), std::string::npos);
}

TEST(ReportJson, HoldsEveryPartOfAnEmptyPage) {
  const std::string json = to_json(PageData{});
  for (const char* part : {R"("headline":[])", R"("groups":[])", R"("class_shares":[])", R"("courses":[])",
                           R"("pairs":[])", R"("matrix":[])", R"("arms":[])", R"("evidence":[])", R"("steps":[])",
                           R"("parameters":[])", R"("provenance":[])", R"("notes":[])"}) {
    EXPECT_NE(json.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(json.find(",,"), std::string::npos);
  EXPECT_EQ(json.find("{,"), std::string::npos);
  EXPECT_EQ(json.find("[,"), std::string::npos);
}

// The fixture of the page's own tests is this page, byte for byte; its types are checked against it there.
TEST(ReportJson, EqualsTheFixtureOfThePage) {
  const std::string json = to_json(demo::page()) + "\n";
  if (json != contents(BOWLBY_SOURCE_DIR "/studio/fixtures/demo.json")) {
    std::ofstream("demo.json", std::ios::binary) << json;
    FAIL() << "studio/fixtures/demo.json is stale; the page as written now is in demo.json of this test's folder";
  }
}

TEST(ReportPage, CarriesItsDataOnceAndNoPlaceholder) {
  const PageData page = demo::page();
  const std::string html = render(page);
  EXPECT_EQ(occurrences(html, to_json(page)), 1u);
  EXPECT_EQ(occurrences(html, "/*DATA*/"), 0u);
  EXPECT_EQ(occurrences(html, R"(<script type="application/json" id="bowlby-data">)"), 1u);
  EXPECT_EQ(html.size(), page_template().size() - std::string("/*DATA*/").size() + to_json(page).size());
}

TEST(ReportPage, IsTheSameForTheSameData) {
  EXPECT_EQ(render(demo::page()), render(demo::page()));
  PageData other = demo::page();
  other.meta.people += 1;
  EXPECT_NE(render(other), render(demo::page()));
}

TEST(ReportPage, AsksForNothingOutsideItself) {
  const std::string shell(page_template());
  EXPECT_NE(shell.find("Content-Security-Policy"), std::string::npos);
  EXPECT_NE(shell.find("default-src 'none'"), std::string::npos);
  for (const char* part : {"<script src", "<link rel=\"stylesheet\"", "<link rel=\"modulepreload\"", "@import",
                           "<iframe", " onclick=", " onload="}) {
    EXPECT_EQ(occurrences(shell, part), 0u) << part;
  }
}

TEST(ReportPage, StaysSmall) { EXPECT_LT(page_template().size(), 300u * 1024u); }

}  // namespace
}  // namespace bowlby::report
