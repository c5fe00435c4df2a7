// Meetings: equation (12) over sorted pools, so that a year of meetings costs n log n.
#include <algorithm>

#include "model/years/couple.hpp"
#include "population/families.hpp"
#include "population/people.hpp"

namespace bowlby {
namespace {

struct Seeker {
  std::uint32_t slot;
  std::int32_t birth_day;
  bool taken;
};

bool seeks_own_sex(const World& w, std::size_t slot) {
  return w.draws_of(slot, 0).uniform(Purpose::traits, 7) < w.params.same_sex_share;
}

// How the first carer answered: the yardstick of the familiar.
double carer_mean(const World& w, std::size_t slot) {
  const std::uint32_t mother = w.registry.mother[w.living.id[slot]];
  return mother == nobody ? w.params.care_mean : static_cast<double>(w.registry.give_mean[mother]);
}

bool would_take(const World& w, std::size_t self, std::size_t other, std::uint32_t index) {
  const Living& l = w.living;
  const double z = w.draws_of(self, w.today()).normal(Purpose::pairing, index);
  const double u = match_utility(load_person(l, self).general(), load_person(l, other).general(), carer_mean(w, self),
                                 static_cast<double>(w.registry.give_mean[l.id[other]]), z, w.params);
  return u >= standards_at(w.age_of(self), w.params);
}

bool are_kin(const World& w, std::uint32_t a, std::uint32_t b) {
  const Registry& r = w.registry;
  return r.mother[a] == b || r.mother[b] == a || r.father[a] == b || r.father[b] == a ||
         (r.mother[a] != nobody && r.mother[a] == r.mother[b]) || (r.father[a] != nobody && r.father[a] == r.father[b]);
}

void sort_by_age(std::vector<Seeker>& pool) {
  std::sort(pool.begin(), pool.end(), [](const Seeker& a, const Seeker& b) {
    return a.birth_day != b.birth_day ? a.birth_day < b.birth_day : a.slot < b.slot;
  });
}

// Each of `asking` meets the untaken one of `pool` nearest to the age looked for, if one is near enough.
void meet(World& w, std::vector<Seeker>& asking, std::vector<Seeker>& pool, double years_older) {
  constexpr int reach = 8;
  const std::int32_t widest = 8 * days_per_year;
  for (Seeker& a : asking) {
    if (a.taken) continue;
    const double scatter = 3 * w.draws_of(a.slot, w.today()).normal(Purpose::pairing, 0);
    const std::int32_t wanted = a.birth_day - static_cast<std::int32_t>((years_older + scatter) * days_per_year);
    const auto at = std::lower_bound(pool.begin(), pool.end(), wanted,
                                     [](const Seeker& s, std::int32_t day) { return s.birth_day < day; });
    const auto from = at - std::min<std::ptrdiff_t>(reach, at - pool.begin());
    const auto until = at + std::min<std::ptrdiff_t>(reach, pool.end() - at);
    Seeker* best = nullptr;
    for (auto b = from; b != until; ++b) {
      if (b->taken || b->slot == a.slot || are_kin(w, w.living.id[a.slot], w.living.id[b->slot])) continue;
      const auto gap = [wanted](const Seeker& s) {
        return s.birth_day > wanted ? s.birth_day - wanted : wanted - s.birth_day;
      };
      if (gap(*b) <= widest && (best == nullptr || gap(*b) < gap(*best))) best = &*b;
    }
    if (best == nullptr) continue;
    if (!would_take(w, a.slot, best->slot, 1) || !would_take(w, best->slot, a.slot, 2)) continue;
    a.taken = best->taken = true;
    form_union(w, a.slot, best->slot);
  }
}

}  // namespace

void pair_singles(World& w, const std::vector<std::uint32_t>& slots) {
  std::vector<Seeker> women, men, women_for_women, men_for_men;
  for (const std::uint32_t slot : slots) {
    const bool female = w.registry.female[w.living.id[slot]] != 0, same = seeks_own_sex(w, slot);
    std::vector<Seeker>& pool = female ? (same ? women_for_women : women) : (same ? men_for_men : men);
    pool.push_back({slot, w.birth_day_of(slot), false});
  }
  for (auto* pool : {&women, &men, &women_for_women, &men_for_men}) sort_by_age(*pool);
  meet(w, women, men, 2);
  meet(w, women_for_women, women_for_women, 0);
  meet(w, men_for_men, men_for_men, 0);
}

void pair_friends(World& w, const std::vector<std::uint32_t>& slots) {
  std::vector<Seeker> pool;
  for (const std::uint32_t slot : slots) pool.push_back({slot, w.birth_day_of(slot), false});
  sort_by_age(pool);
  const auto free_role = [&w](std::size_t slot) {
    return w.living.tie_other[w.tie(slot, Role::friend_a)] == nobody ? Role::friend_a : Role::friend_b;
  };
  const auto is_free = [&w](std::size_t slot) {
    return w.living.tie_other[w.tie(slot, Role::friend_a)] == nobody ||
           w.living.tie_other[w.tie(slot, Role::friend_b)] == nobody;
  };
  for (std::size_t k = 0; k + 1 < pool.size(); ++k) {
    const Seeker &a = pool[k], &b = pool[k + 1];
    const std::uint32_t ia = w.living.id[a.slot], ib = w.living.id[b.slot];
    const bool known = w.living.tie_other[w.tie(a.slot, Role::friend_a)] == ib ||
                       w.living.tie_other[w.tie(a.slot, Role::friend_b)] == ib;
    if (known || b.birth_day - a.birth_day > 5 * days_per_year || !is_free(a.slot) || !is_free(b.slot)) continue;
    begin_tie(w, a.slot, free_role(a.slot), ib, .2);
    begin_tie(w, b.slot, free_role(b.slot), ia, .2);
    w.tell(ia, EventKind::friend_start, ib);
    w.tell(ib, EventKind::friend_start, ia);
    ++k;
  }
}

}  // namespace bowlby
