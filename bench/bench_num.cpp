// What one value costs: the library's functions in vector loops per instruction set, and the standard
// library's scalar ones beside them.
#include <benchmark/benchmark.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "kernel.hpp"
#include "num_loops.hpp"

namespace {

using namespace bowlby::bench;
constexpr int n = 1024;

std::vector<double> inputs(double low, double high) {
  std::vector<double> x(n);
  for (int i = 0; i < n; ++i) x[static_cast<std::size_t>(i)] = low + (high - low) * (i * 619 % n + 0.5) / n;
  return x;
}

void count_values(benchmark::State& state) { state.SetItemsProcessed(state.iterations() * n); }

template <class Function>
void apply(benchmark::State& state, const Function& function, double low, double high) {
  const std::vector<double> x = inputs(low, high);
  std::vector<double> y(n);
  for (auto _ : state) {
    function(x.data(), y.data(), n);
    benchmark::DoNotOptimize(y.data());
    benchmark::ClobberMemory();
  }
  count_values(state);
}

void add(const std::string& isa, const NumLoops& loops) {
  const auto one = [&](const char* what, auto function, double low, double high) {
    benchmark::RegisterBenchmark((what + ("/" + isa)).c_str(),
                                 [=](benchmark::State& state) { apply(state, function, low, high); });
  };
  one("exp", loops.exp, -5, 5);
  one("log", loops.log, 1e-6, 1);
  one("logistic", loops.logistic, -5, 5);
  one("normal_cdf", loops.normal_cdf, -6, 6);
  one("normal_quantile", loops.normal_quantile, 1e-6, 1 - 1e-6);
  one("box_muller", loops.box_muller, 1e-6, 1 - 1e-6);
  const auto philox = loops.philox;
  benchmark::RegisterBenchmark(("philox_block/" + isa).c_str(), [philox](benchmark::State& state) {
    std::vector<std::uint32_t> x(n, 7), y(4 * n);
    for (auto _ : state) {
      philox(x.data(), y.data(), n);
      benchmark::DoNotOptimize(y.data());
      benchmark::ClobberMemory();
    }
    count_values(state);
  });
}

template <double (*Function)(double)>
void scalar(const double* x, double* y, int count) {
  for (int i = 0; i < count; ++i) y[i] = Function(x[i]);
}
double libm_exp(double x) { return std::exp(x); }
double libm_log(double x) { return std::log(x); }
double libm_cdf(double x) { return 0.5 * std::erfc(-x * 0.7071067811865476); }

void add_standard_library() {
  const auto one = [](const char* what, auto function, double low, double high) {
    benchmark::RegisterBenchmark(what, [=](benchmark::State& state) { apply(state, function, low, high); });
  };
  one("exp/libm", scalar<libm_exp>, -5, 5);
  one("log/libm", scalar<libm_log>, 1e-6, 1);
  one("normal_cdf/libm_erfc", scalar<libm_cdf>, -6, 6);
  benchmark::RegisterBenchmark("normal/std_distribution", [](benchmark::State& state) {
    std::mt19937_64 engine(1);
    std::normal_distribution<double> normal;
    for (auto _ : state) {
      double sum = 0;
      for (int i = 0; i < n; ++i) sum += normal(engine);
      benchmark::DoNotOptimize(sum);
    }
    count_values(state);
  });
}

}  // namespace

int main(int argc, char** argv) {
  add(name(Isa::v1), num_loops_v1());
  if (runs_here(Isa::v3)) add(name(Isa::v3), num_loops_v3());
  if (runs_here(Isa::v4)) add(name(Isa::v4), num_loops_v4());
  add_standard_library();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 64;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
