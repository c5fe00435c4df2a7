// The job table with work of the tests' own: order, watching, cancelling, and what a restart finds.
#include "server/jobs.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "server/events.hpp"

namespace bowlby::server {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

class Jobs : public testing::Test {
 protected:
  void SetUp() override {
    static std::atomic<int> count{0};
    folder_ =
        (fs::temp_directory_path() / ("bowlby-jobs-" + std::to_string(::getpid()) + "-" + std::to_string(count++)))
            .string();
  }
  void TearDown() override { fs::remove_all(folder_); }

  JobTable open(JobTable::Work work) {
    auto table = JobTable::open(folder_, std::move(work));
    if (!table) throw std::runtime_error(text(table.problems().front()));
    return std::move(*table);
  }
  static JobOrder order(const std::string& title, JobKind kind = JobKind::run) {
    JobOrder o;
    o.kind = kind;
    o.title = title;
    o.asked = R"({"kind":"run"})";
    return o;
  }
  static JobState settle(const JobTable& jobs, const std::string& id) {
    for (unsigned long seen = 0;;) {
      const auto now = jobs.wait(id, seen, 10);
      if (!now || ended(now->job.state) || now->change == seen) return now ? now->job.state : JobState::waiting;
      seen = now->change;
    }
  }
  std::string folder_;
};

// Work that waits until it is told to end.
JobTable::Work until_stopped() {
  return [](const Job&, const std::string&, JobControl& control) {
    while (!control.stop().load()) std::this_thread::sleep_for(1ms);
    JobOutcome o;
    o.stopped = true;
    return o;
  };
}

TEST_F(Jobs, AreDoneInTheOrderTheyCame) {
  std::mutex mutex;
  std::string done;
  JobTable jobs = open([&](const Job& job, const std::string& folder, JobControl& control) {
    EXPECT_TRUE(fs::exists(folder + "/job.json"));
    control.progress({1, 2, "half", 3.});
    const std::lock_guard lock(mutex);
    done += job.order.title;
    JobOutcome o;
    o.digest = "0123456789abcdef";
    o.files = {"a.csv"};
    return o;
  });
  std::vector<std::string> ids;
  for (const char* title : {"a", "b", "c", "d"}) ids.push_back(*jobs.add(order(title)));
  for (const auto& id : ids) EXPECT_EQ(settle(jobs, id), JobState::done);
  EXPECT_EQ(done, "abcd");
  EXPECT_EQ(jobs.all().front().order.title, "d");
  EXPECT_EQ(jobs.find(ids[0])->digest, "0123456789abcdef");
  EXPECT_FALSE(jobs.find("nobody"));
}

TEST_F(Jobs, AnEndedJobCanBeRemovedAndNothingElseCan) {
  std::string kept, gone;
  {
    JobTable jobs = open([](const Job& job, const std::string& folder, JobControl& control) {
      std::ofstream(folder + "/result.json") << "{}";
      return job.order.title == "long" ? until_stopped()(job, folder, control) : JobOutcome{};
    });
    gone = *jobs.add(order("gone"));
    kept = *jobs.add(order("kept"));
    const std::string lasting = *jobs.add(order("long"));
    EXPECT_EQ(settle(jobs, gone), JobState::done);
    EXPECT_EQ(settle(jobs, kept), JobState::done);
    EXPECT_FALSE(jobs.remove(lasting)) << "it has not ended";
    EXPECT_FALSE(jobs.remove("nobody"));
    EXPECT_TRUE(jobs.remove(gone));
    EXPECT_FALSE(jobs.remove(gone));
    EXPECT_FALSE(jobs.find(gone));
    EXPECT_FALSE(fs::exists(jobs.folder_of(gone)));
    EXPECT_TRUE(fs::exists(jobs.folder_of(kept) + "/result.json"));
    fs::create_directories(folder_ + "/jobs/" + kept + "-0.removed");  // killed while it was removed
  }
  JobTable again = open(until_stopped());
  EXPECT_FALSE(again.find(gone));
  EXPECT_TRUE(again.find(kept));
  EXPECT_FALSE(fs::exists(folder_ + "/jobs/" + kept + "-0.removed"));
}

TEST_F(Jobs, AClaimIsKeptAsWhatItIs) {
  Job job;
  job.id = "1-0";
  job.order = order("C025", JobKind::claims);
  job.order.claim = "C025";
  const auto back = from_record(to_record(job), "record");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->order.kind, JobKind::claims);
  EXPECT_EQ(back->order.claim, "C025");
  EXPECT_NE(to_json(*back).find("\"claim\":\"C025\""), std::string::npos);
}

TEST_F(Jobs, AShortSceneDoesNotWaitForALongRun) {
  JobTable jobs = open([](const Job& job, const std::string& folder, JobControl& control) {
    return job.order.kind == JobKind::run ? until_stopped()(job, folder, control) : JobOutcome{};
  });
  const auto run = *jobs.add(order("long"));
  EXPECT_EQ(settle(jobs, *jobs.add(order("short", JobKind::scene))), JobState::done);
  EXPECT_FALSE(ended(jobs.find(run)->state));
}

TEST_F(Jobs, CanBeCancelledWaitingAndRunning) {
  JobTable jobs = open(until_stopped());
  const auto first = *jobs.add(order("runs")), second = *jobs.add(order("waits"));
  EXPECT_TRUE(jobs.cancel(second));
  EXPECT_EQ(jobs.find(second)->state, JobState::cancelled);
  EXPECT_TRUE(jobs.cancel(first));
  EXPECT_EQ(settle(jobs, first), JobState::cancelled);
  EXPECT_FALSE(jobs.cancel(first)) << "it has ended";
  EXPECT_FALSE(jobs.cancel("nobody"));
}

TEST_F(Jobs, ACancelIsWrittenBeforeTheWorkHasEnded) {
  std::atomic<bool> may_end{false};
  JobTable jobs = open([&](const Job&, const std::string&, JobControl&) {
    while (!may_end.load()) std::this_thread::sleep_for(1ms);
    return JobOutcome{};
  });
  const auto id = *jobs.add(order("long"));
  while (jobs.find(id)->state != JobState::running) std::this_thread::sleep_for(1ms);
  EXPECT_TRUE(jobs.cancel(id));
  std::ifstream file(jobs.folder_of(id) + "/job.json");
  const std::string record((std::istreambuf_iterator<char>(file)), {});
  may_end.store(true);
  const auto kept = from_record(record, "job.json");
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->state, JobState::cancelled) << "a kill now would not bring it back";
  EXPECT_EQ(settle(jobs, id), JobState::cancelled);
}

TEST_F(Jobs, WhatFailsOrThrowsSaysWhy) {
  JobTable jobs = open([](const Job& job, const std::string&, JobControl&) -> JobOutcome {
    if (job.order.title == "throws") throw std::runtime_error("a broken thing");
    JobOutcome o;
    o.problems = {{Fault::data, "", 0, 0, "key", "is wrong", "mend it"}};
    return o;
  });
  const auto fails = *jobs.add(order("fails")), throws = *jobs.add(order("throws"));
  EXPECT_EQ(settle(jobs, fails), JobState::failed);
  EXPECT_EQ(settle(jobs, throws), JobState::failed);
  EXPECT_EQ(jobs.find(fails)->problems.front().key, "key");
  EXPECT_NE(jobs.find(throws)->problems.front().reason.find("a broken thing"), std::string::npos);
}

TEST_F(Jobs, ANoteIsKeptOnADoneJob) {
  JobTable jobs = open([](const Job&, const std::string&, JobControl&) {
    JobOutcome o;
    o.notes = {{Fault::file, "", 0, 0, "", "no report", "make room"}};
    return o;
  });
  const auto id = *jobs.add(order("noted"));
  EXPECT_EQ(settle(jobs, id), JobState::done);
  ASSERT_EQ(jobs.find(id)->problems.size(), 1u);
  EXPECT_EQ(jobs.find(id)->problems.front().reason, "no report");
}

TEST_F(Jobs, WhatIsTakenCanBeReadAgainAndWhatCannotIsRefused) {
  std::string kept;
  {
    JobTable jobs = open([](const Job&, const std::string&, JobControl&) {
      JobOutcome o;
      o.problems.assign(100, {Fault::data, "", 0, 0, "key", std::string(std::size_t{1} << 18, 'x'), "mend it"});
      return o;
    });
    JobOrder large = order("large");
    large.text.assign(std::size_t{3} << 20, 'x');
    kept = *jobs.add(large);
    EXPECT_EQ(settle(jobs, kept), JobState::failed);
    large.text.assign(std::size_t{9} << 20, 'x');
    EXPECT_FALSE(jobs.add(large));
    EXPECT_EQ(jobs.all().size(), 1u);
  }
  JobTable again = open(until_stopped());
  EXPECT_TRUE(again.unreadable().empty());
  EXPECT_TRUE(again.find(kept));
}

TEST_F(Jobs, ARestartGoesOnWithWhatWasNotDone) {
  std::string running, waiting, cancelled;
  {
    JobTable jobs = open(until_stopped());
    running = *jobs.add(order("one"));
    waiting = *jobs.add(order("two"));
    cancelled = *jobs.add(order("three"));
    jobs.cancel(cancelled);
    while (jobs.find(running)->state != JobState::running) std::this_thread::sleep_for(1ms);
  }
  std::vector<std::string> seen;
  JobTable again = open([&](const Job& job, const std::string&, JobControl&) {
    seen.push_back(job.order.title + job.order.asked);
    return JobOutcome{};
  });
  EXPECT_EQ(settle(again, running), JobState::done);
  EXPECT_EQ(settle(again, waiting), JobState::done);
  EXPECT_EQ(again.find(cancelled)->state, JobState::cancelled);
  again.stop();
  EXPECT_EQ(seen, (std::vector<std::string>{"one{\"kind\":\"run\"}", "two{\"kind\":\"run\"}"}));
}

TEST_F(Jobs, AnUnreadableJobIsToldAndTheOthersWork) {
  fs::create_directories(folder_ + "/jobs/0001-bad");
  std::ofstream(folder_ + "/jobs/0001-bad/job.json") << "{ half a fi";
  JobTable jobs = open([](const Job&, const std::string&, JobControl&) { return JobOutcome{}; });
  ASSERT_EQ(jobs.unreadable().size(), 1u);
  EXPECT_EQ(jobs.unreadable()[0].key, "jobs/0001-bad");
  EXPECT_TRUE(jobs.all().empty());
  EXPECT_EQ(settle(jobs, *jobs.add(order("good"))), JobState::done);
}

TEST_F(Jobs, OneProgramHoldsAFolderAtATime) {
  JobTable jobs = open(until_stopped());
  const auto second = JobTable::open(folder_, until_stopped());
  ASSERT_FALSE(second);
  EXPECT_NE(second.problems().front().reason.find("in use"), std::string::npos);
}

TEST_F(Jobs, TooManyWaitingAreRefused) {
  JobTable jobs = open(until_stopped());
  std::size_t taken = 0;
  while (taken < 2 * JobTable::most_waiting && jobs.add(order("x"))) ++taken;
  EXPECT_GE(taken, JobTable::most_waiting);
  EXPECT_LE(taken, JobTable::most_waiting + 1);
  EXPECT_EQ(jobs.add(order("x")).problems().front().fault, Fault::usage);
}

TEST_F(Jobs, ManyHandsAtOnceLoseNothing) {
  std::atomic<int> done{0};
  JobTable jobs = open([&](const Job&, const std::string&, JobControl& control) {
    for (int i = 0; i < 10; ++i) control.progress({double(i), 10, "", std::nullopt});
    ++done;
    return JobOutcome{};
  });
  std::vector<std::thread> hands;
  for (int h = 0; h < 4; ++h)
    hands.emplace_back([&, h] {
      for (int i = 0; i < 4; ++i) settle(jobs, *jobs.add(order("x", (h + i) % 2 ? JobKind::run : JobKind::scene)));
    });
  hands.emplace_back([&] {
    for (int i = 0; i < 50; ++i) (void)jobs.all();
  });
  for (std::thread& h : hands) h.join();
  EXPECT_EQ(done.load(), 16);
}

class Collected final : public ResponseWriter {
 public:
  bool write(std::string_view bytes) override {
    text += bytes;
    return ++writes < most;
  }
  bool connected() override { return writes < most; }
  std::string text;
  int writes = 0, most = 1000;
};

TEST_F(Jobs, EventsTellProgressAndTheEnd) {
  JobTable jobs = open([](const Job& job, const std::string&, JobControl& control) {
    control.progress({1, 4, "a quarter", 2.5});
    JobOutcome o;
    if (job.order.title == "fails") o.problems = {{Fault::data, "", 0, 0, "", "is wrong", "mend it"}};
    return o;
  });
  const EventSetting setting{[] { return false; }, 15};
  Collected good, bad;
  const auto done = *jobs.add(order("good")), failed = *jobs.add(order("fails"));
  stream_events(jobs, done, setting, good);
  EXPECT_TRUE(good.text.ends_with("\n\n"));
  EXPECT_NE(good.text.find("event: done\ndata: {"), std::string::npos) << good.text;
  stream_events(jobs, failed, setting, bad);
  EXPECT_NE(bad.text.find("event: failed\ndata: {\"problems\":["), std::string::npos) << bad.text;
}

TEST_F(Jobs, EventsBeatWhileNothingHappensAndEndWhenTheListenerHasGone) {
  JobTable jobs = open(until_stopped());
  const auto id = *jobs.add(order("long"));
  Collected out;
  out.most = 5;
  stream_events(jobs, id, {[] { return false; }, 0}, out);
  EXPECT_NE(out.text.find(": still here\n\n"), std::string::npos) << out.text;
}

TEST(JobRecord, ReadsBackWhatItWrote) {
  Job j;
  j.id = "0192abc-0001";
  j.order = {JobKind::scene, "a \"title\" <b>",     "lineage", "{\"founders\":200}", "", "", "", true,
             "bowlby scene", "{\"kind\":\"scene\"}"};
  j.state = JobState::failed;
  j.created = "2026-11-24T00:00:00Z";
  j.problems = {{Fault::data, "", 0, 0, "k", "r\n", "m"}};
  j.files = {"a", "b"};
  const std::string record = to_record(j);
  const auto back = from_record(record, "job.json");
  ASSERT_TRUE(back);
  EXPECT_EQ(to_record(*back), record);
  EXPECT_TRUE(parse_json(to_json(j), "shown"));
  for (std::size_t cut = 0; cut + 2 < record.size(); cut += 3)
    EXPECT_FALSE(from_record(record.substr(0, cut), "job.json")) << cut;
}

TEST(JobRecord, AnIdIsAFolderNameAndNothingElse) {
  EXPECT_TRUE(is_job_id("0192abc-0001"));
  for (const char* id : {"", ".", "..", "a/b", "A", "a.b", "a b"}) EXPECT_FALSE(is_job_id(id)) << id;
  EXPECT_FALSE(is_job_id(std::string(41, 'a')));
}

}  // namespace
}  // namespace bowlby::server
