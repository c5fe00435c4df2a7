// The lists of lists.hpp as tables that a program can walk and print.
#pragma once
#include <span>

#include "model/lists.hpp"

namespace bowlby {

struct Quantity {
  const char* name;
  const char* unit;
  double first;
  const char* meaning;
};
struct QuantityList {
  const char* of;  // what the quantities are of
  std::span<const Quantity> rows;
};

#define BOWLBY_QUANTITY(name, unit, first, meaning) {#name, unit, first, meaning},
inline constexpr Quantity person_quantities[]{BOWLBY_PERSON_COLUMNS(BOWLBY_QUANTITY)};
inline constexpr Quantity tie_quantities[]{BOWLBY_TIE_COLUMNS(BOWLBY_QUANTITY)};
inline constexpr Quantity giver_quantities[]{BOWLBY_GIVER(BOWLBY_QUANTITY)};
inline constexpr Quantity mood_quantities[]{BOWLBY_MOOD(BOWLBY_QUANTITY)};
inline constexpr Quantity trait_quantities[]{BOWLBY_TRAITS(BOWLBY_QUANTITY)};
inline constexpr Quantity draw_quantities[]{BOWLBY_DRAWS(BOWLBY_QUANTITY)};
inline constexpr Quantity moment_quantities[]{BOWLBY_MOMENT(BOWLBY_QUANTITY)};
#undef BOWLBY_QUANTITY

inline constexpr QuantityList quantity_lists[]{
    {"A person, slowly", person_quantities},
    {"A tie: one person's side of a relation to one figure", tie_quantities},
    {"A figure, as the one who turns to it meets it", giver_quantities},
    {"A mood: what changes within a day", mood_quantities},
    {"Traits: a person's lasting differences as a moment sees them", trait_quantities},
    {"The draws of a moment", draw_quantities},
    {"What happened in a moment", moment_quantities},
};

}  // namespace bowlby
