#include "kernel.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "naive.hpp"
#include "num/digest.hpp"
#include "num/distributions.hpp"
#include "num/normal.hpp"
#include "num/philox.hpp"
#include "num/sums.hpp"

namespace bowlby::bench {
namespace {

std::uint64_t run(std::size_t n, const Options& options) {
  Population p(n);
  run_kernel(p, options);
  return digest(p);
}

TEST(Kernel, bits_do_not_depend_on_block_threads_or_instruction_set) {
  for (const std::size_t n : {2u, 66u, 1998u}) {  // sizes off the block length too
    const std::uint64_t expected = run(n, {.days = 30, .isa = Isa::v1});
    for (const Isa isa : {Isa::v1, Isa::v3, Isa::v4}) {
      if (!runs_here(isa)) continue;
      for (const int block : {64, 512, 1000}) {
        for (const int threads : {1, 2}) {
          EXPECT_EQ(run(n, {.days = 30, .threads = threads, .block = block, .isa = isa}), expected)
              << n << " persons, " << name(isa) << ", block " << block << ", threads " << threads;
        }
      }
    }
  }
}

// A contract between compilers and versions: change it only with a reason.
TEST(Kernel, recorded_digest) { EXPECT_EQ(num::hex(run(1998, {.days = 30})), "e7344096d0dd87d2"); }

TEST(Kernel, seed_and_days_matter) {
  EXPECT_NE(run(100, {.days = 10, .seed = 1}), run(100, {.days = 10, .seed = 2}));
  EXPECT_NE(run(100, {.days = 10}), run(100, {.days = 11}));
}

TEST(Kernel, refuses_what_it_cannot_run) {
  EXPECT_THROW(Population(7), std::invalid_argument);
  for (const int block : {0, 3, 5000}) EXPECT_THROW(run(4, {.days = 1, .block = block}), std::invalid_argument);
}

// The kernel's arithmetic and draws, one person at a time: what the vectorised, sorted code must equal bit for bit.
void plain_day(Population& p, std::uint32_t day, num::Key key) {
  const Population before = p;
  std::vector<double> gain(p.size());
  for (std::size_t i = 0; i < p.size(); ++i) {
    const std::uint32_t id = static_cast<std::uint32_t>(i);
    const std::size_t j = p.partner[i];
    const double availability = 0.6 + 0.8 * before.bond[j] - 0.5 * before.arousal[j] - 0.4 * before.avoidance[j];
    const double chance = num::philox(id, day / 4, 100, 0, key).w[day % 4] >> 1;
    int episodes = 0;
    double mass = std::exp(-1.0), cumulative = mass;
    while (chance >= std::floor(0x1p31 * cumulative) && episodes < 12) {
      mass /= ++episodes;
      cumulative += mass;
    }
    const double decay = num::exp(-p.recovery[i] / (episodes + 1.0));
    for (int e = 1; e <= episodes; ++e) {
      const num::Block b = num::philox(id, day, static_cast<std::uint32_t>(e), 0, key);
      const double z = num::box_muller(num::unit(b.w[0]), num::unit(b.w[1]));
      const double severity = num::max(0.0, 1.0 + 0.3 * z), u = num::unit(b.w[2]);
      const bool responded = u + u * num::exp(-(availability + 0.2 * severity * p.anxiety[i])) < 1.0;
      const double surprise = p.learning[i] * ((responded ? 1.0 : 0.0) - num::logistic(p.other[i] + 0.5 * p.self[i]));
      p.arousal[i] =
          p.arousal[i] * decay + p.reactivity[i] * severity * (responded ? 0.3 : 1.0) * (1.0 + p.sensitisation[i]);
      p.other[i] += surprise;
      p.self[i] += 0.5 * surprise * severity;
      p.sensitisation[i] += 0.02 * ((responded ? 0.0 : 1.0) - p.sensitisation[i]);
      gain[i] += responded ? 0.01 : -0.012;
    }
    p.arousal[i] *= decay;
    p.count[i] += episodes;
    p.mood[i] += 0.05 * (p.arousal[i] - p.mood[i]);
  }
  for (std::size_t i = 0; i < p.size(); ++i) {
    p.bond[i] += 0.5 * (gain[i] + gain[p.partner[i]]) - 0.002 * p.bond[i];
  }
}

TEST(Kernel, equals_a_plain_loop_over_persons) {
  Population fast(1030), plain(1030);
  run_kernel(fast, {.days = 60, .seed = 5});
  const std::uint64_t key = num::mix64(5);
  for (std::uint32_t day = 0; day < 60; ++day) {
    plain_day(plain, day, {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)});
  }
  EXPECT_EQ(fast.count, plain.count);
  EXPECT_EQ(digest(fast), digest(plain));
}

// Couples are independent and start alike in both programs, so the mean difference of a couple's values
// has a standard error that the couples themselves tell.
TEST(Kernel, agrees_with_the_naive_program_within_monte_carlo_error) {
  constexpr std::size_t n = 20000;
  constexpr int days = 365;
  Population fast(n);
  run_kernel(fast, {.days = days});
  std::vector<NaivePerson> naive = naive_population(n);
  run_naive(naive, days, 99);
  struct Row {
    const char* name;
    const std::vector<double>* fast;
    double NaivePerson::*naive;
  };
  for (const Row& row :
       {Row{"arousal", &fast.arousal, &NaivePerson::arousal}, Row{"other", &fast.other, &NaivePerson::other},
        Row{"self", &fast.self, &NaivePerson::self}, Row{"bond", &fast.bond, &NaivePerson::bond},
        Row{"mood", &fast.mood, &NaivePerson::mood}, Row{"count", &fast.count, &NaivePerson::count},
        Row{"sensitisation", &fast.sensitisation, &NaivePerson::sensitisation}}) {
    num::Moments difference;
    for (std::size_t i = 0; i < n; i += 2) {
      const double f = (*row.fast)[i] + (*row.fast)[i + 1], m = naive[i].*row.naive + naive[i + 1].*row.naive;
      difference.add(0.5 * (f - m));
    }
    EXPECT_LT(std::fabs(difference.mean), 4.5 * difference.standard_error()) << row.name;
    EXPECT_GT(difference.standard_error(), 0) << row.name;
  }
  const double mean_count = means(fast).count;  // a sum of Poisson(1) counts
  EXPECT_NEAR(mean_count, days, 4.5 * std::sqrt(double{days} / n));
}

}  // namespace
}  // namespace bowlby::bench
