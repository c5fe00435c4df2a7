// START HERE for instruments: one call takes one instrument of one person on one day.
//
// Every instrument is a pure function of the person as it is (Subject), the parameters and the draws of that day; it
// writes numbers of the measure table and changes nothing. Interview and questionnaire see the same person through
// different windows and are free to disagree.
//
//   behaviour filmed   strange_situation (+ its blind coder)   sensitivity   behaviour
//   told in words      interview   reflection
//   ticked on scales   ecr   relationship_questionnaire   symptoms   satisfaction   wellbeing   self_esteem   diary
//   rated by others    peer   problems   temperament
//   not answered       attrition
#pragma once
#include <span>

#include "instruments/answers.hpp"
#include "instruments/diary/diary.hpp"
#include "model/draws.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"

namespace bowlby {

struct WaveOptions {
  std::span<const int> about;  // role slots: whom it is about; empty: the first carer, or every figure one has
  double minutes = 0;          // sensitivity: minutes watched, 0 = coder_minutes
  DiaryPlan diary;
  const Draws* life = nullptr;                // diary: of the days to come, if they are not those of the visit
  std::vector<DiaryPrompt>* lines = nullptr;  // diary: where its lines go, if anywhere
  double missing = 0;                         // share of invited people who give no answer
  bool items = false;                         // answers to single items, too (has_items)
  int coder = 1;                              // strange_situation: who rates the film, 1 to most_coders
};

// Adds the answers to `sheet`; adds none when the person gives no answer or has no such figure.
void take(Instrument which, const Subject& s, const WaveOptions& options, const Params& p, const Draws& draws,
          AnswerSheet& sheet) noexcept;

}  // namespace bowlby
