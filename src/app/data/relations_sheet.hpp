// What a round robin says of each scale: whose ratings they are, and whom they are about (evidence/round_robin.hpp).
#pragma once
#include <string>
#include <vector>

#include "app/data/prepare.hpp"
#include "evidence/round_robin.hpp"
#include "scoring/scores.hpp"

namespace bowlby {

struct ScaleRelations {
  std::string instrument, scale, score;
  evidence::SocialRelations found;
};

// Of the first score of each scale; nothing where the map names no round robin.
std::vector<ScaleRelations> relations_of(const Prepared&, const std::vector<scoring::Scored>&);
// The part of the data sheet, as Markdown; empty without a round robin.
std::string relations_sheet(const Prepared&, const std::vector<scoring::Scored>&);

}  // namespace bowlby
