// A study seen as the data were: the same instruments on the same occasions, and for everybody in the data a simulated
// person who stands in, with the same gaps.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/data/seen.hpp"
#include "studies/study.hpp"

namespace bowlby {

struct MirrorStudy {
  Study study;
  std::vector<bool> by_age;          // by column of the data: looked up at the person's age, not at the visit
  std::optional<double> couples_at;  // age at which two count as a couple, where nothing in the data says when
  std::vector<std::string> remarks;  // what was done to the study, for people
};

// A wave of the data is that of the study with its name and instrument, where both have as many visits. Any other is
// put into the study at the whole years of age that the data have (or at `age`, where they tell none).
Expected<MirrorStudy> mirror_study(const Study&, const Seen& data, std::optional<double> age);

struct StandIns {
  Seen seen;                // laid out as the data: same people, columns and diaries in the same places
  std::size_t lacking = 0;  // people for whom nobody was left
  std::size_t unlike = 0;   // stand-ins of another sex or arm, or with no partner where the data has one
};

// People of a world for those of the data: as many couples and singles, of the same sexes and arms, and who gave
// answers where those did, as far as there are such. Who it is beyond that is `luck`.
StandIns stand_in(const Seen& data, const MirrorStudy&, const Seen& world, std::uint32_t luck);

}  // namespace bowlby
