// `export --wide`: one row per person, every value where the long table has it and nowhere else.
#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

using Row = std::map<std::string, std::string>;

// Cells without quotes in them, by column.
std::vector<Row> rows_of(const std::string& path) {
  std::istringstream lines(read_file(path));
  std::vector<std::string> names;
  std::vector<Row> out;
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with('\r')) line.pop_back();
    std::vector<std::string> cells;
    bool quoted = false;
    cells.emplace_back();
    for (const char c : line) {
      if (c == '"')
        quoted = !quoted;
      else if (c == ',' && !quoted)
        cells.emplace_back();
      else
        cells.back() += c;
    }
    if (names.empty()) {
      names = cells;
      continue;
    }
    EXPECT_EQ(cells.size(), names.size()) << line;
    out.emplace_back();
    for (std::size_t k = 0; k < names.size(); ++k) out.back()[names[k]] = cells[k];
  }
  return out;
}

std::string study_with(const std::string& waves) {
  return "name: tiny\nseed: 3\npopulation: {founders: 30, years: 3, replicates: 2}\nwaves:\n" + waves;
}

Outcome lived_and_exported(const Folder& folder, const std::string& waves) {
  const Outcome run =
      bowlby({"run", folder.write("s.yaml", study_with(waves)), "-q", "--no-report", "-o", folder / "run"});
  EXPECT_EQ(run.code, 0) << run.err;
  return bowlby({"export", folder / "run", folder / "csv", "--wide"});
}

TEST(ExportWide, HoldsWhatTheLongTableHoldsOneRowPerPerson) {
  const Folder folder;
  const Outcome o = lived_and_exported(
      folder,
      "  - {name: infancy, instrument: strange_situation, ages: 1.05, about: mother, missing: .2}\n"
      "  - {name: infancy, instrument: temperament, ages: 1.05}\n"
      "  - {name: toddler, instrument: strange_situation, ages: [1.5, 2.5], about: [mother, father]}\n");
  ASSERT_EQ(o.code, 0) << o.err;
  const auto wide = rows_of(folder / "csv/wide.csv"), people = rows_of(folder / "csv/person.csv");
  ASSERT_EQ(wide.size(), people.size());
  std::map<std::pair<std::string, std::string>, Row> by_person;
  std::size_t filled = 0, told = 0;
  std::map<std::string, Row> meaning;  // of a column
  for (const Row& row : rows_of(folder / "csv/wide_codebook.csv")) meaning[row.at("column")] = row;
  for (const Row& row : wide) {
    by_person[{row.at("replicate"), row.at("person")}] = row;
    for (const auto& [name, cell] : row) filled += meaning.contains(name) && !cell.empty();
  }
  EXPECT_EQ(by_person.size(), people.size()) << "one row each";
  for (const Row& person : people)
    for (const char* own : {"mother", "sex", "born_day"})
      EXPECT_EQ(by_person.at({person.at("replicate"), person.at("id")}).at(own), person.at(own));
  for (const Row& seen : rows_of(folder / "csv/observation.csv")) {
    std::string name = seen.at("wave");
    if (name == "toddler") name += "_" + seen.at("visit");
    name += "_" + seen.at("instrument") + "_" + seen.at("scale");
    if (seen.at("wave") == "toddler") name += "_" + seen.at("target_role");
    const auto& row = by_person.at({seen.at("replicate"), seen.at("person")});
    ASSERT_TRUE(row.contains(name)) << name;
    EXPECT_EQ(row.at(name), seen.at("value")) << name;
    EXPECT_EQ(meaning.at(name).at("scale"), seen.at("scale"));
    EXPECT_FALSE(meaning.at(name).at("meaning").empty()) << name;
    told += !seen.at("value").empty();
  }
  EXPECT_GT(told, 1000u);
  EXPECT_EQ(filled, told) << "no value that the long table does not have";
  EXPECT_TRUE(wide.front().contains("infancy_strange_situation_security"));
}

TEST(ExportWide, TwoColumnsOfOneNameAreRefused) {
  const Folder folder;
  const Outcome o = lived_and_exported(folder,
                                       "  - {name: a, instrument: strange_situation, ages: [1.05, 1.5]}\n"
                                       "  - {name: a_2, instrument: strange_situation, ages: 2}\n");
  EXPECT_EQ(o.code, 65) << o.err;
  EXPECT_NE(o.err.find("would be the name of two columns"), std::string::npos) << o.err;
  EXPECT_FALSE(std::filesystem::exists(folder / "csv")) << "nothing half written";
  EXPECT_EQ(bowlby({"export", folder / "run", folder / "csv"}).code, 0) << "the long form is there";
}

}  // namespace
}  // namespace bowlby::doors
