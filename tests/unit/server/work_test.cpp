// What a run of the job table keeps when something goes wrong: everything that was lived.
#include "server/work.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>

#include "io/files.hpp"
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
