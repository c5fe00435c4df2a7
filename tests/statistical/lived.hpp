// Runs a shipped study, smaller, in this process, and asks its results by SQL.
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "app/run/run_study.hpp"
#include "app/validate/compare.hpp"
#include "io/study/file.hpp"

namespace bowlby::tests {

// A finished run in a folder of its own, removed with it.
class Lived {
 public:
  Lived(const std::string& study, const std::function<void(Study&)>& change) {
    dir_ = std::filesystem::temp_directory_path() /
           ("bowlby-" + study + "-" + std::to_string(getpid()) + "-" + std::to_string(count()++));
    auto read = read_study(std::string(BOWLBY_SOURCE_DIR) + "/studies/" + study + ".yaml");
    EXPECT_TRUE(read) << (read ? "" : text(read.problems().front()));
    if (!read) return;
    RunRequest request;
    request.study = *read;
    change(request.study);
    request.output = dir_.string();
    request.report = false;
    const auto done = run_study(request);
    EXPECT_TRUE(done) << (done ? "" : text(done.problems().front()));
  }
  ~Lived() { std::filesystem::remove_all(dir_); }
  Lived(const Lived&) = delete;
  Lived& operator=(const Lived&) = delete;

  ResultsReader reader() const {
    auto r = read_results(dir_.string());
    EXPECT_TRUE(r);
    return std::move(*r);
  }

  struct Mean {
    double value = 0, error = 0, n = 0;
  };
  // Mean and standard error of a measure per arm; `role` empty: whatever it is about.
  std::map<std::string, Mean> by_arm(const std::string& instrument, const std::string& scale, double from_age,
                                     double until_age) const {
    const auto table = reader().query(
        "SELECT p.arm, AVG(o.value), AVG(o.value * o.value), COUNT(*) FROM observation o JOIN person p ON p.id = "
        "o.person "
        "AND p.replicate = o.replicate WHERE o.instrument = ? AND o.scale = ? AND o.age_days >= ? AND o.age_days < ? "
        "GROUP BY p.arm",
        {instrument, scale, from_age * 365, until_age * 365});
    EXPECT_TRUE(table);
    std::map<std::string, Mean> out;
    if (!table) return out;
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
      const double m = table->number(i, 1).value_or(0), s = table->number(i, 2).value_or(0),
                   n = table->number(i, 3).value_or(1);
      out[table->text(i, 0)] = {m, std::sqrt(std::max(0.0, s - m * m) / n), n};
    }
    return out;
  }

 private:
  static int& count() {
    static int n = 0;
    return n;
  }
  std::filesystem::path dir_;
};

// a > b by at least `least`, and by more than `z` standard errors of the difference.
inline ::testing::AssertionResult exceeds(const Lived::Mean& a, const Lived::Mean& b, double least, double z = 4) {
  const double difference = a.value - b.value, error = std::sqrt(a.error * a.error + b.error * b.error);
  if (a.n > 0 && b.n > 0 && difference > least && difference > z * error) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << a.value << " against " << b.value << ", difference " << difference
                                       << " (standard error " << error << "), wanted more than " << least;
}

}  // namespace bowlby::tests
