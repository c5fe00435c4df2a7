// The parts of a study file that say for whom and when: how arms are drawn, when something is given, by which clock a
// wave goes. The reader of studies (study/file.cpp) calls them; faults become problems at their place.
#pragma once
#include <functional>

#include "io/study/keys.hpp"
#include "studies/study.hpp"

namespace bowlby::io {

// Reads an age and judges it by the years run.
using AgeReader = std::function<double(const Field&)>;

// How carers are: response, consistency, rebuff, fright.
Care read_care(Problems&, const Field&);

void read_assignment(const Block&, Scenario&);

// `age`, or `after` in months since the drawing of the arms.
void read_when(const Fields&, const Scenario&, const std::string& arm, const AgeReader&, double& age,
               std::optional<int>& after);

// What concerns two who live together needs arms that couples share.
void judge_two(const Fields&, const Scenario&, bool concerns_two, const std::string& arm);

// ages, dates, or months after an event; of, dropout, by. The kind of event is noted in the scenario.
void read_clock(const Block&, Scenario&, const AgeReader&, Wave&);

// A wave whose film several rate (so far `coder` says how many) becomes one for each of them.
std::vector<Wave> for_each_coder(const Field& waves, const std::vector<Wave>&);

}  // namespace bowlby::io
