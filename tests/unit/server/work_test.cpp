// What a run of the job table keeps when something goes wrong: everything that was lived.
#include "server/work.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>

#include "io/files/files.hpp"
#include "server/orders.hpp"

namespace bowlby::server {
namespace {

namespace fs = std::filesystem;

class Quiet final : public JobControl {
 public:
  explicit Quiet(bool stop) : stop_(stop) {}
  void progress(const JobProgress&) override {}
  const std::atomic<bool>& stop() const override { return stop_; }

 private:
  std::atomic<bool> stop_;
};

class Work : public testing::Test {
 protected:
  void SetUp() override {
    static std::atomic<int> count{0};
    const std::string name = "bowlby-work-" + std::to_string(::getpid()) + "-" + std::to_string(count++);
    folder_ = (fs::temp_directory_path() / name).string();
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  JobOutcome live(bool stop = false, bool report = false, int seed = 1) const {
    Job job;
    job.order = *read_order(R"({"kind":"run","study":"strange_situation","people":20,"seed":)" + std::to_string(seed) +
                                R"(,"report":)" + (report ? "true}" : "false}"),
                            StudyShelf());
    Quiet control(stop);
    return job_work(1)(job, folder_, control);
  }
  std::string at(const std::string& name) const { return folder_ + "/run" + name; }
  static std::string bytes(const std::string& path) {
    const auto all = read_whole(path, std::size_t{1} << 30);
    return all ? *all : std::string();
  }
  std::string folder_;
};

TEST_F(Work, AReportThatCannotBeWrittenIsANoteOnADoneRun) {
  const JobOutcome first = live();
  ASSERT_TRUE(first.problems.empty()) << text(first.problems.front());
  const std::string results = bytes(at("/results.sqlite"));
  ASSERT_FALSE(results.empty());
  fs::create_directories(at("/report.html/in the way"));
  const JobOutcome o = live(false, true);
  EXPECT_TRUE(o.problems.empty());
  ASSERT_EQ(o.notes.size(), 1u);
  EXPECT_NE(o.notes.front().reason.find("report"), std::string::npos);
  EXPECT_EQ(o.digest, first.digest);
  EXPECT_EQ(o.files.front(), "results.sqlite") << "a report that is not there is not offered";
  EXPECT_TRUE(bytes(at("/results.sqlite")) == results) << "lived once";
}

TEST_F(Work, ARunKilledInItsReportIsNotLivedAgain) {
  live();
  const std::string results = bytes(at("/results.sqlite"));
  const JobOutcome o = live(false, true);
  EXPECT_TRUE(o.problems.empty() && o.notes.empty());
  EXPECT_TRUE(fs::exists(at("/report.html")));
  EXPECT_TRUE(bytes(at("/results.sqlite")) == results);
}

TEST_F(Work, ResumingThatFailsKeepsEveryFileAndGoesOnWhenItCan) {
  ASSERT_TRUE(live(true).stopped);
  const std::string checkpoint = bytes(at("/run.checkpoint"));
  ASSERT_FALSE(checkpoint.empty());
  fs::rename(at("/results.sqlite.partial"), folder_ + "/held");  // as if the disk or another program had it
  EXPECT_FALSE(live().problems.empty());
  EXPECT_TRUE(bytes(at("/run.checkpoint")) == checkpoint) << "not begun anew";
  fs::remove(at("/results.sqlite.partial"));
  fs::rename(folder_ + "/held", at("/results.sqlite.partial"));
  const JobOutcome o = live();
  EXPECT_TRUE(o.problems.empty());
  EXPECT_FALSE(fs::exists(at(".before-1")));
}

TEST_F(Work, ADamagedCheckpointIsKeptAndTold) {
  ASSERT_TRUE(live(true).stopped);
  std::ofstream(at("/run.checkpoint"), std::ios::app) << "x";
  EXPECT_FALSE(live().problems.empty());
  EXPECT_TRUE(fs::exists(at("/results.sqlite.partial")));
  EXPECT_TRUE(fs::exists(at("/run.checkpoint")));
}

TEST_F(Work, TheCheckpointOfAnotherStudyOrVersionIsMovedAsideAndTheRunBegunAnew) {
  ASSERT_TRUE(live(true, false, 1).stopped);
  const std::string checkpoint = bytes(at("/run.checkpoint"));
  ASSERT_TRUE(live(true, false, 2).stopped);
  EXPECT_TRUE(bytes(at(".before-1/run.checkpoint")) == checkpoint);
  std::fstream(at("/run.checkpoint"), std::ios::in | std::ios::out | std::ios::binary).seekp(8).put(77);
  const JobOutcome o = live(false, false, 2);
  EXPECT_TRUE(o.problems.empty());
  EXPECT_TRUE(fs::exists(at(".before-2/run.checkpoint")));
}

TEST_F(Work, AResultThatWasCutShortIsMadeAgainOrTold) {
  live();
  Job job;
  job.order.kind = JobKind::run;
  const auto whole = job_result(job, folder_);
  ASSERT_TRUE(whole) << text(whole.problems().front());
  std::ofstream(folder_ + "/result.json", std::ios::trunc) << whole->substr(0, whole->size() / 2);
  const auto again = job_result(job, folder_);
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, *whole);
  std::ofstream(folder_ + "/result.json", std::ios::trunc) << whole->substr(0, whole->size() / 2);
  job.order.kind = JobKind::scene;
  const auto damaged = job_result(job, folder_);
  ASSERT_FALSE(damaged);
  EXPECT_NE(damaged.problems().front().reason.find("damaged"), std::string::npos);
}

// What lies in the folder of a done job may be damaged, another job's or another version's: each is told with its file,
// why, and what to do; nothing else is shown in its place.
class Kept : public Work {
 protected:
  Job done_run(int seed = 1) {
    const JobOutcome o = live(false, true, seed);
    Job job;
    job.order.kind = JobKind::run;
    job.state = JobState::done;
    job.digest = o.digest;
    job.files = o.files;
    return job;
  }
  void expect_told(const std::vector<Problem>& problems, const std::string& file, const std::string& why) {
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_NE(problems[0].reason.find(folder_ + file), std::string::npos) << problems[0].reason;
    EXPECT_NE(problems[0].reason.find(why), std::string::npos) << problems[0].reason;
    EXPECT_FALSE(problems[0].remedy.empty());
  }
  void expect_told(const Expected<std::string>& result, const std::string& file, const std::string& why) {
    ASSERT_FALSE(result);
    expect_told(result.problems(), file, why);
  }
};

TEST_F(Kept, WhatIsWholeIsShownWithoutAWord) {
  const Job job = done_run();
  EXPECT_TRUE(job_faults(job, folder_).empty());
  EXPECT_TRUE(job_result(job, folder_));
  EXPECT_TRUE(job_result(job, folder_)) << "kept from the first time";
}

TEST_F(Kept, RowsThatWereChangedOrCutShortAreToldWithTheirFile) {
  const Job job = done_run();
  const std::string whole = bytes(at("/results.sqlite"));
  std::string changed = whole;
  const std::size_t middle = changed.size() / 2;
  for (std::size_t i = middle; i < middle + 64; ++i) changed[i] = static_cast<char>(~changed[i]);
  std::ofstream(at("/results.sqlite"), std::ios::binary | std::ios::trunc) << changed;
  expect_told(job_result(job, folder_), "/run/results.sqlite", "");
  expect_told(job_file(job, folder_, "person.csv"), "/run/results.sqlite", "");
  std::ofstream(at("/results.sqlite"), std::ios::binary | std::ios::trunc) << whole.substr(0, middle);
  expect_told(job_faults(job, folder_), "/run/results.sqlite", "");
  fs::remove(at("/results.sqlite"));
  expect_told(job_faults(job, folder_), "/run/results.sqlite", "is not there any more");
  expect_told(job_result(job, folder_), "/run/results.sqlite", "");
}

TEST_F(Kept, AReportThatIsGoneIsToldInTheList) {
  const Job job = done_run();
  fs::remove(at("/report.html"));
  expect_told(job_faults(job, folder_), "/run/report.html", "is not there any more");
  EXPECT_TRUE(job_result(job, folder_)) << "the rows are there";
}

TEST_F(Kept, ResultsOfAnotherRunOrVersionAreNotTakenForThisOne) {
  Job job = done_run();
  const auto first = job_result(job, folder_);
  ASSERT_TRUE(first);
  std::ofstream(folder_ + "/result.json", std::ios::trunc) << "{\"digest\":\"" << job.digest << "\"}";
  const auto again = job_result(job, folder_);
  ASSERT_TRUE(again) << "of a run it can always be told again";
  EXPECT_EQ(*again, *first);
  const std::string results = bytes(at("/results.sqlite"));
  job.digest = "0123456789abcdef";
  expect_told(job_faults(job, folder_), "/run/results.sqlite", "another job");
  expect_told(job_result(job, folder_), "/run/results.sqlite", "another job");
  EXPECT_TRUE(bytes(at("/results.sqlite")) == results);
  std::fstream(at("/results.sqlite"), std::ios::in | std::ios::out | std::ios::binary).seekp(63).put(99);
  expect_told(job_faults(job, folder_), "/run/results.sqlite", "version");
}

TEST_F(Kept, AnAnswerThatIsNoneIsToldWithItsFile) {
  Job scene;
  scene.order = *read_order(
      R"({"kind":"scene","scene":"year","request":{"children":4,"care":{"response":0.6,"consistency":6,"rebuff":0.1,"fright":0.02}}})",
      StudyShelf());
  Quiet control(false);
  const JobOutcome o = job_work(1)(scene, folder_, control);
  ASSERT_TRUE(o.problems.empty()) << text(o.problems.front());
  scene.state = JobState::done;
  scene.digest = o.digest;
  scene.files = o.files;
  const std::string path = folder_ + "/result.json", whole = bytes(path);
  EXPECT_TRUE(job_faults(scene, folder_).empty());
  ASSERT_TRUE(job_result(scene, folder_));
  for (const std::string other : {"{}", "[]", "null", "{\"kind\":\"year\"}"}) {
    std::ofstream(path, std::ios::trunc) << other;
    expect_told(job_result(scene, folder_), "/result.json", "no answer of this version");
  }
  std::ofstream(path, std::ios::trunc) << whole;
  scene.digest = "0123456789abcdef";
  expect_told(job_result(scene, folder_), "/result.json", "another job");
  fs::remove(path);
  expect_told(job_faults(scene, folder_), "/result.json", "is not there any more");
  expect_told(job_result(scene, folder_), "/result.json", "");
  scene.order.kind = JobKind::claims;
  std::ofstream(path, std::ios::trunc) << "{\"digest\":\"0123456789abcdef\"}";
  expect_told(job_result(scene, folder_), "/result.json", "no answer of this version");
}

TEST_F(Work, ARunKilledBeforeItsFirstCheckpointBeginsAnewAndDeletesNothing) {
  ASSERT_TRUE(live(true).stopped);
  fs::remove(at("/run.checkpoint"));
  const JobOutcome o = live();
  EXPECT_TRUE(o.problems.empty());
  EXPECT_FALSE(o.digest.empty());
  EXPECT_TRUE(fs::exists(at(".before-1/results.sqlite.partial")));
}

}  // namespace
}  // namespace bowlby::server
