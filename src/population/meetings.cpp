// Meetings: equation (12) over people sorted by age; a month of meetings costs n log n.
//
//   Whoever's turn it is (month.cpp) starts a meeting in half of all cases and is otherwise left to be asked.
//   Whom one meets is drawn from all who live alone, with weight exp(-(gap - older)^2 / (2 scatter^2)), |gap| <=
//   widest. Friends are met in the same way, among all who have room for one.
//
// Whether two people meet and take each other must not depend on how many others are simulated. Therefore
//   one meets somebody who lives alone (has room for a friend), and not only whoever seeks in the same month: few such
//   months fall together among few people, and most among many;
//   a person meets at most one other a month, and whoever was met has met, taken or not;
//   the draw of a meeting belongs to the pair, so that one picky man cannot refuse all who follow;
//   who asks first, and who stands first among people of one birthday, is drawn and not read off the ids.
// Limits  nobody of the sex sought lives alone: nobody meets. Among few people one sex outnumbers the other by chance;
// where nearly everybody lives in a union that shows (by 3 points in 300 people with 96 in 100 in a union).
// Tests  unit/population/meetings_test, metamorphic
#include <algorithm>
#include <tuple>
#include <vector>

#include "model/years/birth.hpp"
#include "model/years/couple.hpp"
#include "population/families.hpp"
#include "population/month.hpp"
#include "population/people.hpp"

namespace bowlby {
namespace {

// What is looked for: how many years older, how far from that in most cases and at most, and whose draws decide it.
struct Search {
  Purpose purpose;
  double older, scatter, widest;
};
// A woman looks for a man five years older, give or take five, and at most fourteen away from that; those who look for
// their own sex look for their own age. Friends are of one age, give or take a year and a half. Conventions, the
// first set by hand so that in couples the man is about two years older, with a spread of about four (L09b, L09c).
constexpr double years_older = 5;
constexpr Search partner_search(double older) { return {Purpose::pairing, older, 5, 14}; }
constexpr Search friend_search{Purpose::friends, 0, 1.5, 5};  // as said above
// Tries to find somebody. Where most in reach are of the age looked for a few suffice; where all are far from it, some
// months pass without a meeting. What share fails follows from the ages of those in reach and not from their number.
constexpr std::uint32_t most_tries = 64;
// Addresses among the asker's draws of a month: the turn, who asks, the tries, then one for each pair.
constexpr std::uint32_t turn_at = 1, asks_at = 2, tries_at = 16, pairs_at = tries_at + most_tries;

struct Single {
  std::uint32_t slot;
  std::int32_t birth_day;
  std::uint64_t turn;  // this month's place in the queue
  bool has_met = false;
};

bool seeks_own_sex(const World& w, std::size_t slot) {
  return w.draws_of(slot, 0).uniform(Purpose::traits, 7) < w.params.same_sex_share;
}

// How the first carer answered: the yardstick of the familiar.
double carer_mean(const World& w, std::size_t slot) {
  const std::uint32_t mother = w.registry.mother[w.living.id[slot]];
  return mother == nobody ? w.params.care_mean : static_cast<double>(w.registry.give_mean[mother]);
}

// Where a pair's own draw lies among the asker's draws of the month.
std::uint32_t index_of_pair(const World& w, std::size_t other) {
  const std::uint64_t stream = std::uint64_t{w.living.stream_hi[other]} << 32 | w.living.stream_lo[other];
  return pairs_at + static_cast<std::uint32_t>(num::mix64(stream) % (0xFFFFFu - pairs_at));
}

// Whether `self` takes `other`, at a meeting of this month.
bool would_take(const World& w, std::size_t self, std::size_t other) {
  const Living& l = w.living;
  const double z = w.draws_of(self, w.today()).normal(Purpose::pairing, index_of_pair(w, other));
  const double u = match_utility(load_person(l, self).general(), load_person(l, other).general(), carer_mean(w, self),
                                 static_cast<double>(w.registry.give_mean[l.id[other]]), z, w.params);
  return u >= standards_at(w.age_of(self), w.params);
}

bool are_kin(const World& w, std::uint32_t a, std::uint32_t b) {
  const Registry& r = w.registry;
  return r.mother[a] == b || r.mother[b] == a || r.father[a] == b || r.father[b] == a ||
         (r.mother[a] != nobody && r.mother[a] == r.mother[b]) || (r.father[a] != nobody && r.father[a] == r.father[b]);
}

Single single(const World& w, std::uint32_t slot) {
  const num::Block b = w.draws_of(slot, w.today()).block(Purpose::pairing, turn_at);
  return {slot, w.birth_day_of(slot), std::uint64_t{b.w[0]} << 32 | b.w[1]};
}

bool older_first(const Single& a, const Single& b) {
  return std::tie(a.birth_day, a.turn, a.slot) < std::tie(b.birth_day, b.turn, b.slot);
}
bool by_turn(const Single& a, const Single& b) { return std::tie(a.turn, a.slot) < std::tie(b.turn, b.slot); }

// Somebody of `pool` whom `a` may meet, and whom `fits` does not rule out; or nobody.
template <class Fits>
Single* whom_to_meet(const World& w, const Single& a, std::vector<Single>& pool, const Search& search, Fits fits) {
  const double wanted = a.birth_day - search.older * days_per_year, reach = search.widest * days_per_year;
  const auto born_before = [](const Single& s, double day) { return s.birth_day < day; };
  const auto from = std::lower_bound(pool.begin(), pool.end(), wanted - reach, born_before);
  const auto until = std::lower_bound(from, pool.end(), wanted + reach, born_before);
  const auto count = static_cast<double>(until - from);
  if (count == 0) return nullptr;
  const Draws draws = w.draws_of(a.slot, w.today());
  for (std::uint32_t k = 0; k < most_tries; ++k) {
    const num::Block b = draws.block(search.purpose, tries_at + k);
    Single& other = from[static_cast<std::ptrdiff_t>(num::unit(b.w[0]) * count)];
    const double off = (other.birth_day - wanted) / (search.scatter * days_per_year);
    if (num::unit(b.w[1]) >= num::exp(-.5 * off * off) || other.has_met || other.slot == a.slot) continue;
    if (fits(other)) return &other;
  }
  return nullptr;
}

// Those of `slots` who ask this month, in their turn.
std::vector<Single> askers(const World& w, const std::vector<std::uint32_t>& slots, Purpose purpose) {
  std::vector<Single> asking;
  for (const std::uint32_t slot : slots)
    if (w.draws_of(slot, w.today()).uniform(purpose, asks_at) < .5) asking.push_back(single(w, slot));
  std::sort(asking.begin(), asking.end(), by_turn);
  return asking;
}

Single& find(std::vector<Single>& pool, const Single& s) {
  return *std::lower_bound(pool.begin(), pool.end(), s, older_first);
}

// Everybody who may be met: adults who live alone, by sex and by whether they look for their own.
struct Market {
  std::vector<Single> pools[2][2];  // [female][seeks own sex]

  explicit Market(const World& w) {
    for (std::size_t i = 0; i < w.living.size(); ++i)
      if (may_be_met(w, i)) pool_of(w, i).push_back(single(w, static_cast<std::uint32_t>(i)));
    for (auto& sex : pools)
      for (auto& pool : sex) std::sort(pool.begin(), pool.end(), older_first);
  }

  static bool may_be_met(const World& w, std::size_t slot) {
    return w.is_living(w.living.id[slot]) && w.living.tie_other[w.tie(slot, Role::partner)] == nobody &&
           w.age_of(slot) >= least_union_age;
  }
  std::vector<Single>& pool_of(const World& w, std::size_t slot) {
    return pools[w.registry.female[w.living.id[slot]] != 0][seeks_own_sex(w, slot)];
  }
  // Those among whom the person of `slot` looks.
  std::vector<Single>& sought_by(const World& w, std::size_t slot) {
    const bool female = w.registry.female[w.living.id[slot]] != 0, same = seeks_own_sex(w, slot);
    return pools[same ? female : !female][same];
  }
};

double wanted_older(const World& w, std::size_t slot) {
  if (seeks_own_sex(w, slot)) return 0;
  return w.registry.female[w.living.id[slot]] != 0 ? years_older : -years_older;
}

std::uint32_t friend_of(const World& w, std::size_t slot, Role role) { return w.living.tie_other[w.tie(slot, role)]; }

bool has_room_for_friend(const World& w, std::size_t slot) {
  const int friends = (friend_of(w, slot, Role::friend_a) != nobody) + (friend_of(w, slot, Role::friend_b) != nobody);
  return friends < w.params.friends_wanted;
}

bool are_friends(const World& w, std::size_t slot, std::uint32_t id) {
  return friend_of(w, slot, Role::friend_a) == id || friend_of(w, slot, Role::friend_b) == id;
}

Role room_for_friend(const World& w, std::size_t slot) {
  return friend_of(w, slot, Role::friend_a) == nobody ? Role::friend_a : Role::friend_b;
}

void befriend(World& w, std::size_t a, std::size_t b) {
  begin_ties(w, a, room_for_friend(w, a), b, room_for_friend(w, b), first_bond);
  w.tell(w.living.id[a], EventKind::friend_start, w.living.id[b]);
  w.tell(w.living.id[b], EventKind::friend_start, w.living.id[a]);
}

}  // namespace

void pair_singles(World& w, const std::vector<std::uint32_t>& slots) {
  const std::vector<Single> asking = askers(w, slots, Purpose::pairing);
  if (asking.empty()) return;
  Market market(w);
  for (const Single& a : asking) {
    Single& self = find(market.pool_of(w, a.slot), a);
    if (self.has_met) continue;
    const auto fits = [&](const Single& s) { return !are_kin(w, w.living.id[a.slot], w.living.id[s.slot]); };
    Single* const other =
        whom_to_meet(w, a, market.sought_by(w, a.slot), partner_search(wanted_older(w, a.slot)), fits);
    if (other == nullptr) continue;
    self.has_met = other->has_met = true;
    if (would_take(w, a.slot, other->slot) && would_take(w, other->slot, a.slot))
      start_courting(w, a.slot, other->slot);
  }
}

void pair_friends(World& w, const std::vector<std::uint32_t>& slots) {
  const std::vector<Single> asking = askers(w, slots, Purpose::friends);
  if (asking.empty()) return;
  std::vector<Single> pool;
  for (std::size_t i = 0; i < w.living.size(); ++i)
    if (w.is_living(w.living.id[i]) && w.age_of(i) >= least_friend_age && has_room_for_friend(w, i))
      pool.push_back(single(w, static_cast<std::uint32_t>(i)));
  std::sort(pool.begin(), pool.end(), older_first);
  for (const Single& a : asking) {
    Single& self = find(pool, a);
    if (self.has_met) continue;
    const auto fits = [&](const Single& s) { return !are_friends(w, a.slot, w.living.id[s.slot]); };
    Single* const other = whom_to_meet(w, a, pool, friend_search, fits);
    if (other == nullptr) continue;
    self.has_met = other->has_met = true;
    befriend(w, a.slot, other->slot);
  }
}

}  // namespace bowlby
