// The page of imported answers: the pictures that a sample has, with its numbers, and no others.
#include "app/data/answers.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "app/data/import.hpp"
#include "app/report/report.hpp"

namespace bowlby {
namespace {

const char* const key =
    "name: mood\nrange: [1, 5]\nitems: 2\nscales:\n"
    "  - {name: low, items: [1], scores: {low: mean}}\n"
    "  - {name: high, items: [2], scores: {high: mean}}\n";

// Six couples in two groups, before and after; the second man of each group answers nothing afterwards.
std::string couples() {
  std::string out = "id,pair,sex,arm,A1,A2,B1,B2\n";
  for (int c = 0; c < 6; ++c)
    for (int s = 0; s < 2; ++s) {
      const int low = 1 + (c + s) % 4, high = 1 + c % 5;
      const bool gone = s == 1 && (c == 2 || c == 3);
      out += std::to_string(2 * c + s) + ",p" + std::to_string(c) + (s ? ",m," : ",f,") + (c % 2 ? "wait," : "help,") +
             std::to_string(low) + "," + std::to_string(high) + "," + (gone ? "" : std::to_string(low + 1)) + "," +
             (gone ? "" : std::to_string(high)) + "\n";
    }
  return out;
}

struct Imported {
  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("bowlby_answers_" + std::to_string(getpid()));
  std::string dir = (folder / "out").string();

  Imported(const std::string& answers, const std::string& map) {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    write("mood.yaml", key);
    DataRequest request;
    request.file = write("a.csv", answers), request.map = write("map.yaml", map), request.output = dir;
    const auto data = import_data(request);
    EXPECT_TRUE(data) << (data ? "" : text(data.problems().front()));
  }
  ~Imported() { std::filesystem::remove_all(folder); }
  Imported(const Imported&) = delete;
  Imported& operator=(const Imported&) = delete;
  std::string write(const char* name, const std::string& words) const {
    std::ofstream(folder / name) << words;
    return (folder / name).string();
  }

  report::AnswersPage page() const {
    const auto reader = read_results(dir, true);
    EXPECT_TRUE(reader);
    const auto drawn = reader ? answers_page_of(*reader) : reader.problems();
    EXPECT_TRUE(drawn);
    return drawn ? *drawn : report::AnswersPage{};
  }
  std::string html() const {
    std::ifstream in(dir + "/report.html");
    return {std::istreambuf_iterator<char>(in), {}};
  }
};

const char* const couples_map =
    "name: pairs\ntitle: \"Help <b>& wait\"\nid: id\nsex: {column: sex, female: f, male: m}\narm: arm\n"
    "couple: {unit: pair}\ninstruments:\n"
    "  - {key: ./mood.yaml, items: A, wave: before}\n  - {key: ./mood.yaml, items: B, wave: after}\n";

TEST(AnswersPage, CouplesInGroupsBeforeAndAfterHaveEachPictureOnce) {
  const Imported data(couples(), couples_map);
  const report::AnswersPage page = data.page();
  EXPECT_EQ(page.lead, "Answers of 12 people, 6 couples among them; groups: help (6), wait (6).");
  ASSERT_EQ(page.spreads.size(), 4u);
  const report::AnswerSpread& low = page.spreads.front();
  EXPECT_EQ(low.words, "mood low (before)");
  EXPECT_TRUE(low.whole);
  EXPECT_EQ(low.bars, (std::vector<double>{3, 4, 3, 2, 0}));  // of 1, 2, 3, 4 and 5, counted by hand
  EXPECT_NEAR(low.mean->value, 28. / 12, 1e-12);
  EXPECT_EQ(low.mean->clusters, 6u) << "partners are no two independent people";
  ASSERT_EQ(page.groups.size(), 2u) << "of the last visit alone";
  EXPECT_EQ(page.groups[0].words, "mood low (after)");
  ASSERT_EQ(page.groups[0].rows.size(), 2u);
  EXPECT_EQ(page.groups[0].rows[0].first, "help");
  EXPECT_EQ(page.groups[0].rows[0].second->n, 5u);
  ASSERT_EQ(page.visits.size(), 2u);
  EXPECT_EQ(page.visits[0].rows[0].first, "before");
  EXPECT_EQ(page.visits[0].rows[1].second->n, 10u);
  EXPECT_EQ(page.beside.size(), 2u) << "scales of one wave, in each wave";
  ASSERT_EQ(page.partners.size(), 4u);
  EXPECT_EQ(page.partners[0].across, "women");
  EXPECT_EQ(page.partners[0].of, 6u);
  EXPECT_EQ(page.partners[2].of, 4u) << "only couples of whom both answered";
  EXPECT_EQ(page.partners[0].points.front(), (std::pair{1., 2.}));
  ASSERT_TRUE(page.partners[1].correlation);
  EXPECT_NEAR(page.partners[1].correlation->value, 1, 1e-9) << "partners answered the second item alike";
}

TEST(AnswersPage, OneAnswerToOneScaleHasNoOtherPictureAndNoNumberFromNowhere) {
  const Imported data("id,Q1,Q2\n1,3,\n2,3,\n", "name: two\nid: id\ninstruments:\n  - {key: ./mood.yaml, items: Q}\n");
  const report::AnswersPage page = data.page();
  ASSERT_EQ(page.spreads.size(), 1u) << "nobody answered the other scale";
  EXPECT_TRUE(std::isnan(page.spreads[0].sd)) << "two equal answers have no spread to tell";
  EXPECT_TRUE(page.groups.empty() && page.visits.empty() && page.beside.empty() && page.partners.empty());
  EXPECT_EQ(page.lead, "Answers of 2 people.");
  for (const char* word : {"nan", "inf", "<h2>Partners", "<h2>Groups"})
    EXPECT_EQ(data.html().find(word), std::string::npos) << word;
}

TEST(AnswersPage, RowsWithoutAnIdAreCountedInTheSheet) {
  const Imported data("id,Q1,Q2\n,3,2\n,2,2\n7,3,1\n",
                      "name: two\nid: id\ninstruments:\n  - {key: ./mood.yaml, items: Q}\n");
  const report::AnswersPage page = data.page();
  EXPECT_EQ(page.lead, "Answers of 3 people.");
  EXPECT_NE(page.sheet.find("- id: 2 rows without, each taken for a person of its own"), std::string::npos)
      << page.sheet;
}

TEST(AnswersPage, AVisitHasTheNameThatTheFileGaveIt) {
  std::string rows = "id,week,Q1,Q2\n";
  for (int p = 1; p < 6; ++p)
    for (const char* week : {"w1", "w2", "w4"})
      rows += std::to_string(p) + "," + week + "," + std::to_string(1 + p % 3) + "," + std::to_string(p) + "\n";
  const Imported data(rows, "name: weeks\nid: id\noccasion: [week]\ninstruments:\n  - {key: ./mood.yaml, items: Q}\n");
  const report::AnswersPage page = data.page();
  ASSERT_EQ(page.visits.size(), 2u);
  std::vector<std::string> labels;
  for (const auto& [label, mean] : page.visits[0].rows) labels.push_back(label);
  EXPECT_EQ(labels, (std::vector<std::string>{"week w1", "week w2", "week w4"}));
  EXPECT_EQ(page.spreads[0].people, 15u);
  EXPECT_EQ(page.spreads[0].mean->clusters, 5u) << "three answers of one person hang together";
  EXPECT_EQ(page.beside[0].of, 5u) << "each dot is one person";
}

TEST(AnswersPage, ItStandsInTheFolderIsWrittenAgainAndTakesNoWordForMarkup) {
  const Imported data(couples(), couples_map);
  const std::string first = data.html();
  EXPECT_NE(first.find("Help &lt;b&gt;&amp; wait"), std::string::npos);
  EXPECT_EQ(first.find("Help <b>"), std::string::npos);
  EXPECT_NE(first.find("# Data sheet"), std::string::npos) << "what was refused stands on the page, too";
  std::filesystem::remove(data.dir + "/report.html");
  const auto again = write_report(data.dir);
  ASSERT_TRUE(again) << text(again.problems().front());
  EXPECT_EQ(data.html(), first);
}

}  // namespace
}  // namespace bowlby
