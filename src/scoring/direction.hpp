// Whether the items of a scale all point the way the key says.
//
// After keying every item should go with the sum of the others. One that clearly goes against it was likely not
// reversed, or reversed twice: the signs of the first principal component, before and after keying, tell which.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "evidence/reliability.hpp"
#include "scoring/key.hpp"

namespace bowlby::scoring {

enum class Pointing {
  sound,             // no item goes clearly against the others
  unjudged,          // too few complete rows
  already_reversed,  // the file holds reversed answers already; the key would reverse them a second time
  not_reversed,      // the key reverses nothing, and the items fall into two groups that run against each other
  some,              // single items go against the others
};

struct Direction {
  Pointing pointing = Pointing::unjudged;
  std::vector<double> item_rest;      // of the keyed items; NaN: not to be had
  std::vector<std::size_t> against;   // places in the scale: clearly below zero
  std::vector<std::size_t> doubtful;  // below zero, but not beyond chance
  std::vector<std::size_t> suspect;   // whom to look at: the smaller group, or the items the key reverses
  std::string reason, remedy;         // where `pointing` is a fault
  bool fault() const { return pointing != Pointing::sound && pointing != Pointing::unjudged; }
};

inline constexpr std::size_t fewest_rows_to_judge = 10;

// `keyed`: one column per item of the scale.
Direction direction_of(const Key&, const Scale&, const evidence::ItemMoments& keyed);

}  // namespace bowlby::scoring
