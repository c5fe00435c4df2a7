#include "population/lots.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

#include "num/distributions.hpp"

namespace bowlby {
namespace {

// What tells apart several of one kind at one time; compared, never hashed.
auto details(const LifeEvent& e) {
  const Care& c = e.care;
  return std::tuple(e.size, e.months, e.share, c.response, c.consistency, c.rebuff, c.fright);
}
auto details(const Help& h) { return std::tuple(h.dose, h.months, h.share); }

template <class What>
bool at_one_time(const What& a, const What& b) {
  return a.after == b.after && (a.after || a.age == b.age);
}

template <class What>
std::uint64_t name_of(const std::vector<What>& all, std::size_t k) {
  const What& one = all[k];
  std::uint64_t smaller = 0;
  for (std::size_t j = 0; j < all.size(); ++j) {
    const What& other = all[j];
    if (!acts(other) || other.kind != one.kind || other.arm != one.arm || !at_one_time(other, one)) continue;
    const auto order = details(other) <=> details(one);
    smaller += order < 0 || (order == 0 && j < k);
  }
  std::uint64_t name = num::mix64(static_cast<std::uint64_t>(one.kind) << 1 | (one.arm.empty() ? 1 : 0));
  const std::uint64_t time =
      one.after ? static_cast<std::uint64_t>(*one.after) : std::bit_cast<std::uint64_t>(one.age + 0.0);
  name = num::mix64(name ^ time);
  return num::mix64(name ^ smaller);
}

}  // namespace

bool acts(const LifeEvent& e) {
  if ((!e.after && e.age < least_age(e.kind)) || !(e.share > 0)) return false;
  if (e.kind == LifeEventKind::separation) return e.size > 0 && e.months > 0;
  return e.kind != LifeEventKind::pulse || e.size > 0;
}
bool acts(const Help& h) {
  return (h.after || h.age >= least_age(h.kind)) && h.dose > 0 && h.share > 0 &&
         (h.kind != HelpKind::therapy || h.months > 0);
}

Draws draws_of_two(const World& w, std::uint32_t a, std::uint32_t b) {
  std::uint64_t stream = w.registry.stream[a];
  if (b != nobody) {
    const auto [low, high] = std::minmax(stream, w.registry.stream[b]);
    stream = num::mix64(low ^ num::mix64(high));
  }
  return {w.key.key, {static_cast<std::uint32_t>(stream), static_cast<std::uint32_t>(stream >> 32)}, 0};
}

std::uint64_t lot_of(const std::vector<LifeEvent>& all, std::size_t k) { return name_of(all, k); }
std::uint64_t lot_of(const std::vector<Help>& all, std::size_t k) { return name_of(all, k); }

}  // namespace bowlby
