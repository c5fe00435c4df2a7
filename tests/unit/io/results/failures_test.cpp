// What the results file does when the disk, the folder, the program or another file fails it.
#include <SQLiteCpp/Database.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <sstream>

#include "unit/io/results/fixture.hpp"

namespace bowlby {
namespace {

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
  for (const char* sql :
       {"SELECT * FROM person", "SELECT * FROM observation", "SELECT * FROM event", "SELECT * FROM tie",
        "SELECT * FROM moment", "SELECT * FROM diary", "SELECT * FROM course", "SELECT * FROM stream"}) {
    const auto t = r->query(sql);
    EXPECT_TRUE(t);
    for (const auto& row : t->rows)
      for (const Cell& cell : row) {
        if (const double* v = std::get_if<double>(&cell))
          out << *v << '|';
        else if (const auto* s = std::get_if<std::string>(&cell))
          out << *s << '|';
        else
          out << "NULL|";
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

// The file is whole, with its indices and its digest, but bears its unfinished name still.
TEST_F(ResultsFile, ARunKilledBeforeItsLastRenameContinuesToTheSameRows) {
  auto killed = Results::open_new(dir("killed"), study());
  ASSERT_TRUE(killed);
  for (int c = 0; c < 2; ++c) chunk(*killed, c);
  const auto counts = killed->checkpoint();
  ASSERT_TRUE(counts);
  for (int c = 2; c < 4; ++c) chunk(*killed, c);
  killed->provenance("digest", "00ff");
  ASSERT_FALSE(killed->finish());
  const std::string straight = whole_text(dir("killed"));

  for (int attempt = 0; attempt < 2; ++attempt) {  // the same death twice
    fs::rename(results_path(dir("killed")), unfinished_results_path(dir("killed")));
    {
      auto again = Results::open_resume(dir("killed"), *counts);
      ASSERT_TRUE(again) << first_problem(again);
    }
    {
      SQLite::Database cut(unfinished_results_path(dir("killed")), SQLite::OPEN_READONLY);
      EXPECT_EQ(cut.execAndGet("SELECT count(*) FROM provenance WHERE key = 'digest'").getInt(), 0)
          << "the digest speaks of rows that were cut";
    }
    auto again = Results::open_resume(dir("killed"), *counts);
    ASSERT_TRUE(again) << first_problem(again);
    for (int c = 2; c < 4; ++c) chunk(*again, c);
    again->provenance("digest", "00ff");
    const auto p = again->finish();
    ASSERT_FALSE(p) << text(*p);
    EXPECT_EQ(whole_text(dir("killed")), straight);
  }
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
    std::ofstream(path, std::ios::binary | std::ios::trunc)
        .write(content.data(), static_cast<std::streamsize>(content.size()));
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

}  // namespace
}  // namespace bowlby
