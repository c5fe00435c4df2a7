#include "scenes/adults.hpp"

#include <algorithm>

#include "instruments/ecr.hpp"
#include "model/years/figures.hpp"
#include "population/run.hpp"

namespace bowlby::scenes {
namespace {

constexpr std::uint32_t founders = 700, fillings = 8;
constexpr double years = 31;

double share_of_partner(std::uint64_t shares) {
  if (shares == nobody_near) return 0;
  int sixteenths = 0;
  for (unsigned n = 0; n < 16; ++n) sixteenths += packed_slot(shares, n) == static_cast<int>(Role::partner) ? 1 : 0;
  return sixteenths / 16.0;
}

void tick(Adults& out, const World& w, std::size_t slot, std::size_t adult) {
  const Subject s = subject_of(w, slot);
  for (std::uint32_t k = 0; k < fillings; ++k) {
    // somebody else's answering habit each time: the same beliefs, ticked by another hand
    Draws draws = w.draws_of(slot, w.today());
    draws.stream[1] ^= 0x9E3779B9u * (k + 1);
    const EcrAnswers keyed = ecr_answers(ecr_latent(s, w.params, draws), w.params, draws);
    const double anxiety = ecr_mean(keyed, EcrSide::anxiety), avoidance = ecr_mean(keyed, EcrSide::avoidance);
    if (anxiety > 0 && avoidance > 0) out.ticked.push_back({anxiety, avoidance, adult});
  }
}

}  // namespace

Adults grown_adults(const LifeTables& tables, const Params& params, int threads, std::uint64_t seed) {
  Scenario s;
  s.seed = seed;
  s.founders = founders;
  s.years = years;
  s.params = params;
  RunOptions options;
  options.threads = threads;
  Run run(std::move(s), tables, options);
  while (!run.done()) run.step_month(nullptr, nullptr);
  const World& w = run.world();
  Adults out;
  for (std::size_t i = 0; i < w.living.size(); ++i) {
    const std::size_t tie = w.tie(i, Role::partner);
    if (!w.is_living(w.living.id[i]) || w.living.tie_other[tie] == nobody) continue;
    tick(out, w, i, out.people.size());
    out.people.push_back({load_person(w.living, i), load_tie(w.living, tie), share_of_partner(w.living.shares[i])});
  }
  return out;
}

std::vector<Ticked> nearest(const Adults& adults, double anxiety, double avoidance, std::size_t count) {
  struct Near {
    double apart;
    std::size_t at;
  };
  std::vector<Near> order;
  order.reserve(adults.ticked.size());
  for (std::size_t k = 0; k < adults.ticked.size(); ++k) {
    const double x = adults.ticked[k].anxiety - anxiety, y = adults.ticked[k].avoidance - avoidance;
    order.push_back({x * x + y * y, k});
  }
  std::sort(order.begin(), order.end(),
            [](const Near& a, const Near& b) { return a.apart < b.apart || (a.apart == b.apart && a.at < b.at); });
  std::vector<bool> taken(adults.people.size());
  std::vector<Ticked> out;
  for (const Near& n : order) {
    if (out.size() == count) break;
    const Ticked& t = adults.ticked[n.at];
    if (taken[t.adult]) continue;
    taken[t.adult] = true;
    out.push_back(t);
  }
  return out;
}

Person nudged(Person s, const Nudges& n, const Params& p) {
  s.threshold += p.alarm_threshold_sd * n.threshold;
  s.soothing *= num::exp(p.self_soothing_sd * n.soothing);
  s.insistence = num::max(0.0, s.insistence + p.insistence * p.insistence_sd * n.insistence);
  s.holding_cost += p.cost_of_holding_sd * n.holding;
  s.skill += n.warmth;
  s.consistency += n.steadiness;
  return s;
}

}  // namespace bowlby::scenes
