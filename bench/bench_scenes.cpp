// How long a scene takes to answer, as the studio asks it: median and slowest of many, one thread and all.
//   bench_scenes [times]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "app/scene/scene.hpp"

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point t) {
  return std::chrono::duration<double, std::milli>(Clock::now() - t).count();
}

void measure(const char* what, const char* kind, const std::string& request, int times) {
  std::vector<double> took;
  std::size_t bytes = 0;
  for (int k = 0; k < times; ++k) {
    // another seed every time: nothing may come out of a cache
    const std::string asked = "{\"seed\": " + std::to_string(k + 1) + ", " + request;
    const auto start = Clock::now();
    const auto answer = bowlby::scene_answer(kind, asked);
    took.push_back(milliseconds_since(start));
    if (!answer) {
      std::printf("%s: %s\n", what, bowlby::text(answer.problems().front()).c_str());
      return;
    }
    bytes = answer->size();
  }
  std::sort(took.begin(), took.end());
  std::printf("%-34s median %8.1f ms   slowest %8.1f ms   %4zu kB\n", what, took[took.size() / 2], took.back(),
              bytes / 1000);
}

}  // namespace

int main(int argc, char** argv) {
  const int times = argc > 1 ? std::max(1, std::atoi(argv[1])) : 50;
  const auto start = Clock::now();
  bowlby::prepare_scenes();
  std::printf("%-34s        %8.1f ms once\n", "the sample of adults", milliseconds_since(start));
  const std::string pair = R"("moment": "hard_talk", "people": [{"anxiety": 4, "avoidance": 2},
                              {"anxiety": 2, "avoidance": 4}])";
  const std::string steady = R"("care": {"response": 0.6, "consistency": 20, "rebuff": 0.2, "fright": 0})";
  measure("evening, 20 runs", "evening", pair + "}", times);
  measure("evening, 20 runs and 20 changed", "evening", pair + R"(, "change": {"kind": "answer_first", "who": 1}})",
          times);
  measure("year, 20 children", "year", steady + "}", times);
  measure("year, 20 children, two carers", "year",
          steady + R"(, "compare": {"response": 0.6, "consistency": 0.8, "rebuff": 0.2, "fright": 0}})", times);
  const int few = std::max(1, times / 10);
  measure("life until 60", "life", "\"until\": 60}", few);
  measure("life until 60, and changed", "life", R"("change": {"kind": "therapy", "age": 30}})", few);
  return 0;
}
