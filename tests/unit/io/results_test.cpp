#include "io/results.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "io/export_csv.hpp"
#include "io/results_reader.hpp"
#include "io/results_schema.hpp"
#include "io/study_file.hpp"

namespace bowlby {
namespace {

namespace fs = std::filesystem;

// A folder of its own for every test, gone afterwards.
class ResultsFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "bowlby-results-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    root_ = name;
  }
  void TearDown() override { fs::remove_all(root_); }
  std::string dir(const char* name = "run") const { return (root_ / name).string(); }
  fs::path root_;
};

Study study() {
  const auto s = parse_study(R"(
name: small
seed: 5
arms: [{name: plain, share: .5}, {name: odd, share: .5, care: {fright: .25}}]
off: [rebuff_costs]
parameters: {learning_rate: .1}
waves:
  - {name: infancy, instrument: strange_situation, ages: 1.05, about: [mother, father]}
  - {name: adult, instrument: ecr, ages: [18, 19]}
  - {name: adult, instrument: diary, ages: 18, days: 3}
)",
                             "s.yaml");
  EXPECT_TRUE(s);
  return *s;
}

constexpr auto measure = [](Measure m) { return static_cast<std::uint16_t>(m); };

ObservationRow ecr_row(std::uint32_t person, float value) {
  return {person, 1, measure(Measure::ecr_anxiety_mean), 255, nobody, 6575, value};
}

// A row or two of everything.
void fill(Results& to) {
  const PersonRow people[]{{0, nobody, nobody, true, 1, 0, 3, -1, nobody, false},
                           {1, 0, 7, false, 2, 1, 9000, 9400, 3, true},
                           {2, 0, 7, true, 2, 1, 9000, -1, 3, false}};
  const ObservationRow observations[]{
      {1, 0, measure(Measure::strange_situation_class_secure), 0, 0, 383, 1},
      {1, 0, measure(Measure::strange_situation_class_secure), 4, nobody, 383, 0},
      ecr_row(0, 2.1f)};
  const EventRow events[]{{1, 9000, EventKind::birth, 0, 1.5f}, {0, 9400, EventKind::death, nobody, 0}};
  const TieRow ties[]{{1, 0, 0, 9000, -1, .1f, .2f, .3f, .4f, .5f}, {1, nobody, 7, 9100, 9200, 0, 0, 0, 0, 0}};
  const MomentRow moments[]{{1, 9001, 600, 0, 1, 0, .1f, .2f, .3f, .4f, .5f, .6f, .7f, .8f, .9f, 1, 2, 3, 4}};
  const CourseRow courses[]{{1, 365, .1f, .2f, .3f, .4f, .5f, .6f, .7f, .8f, .9f}};
  to.people(people);
  to.observations(observations);
  to.events(events);
  to.ties(ties);
  to.moments(moments);
  to.courses(courses);
  to.stream({30, 0xABCu, 3});
}

// A finished run in `dir`.
void finished(const std::string& dir) {
  auto r = Results::open_new(dir, study());
  ASSERT_TRUE(r) << text(r.problems()[0]);
  fill(*r);
  const auto p = r->finish();
  ASSERT_FALSE(p) << text(*p);
}

std::string first_problem(const auto& expected) { return expected ? "" : text(expected.problems()[0]); }

// The single cell of a query.
Cell one(const ResultsReader& reader, const std::string& sql) {
  const auto t = reader.query(sql);
  EXPECT_TRUE(t) << first_problem(t) << "\n" << sql;
  if (!t || t->rows.empty()) return {};
  EXPECT_EQ(t->rows.size(), 1u) << sql;
  return t->rows[0][0];
}

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
  EXPECT_EQ(moments->number(0, 18), 4);
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

// The codebook names every column that a reader meets, and no other.
TEST_F(ResultsFile, CodebookIsComplete) {
  finished(dir());
  const auto r = read_results(dir());
  ASSERT_TRUE(r) << first_problem(r);
  std::size_t lines = measure_table.size();
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
  const ObservationRow no_wave{1, 9, 0, 255, nobody, 1, 1}, no_measure{1, 0, 999, 255, nobody, 1, 1};
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

// Root ignores modes, so the folders that nobody may write to are the kernel's own.
TEST_F(ResultsFile, AFolderThatMayNotBeWrittenIsAFileProblem) {
  const auto w = Results::open_new("/proc/bowlby-results", study());
  ASSERT_FALSE(w);
  EXPECT_EQ(w.problems()[0].fault, Fault::file) << first_problem(w);
  EXPECT_FALSE(w.problems()[0].remedy.empty());
}

// What one run writes, whether it is one run or a run that died and was continued.
std::string whole_text(const std::string& dir) {
  const auto r = read_results(dir, true);
  EXPECT_TRUE(r) << first_problem(r);
  std::ostringstream out;
  for (const char* sql : {"SELECT * FROM person", "SELECT * FROM observation", "SELECT * FROM event",
                          "SELECT * FROM tie", "SELECT * FROM moment", "SELECT * FROM course", "SELECT * FROM stream"}) {
    const auto t = r->query(sql);
    EXPECT_TRUE(t);
    for (const auto& row : t->rows)
      for (const Cell& cell : row) {
        if (const double* v = std::get_if<double>(&cell)) out << *v << '|';
        else if (const auto* s = std::get_if<std::string>(&cell)) out << *s << '|';
        else out << "NULL|";
      }
  }
  return out.str();
}

// Rows of one chunk of a run; chunk c is always the same.
void chunk(Results& to, int c) {
  std::vector<ObservationRow> rows;
  std::vector<EventRow> events;
  for (int i = 0; i < 2000; ++i) {
    rows.push_back(ecr_row(static_cast<std::uint32_t>(c * 2000 + i), static_cast<float>(i % 7)));
    events.push_back({static_cast<std::uint32_t>(i), c, EventKind::pulse, nobody, 0});
  }
  to.observations(rows);
  to.events(events);
  to.stream({c, static_cast<std::uint64_t>(c), 1});
}

TEST_F(ResultsFile, AKilledRunContinuesToTheSameRows) {
  auto straight = Results::open_new(dir("straight"), study());
  ASSERT_TRUE(straight);
  for (int c = 0; c < 6; ++c) chunk(*straight, c);
  ASSERT_FALSE(straight->finish());

  // The child checkpoints after two chunks, once more after four (that checkpoint is "lost"), and dies in the fifth.
  const fs::path note = root_ / "counts";
  const pid_t child = ::fork();
  if (child == 0) {
    auto w = Results::open_new(dir("killed"), study());
    for (int c = 0; c < 4; ++c) {
      chunk(*w, c);
      const auto counts = w->checkpoint();
      if (c == 1) std::ofstream(note, std::ios::binary).write(reinterpret_cast<const char*>(&*counts), sizeof *counts);
    }
    chunk(*w, 4);
    ::kill(::getpid(), SIGKILL);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  RowCounts counts;
  std::ifstream(note, std::ios::binary).read(reinterpret_cast<char*>(&counts), sizeof counts);
  EXPECT_EQ(counts.observations, 4000u);

  EXPECT_FALSE(read_results(dir("killed"))) << "an unfinished run is no result";
  auto again = Results::open_resume(dir("killed"), counts);
  ASSERT_TRUE(again) << first_problem(again);
  for (int c = 2; c < 6; ++c) chunk(*again, c);
  const auto p = again->finish();
  ASSERT_FALSE(p) << text(*p);
  EXPECT_EQ(whole_text(dir("killed")), whole_text(dir("straight")));
}

TEST_F(ResultsFile, ResumeRefusesWhatItCannotContinue) {
  EXPECT_FALSE(Results::open_resume(dir("nowhere"), {}));
  finished(dir());
  const auto done = Results::open_resume(dir(), {});
  ASSERT_FALSE(done);
  EXPECT_NE(first_problem(done).find("finished"), std::string::npos);

  fs::create_directories(dir("foreign"));
  std::ofstream(unfinished_results_path(dir("foreign"))) << std::string(5000, 'x');
  const auto foreign = Results::open_resume(dir("foreign"), {});
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.problems()[0].fault, Fault::data) << first_problem(foreign);

  { auto w = Results::open_new(dir("short"), study()); }
  RowCounts more;
  more.events = 10;
  const auto lacking = Results::open_resume(dir("short"), more);
  ASSERT_FALSE(lacking);
  EXPECT_NE(first_problem(lacking).find("fewer rows"), std::string::npos) << first_problem(lacking);
}

TEST_F(ResultsFile, TruncatedDamagedAndForeignFilesAreDataProblems) {
  finished(dir());
  const std::string path = results_path(dir());
  const auto size = fs::file_size(path);
  std::string bytes(size, '\0');
  std::ifstream(path, std::ios::binary).read(bytes.data(), static_cast<std::streamsize>(size));
  const auto rewritten = [&](const std::string& content) {
    std::ofstream(path, std::ios::binary | std::ios::trunc).write(content.data(), static_cast<std::streamsize>(content.size()));
    const auto r = read_results(dir(), true);
    EXPECT_FALSE(r);
    return r ? Problem{} : r.problems()[0];
  };
  EXPECT_EQ(rewritten(bytes.substr(0, size / 2)).fault, Fault::data);
  EXPECT_EQ(rewritten(bytes.substr(0, 50)).fault, Fault::data);
  EXPECT_EQ(rewritten("").fault, Fault::data);
  EXPECT_EQ(rewritten(std::string(10'000, 'x')).fault, Fault::data);
  std::string damaged = bytes;
  for (std::size_t i = 4096; i < damaged.size(); i += 7) damaged[i] = static_cast<char>(damaged[i] ^ 0x55);
  EXPECT_EQ(rewritten(damaged).fault, Fault::data);
  std::string version = bytes;
  version[63] = 99;  // user_version
  EXPECT_NE(text(rewritten(version)).find("this version"), std::string::npos);
  EXPECT_FALSE(read_results(dir("nowhere")));
}

// Every length of a short prefix: never a crash, never a success.
TEST_F(ResultsFile, NoPrefixOfAFilePassesForTheWhole) {
  finished(dir());
  const std::string path = results_path(dir());
  for (auto size = fs::file_size(path); size > 4096; size = size * 3 / 4) {
    fs::resize_file(path, size - 1);
    const auto r = read_results(dir(), true);
    EXPECT_FALSE(r) << size;
  }
}

// A full disk, played by a limit on the size of files. The signal that comes with it must not end the program.
TEST_F(ResultsFile, AFullDiskIsAFileProblem) {
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{400'000, 400'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    auto w = Results::open_new(dir(), study());
    if (!w) ::_exit(1);
    for (int c = 0; c < 400 && !w->problem(); ++c) {
      chunk(*w, c);
      if (w->checkpoint()) continue;
    }
    if (!w->problem()) ::_exit(2);
    if (w->problem()->fault != Fault::file || w->problem()->remedy.empty()) ::_exit(3);
    chunk(*w, 0);  // ignored
    if (!w->finish()) ::_exit(4);
    ::_exit(fs::exists(results_path(dir())) ? 5 : 0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST_F(ResultsFile, AFullDiskAtTheStartLeavesNothingBehind) {
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{8'000, 8'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const auto w = Results::open_new(dir(), study());
    ::_exit(!w && w.problems()[0].fault == Fault::file && fs::is_empty(dir()) ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
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

std::string file_text(const fs::path& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

TEST_F(ResultsFile, CsvHasEveryTableAndQuotesWhatNeedsIt) {
  finished(dir());
  const auto r = read_results(dir());
  ASSERT_TRUE(r);
  const auto p = export_csv(*r, dir("csv"));
  ASSERT_FALSE(p) << text(*p);
  for (const std::string_view table : io::public_tables())
    EXPECT_TRUE(fs::exists(fs::path(dir("csv")) / (std::string(table) + ".csv"))) << table;
  EXPECT_EQ(file_text(fs::path(dir("csv")) / "person.csv"),
            "id,mother,father,sex,generation,born_day,died_day,arm,twin_pair,zygosity,replicate\r\n"
            "0,,,f,1,3,,plain,,,0\r\n1,0,7,m,2,9000,9400,odd,3,mz,0\r\n2,0,7,f,2,9000,,odd,3,dz,0\r\n");
  const std::string observations = file_text(fs::path(dir("csv")) / "observation.csv");
  EXPECT_NE(observations.find(",6575,2.1,0\r\n"), std::string::npos) << observations;
  const std::string waves = file_text(fs::path(dir("csv")) / "wave.csv");
  EXPECT_NE(waves.find("0,infancy,strange_situation,1.05,,\"mother, father\",1,0,,,\r\n"), std::string::npos) << waves;

  const auto again = export_csv(*r, dir("csv"));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->fault, Fault::file);
  fs::create_directories(dir("partly"));
  std::ofstream(fs::path(dir("partly")) / "tie.csv") << "mine";
  EXPECT_TRUE(export_csv(*r, dir("partly")));
  EXPECT_EQ(file_text(fs::path(dir("partly")) / "tie.csv"), "mine");
  EXPECT_EQ(std::distance(fs::directory_iterator(dir("partly")), {}), 1) << "nothing half-written beside it";
  EXPECT_TRUE(export_csv(*r, "/proc/bowlby-csv"));
}

}  // namespace
}  // namespace bowlby
