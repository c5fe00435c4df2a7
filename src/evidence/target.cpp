#include "evidence/target.hpp"

#include <array>
#include <utility>

namespace bowlby::evidence {
namespace {

constexpr std::array<std::pair<std::string_view, Statistic>, 10> statistics{{
    {"proportion", Statistic::proportion},
    {"mean", Statistic::mean},
    {"sd", Statistic::sd},
    {"r", Statistic::r},
    {"d", Statistic::d},
    {"kappa", Statistic::kappa},
    {"hazard", Statistic::hazard},
    {"OR", Statistic::odds_ratio},
    {"rate", Statistic::rate},
    {"sign", Statistic::sign},
}};

constexpr std::array<std::pair<std::string_view, Role>, 3> roles{{
    {"calibrate", Role::calibrate},
    {"soft", Role::soft},
    {"context", Role::context},
}};

template <class Table, class Value>
std::string_view name_in(const Table& table, Value value) {
  for (const auto& [name, entry] : table)
    if (entry == value) return name;
  return {};
}

}  // namespace

std::optional<Statistic> statistic_named(std::string_view name) {
  for (const auto& [known, value] : statistics)
    if (known == name) return value;
  return std::nullopt;
}

std::optional<Role> role_named(std::string_view name) {
  for (const auto& [known, value] : roles)
    if (known == name) return value;
  return std::nullopt;
}

std::string_view name_of(Statistic statistic) { return name_in(statistics, statistic); }
std::string_view name_of(Role role) { return name_in(roles, role); }

}  // namespace bowlby::evidence
