#include "population/people.hpp"

#include "model/years/birth.hpp"
#include "model/years/figures.hpp"

namespace bowlby {
namespace {

constexpr double golden = 0.6180339887498949;  // turns by it spread evenly however many there are
constexpr double share_of_girls = .488;        // of live births, 105 boys to 100 girls

// Founders come in months and arms so that every arm holds its share of every month.
std::int32_t founder_month(const Scenario& s, std::uint32_t founder) {
  const double months = s.birth_years * months_per_year;
  const std::uint32_t unit = s.twins ? founder / 2 * 2 : founder;
  return static_cast<std::int32_t>(months * unit / s.founders);
}

std::uint8_t founder_arm(const Scenario& s, std::uint32_t founder) {
  const double turn = golden * (s.twins ? founder / 2 : founder);
  return arm_at(s, turn - static_cast<double>(static_cast<std::int64_t>(turn)));
}

std::uint32_t new_id(World& w, std::uint64_t stream, Kind kind) {
  Registry& r = w.registry;
  for_each_registry_column(r, [](const char*, auto& column) { column.emplace_back(); });
  const std::uint32_t id = static_cast<std::uint32_t>(r.size() - 1);
  r.stream[id] = stream;
  r.mother[id] = r.father[id] = r.slot[id] = nobody;
  r.death_day[id] = -1;
  r.kind[id] = static_cast<std::uint8_t>(kind);
  return id;
}

// Lays down a living row for `id` with traits drawn from its own stream.
std::size_t new_living(World& w, std::uint32_t id, const Genes& genes, double chance_temperament) {
  Living& l = w.living;
  Registry& r = w.registry;
  const std::size_t slot = l.size();
  for_each_column(
      l, [](const char*, auto& column, int per) { column.resize(column.size() + static_cast<std::size_t>(per)); });
  l.id[slot] = id;
  l.stream_lo[slot] = static_cast<std::uint32_t>(r.stream[id]);
  l.stream_hi[slot] = static_cast<std::uint32_t>(r.stream[id] >> 32);
  r.birth_day[id] = w.today();
  for (int k = 0; k < role_count; ++k) l.tie_other[slot * role_count + static_cast<std::size_t>(k)] = nobody;
  r.slot[id] = static_cast<std::uint32_t>(slot);
  r.kind[id] = static_cast<std::uint8_t>(Kind::living);

  const Params& p = w.params;
  const Draws draws{w.key.key, {l.stream_lo[slot], l.stream_hi[slot]}, 0};
  const Person s = newborn(genes, birth_luck(draws, chance_temperament), w.scenario.adversity, p);
  store_person(l, slot, s);
  return slot;
}

void tell_birth(World& w, std::uint32_t id) { w.tell(id, EventKind::birth, w.registry.mother[id]); }

}  // namespace

std::uint8_t arm_at(const Scenario& s, double u) {
  double total = 0;
  for (const Arm& a : s.arms) total += a.share;
  u *= total;
  std::uint8_t arm = 0;
  for (double upto = s.arms[0].share; arm + 1u < s.arms.size() && u >= upto; upto += s.arms[arm].share) ++arm;
  return arm;
}

void register_founders(World& w) {
  const Scenario& s = w.scenario;
  Registry& r = w.registry;
  for (std::uint32_t i = 0; i < s.founders; ++i) {
    const std::uint32_t id = new_id(w, num::mix64(i + 1), Kind::unborn);
    const Draws draws{
        w.key.key, {static_cast<std::uint32_t>(r.stream[id]), static_cast<std::uint32_t>(r.stream[id] >> 32)}, 0};
    r.female[id] = draws.uniform(Purpose::founder, 0) < share_of_girls;
    r.generation[id] = 1;
    r.arm[id] = s.assignment.at == ArmTime::birth ? founder_arm(s, i) : no_arm;
    if (s.twins && i % 2 == 1) r.female[id] = r.female[id - 1];
  }
}

std::uint32_t outside_figure(World& w, const Giving& g, bool female) {
  Registry& r = w.registry;
  const std::uint32_t id = new_id(w, num::mix64(r.size() ^ 0x5DEECE66Du), Kind::outside);
  r.female[id] = female;
  r.birth_day[id] = w.today();
  r.give_mean[id] = static_cast<float>(g.mean);
  r.give_momentary[id] = static_cast<float>(g.momentary);
  r.give_rebuff[id] = static_cast<float>(g.rebuff);
  r.give_fright[id] = static_cast<float>(g.fright);
  return id;
}

Giving given_care(const Params& p, const Care& care, const Place& place, const Draws& draws, Purpose purpose) {
  Giving g = outside_giving(place, draws, purpose, p);
  if (care.response) g.mean = num::normal_quantile(num::clamp(*care.response, 1e-6, 1 - 1e-6));
  if (care.consistency) g.momentary = momentary_share(*care.consistency);
  if (care.rebuff) g.rebuff = *care.rebuff;
  if (care.fright) g.fright = *care.fright;
  return g;
}

void begin_tie(World& w, std::size_t slot, Role role, std::uint32_t figure, double bond) {
  Living& l = w.living;
  double z[4];
  w.draws_of(slot, w.today()).normals(Purpose::figure, 2 * static_cast<std::uint32_t>(role), z);
  const Person s = load_person(l, slot);
  const std::size_t t = w.tie(slot, role);
  l.tie_other[t] = figure;
  const double fit = tie_fit(w.draws_of(slot, w.today()), role, w.params);
  store_tie(l, t, {first_expectation(s.general(), z, w.params), bond, fit});
}

void begin_ties(World& w, std::size_t a, Role of_a, std::size_t b, Role of_b, double bond) {
  Living& l = w.living;
  begin_tie(w, a, of_a, l.id[b], bond);
  begin_tie(w, b, of_b, l.id[a], bond);
  const std::size_t ta = w.tie(a, of_a), tb = w.tie(b, of_b);
  l.tie_fit[ta] = l.tie_fit[tb] = l.tie_fit[l.id[a] < l.id[b] ? ta : tb];
}

void end_tie(World& w, std::size_t slot, Role role) {
  const std::size_t t = w.tie(slot, role);
  w.living.tie_other[t] = nobody;
  store_tie(w.living, t, {});
}

void bear_founders(World& w) {
  const Scenario& s = w.scenario;
  const Params& p = w.params;
  Registry& r = w.registry;
  while (w.founders_born < s.founders && founder_month(s, w.founders_born) <= w.month) {
    const std::uint32_t id = w.founders_born++;
    const bool second_twin = s.twins && id % 2 == 1;
    const Draws draws{
        w.key.key, {static_cast<std::uint32_t>(r.stream[id]), static_cast<std::uint32_t>(r.stream[id] >> 32)}, 0};
    const bool identical = s.twins && id / 2 % 2 == 0;
    // twins: genes of the pair (identical), or half of the pair's and half their own
    const std::uint32_t first = second_twin ? id - 1 : id;
    const Draws pair{
        w.key.key, {static_cast<std::uint32_t>(r.stream[first]), static_cast<std::uint32_t>(r.stream[first] >> 32)}, 0};
    double own[4], shared[4], chance[4];
    draws.normals(Purpose::founder, 2, own);
    pair.normals(Purpose::founder, 4, shared);
    draws.normals(Purpose::founder, 6, chance);
    const double c = identical ? 1 : s.twins ? num::sqrt(.5) : 0, o = identical ? 0 : num::sqrt(1 - c * c);
    const Genes genes{c * shared[0] + o * own[0], c * shared[1] + o * own[1], c * shared[2] + o * own[2],
                      c * shared[3] + o * own[3], c * pair.normal(Purpose::founder, 10) + o * chance[1]};
    const std::size_t slot = new_living(w, id, genes, chance[0]);
    const Care& care = care_of(s, r.arm[id]);
    if (second_twin) {
      r.mother[id] = r.mother[id - 1];
      r.father[id] = r.father[id - 1];
    } else {
      const auto home = [&](std::uint32_t index) {
        const bool adversity = s.adversity && !care.fright;
        return adversity ? home_with_abuse(draws.uniform(Purpose::founder, index), p) : own_home();
      };
      r.mother[id] = outside_figure(w, given_care(p, care, home(8), draws, Purpose::giving), true);
      r.father[id] = outside_figure(w, given_care(p, care, home(9), draws, Purpose::father_giving), false);
    }
    begin_tie(w, slot, Role::mother, r.mother[id], first_bond);
    begin_tie(w, slot, Role::father, r.father[id], first_bond);
    tell_birth(w, id);
  }
}

std::uint32_t bear_child(World& w, std::size_t mother_slot, std::uint32_t father) {
  Living& l = w.living;
  Registry& r = w.registry;
  const std::uint32_t mother = l.id[mother_slot];
  const Person m = load_person(l, mother_slot);
  const std::uint64_t stream = num::mix64(r.stream[mother] ^ num::mix64(static_cast<std::uint64_t>(m.children) + 1));
  l.children[mother_slot] += 1;
  l.last_birth[mother_slot] = static_cast<float>(w.month);
  const std::uint32_t id = new_id(w, stream, Kind::unborn);
  const Draws draws{w.key.key, {static_cast<std::uint32_t>(stream), static_cast<std::uint32_t>(stream >> 32)}, 0};
  double z[4], y[4];
  draws.normals(Purpose::child, 0, z);
  draws.normals(Purpose::child, 2, y);
  Person f;
  if (w.is_living(father))
    f = load_person(l, r.slot[father]);
  else
    f.gene_anxiety = y[0], f.gene_avoidance = y[1], f.gene_mood = y[2], f.temperament = y[3],
    f.gene_telling = draws.normal(Purpose::child, 8);
  r.female[id] = draws.uniform(Purpose::child, 4) < share_of_girls;
  r.generation[id] = static_cast<std::uint8_t>(r.generation[mother] + 1);
  r.arm[id] = r.arm[mother];
  r.mother[id] = mother;
  r.father[id] = father;
  const double luck[5]{z[0], z[1], z[2], z[3], draws.normal(Purpose::child, 7)};
  const Genes genes = genes_of_child(m, f, luck, w.params);
  const std::size_t slot = new_living(w, id, genes, draws.normal(Purpose::child, 6));
  begin_tie(w, slot, Role::mother, mother, first_bond);
  if (father != nobody) begin_tie(w, slot, Role::father, father, first_bond);
  tell_birth(w, id);
  return id;
}

}  // namespace bowlby
