// A run that is killed or interrupted, however often, ends in the same bits and the same rows.
#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include "determinism/runs.hpp"

namespace bowlby::determinism {
namespace {

using doors::Running;
using std::chrono::milliseconds;

class Resume : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<Folder>();
    digest_ = digest_with(*folder_ / "plain", {});
    tables_ = tables_of(*folder_ / "plain", *folder_, "plain.csv");
  }
  static void TearDownTestSuite() { folder_.reset(); }

  static Arguments start(const std::string& output) {
    return {"run", small_study, "--no-report", "--checkpoint-seconds", "0", "--progress=json", "--output", output};
  }

  // The share done as the last progress line tells it; 0 before the first.
  static double fraction_told(const Running& run) {
    const std::string err = run.err_so_far(), mark = "\"fraction\": ";
    const std::size_t at = err.rfind(mark);
    return at == std::string::npos ? 0 : std::strtod(err.c_str() + at + mark.size(), nullptr);
  }

  // Lets the run come to `fraction`, then sends it a signal. False if it had ended before.
  static bool stop_at(Running& run, const std::string& output, double fraction, int signal_number) {
    while (run.alive()) {
      if (fraction_told(run) >= fraction && std::filesystem::exists(output + "/run.checkpoint")) {
        run.signal(signal_number);
        return true;
      }
      std::this_thread::sleep_for(milliseconds(5));
    }
    return false;
  }

  static void expect_finishes_alike(const std::string& output, const Folder& folder, const Arguments& more = {}) {
    EXPECT_EQ(digest_with(output, with({"--resume"}, more)), digest_);
    expect_same_tables(tables_of(output, folder, "resumed.csv"), tables_);
    EXPECT_FALSE(std::filesystem::exists(output + "/run.checkpoint")) << "a finished run leaves no checkpoint";
  }

  static inline std::unique_ptr<Folder> folder_;
  static inline std::string digest_;
  static inline std::map<std::string, std::string> tables_;
};

TEST_F(Resume, KilledHalfWay) {
  const Folder folder;
  const std::string output = folder / "run";
  Running run(folder, start(output));
  ASSERT_TRUE(stop_at(run, output, .5, SIGKILL)) << run.wait().err;
  EXPECT_EQ(run.wait().code, 128 + SIGKILL);
  expect_finishes_alike(output, folder, {"--threads", "1", "--block", "9"});  // on other threads than it began with
}

TEST_F(Resume, KilledTwice) {
  const Folder folder;
  const std::string output = folder / "run";
  Running first(folder, start(output));
  ASSERT_TRUE(stop_at(first, output, .25, SIGKILL)) << first.wait().err;
  first.wait();
  Running second(folder, with(start(output), {"--resume"}));
  ASSERT_TRUE(stop_at(second, output, .6, SIGKILL)) << second.wait().err;
  second.wait();
  expect_finishes_alike(output, folder);
}

TEST_F(Resume, FromNothingARunBeginsAtItsBeginningAndSaysSo) {
  const Folder folder;
  const std::string output = folder / "run";
  for (const bool made : {false, true}) {
    if (made) {
      std::filesystem::remove_all(output);
      std::filesystem::create_directories(output);
    }
    const Outcome o = doors::bowlby({"run", small_study, "--no-report", "-q", "--resume", "--output", output});
    EXPECT_EQ(o.code, 0) << o.err;
    EXPECT_NE(o.err.find("nothing to resume"), std::string::npos) << o.err;
    EXPECT_EQ(doors::digest_of(o), digest_);
  }
  folder.write("notes.txt", "mine");
  const Outcome o = doors::bowlby({"run", small_study, "-q", "--resume", "--output", folder.path().string()});
  EXPECT_EQ(o.code, 66) << "a folder that is no run's: " << o.err;
  EXPECT_NE(o.err.find("notes.txt"), std::string::npos) << o.err;
}

TEST_F(Resume, KilledBeforeItsFirstCheckpointBeginsAgainAndEndsAlike) {
  const Folder folder;
  const std::string output = folder / "run";
  Arguments arguments = start(output);
  arguments[4] = "1000";
  Running run(folder, arguments);
  while (run.alive() && fraction_told(run) < .3) std::this_thread::sleep_for(milliseconds(5));
  run.signal(SIGKILL);
  ASSERT_EQ(run.wait().code, 128 + SIGKILL);
  const Outcome plain = doors::bowlby({"run", small_study, "-q", "--output", output});
  EXPECT_EQ(plain.code, 66) << "nothing is overwritten without --resume";
  EXPECT_NE(plain.err.find("--resume"), std::string::npos) << plain.err;
  const Outcome other = doors::bowlby({"run", small_study, "-q", "--resume", "--seed", "9", "--output", output});
  EXPECT_EQ(other.code, 65) << "the folder of another run: " << other.err;
  expect_finishes_alike(output, folder);
  for (const auto& entry : std::filesystem::directory_iterator(output))
    EXPECT_EQ(entry.path().filename(), "results.sqlite");
}

TEST_F(Resume, WhatCannotBeResumedIsMovedAsideAndNamed) {
  const Folder folder;
  const std::string output = folder / "run";
  std::filesystem::create_directories(output);
  for (const std::string& left : {std::string(), std::string(6000, 'x')}) {  // killed while it was made; damaged
    std::filesystem::remove(output + "/results.sqlite");
    folder.write("run/results.sqlite.partial", left);
    const Outcome o = doors::bowlby({"run", small_study, "--no-report", "-q", "--resume", "--output", output});
    EXPECT_EQ(o.code, 0) << o.err;
    const std::string aside = output + "/results.sqlite.partial.before-" + (left.empty() ? "1" : "2");
    EXPECT_NE(o.err.find(aside), std::string::npos) << o.err;
    EXPECT_TRUE(doors::read_file(aside) == left) << "not a byte is lost";
    EXPECT_EQ(doors::digest_of(o), digest_);
  }
}

TEST_F(Resume, AFinishedRunIsFinished) {
  const Folder folder;
  const std::string output = folder / "run";
  digest_with(output, {});
  const std::string results = doors::read_file(output + "/results.sqlite");
  folder.write("run/run.checkpoint", "left by a run that was killed right after its results had their name");
  const Arguments resume{"run", small_study, "--resume", "-q", "--output", output};
  for (const bool had_report : {false, true}) {
    const Outcome o = doors::bowlby(resume);
    EXPECT_EQ(o.code, 0) << o.err;
    EXPECT_NE(o.err.find("finished already"), std::string::npos) << o.err;
    EXPECT_EQ(doors::digest_of(o), digest_);
    EXPECT_TRUE(std::filesystem::exists(output + "/report.html")) << had_report;
    EXPECT_FALSE(std::filesystem::exists(output + "/run.checkpoint"));
  }
  const Outcome other = doors::bowlby(with(resume, {"--seed", "9"}));
  EXPECT_EQ(other.code, 65) << "that run is not this one: " << other.err;
  EXPECT_TRUE(doors::read_file(output + "/results.sqlite") == results);
}

TEST_F(Resume, InterruptIsOrderly) {
  const Folder folder;
  const std::string output = folder / "run";
  Arguments arguments = start(output);
  arguments[4] = "1000";  // only the interrupt itself writes a checkpoint
  Running run(folder, arguments);
  while (run.alive() && fraction_told(run) < .3) std::this_thread::sleep_for(milliseconds(5));
  run.signal(SIGINT);
  const Outcome o = run.wait();
  EXPECT_EQ(o.code, 130) << o.err;
  EXPECT_NE(o.err.find("--resume"), std::string::npos) << o.err;
  EXPECT_EQ(doors::digest_of(o), "") << "an unfinished run has no digest";
  expect_finishes_alike(output, folder);
}

TEST_F(Resume, RefusesAnotherSeedStudyOrParameter) {
  const Folder folder;
  const std::string output = folder / "run";
  Running run(folder, start(output));
  ASSERT_TRUE(stop_at(run, output, .3, SIGTERM)) << run.wait().err;
  EXPECT_EQ(run.wait().code, 130);
  for (const Arguments& other :
       {Arguments{"--seed", "3"}, {"--set", "stress_size=1"}, {"--people", "129"}, {"--off", "bond_to_response"}}) {
    const Outcome o = doors::bowlby(with({"run", small_study, "--no-report", "--resume", "--output", output}, other));
    EXPECT_EQ(o.code, 65) << o.err;
    EXPECT_NE(o.err.find("another study, seed or setting"), std::string::npos) << o.err;
  }
  expect_finishes_alike(output, folder);  // the refusals have harmed nothing
}

TEST_F(Resume, RefusesADamagedCheckpoint) {
  const Folder folder;
  const std::string output = folder / "run";
  Running run(folder, start(output));
  ASSERT_TRUE(stop_at(run, output, .3, SIGKILL)) << run.wait().err;
  run.wait();
  const std::string path = output + "/run.checkpoint", whole = doors::read_file(path);
  for (const std::size_t cut : {std::size_t{0}, std::size_t{20}, whole.size() / 2, whole.size() - 1}) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << whole.substr(0, cut);
    const Outcome o = doors::bowlby({"run", small_study, "--no-report", "--resume", "--output", output});
    EXPECT_EQ(o.code, 65) << cut << " bytes: " << o.err;
  }
  std::ofstream(path, std::ios::binary | std::ios::trunc) << whole;
  expect_finishes_alike(output, folder);
}

}  // namespace
}  // namespace bowlby::determinism
