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
  const char* csv = nullptr;
};

// Person-days per second of wall time and of processor time. They differ when another program has the
// processor meanwhile.
struct Run {
  double wall, cpu;
};

template <class Work>
Run timed(const Settings& s, const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t cpu_start = std::clock();
  work();
  const double cpu = static_cast<double>(std::clock() - cpu_start) / CLOCKS_PER_SEC;
  const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const double person_days = static_cast<double>(s.people) * s.days;
  return {person_days / wall, person_days / cpu};
}

Run kernel_run(const Settings& s, Isa isa, int threads) {
  Population p(static_cast<std::size_t>(s.people));
  return timed(s, [&] { run_kernel(p, {.days = s.days, .threads = threads, .isa = isa}); });
}

Run naive_run(const Settings& s) {
  std::vector<NaivePerson> people = naive_population(static_cast<std::size_t>(s.people));
  return timed(s, [&] { run_naive(people, s.days, 1); });
}

struct Series {
  std::string name;
  int threads = 1;
  std::vector<double> wall = {}, cpu = {};  // one a round; cpu may be unknown

  void add(const Run& r) { wall.push_back(r.wall), cpu.push_back(r.cpu); }
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

// Share of the wall time in which the threads had a processor.
double busy(const Series& s) { return s.cpu.empty() ? 0 : paired_ratio(s.wall, s.cpu) / s.threads; }

void print_row(const Series& s, const Series& naive, std::FILE* csv, const Settings& settings) {
  if (s.wall.empty()) return;
  const auto [low, high] = std::minmax_element(s.wall.begin(), s.wall.end());
  const double per_cpu = s.cpu.empty() ? 0 : median(s.cpu), ratio = paired_ratio(s.wall, naive.wall);
  std::printf("%-24s %8.2f %8.2f %8.2f %9.2f %9.2f %9.2f\n", s.name.c_str(), median(s.wall) / 1e6, *low / 1e6,
              *high / 1e6, per_cpu / 1e6, ratio, busy(s));
  if (csv != nullptr) {
    std::fprintf(csv, "%s,%d,%d,%d,%d,%.4g,%.4g,%.4g,%.4g,%.3f,%.3f\n", s.name.c_str(), s.threads, settings.people,
                 settings.days, settings.rounds, median(s.wall), *low, *high, per_cpu, ratio, busy(s));
  }
}

// A number, or null for what was not measured.
std::string json(bool known, double value) {
  if (!known) return "null";
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", value);
  return text;
}

bool read(int argc, char** argv, Settings& s) {
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string option = argv[i];
    int* number = option == "--people"   ? &s.people
                  : option == "--days"   ? &s.days
                  : option == "--rounds" ? &s.rounds
                                         : nullptr;
    const char* end = argv[i + 1] + std::strlen(argv[i + 1]);
    if (option == "--csv") {
      s.csv = argv[i + 1];
    } else if (number == nullptr || std::from_chars(argv[i + 1], end, *number).ptr != end || *number < 1) {
      return false;
    }
  }
  return argc % 2 == 1 && s.people % 2 == 0;
}

struct Results {
  Series full{"full model"}, full_two{"full model 2 threads", 2};
  Series kernel{std::string("kernel ") + name(best_isa())}, kernel_two{"kernel 2 threads", 2};
  Series portable{"kernel x86-64"}, naive{"naive"};
  std::vector<double> bytes = {};
};

Results measure(const Settings& s) {
  Results r;
  for (int round = 0; round <= s.rounds; ++round) {  // round 0 warms up and is not counted
    const Run naive = naive_run(s), kernel = kernel_run(s, best_isa(), 1), portable = kernel_run(s, Isa::v1, 1);
    const Run two = kernel_run(s, best_isa(), 2);
    const std::optional<FullModelRates> full = full_model_rates();
    if (round == 0) continue;
    r.naive.add(naive), r.kernel.add(kernel), r.portable.add(portable), r.kernel_two.add(two);
    if (!full) continue;
    r.full.add({full->one_thread, full->one_thread_cpu}), r.full_two.wall.push_back(full->two_threads);
    r.bytes.push_back(full->bytes_per_person);
  }
  return r;
}

void print_table(const Results& r, const Settings& s, std::FILE* csv) {
  if (csv != nullptr) {
    std::fprintf(csv, "program,threads,persons,days,rounds,median,min,max,median_per_cpu_s,over_naive,cpu_over_wall\n");
  }
  std::printf("%d persons, %d days, %d rounds; M person-days/s\n", s.people, s.days, s.rounds);
  std::printf("%-24s %8s %8s %8s %9s %9s %9s\n", "", "median", "min", "max", "per cpu-s", "/ naive", "cpu/wall");
  for (const Series* each : {&r.full, &r.full_two, &r.kernel, &r.kernel_two, &r.portable, &r.naive}) {
    print_row(*each, r.naive, csv, s);
  }
  std::printf("kernel, two threads over one: %.2f\n", paired_ratio(r.kernel_two.wall, r.kernel.wall));
  if (const std::optional<double> years = demography_rate())
    std::printf("demography alone, one thread: %.2f M person-years/s\n", *years / 1e6);
  if (busy(r.naive) < 0.95 || busy(r.kernel) < 0.95 || busy(r.kernel_two) < 0.95) {
    std::printf("note: other programs had the processors meanwhile (cpu/wall below 0.95); measure again when quiet\n");
  }
}

// Ratios by processor time, taken round by round: of all that is measured, what a busy machine disturbs least.
void print_json(const Results& r) {
  const bool known = !r.bytes.empty();
  const double full = known ? paired_ratio(r.full.cpu, r.naive.cpu) : 0;
  std::printf(
      "{\"full_model\":%s,\"kernel\":%s,\"naive\":%s,\"threads2\":%s,\"bytes_per_person\":%s,\"isa\":\"%s\","
      "\"full_over_naive\":%s,\"kernel_over_naive\":%s}\n",
      json(known, known ? median(r.full.wall) : 0).c_str(), json(true, median(r.kernel.wall)).c_str(),
      json(true, median(r.naive.wall)).c_str(),
      json(known, known ? paired_ratio(r.full_two.wall, r.full.wall) : 0).c_str(),
      json(known, known ? median(r.bytes) : 0).c_str(), name(best_isa()), json(known, full).c_str(),
      json(true, paired_ratio(r.kernel.cpu, r.naive.cpu)).c_str());
}

}  // namespace

int main(int argc, char** argv) {
  Settings s;
  if (!read(argc, argv, s)) {
    std::fprintf(stderr, "usage: bowlby_bench [--people EVEN] [--days N] [--rounds N] [--csv FILE]\n");
    return 64;
  }
  std::FILE* csv = nullptr;
  if (s.csv != nullptr && (csv = std::fopen(s.csv, "w")) == nullptr) {
    std::fprintf(stderr, "bowlby_bench: cannot write %s\n", s.csv);
    return 66;
  }
  const Results results = measure(s);
  print_table(results, s, csv);
  if (csv != nullptr && std::fclose(csv) != 0) return 66;
  print_json(results);
  return 0;
}
