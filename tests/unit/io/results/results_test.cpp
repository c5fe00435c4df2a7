#include "io/results/results.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "io/results/schema.hpp"
#include "unit/io/results/fixture.hpp"

namespace bowlby {
namespace {

TEST_F(ResultsFile, EveryRowComesBackUnderItsNames) {
  finished(dir());
  EXPECT_FALSE(fs::exists(unfinished_results_path(dir())));
  const auto r = read_results(dir(), true);
  ASSERT_TRUE(r) << first_problem(r);
  const auto people = r->query("SELECT * FROM person ORDER BY id");
  ASSERT_TRUE(people);
  EXPECT_EQ(people->columns, (std::vector<std::string>{"id", "mother", "father", "sex", "generation", "born_day",
                                                       "died_day", "arm", "twin_pair", "zygosity", "replicate"}));
  ASSERT_EQ(people->rows.size(), 3u);
  EXPECT_FALSE(people->number(0, 1));
  EXPECT_EQ(people->text(0, 3), "f");
  EXPECT_FALSE(people->number(0, 6));
  EXPECT_EQ(people->text(0, 7), "plain");
  EXPECT_EQ(people->text(0, 9), "");
  EXPECT_EQ(people->number(1, 2), 7);
  EXPECT_EQ(people->number(1, 6), 9400);
  EXPECT_EQ(people->text(1, 9), "mz");
  EXPECT_EQ(people->text(2, 9), "dz");
  const auto seen = r->query(
      "SELECT person, wave, instrument, scale, rater, target, target_role, age_days, value, replicate "
      "FROM observation ORDER BY value DESC");
  ASSERT_TRUE(seen);
  ASSERT_EQ(seen->rows.size(), 3u);
  EXPECT_EQ(seen->text(0, 1), "adult");
  EXPECT_EQ(seen->text(0, 2), "ecr");
  EXPECT_EQ(seen->text(0, 3), "anxiety_mean");
  EXPECT_EQ(seen->text(0, 4), "self");
  EXPECT_EQ(seen->text(0, 6), "");
  EXPECT_EQ(seen->number(0, 8), static_cast<double>(2.1f));
  EXPECT_EQ(seen->text(1, 4), "coder");
  EXPECT_EQ(seen->number(1, 5), 0);
  EXPECT_EQ(seen->text(1, 6), "mother");
  EXPECT_EQ(seen->text(2, 6), "friend");
  EXPECT_FALSE(seen->number(2, 5));
  const auto events = r->query("SELECT kind, other, value FROM event ORDER BY day");
  ASSERT_TRUE(events);
  EXPECT_EQ(events->text(0, 0), "birth");
  EXPECT_EQ(events->number(0, 2), 1.5);
  EXPECT_EQ(events->text(1, 0), "death");
  EXPECT_FALSE(events->number(1, 1));
  const auto ties = r->query("SELECT role, other, end_day, bond FROM tie ORDER BY start_day");
  ASSERT_TRUE(ties);
  EXPECT_EQ(ties->text(0, 0), "mother");
  EXPECT_FALSE(ties->number(0, 2));
  EXPECT_EQ(ties->number(0, 3), .5);
  EXPECT_EQ(ties->text(1, 0), "therapist");
  EXPECT_EQ(ties->number(1, 2), 9200);
  const auto moments = r->query("SELECT * FROM moment");
  ASSERT_TRUE(moments);
  EXPECT_EQ(moments->text(0, 3), "mother");
  EXPECT_EQ(moments->number(0, 4), 0);
  EXPECT_EQ(moments->text(0, 5), "open bid");
  EXPECT_EQ(moments->number(0, 16), 1.5) << "the distress struck";
  EXPECT_EQ(moments->number(0, 20), 4);
  EXPECT_EQ(one(*r, "SELECT satisfaction FROM course"), Cell(static_cast<double>(.9f)));
  EXPECT_EQ(one(*r, "SELECT digest FROM stream"), Cell(std::string("0000000000000abc")));
}

TEST_F(ResultsFile, TellsTheStudyTheTheoryAndItsCodebook) {
  finished(dir());
  const auto r = read_results(dir());
  ASSERT_TRUE(r) << first_problem(r);
  EXPECT_EQ(r->provenance("study_name"), "small");
  EXPECT_EQ(r->provenance("seed"), "5");
  EXPECT_EQ(r->provenance("study"), write_study(study()));
  EXPECT_EQ(r->provenance("study_source"), study().source);
  EXPECT_FALSE(r->provenance("nothing"));
  EXPECT_EQ(one(*r, "SELECT count(*) FROM parameter"), Cell(static_cast<double>(parameter_table.size())));
  EXPECT_EQ(one(*r, "SELECT value FROM parameter WHERE name = 'learning_rate'"), Cell(.1));
  EXPECT_EQ(one(*r, "SELECT default_value FROM parameter WHERE name = 'learning_rate'"),
            Cell(find_parameter("learning_rate")->value));
  EXPECT_EQ(one(*r, "SELECT group_concat(name) FROM edge WHERE \"on\" = 0"), Cell(std::string("rebuff_costs")));
  EXPECT_EQ(one(*r, "SELECT ages FROM wave WHERE \"index\" = 1"), Cell(std::string("18, 19")));
  EXPECT_EQ(one(*r, "SELECT about FROM wave WHERE \"index\" = 0"), Cell(std::string("mother, father")));
  EXPECT_EQ(one(*r, "SELECT days FROM wave WHERE \"index\" = 2"), Cell(3.));
  EXPECT_EQ(one(*r, "SELECT fright FROM arm WHERE name = 'odd'"), Cell(.25));
  EXPECT_EQ(one(*r, "SELECT response FROM arm WHERE name = 'odd'"), Cell{});
  EXPECT_EQ(one(*r, "SELECT unit FROM codebook WHERE \"column\" = 'ecr.anxiety_mean'"), Cell(std::string("1-5")));
}

TEST_F(ResultsFile, ADiaryHasARowForEveryPromptAndReportsWhereItWasAnswered) {
  finished(dir());
  const auto r = read_results(dir());
  ASSERT_TRUE(r) << first_problem(r);
  EXPECT_EQ(one(*r, "SELECT count(*) FROM diary"), Cell(3.));
  const std::string answered = " FROM diary WHERE person = 0 AND prompt = 1", missed = " FROM diary WHERE prompt = 2",
                    alone = " FROM diary WHERE person = 1";
  EXPECT_EQ(one(*r, "SELECT security + 10 * distress" + answered), Cell(17.));
  EXPECT_EQ(one(*r, "SELECT bids || ' ' || asked || ' ' || offered" + answered), Cell(std::string("2 1 3")));
  EXPECT_EQ(one(*r, "SELECT wave" + answered), Cell(std::string("adult")));
  EXPECT_EQ(one(*r, "SELECT partner" + answered), Cell(1.));
  EXPECT_EQ(one(*r, "SELECT 100 * minute + 10 * answered + visit" + missed), Cell(66001.));
  for (const char* report : {"security", "distress", "bids", "asked", "offered"})
    EXPECT_EQ(one(*r, std::string("SELECT ") + report + missed), Cell{}) << report;
  EXPECT_EQ(one(*r, "SELECT asked" + alone), Cell{}) << "nobody is there to ask";
  EXPECT_EQ(one(*r, "SELECT offered" + alone), Cell{}) << "nobody is there to come";
  EXPECT_EQ(one(*r, "SELECT bids" + alone), Cell(0.));
  EXPECT_EQ(one(*r, "SELECT together FROM wave WHERE instrument = 'diary'"), Cell(3.));
}

// The codebook names every column that a reader meets, and no other.
TEST_F(ResultsFile, CodebookIsComplete) {
  finished(dir());
  const auto r = read_results(dir());
  ASSERT_TRUE(r) << first_problem(r);
  std::size_t lines = measure_table.size() + std::size(event_kind_names);
  for (const char* kind : event_kind_names)
    EXPECT_EQ(one(*r, std::string("SELECT count(*) FROM codebook WHERE \"table\" = 'event' AND \"column\" = 'event.") +
                          kind + "'"),
              Cell(1.))
        << kind;
  for (const std::string_view table : io::public_tables()) {
    if (table == "codebook") continue;
    const auto t = r->query("SELECT * FROM \"" + std::string(table) + "\" LIMIT 0");
    ASSERT_TRUE(t);
    for (const std::string& column : t->columns) {
      EXPECT_EQ(one(*r, "SELECT count(*) FROM codebook WHERE \"table\" = '" + std::string(table) +
                            "' AND \"column\" = '" + column + "'"),
                Cell(1.))
          << table << "." << column;
      ++lines;
    }
  }
  EXPECT_EQ(one(*r, "SELECT count(*) FROM codebook"), Cell(static_cast<double>(lines)));
  EXPECT_EQ(one(*r, "SELECT count(*) FROM codebook WHERE length(unit) = 0 OR length(meaning) = 0"), Cell(0.));
}

// Two measures side by side, person by person, is what most published numbers are made of: it must not scan the table.
TEST_F(ResultsFile, MeasuresOfOnePersonMeetThroughTheIndex) {
  auto w = Results::open_new(dir(), study());
  ASSERT_TRUE(w);
  std::vector<ObservationRow> rows;
  for (std::uint32_t person = 0; person < 500; ++person)
    for (std::uint16_t m = 0; m < measure_table.size(); ++m) rows.push_back({person, 1, m, 0, 255, nobody, 6575, 1});
  w->observations(rows);
  ASSERT_FALSE(w->finish());
  const auto r = read_results(dir());
  ASSERT_TRUE(r);
  const auto plan = r->query(
      "EXPLAIN QUERY PLAN SELECT x.value, y.value FROM observation x JOIN observation y ON y.person = x.person "
      "AND y.wave = x.wave WHERE x.instrument = 'ecr' AND x.scale = 'anxiety_mean' AND y.instrument = 'ecr' "
      "AND y.scale = 'avoidance_mean'");
  ASSERT_TRUE(plan) << first_problem(plan);
  std::string steps;
  for (std::size_t i = 0; i < plan->rows.size(); ++i) steps += plan->text(i, 3) + "\n";
  EXPECT_NE(steps.find("COVERING INDEX observation_measure (measure=? AND person=?"), std::string::npos) << steps;
  EXPECT_EQ(steps.find("SCAN o"), std::string::npos) << steps;
}

TEST_F(ResultsFile, ProvenanceKeepsTheLaterWord) {
  auto w = Results::open_new(dir(), study());
  ASSERT_TRUE(w);
  w->provenance("digest", "a");
  w->provenance("digest", "b");
  EXPECT_FALSE(w->finish());
  const auto r = read_results(dir());
  ASSERT_TRUE(r);
  EXPECT_EQ(r->provenance("digest"), "b");
}

TEST_F(ResultsFile, ReplicatesShareIds) {
  auto w = Results::open_new(dir(), study());
  ASSERT_TRUE(w);
  fill(*w);
  w->replicate(1);
  fill(*w);
  const auto p = w->finish();
  ASSERT_FALSE(p) << text(*p);
  const auto r = read_results(dir());
  ASSERT_TRUE(r);
  EXPECT_EQ(one(*r, "SELECT count(*) FROM person WHERE id = 1"), Cell(2.));
  EXPECT_EQ(one(*r, "SELECT count(*) FROM observation WHERE replicate = 1"), Cell(3.));
}

TEST_F(ResultsFile, KinAreViews) {
  finished(dir());
  const auto r = read_results(dir());
  ASSERT_TRUE(r);
  const auto twins = r->query("SELECT * FROM twin_pair");
  ASSERT_TRUE(twins) << first_problem(twins);
  EXPECT_EQ(twins->columns, (std::vector<std::string>{"one", "two", "zygosity", "replicate"}));
  ASSERT_EQ(twins->rows.size(), 1u) << "each pair once";
  EXPECT_EQ(twins->number(0, 0), 1);
  EXPECT_EQ(twins->number(0, 1), 2);
  EXPECT_EQ(one(*r, "SELECT count(*) FROM parent_child"), Cell(4.)) << "two children, two parents each";
  EXPECT_EQ(one(*r, "SELECT role FROM parent_child WHERE parent = 7 AND child = 2"), Cell(std::string("father")));
  EXPECT_EQ(one(*r, "SELECT parent FROM parent_child WHERE child = 1 AND role = 'mother'"), Cell(0.));
}

TEST_F(ResultsFile, WhatIsLaidOutHasTheRowsOfTheView) {
  auto w = Results::open_new(dir(), study());
  ASSERT_TRUE(w);
  fill(*w);
  w->replicate(1);
  fill(*w);
  ASSERT_FALSE(w->finish());
  const auto r = read_results(dir());
  ASSERT_TRUE(r);
  const auto laid = r->again();
  ASSERT_TRUE(laid);
  const auto pairs = [&laid] {
    EXPECT_FALSE(laid->lay_out("twin_pair"));
    EXPECT_FALSE(laid->lay_out("twin_pair")) << "a second time changes nothing";
    EXPECT_EQ(one(*laid, "SELECT count(*) FROM sqlite_temp_master WHERE type = 'table' AND name = 'twin_pair'"),
              Cell(1.));
    const auto t = laid->query("SELECT one, two, replicate FROM twin_pair ORDER BY replicate");
    EXPECT_TRUE(t) << first_problem(t);
    return t->rows;
  };
  EXPECT_EQ(pairs(), (std::vector<std::vector<Cell>>{{1., 2., 0.}, {1., 2., 1.}}));
  EXPECT_FALSE(laid->narrow_to(1));
  EXPECT_EQ(pairs(), (std::vector<std::vector<Cell>>{{1., 2., 1.}})) << "of one replicate alone";
  EXPECT_EQ(one(*r, "SELECT count(*) FROM twin_pair"), Cell(2.)) << "others see the file";
}

TEST_F(ResultsFile, APersonWrittenTwiceIsOurFault) {
  auto w = Results::open_new(dir(), study());
  ASSERT_TRUE(w);
  fill(*w);
  fill(*w);
  const auto p = w->finish();
  ASSERT_TRUE(p);
  EXPECT_EQ(p->fault, Fault::internal) << text(*p);
  EXPECT_FALSE(fs::exists(results_path(dir())));
}

TEST_F(ResultsFile, RowsThatPointNowhereAreOurFault) {
  const ObservationRow no_wave{1, 9, 0, 0, 255, nobody, 1, 1}, no_measure{1, 0, 999, 0, 255, nobody, 1, 1};
  const PersonRow no_arm{0, nobody, nobody, true, 1, 9, 0, -1, nobody, false};
  for (int which = 0; which < 3; ++which) {
    auto w = Results::open_new(dir(std::to_string(which).c_str()), study());
    ASSERT_TRUE(w);
    if (which == 0) w->observations(std::span(&no_wave, 1));
    if (which == 1) w->observations(std::span(&no_measure, 1));
    if (which == 2) w->people(std::span(&no_arm, 1));
    ASSERT_TRUE(w->problem()) << which;
    EXPECT_EQ(w->problem()->fault, Fault::internal);
    EXPECT_TRUE(w->finish());
  }
}

TEST_F(ResultsFile, NothingIsOverwritten) {
  fs::create_directories(dir());
  ASSERT_TRUE(Results::open_new(dir(), study())) << "an empty folder is fine";
  fs::remove_all(dir());
  finished(dir());
  const auto before = fs::last_write_time(results_path(dir()));
  const auto again = Results::open_new(dir(), study());
  ASSERT_FALSE(again);
  EXPECT_EQ(again.problems()[0].fault, Fault::file);
  EXPECT_NE(first_problem(again).find("nothing is overwritten"), std::string::npos);
  EXPECT_EQ(fs::last_write_time(results_path(dir())), before);
  std::ofstream(root_ / "file") << "x";
  EXPECT_FALSE(Results::open_new(dir("file"), study())) << "a file is no folder";
  EXPECT_FALSE(Results::open_new(dir("file/below"), study()));
  EXPECT_FALSE(Results::open_new("", study()));
}

TEST_F(ResultsFile, IsReadWithoutBeingMapped) {
  finished(dir());
  const auto r = read_results(dir());
  ASSERT_TRUE(r);
  const auto mapped = r->query("PRAGMA mmap_size");
  ASSERT_TRUE(mapped);
  EXPECT_EQ(mapped->number(0, 0).value_or(0), 0) << "a file cut short by others would end the program";
}

TEST_F(ResultsFile, QueriesTakeValuesAndFaultyOnesAreProblems) {
  finished(dir());
  const auto r = read_results(dir());
  ASSERT_TRUE(r);
  const auto t = r->query("SELECT id FROM person WHERE sex = ? AND id > ?", {std::string("f"), 1.});
  ASSERT_TRUE(t);
  ASSERT_EQ(t->rows.size(), 1u);
  EXPECT_EQ(t->number(0, 0), 2);
  const auto columns = r->numbers("SELECT id, mother FROM person ORDER BY id");
  ASSERT_TRUE(columns);
  EXPECT_EQ((*columns)[0], (std::vector<double>{0, 1, 2}));
  EXPECT_TRUE((*columns)[1][0] != (*columns)[1][0]) << "nothing becomes NaN";
  const auto none = r->numbers("SELECT id, mother FROM person WHERE id > 99");
  ASSERT_TRUE(none);
  EXPECT_EQ(none->size(), 2u);
  for (const char* bad : {"SELECT", "SELECT nothing FROM person", "", "DELETE FROM person", "DROP TABLE person",
                          "SELECT id FROM person WHERE id = ? AND id = ?"}) {
    const bool too_few = std::string(bad).find('?') != std::string::npos;
    const auto refused = r->query(bad, too_few ? std::vector<Cell>{1., 2., 3.} : std::vector<Cell>{});
    EXPECT_FALSE(refused) << bad;
  }
  EXPECT_EQ(one(*r, "SELECT count(*) FROM person"), Cell(3.));
}

}  // namespace
}  // namespace bowlby
