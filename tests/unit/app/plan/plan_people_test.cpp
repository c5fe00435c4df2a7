// A plan of people while it is at work: what it tells, and what a wish to stop leaves behind.
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <functional>

#include "app/plan/people/handover.hpp"
#include "app/plan/plan.hpp"
#include "io/study/file.hpp"

namespace bowlby {
namespace {

namespace fs = std::filesystem;

PlanRequest request() {
  PlanRequest r;
  auto study = parse_study(
      "name: pilot\nseed: 5\npopulation: {founders: 40, years: 2}\narms:\n  - {name: usual, share: .5}\n"
      "  - {name: other, share: .5, care: {response: .45, rebuff: .6}}\n"
      "waves:\n  - {name: q, instrument: strange_situation, ages: 1.05}\n",
      "pilot.yaml");
  if (!study) throw std::logic_error(text(study.problems().front()));
  r.study = std::move(*study);
  r.outcome = {"q.strange_situation.avoidance_8"};
  r.sizes = {200, 1500}, r.replicates = 1, r.threads = 1;
  return r;
}

class Told final : public ProgressSink {
 public:
  explicit Told(std::function<void(const Progress&)> each = {}) : each_(std::move(each)) {}
  void report(const Progress& p) override {
    all.push_back(p);
    if (each_) each_(p);
  }
  std::vector<Progress> all;

 private:
  std::function<void(const Progress&)> each_;
};

TEST(PlanOfPeople, ProgressCountsTheLivesOfTheLargeSampleToo) {
  Told told;
  PlanRequest r = request();
  r.progress = &told;
  const auto done = plan(r);
  ASSERT_TRUE(done);
  double last = 0;
  std::size_t large = 0;
  for (const Progress& p : told.all) {
    EXPECT_GE(p.fraction, last);
    last = p.fraction;
    if (p.phase == "planning") {
      EXPECT_LT(p.fraction, .5) << "3,000 founders twice are more than 1,700 twice";
    } else {
      EXPECT_EQ(p.phase, "large sample");
      EXPECT_EQ(p.done, ++large);
      EXPECT_EQ(p.of, 4u);
    }
  }
  EXPECT_EQ(large, 4u);
  EXPECT_DOUBLE_EQ(last, 1);
}

// The last life is lived once more for its file; cut short, it would be a replicate of too few people.
TEST(PlanOfPeople, WhoStopsItInTheLifeThatIsKeptFindsNoFiles) {
  const fs::path dir = fs::path(testing::TempDir()) / "bowlby_plan_of_people";
  fs::remove_all(dir);
  std::atomic<bool> stop = false;
  Told told([&stop](const Progress& p) { stop = stop || p.phase == "replicate to keep"; });
  PlanRequest r = request();
  r.sizes = {3000}, r.output = dir.string(), r.progress = &told, r.stop = &stop;
  const auto done = plan(r);
  ASSERT_TRUE(done);
  EXPECT_TRUE(stop);
  EXPECT_TRUE(done->stopped);
  for (const char* name : {"replicate.csv", "replicate.R", "methods.md", "plan.html", "plan.json"})
    EXPECT_FALSE(fs::exists(dir / name)) << name;
  r.stop = nullptr, r.progress = nullptr, r.resume = true;
  const auto again = plan(r);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->files.size(), 5u);
  fs::remove_all(dir);
}

TEST(PlanOfPeople, TheMethodsSayWhatWasCutAndWhatHadNoTest) {
  PlanSummary s;
  s.predicted = true, s.cut = {"insecurity_to_symptoms"};
  PlanSize size;
  size.people = 60, size.tried = 100, size.failed = 7, size.cut_failed = 3;
  size.power = size.false_alarms = evidence::Estimate{};
  s.sizes = {size};
  s.truth = {.28, .01, 2900, ""}, s.cut_truth.failed = "no end of the search";
  const std::string words = methods_text(request(), s);
  for (const char* part : {"with the arrow cut, ",
                           "Without a test were 7 of 100 replicates, and 3 of those with the "
                           "arrow cut.",
                           "In a large sample (2900 tested) the estimate was 0.2800",
                           "In a large sample with the arrow cut there was no estimate: no end of the search."})
    EXPECT_NE(words.find(part), std::string::npos) << part << " in\n" << words;
  EXPECT_EQ(words.find("where there was none"), std::string::npos);
}

}  // namespace
}  // namespace bowlby
