// The couples a planned study draws from: one large world, lived once up to the day on which the diary begins.
#pragma once
#include <atomic>
#include <functional>

#include "io/plan/plan_file.hpp"
#include "model/state.hpp"

namespace bowlby {

struct PooledCouple {
  Subject members[2];  // a woman and a man; of two of one sex the one with the smaller id first
  int arm = 0;         // of the study, where it draws couples into arms
};

struct CouplePool {
  std::vector<PooledCouple> couples;
  std::int32_t day = 0;
  Params params;  // with every cut edge at its neutral value
  bool stopped = false;
};

struct PoolOptions {
  int threads = 0;
  const std::atomic<bool>* stop = nullptr;
  std::function<void(double share)> progress;  // of the months
};

// Those who live together on the day, for at least as long as the plan says. A woman and a man unless the analysis
// takes members as exchangeable; where the plan looks for an arm, only who is in one.
Expected<CouplePool> grow_pool(const Study&, const PlanFile&, const PoolOptions&);

}  // namespace bowlby
