// Diaries of one's own as those of a run: with a key called `diary` and a day (and prompt) for occasion, the answers
// also stand in the table `diary`.
#pragma once
#include "app/data/import.hpp"
#include "io/results/data_set.hpp"

namespace bowlby {

void add_diary(const ScoredData&, DataSet&);

}  // namespace bowlby
