// The parameter table: every number of the theory is one row here and nowhere else.
//
// A row is X(name, unit, default, low, high, scale, source, "meaning"). From the rows come the struct `Params`, the
// table `parameter_table`, `--set name=value`, `bowlby params`, the study file's `parameters:` block,
// docs/parameters.md and one good and one bad value per door in the tests.
//   scale   lin | log | prob   how a prior or a sweep should move it
//   source  claim id (Cnnn), evidence id, "eq n" of the design, or "free" = no published value, to be calibrated
// A between-person spread is a row of its own, named <parameter>_sd.
#pragma once
#include <array>
#include <cstddef>
#include <string_view>

#include "model/parameter_rows.hpp"

namespace bowlby {

enum class Scale : unsigned char { lin, log, prob };

struct Params {
#define BOWLBY_FIELD(name, unit, value, low, high, scale, source, meaning) double name = value;
  BOWLBY_PARAMETERS(BOWLBY_FIELD)
#undef BOWLBY_FIELD
};

struct ParamInfo {
  double Params::*field;
  std::string_view name, unit, source, meaning;
  double value, low, high;
  Scale scale;
};

// Counted by the size of Params: a compiler may refuse to deduce so long a list.
inline constexpr std::array<ParamInfo, sizeof(Params) / sizeof(double)> parameter_table{{
#define BOWLBY_ROW(name, unit, value, low, high, scale, source, meaning) \
  ParamInfo{&Params::name, #name, unit, source, meaning, value, low, high, Scale::scale},
    BOWLBY_PARAMETERS(BOWLBY_ROW)
#undef BOWLBY_ROW
}};

constexpr bool table_is_sane() {
  for (std::size_t i = 0; i < parameter_table.size(); ++i) {
    const ParamInfo& p = parameter_table[i];
    if (!(p.low <= p.value && p.value <= p.high) || p.source.empty() || p.meaning.empty()) return false;
    if (p.scale == Scale::log && p.low <= 0) return false;
    for (std::size_t j = i + 1; j < parameter_table.size(); ++j)
      if (p.name == parameter_table[j].name) return false;
  }
  return true;
}
static_assert(!parameter_table.back().name.empty(), "a field without a row");
static_assert(table_is_sane(), "a default out of bounds, a row without a source, or a name twice");

// Row by name, or nullptr.
constexpr const ParamInfo* find_parameter(std::string_view name) {
  for (const ParamInfo& p : parameter_table)
    if (p.name == name) return &p;
  return nullptr;
}

}  // namespace bowlby
