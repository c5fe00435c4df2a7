#pragma once
#include <cstdint>

// Loops over the library's numeric functions, compiled once per instruction set for bench_num.
namespace bowlby::bench {

struct NumLoops {
  void (*exp)(const double*, double*, int);
  void (*log)(const double*, double*, int);
  void (*logistic)(const double*, double*, int);
  void (*normal_cdf)(const double*, double*, int);
  void (*normal_quantile)(const double*, double*, int);
  void (*box_muller)(const double*, double*, int);            // pairs (x[i], x[i]) -> y[i]
  void (*philox)(const std::uint32_t*, std::uint32_t*, int);  // y holds four arrays of n words
};

NumLoops num_loops_v1() noexcept;
NumLoops num_loops_v3() noexcept;
NumLoops num_loops_v4() noexcept;

}  // namespace bowlby::bench
