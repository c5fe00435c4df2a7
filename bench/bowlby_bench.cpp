// Rates of the full model, the reference kernel and the naive program, taken in turn so that a change
// in the machine's speed meets all of them. Ends with one JSON line. See README.md for the rules.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <optional>
#include <string>
#include <vector>

#include "full_model.hpp"
#include "kernel.hpp"
#include "naive.hpp"

namespace {

using namespace bowlby::bench;

struct Settings {
  int people = 20000, days = 365, rounds = 5;
};

// Wall time, and processor time to tell whether another program had the processor meanwhile.
struct Run {
  double rate, busy;
};

template <class Work>
Run timed(const Settings& s, int threads, const Work& work) {
  const auto wall = std::chrono::steady_clock::now();
  const std::clock_t cpu = std::clock();
  work();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - wall).count();
  const double used = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
  return {static_cast<double>(s.people) * s.days / seconds, used / seconds / threads};
}

Run kernel_run(const Settings& s, Isa isa, int threads) {
  Population p(static_cast<std::size_t>(s.people));
  return timed(s, threads, [&] { run_kernel(p, {.days = s.days, .threads = threads, .isa = isa}); });
}

Run naive_run(const Settings& s) {
  std::vector<NaivePerson> people = naive_population(static_cast<std::size_t>(s.people));
  return timed(s, 1, [&] { run_naive(people, s.days, 1); });
}

struct Series {
  std::string name;
  std::vector<double> rates, busy;

  void add(const Run& r) { rates.push_back(r.rate), busy.push_back(r.busy); }
};

double median(std::vector<double> v) {
  std::sort(v.begin(), v.end());
  return v.size() % 2 == 1 ? v[v.size() / 2] : 0.5 * (v[v.size() / 2 - 1] + v[v.size() / 2]);
}

// The median of ratios taken round by round: both sides of a round met the same machine.
double paired_ratio(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < a.size(); ++i) ratios.push_back(a[i] / b[i]);
  return median(ratios);
}

void print_row(const Series& s, const Series& naive) {
  if (s.rates.empty()) return;
  const auto [low, high] = std::minmax_element(s.rates.begin(), s.rates.end());
  std::printf("%-28s %8.2f %8.2f %8.2f %9.2f", s.name.c_str(), median(s.rates) / 1e6, *low / 1e6, *high / 1e6,
              paired_ratio(s.rates, naive.rates));
  s.busy.empty() ? std::printf("        -\n") : std::printf(" %8.2f\n", median(s.busy));
}

std::string json(bool known, double value) {
  if (!known) return "null";
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", value);
  return text;
}

bool read(int argc, char** argv, Settings& s) {
  for (int i = 1; i < argc; i += 2) {
    int* target = std::strcmp(argv[i], "--people") == 0   ? &s.people
                  : std::strcmp(argv[i], "--days") == 0   ? &s.days
                  : std::strcmp(argv[i], "--rounds") == 0 ? &s.rounds
                                                          : nullptr;
    if (target == nullptr || i + 1 == argc) return false;
    const char* end = argv[i + 1] + std::strlen(argv[i + 1]);
    const auto [stop, fault] = std::from_chars(argv[i + 1], end, *target);
    if (fault != std::errc{} || stop != end || *target < 1) return false;
  }
  return s.people % 2 == 0;
}

}  // namespace

int main(int argc, char** argv) {
  Settings s;
  if (!read(argc, argv, s)) {
    std::fprintf(stderr, "usage: bowlby_bench [--people EVEN] [--days N] [--rounds N]\n");
    return 64;
  }
  const Isa isa = best_isa();
  Series naive{"naive", {}, {}}, kernel{std::string("kernel, ") + name(isa), {}, {}};
  Series portable{"kernel, x86-64", {}, {}}, two{"kernel, two threads", {}, {}};
  Series full{"full model", {}, {}}, full_two{"full model, two threads", {}, {}};
  std::vector<double> bytes;
  for (int round = 0; round <= s.rounds; ++round) {  // round 0 warms up and is not counted
    const Run n = naive_run(s), k = kernel_run(s, isa, 1), p = kernel_run(s, Isa::v1, 1), t = kernel_run(s, isa, 2);
    const std::optional<FullModelRates> f = full_model_rates();
    if (round == 0) continue;
    naive.add(n), kernel.add(k), portable.add(p), two.add(t);
    if (!f) continue;
    full.rates.push_back(f->one_thread), full_two.rates.push_back(f->two_threads);
    bytes.push_back(f->bytes_per_person);
  }

  std::printf("%d persons, %d days, %d rounds\n", s.people, s.days, s.rounds);
  std::printf("%-28s %8s %8s %8s %9s %8s\n", "M person-days/s", "median", "min", "max", "/ naive", "cpu/wall");
  for (const Series* each : {&full, &full_two, &kernel, &two, &portable, &naive}) print_row(*each, naive);
  std::printf("kernel, two threads over one: %.2f\n", paired_ratio(two.rates, kernel.rates));
  if (median(naive.busy) < 0.95 || median(kernel.busy) < 0.95) {
    std::printf("note: another program used the processors meanwhile (cpu/wall below 0.95); trust only the ratios\n");
  }

  const bool known = !bytes.empty();
  std::printf("{\"full_model\":%s,\"kernel\":%s,\"naive\":%s,\"threads2\":%s,\"bytes_per_person\":%s}\n",
              json(known, known ? median(full.rates) : 0).c_str(), json(true, median(kernel.rates)).c_str(),
              json(true, median(naive.rates)).c_str(),
              json(known, known ? paired_ratio(full_two.rates, full.rates) : 0).c_str(),
              json(known, known ? median(bytes) : 0).c_str());
  return 0;
}
