#include "kernel.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <thread>

#include "kernel_block.hpp"
#include "num/digest.hpp"
#include "num/sums.hpp"

namespace bowlby::bench {

const char* name(Isa isa) noexcept { return isa == Isa::v4 ? "x86-64-v4" : isa == Isa::v3 ? "x86-64-v3" : "x86-64"; }

bool runs_here(Isa isa) noexcept {
  if (isa == Isa::v4) return __builtin_cpu_supports("x86-64-v4") != 0;
  if (isa == Isa::v3) return __builtin_cpu_supports("x86-64-v3") != 0;
  return true;
}

Isa best_isa() noexcept { return runs_here(Isa::v4) ? Isa::v4 : runs_here(Isa::v3) ? Isa::v3 : Isa::v1; }

Traits traits(std::size_t person) noexcept {
  const auto fraction = [person](double c) {
    const double v = static_cast<double>(person + 1) * c;
    return v - std::floor(v);
  };
  return {2 * fraction(0.6180339887498949) - 1, 2 * fraction(0.4142135623730951) - 1,
          0.5 + 0.5 * fraction(0.7320508075688772), 0.8 + 0.8 * fraction(0.2360679774997898),
          0.05 + 0.05 * fraction(0.6457513110645906)};
}

Population::Population(std::size_t n)
    : arousal(n),
      other(n),
      self(n),
      bond(n, 0.5),
      anxiety(n),
      avoidance(n),
      mood(n),
      reactivity(n),
      recovery(n),
      learning(n),
      count(n),
      sensitisation(n),
      partner(n) {
  if (n % 2 != 0) throw std::invalid_argument("the kernel needs an even number of persons");
  for (std::size_t i = 0; i < n; ++i) {
    const Traits t = traits(i);
    anxiety[i] = t.anxiety, avoidance[i] = t.avoidance, reactivity[i] = t.reactivity, recovery[i] = t.recovery;
    learning[i] = t.learning;
    partner[i] = static_cast<std::uint32_t>(i ^ 1);
  }
}

namespace {

Slice slice(Population& p, std::size_t first, std::size_t size) {
  return {&p.arousal[first],       &p.other[first],
          &p.self[first],          &p.bond[first],
          &p.mood[first],          &p.count[first],
          &p.sensitisation[first], &p.anxiety[first],
          &p.avoidance[first],     &p.reactivity[first],
          &p.recovery[first],      &p.learning[first],
          &p.partner[first],       static_cast<std::uint32_t>(first),
          static_cast<int>(size)};
}

RunBlock block_code(Isa isa) { return isa == Isa::v4 ? run_block_v4 : isa == Isa::v3 ? run_block_v3 : run_block_v1; }

}  // namespace

void run_kernel(Population& p, const Options& options) {
  if (options.block < 2 || options.block > max_block || options.block % 2 != 0) {
    throw std::invalid_argument("block size must be even, 2 to 4096");
  }
  if (!runs_here(options.isa)) throw std::invalid_argument("this processor lacks the instruction set asked for");
  const RunBlock run = block_code(options.isa);
  const std::uint64_t key = num::mix64(options.seed);
  const std::size_t block = static_cast<std::size_t>(options.block);
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    const auto space = std::make_unique<Workspace>();
    for (std::size_t first; (first = next.fetch_add(block)) < p.size();) {
      run(slice(p, first, std::min(block, p.size() - first)), options.days, static_cast<std::uint32_t>(key),
          static_cast<std::uint32_t>(key >> 32), *space);
    }
  };
  std::vector<std::jthread> helpers;
  for (int t = 1; t < options.threads; ++t) helpers.emplace_back(work);
  work();
}

Means means(const Population& p) noexcept {
  const auto mean = [](const std::vector<double>& values) {
    num::Sum sum;
    for (const double x : values) sum.add(x);
    return sum.value() / static_cast<double>(values.size());
  };
  return {mean(p.arousal), mean(p.other), mean(p.self),         mean(p.bond),
          mean(p.mood),    mean(p.count), mean(p.sensitisation)};
}

std::uint64_t digest(const Population& p) noexcept {
  num::Digest d;
  for (const auto* v : {&p.arousal, &p.other, &p.self, &p.bond, &p.mood, &p.count, &p.sensitisation}) {
    d.values(std::span(*v));
  }
  return d.result();
}

}  // namespace bowlby::bench
