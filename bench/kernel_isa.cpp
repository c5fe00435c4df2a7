// Compiled three times, with BOWLBY_RUN_BLOCK naming the entry point: x86-64, -v3 and -v4.
#include "kernel_block.hpp"
#include "num/elementary.hpp"
#include "num/normal.hpp"
#include "num/philox.hpp"

namespace bowlby::bench {
namespace {

// Purposes of a draw: counter = (person, day, purpose, 0).
constexpr std::uint32_t episode_purpose = 0;  // + 1..12, the episode's number
constexpr std::uint32_t count_purpose = 100;  // day = day / 4; word d % 4 serves day d

void load(const Slice& from, Workspace& w) {
  for (int i = 0; i < from.size; ++i) {
    w.arousal[i] = from.arousal[i], w.bond[i] = from.bond[i], w.mood[i] = from.mood[i];
    w.count[i] = from.count[i], w.avoidance[i] = from.avoidance[i], w.recovery[i] = from.recovery[i];
    w.learned[i] = {from.other[i], from.self[i], from.sensitisation[i], 0.0};
    w.fixed[i] = {from.anxiety[i], from.learning[i], from.reactivity[i], 0.0};
    w.gain[i] = 0.0;
    w.person[i] = from.first + static_cast<std::uint32_t>(i);
    w.partner[i] = static_cast<std::int32_t>(from.partner[i] - from.first);
  }
}

void store(const Workspace& w, const Slice& to) {
  for (int i = 0; i < to.size; ++i) {
    to.arousal[i] = w.arousal[i], to.bond[i] = w.bond[i], to.mood[i] = w.mood[i], to.count[i] = w.count[i];
    to.other[i] = w.learned[i].other, to.self[i] = w.learned[i].self;
    to.sensitisation[i] = w.learned[i].sensitisation;
  }
}

// 2^31 P(Poisson(1) <= k), rounded down, k = 0..11.
constexpr std::int32_t poisson_steps[most_episodes] = {790015084,  1580030168, 1975037710, 2106706891,
                                                       2139624186, 2146207645, 2147304888, 2147461638,
                                                       2147481231, 2147483408, 2147483626, 2147483646};

// How available everybody is as a partner, how many episodes the day brings, what a phase of it leaves.
void open_day(Workspace& w, const std::uint32_t* __restrict word, int n) {
  double* __restrict availability = w.availability;
  double* __restrict decay = w.decay;
  double* __restrict count = w.count;
  std::int32_t* __restrict episodes = w.episodes;
  for (int i = 0; i < n; ++i) {
    availability[i] = 0.6 + 0.8 * w.bond[i] - 0.5 * w.arousal[i] - 0.4 * w.avoidance[i];
  }
  for (int i = 0; i < n; ++i) {
    const std::int32_t x = static_cast<std::int32_t>(word[i] >> 1);
    const auto* s = poisson_steps;  // spelt out: an inner loop would keep this one from being vectorised
    episodes[i] = (x >= s[0]) + (x >= s[1]) + (x >= s[2]) + (x >= s[3]) + (x >= s[4]) + (x >= s[5]) + (x >= s[6]) +
                  (x >= s[7]) + (x >= s[8]) + (x >= s[9]) + (x >= s[10]) + (x >= s[11]);
  }
  for (int i = 0; i < n; ++i) {
    const double k = episodes[i];
    decay[i] = num::exp(-w.recovery[i] / (k + 1.0));
    count[i] += k;
  }
}

// Lists the persons with at least one episode, most episodes first, within equals in block order;
// at_least[k] = how many have k or more. A pass per count, each over what the one before left: append
// to one of two lists without a branch.
void sort_by_episodes(Workspace& w, int n, int* __restrict at_least) {
  const std::int32_t* __restrict episodes = w.episodes;
  for (int k = 1; k <= most_episodes + 1; ++k) at_least[k] = 0;
  int c1 = 0, c2 = 0;
  for (int i = 0; i < n; ++i) {
    c1 += episodes[i] >= 1;
    c2 += episodes[i] >= 2;
  }
  at_least[1] = c1, at_least[2] = c2;
  std::int32_t* __restrict order = w.order;
  std::int32_t* __restrict rest = w.rest;
  int left = 0, to = c2;
  for (int i = 0; i < n; ++i) {
    order[to] = i, rest[left] = i;
    to += episodes[i] == 1;
    left += episodes[i] >= 2;
  }
  for (int k = 2; left > 0; ++k) {
    int above = 0;
    for (int j = 0; j < left; ++j) above += episodes[rest[j]] > k;
    at_least[k + 1] = above;
    const std::int32_t next_segment = order[left];  // the last append below may land on it
    int stay = 0;
    to = above;
    for (int j = 0; j < left; ++j) {
      const std::int32_t i = rest[j];
      order[to] = i, rest[stay] = i;
      to += episodes[i] == k;
      stay += episodes[i] > k;
    }
    order[left] = next_segment;
    left = stay;
  }
}

void gather(Workspace& w, int n) {
  const std::int32_t* __restrict order = w.order;
  for (int j = 0; j < n; ++j) {
    const std::int32_t i = order[j];
    w.l_learned[j] = w.learned[i];
    w.l_fixed[j] = w.fixed[i];
    w.l_arousal[j] = w.arousal[i];
    w.l_decay[j] = w.decay[i];
    w.l_partner[j] = w.availability[w.partner[i]];
    w.l_person[j] = w.person[i];
    w.l_episodes[j] = w.episodes[i];
    w.l_gain[j] = 0.0;
  }
}

void scatter(Workspace& w, int n) {
  for (int j = 0; j < n; ++j) {
    const std::int32_t i = w.order[j];
    w.learned[i] = w.l_learned[j];
    w.arousal[i] = w.l_arousal[j];
    w.gain[i] = w.l_gain[j];
  }
}

// Episode number e of the first n persons of the list. Vectors may run past n; those lanes keep their values.
void episode(Workspace& w, int e, int n) {
  const std::uint32_t* __restrict w0 = w.l_word[0];
  const std::uint32_t* __restrict w1 = w.l_word[1];
  const std::uint32_t* __restrict w2 = w.l_word[2];
  double* __restrict arousal = w.l_arousal;
  double* __restrict gain = w.l_gain;
  Learned* __restrict learned = w.l_learned;
  const Fixed* __restrict fixed = w.l_fixed;
  const double number = e;
  const int whole = (n + 7) & ~7;
  for (int j = 0; j < whole; ++j) {
    const bool on = w.l_episodes[j] >= number;
    const double z = num::box_muller(num::unit(w0[j]), num::unit(w1[j]));
    const double severity = num::max(0.0, 1.0 + 0.3 * z);
    const Learned l = learned[j];
    const Fixed f = fixed[j];
    // u < logistic(x), without the division
    const double u = num::unit(w2[j]), odds = num::exp(-(w.l_partner[j] + 0.2 * severity * f.anxiety));
    const bool responded = u + u * odds < 1.0;
    const double r = responded ? 1.0 : 0.0;
    const double surprise = f.learning * (r - num::logistic(l.other + 0.5 * l.self));
    const double calmed = arousal[j] * w.l_decay[j];
    const double raised = calmed + f.reactivity * severity * (responded ? 0.3 : 1.0) * (1.0 + l.sensitisation);
    arousal[j] = on ? raised : arousal[j];
    gain[j] += on ? (responded ? 0.01 : -0.012) : 0.0;
    learned[j].other = l.other + (on ? surprise : 0.0);
    learned[j].self = l.self + (on ? 0.5 * surprise * severity : 0.0);
    learned[j].sensitisation = l.sensitisation + (on ? 0.02 * ((1.0 - r) - l.sensitisation) : 0.0);
    learned[j].spare = 0.0;
  }
}

void close_day(Workspace& w, int n) {
  double* __restrict arousal = w.arousal;
  double* __restrict mood = w.mood;
  double* __restrict bond = w.bond;
  for (int i = 0; i < n; ++i) {
    const double a = arousal[i] * w.decay[i];
    arousal[i] = a;
    mood[i] += 0.05 * (a - mood[i]);
    bond[i] += 0.5 * (w.gain[i] + w.gain[w.partner[i]]) - 0.002 * bond[i];
  }
  for (int i = 0; i < n; ++i) w.gain[i] = 0.0;
}

}  // namespace

void BOWLBY_RUN_BLOCK(const Slice& slice, int days, std::uint32_t key_a, std::uint32_t key_b, Workspace& w) {
  const num::Key key{key_a, key_b};
  const int n = slice.size;
  load(slice, w);
  for (int day = 0; day < days; ++day) {
    const std::uint32_t d = static_cast<std::uint32_t>(day);
    if (day % 4 == 0) {
      num::philox_fill(w.person, d / 4, count_purpose, 0, key, n, w.day_word[0], w.day_word[1], w.day_word[2],
                       w.day_word[3]);
    }
    open_day(w, w.day_word[day % 4], n);
    int at_least[most_episodes + 2];
    sort_by_episodes(w, n, at_least);
    gather(w, at_least[1]);
    for (int j = at_least[1]; j < at_least[1] + 8; ++j) w.l_episodes[j] = 0.0;
    for (int e = 1; e <= most_episodes && at_least[e] > 0; ++e) {
      num::philox_fill(w.l_person, d, episode_purpose + static_cast<std::uint32_t>(e), 0, key, at_least[e], w.l_word[0],
                       w.l_word[1], w.l_word[2], w.l_word[3]);
      episode(w, e, at_least[e]);
    }
    scatter(w, at_least[1]);
    close_day(w, n);
  }
  store(w, slice);
}

}  // namespace bowlby::bench
