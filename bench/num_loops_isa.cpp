// Compiled three times, with BOWLBY_NUM_LOOPS naming the entry point: x86-64, -v3 and -v4.
#include "num/normal.hpp"
#include "num/philox.hpp"
#include "num_loops.hpp"

namespace bowlby::bench {
namespace {

using In = const double* __restrict;
using Out = double* __restrict;

void exp_loop(In x, Out y, int n) {
  for (int i = 0; i < n; ++i) y[i] = num::exp(x[i]);
}
void log_loop(In x, Out y, int n) {
  for (int i = 0; i < n; ++i) y[i] = num::log(x[i]);
}
void logistic_loop(In x, Out y, int n) {
  for (int i = 0; i < n; ++i) y[i] = num::logistic(x[i]);
}
void cdf_loop(In x, Out y, int n) {
  for (int i = 0; i < n; ++i) y[i] = num::normal_cdf(x[i]);
}
void quantile_loop(In x, Out y, int n) {
  for (int i = 0; i < n; ++i) y[i] = num::normal_quantile(x[i]);
}
void box_muller_loop(In x, Out y, int n) {
  for (int i = 0; i < n; ++i) y[i] = num::box_muller(x[i], x[i]);
}
void philox_loop(const std::uint32_t* __restrict x, std::uint32_t* __restrict y, int n) {
  num::philox_fill(x, 1, 2, 3, {4, 5}, n, y, y + n, y + 2 * n, y + 3 * n);
}

}  // namespace

NumLoops BOWLBY_NUM_LOOPS() noexcept {
  return {exp_loop, log_loop, logistic_loop, cdf_loop, quantile_loop, box_muller_loop, philox_loop};
}

}  // namespace bowlby::bench
