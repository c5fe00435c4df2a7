// `items: true`: single answers of simulated people are kept, and a key scores them to what the run says itself.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <sstream>

#include "doors/program.hpp"
#include "instruments/measures.hpp"
#include "io/results/reader.hpp"
#include "io/results/schema.hpp"

namespace bowlby::doors {
namespace {

// Much is left out, so that some people have too few answers for a score.
std::string study(const std::string& items) {
  return "name: young\nseed: 11\npopulation: {founders: 150, years: 19.2, birth_years: .5}\n"
         "parameters: {ecr_item_missing: .3}\nwaves:\n"
         "  - {name: q, instrument: ecr, ages: [18, 18.5]" +
         items + "}\n  - {name: r, instrument: relationship_questionnaire, ages: 18, about: mother" + items +
         "}\n  - {name: s, instrument: [symptoms, self_esteem], ages: 18}\n";
}

struct Lived {
  Folder folder;
  std::string dir;
  explicit Lived(const std::string& items) : dir(folder / "run") {
    const Outcome o = bowlby({"run", folder.write("s.yaml", study(items)), "-o", dir, "--quiet", "--no-report"});
    EXPECT_EQ(o.code, 0) << o.err;
    state = digest_of(o);
  }
  std::string state;
  // All rows of a question as text, line by line.
  std::string rows(const std::string& sql) const {
    const auto reader = read_results(dir, true);
    std::ostringstream out;
    const auto problem = reader->visit(
        sql, {}, [](const auto&) {},
        [&](std::span<const Cell> cells) {
          for (const Cell& c : cells) {
            if (const auto* number = std::get_if<double>(&c)) out << *number;
            if (const auto* word = std::get_if<std::string>(&c)) out << *word;
            out << '|';
          }
          out << '\n';
        });
    EXPECT_FALSE(problem.has_value());
    return out.str();
  }
};

TEST(ItemsDoor, WithoutTheKeyAFileIsAsIfThereWereNoItems) {
  const Lived off("");
  EXPECT_EQ(off.rows("SELECT COUNT(*), MAX(id) + 1 FROM measure"),
            std::to_string(measure_table.size()) + "|" + std::to_string(measure_table.size()) + "|\n");
  EXPECT_EQ(off.rows("SELECT COUNT(*) FROM codebook"), std::to_string(io::codebook().size()) + "|\n");
  EXPECT_EQ(off.rows("SELECT COUNT(*) FROM observation WHERE scale LIKE 'item%'"), "0|\n");
  const std::string asked =
      "SELECT COUNT(*) > 0 FROM provenance WHERE REPLACE(value, 'trauma_items_shared', '') LIKE '%items%'";
  EXPECT_EQ(off.rows(asked), "0|\n");
  EXPECT_EQ(Lived(", items: true").rows(asked), "1|\n");
  const std::string tables =
      "SELECT key, value FROM provenance WHERE key = 'study' OR "
      "(key LIKE 'digest of %' AND key NOT IN ('digest of the file', 'digest of provenance'))";  // these tell the time
  EXPECT_EQ(off.rows(tables), Lived(", items: false").rows(tables));
}

TEST(ItemsDoor, KeepingThemChangesNothingElse) {
  const Lived off(""), on(", items: true");
  EXPECT_EQ(on.state, off.state);
  const std::string scores =
      "SELECT person, wave, visit, instrument, scale, rater, target, target_role, age_days, value FROM observation "
      "WHERE scale NOT LIKE 'item\\_%' ESCAPE '\\' ORDER BY person, wave, visit, instrument, scale";
  EXPECT_EQ(on.rows(scores), off.rows(scores));
  for (const char* table : {"person", "event", "wave", "visit", "stream"})
    EXPECT_EQ(on.rows(std::string("SELECT * FROM ") + table), off.rows(std::string("SELECT * FROM ") + table));
  EXPECT_EQ(on.rows("SELECT instrument, COUNT(DISTINCT scale) FROM observation WHERE scale LIKE 'item%' GROUP BY 1"),
            "ecr|36|\nrelationship_questionnaire|9|\n");
  EXPECT_EQ(on.rows("SELECT unit, meaning FROM codebook WHERE \"column\" = 'ecr.item_36'"),
            "1-5|answer as it was given|\n");
  EXPECT_EQ(bowlby({"check", on.dir}).code, 0);
}

// Cells of a CSV without quotes, by column and the person's number.
std::map<std::string, std::map<int, std::string>> columns(const std::string& csv, const std::string& id) {
  std::istringstream in(csv);
  std::vector<std::string> names;
  std::map<std::string, std::map<int, std::string>> out;
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    std::vector<std::string> cells;
    std::istringstream row(line + ",");
    for (std::string cell; std::getline(row, cell, ',');) cells.push_back(cell);
    if (names.empty()) {
      names = cells;
      continue;
    }
    int person = 0;
    for (std::size_t k = 0; k < cells.size(); ++k)
      if (names[k] == id) person = std::atoi(cells[k].c_str());
    for (std::size_t k = 0; k < cells.size(); ++k) out[names[k]][person] = cells[k];
  }
  return out;
}

TEST(ItemsDoor, AKeyScoresThemToWhatTheRunSaysItself) {
  const Lived on(", items: true");
  ASSERT_EQ(bowlby({"data", "export", on.dir, on.folder / "csv", "--shape", "wide"}).code, 0);
  on.folder.write("rq.yaml",
                  "name: relationship_questionnaire\nrange: [1, 7]\nitems: 9\nscales:\n"
                  "  - {name: anxiety, items: [1, 2, 3]}\n  - {name: avoidance, items: [4, 5, 6, 7, 8, 9]}\n");
  const std::string map =
      on.folder.write("map.yaml",
                      "name: again\nid: person\ninstruments:\n  - {key: ecr, wave: first, items: q_1_ecr_item_}\n"
                      "  - {key: ecr, wave: second, items: q_2_ecr_item_}\n"
                      "  - {key: ./rq.yaml, wave: r, items: r_relationship_questionnaire_item_}\n");
  const Outcome o = bowlby({"data", "score", on.folder / "csv/wide.csv", "--map", map, "--csv"});
  ASSERT_EQ(o.code, 0) << o.err;
  auto scored = columns(o.out, "person"), lived = columns(read_file(on.folder / "csv/wide.csv"), "person");
  const std::pair<const char*, const char*> same[]{
      {"first_ecr_anxiety_mean", "q_1_ecr_anxiety_mean"},
      {"first_ecr_anxiety_theta", "q_1_ecr_anxiety_theta"},
      {"first_ecr_avoidance_mean", "q_1_ecr_avoidance_mean"},
      {"second_ecr_avoidance_theta", "q_2_ecr_avoidance_theta"},
      {"second_ecr_style_cut_3", "q_2_ecr_style_cut_3"},
      {"r_relationship_questionnaire_anxiety", "r_relationship_questionnaire_anxiety"},
      {"r_relationship_questionnaire_avoidance", "r_relationship_questionnaire_avoidance"}};
  for (const auto& [ours, theirs] : same) {
    ASSERT_TRUE(scored.contains(ours)) << ours;
    ASSERT_TRUE(lived.contains(theirs)) << theirs;
    int numbers = 0, none = 0;
    for (const auto& [person, cell] : lived[theirs]) {
      const std::string& other = scored[ours][person];
      EXPECT_EQ(other.empty(), cell.empty()) << ours << " of " << person;
      // the run keeps single precision
      EXPECT_EQ(std::strtof(other.c_str(), nullptr), std::strtof(cell.c_str(), nullptr)) << ours << " of " << person;
      ++(cell.empty() ? none : numbers);
    }
    EXPECT_GT(numbers, 100) << ours;
    EXPECT_TRUE(none > 0 || std::string(ours).starts_with("r_")) << "nobody has too few answers for " << ours;
  }
}

TEST(ItemsDoor, AStudyThatAsksForItemsOfAnInstrumentWithoutAnyIsRefused) {
  const Folder folder;
  const Outcome o = bowlby(
      {"check", folder.write("s.yaml",
                             "name: x\nseed: 1\nwaves:\n  - {name: w, instrument: symptoms, ages: 3, items: true}\n")});
  EXPECT_EQ(o.code, 65);
  EXPECT_NE(o.err.find("s.yaml:4:"), std::string::npos) << o.err;
  EXPECT_NE(o.err.find("waves[1].items: means nothing for symptoms"), std::string::npos) << o.err;
}

}  // namespace
}  // namespace bowlby::doors
