// What the machine has too little of, and a terminal that is closed: words, an exit code, and nothing lost.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "doors/claims_sample.hpp"
#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

const std::string tiny =
    "name: tiny\nseed: 3\npopulation: {founders: 12, years: 2}\n"
    "waves:\n  - {name: infancy, instrument: strange_situation, ages: 1.05}\n";

void expect_words(const Outcome& o, const std::string& what) {
  EXPECT_TRUE(o.code == 0 || o.code == 66) << what << ": " << o.code << " " << o.err;
  EXPECT_EQ(o.err.find("terminate called"), std::string::npos) << what << o.err;
  EXPECT_EQ(o.err.find("report it"), std::string::npos) << what << ": no fault of the program: " << o.err;
}

TEST(Machine, TooFewThreadsAreNoCrash) {
  const Folder folder;
  if (::getuid() != 0) GTEST_SKIP() << "a limit of processes for one user needs a user of one's own (since 2026-11-29)";
  ::chmod(folder.path().c_str(), 0777);
  const std::string study = folder.write("tiny.yaml", tiny), entries = claims_sample(folder);
  for (const char* most : {"1", "2", "4"}) {
    const std::map<std::string, std::string> limits{{"processes", most}, {"user", "nobody"}};
    const std::string mark = std::string(".") + most;
    const Outcome claims = bowlby({"claims", "run", "C020", "--seeds", "2", "-j", "8", "-q", "--entries", entries, "-o",
                                   folder / ("claims" + mark)},
                                  limits);
    expect_words(claims, "claims");
    EXPECT_EQ(claims.code, 0) << "fewer threads do the same work: " << claims.err;
    expect_words(bowlby({"run", study, "-q", "-j", "8", "--block", "1", "-o", folder / ("run" + mark)}, limits), "run");
    expect_words(
        bowlby({"recover", "--people", "10", "--days", "3", "-q", "-j", "8", "-o", folder / ("found" + mark)}, limits),
        "recover");
  }
}

// Some have too little to begin with, some to live, some to write what was lived; the last of them have enough.
TEST(Machine, TooLittleMemoryIsToldInWords) {
  const Folder folder;
  const std::string study = folder.write("tiny.yaml", tiny), entries = claims_sample(folder, claims_readout, 24);
  const auto tried = [&folder](Arguments command, const std::string& megabytes) {
    const std::string what = command.front() + "." + megabytes;
    command.insert(command.end(), {"-q", "-o", folder / what});
    const Outcome o = bowlby(command, {{"memory", megabytes + "000000"}});
    if (o.code != 127) expect_words(o, what);  // else the loader itself had no room
    return o.code;
  };
  int told = 0;
  for (const char* most : {"44", "46", "48", "50", "60"})
    told += tried({"run", study, "-j", "2", "--people", "4000"}, most) == 66;
  for (const char* most : {"45", "60", "75", "200"})
    told += tried({"claims", "run", "C020", "--seeds", "2", "-j", "4", "--entries", entries}, most) == 66;
  EXPECT_GT(told, 0) << "nothing here has too little";
}

TEST(Machine, AClosedTerminalSavesAsAnInterruptDoes) {
  const Folder folder;
  const std::string study = folder.write("tiny.yaml", tiny), output = folder / "run";
  const Arguments command{"run",  study, "--people", "4000", "--no-report", "--checkpoint-seconds",
                          "1000", "-o",  output};
  Running run(folder, command);
  while (run.alive() && !std::filesystem::exists(output + "/results.sqlite.partial")) ::usleep(2000);
  ::usleep(100'000);
  run.signal(SIGHUP);
  const Outcome o = run.wait();
  EXPECT_EQ(o.code, 130) << o.err;
  EXPECT_TRUE(std::filesystem::exists(output + "/run.checkpoint"));
}

TEST(Machine, AnEmptyNameIsNoFolder) {
  const Folder folder;
  const std::string study = folder.write("tiny.yaml", tiny);
  for (const Arguments& command : {Arguments{"run", study, "--output", ""},
                                   {"validate", "--output", ""},
                                   {"claims", "run", "C020", "--output", ""},
                                   {"recover", "--output", ""},
                                   {"calibrate", "--quick", "--output", ""}}) {
    const Outcome o = bowlby(command);
    EXPECT_EQ(o.code, 66) << command.front() << o.err;
    EXPECT_NE(o.err.find("no folder is named"), std::string::npos) << command.front() << o.err;
  }
  ASSERT_EQ(bowlby({"run", study, "-q", "-o", folder / "run"}).code, 0);
  EXPECT_EQ(bowlby({"export", folder / "run", ""}).code, 66);
}

}  // namespace
}  // namespace bowlby::doors
