// What a life lived leaves for the analysis of a study: a few answers of each person, side by side.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/plan/plan.hpp"
#include "fit/matrix.hpp"

namespace bowlby {

struct AnswerColumn {
  std::uint16_t wave = 0, visit = 0, measure = 0;
  bool operator==(const AnswerColumn&) const = default;
};

struct AnswerColumns {
  std::vector<AnswerColumn> outcome;    // in the order of time
  std::vector<double> times;            // of the outcome, in years
  std::vector<AnswerColumn> predictor;  // one, or as many as of the outcome
  std::optional<AnswerColumn> baseline;
};

// The columns that a request names, or what is wrong with their names and times.
Expected<AnswerColumns> answer_columns(const PlanRequest&);

// Rows are people, or couples where the partner's answers are the predictor; NaN: not answered.
struct AnswerTable {
  std::vector<std::uint32_t> id;
  std::vector<int> arm;  // below 0: in none
  fit::Matrix outcome, predictor;
  std::vector<double> baseline;
};

class AnswersKept final : public Recorder {
 public:
  // `partner`: the predictor is what the man of a couple answers, and the outcome what the woman does.
  AnswersKept(const AnswerColumns& columns, bool partner) : columns_(columns), partner_(partner) {}
  void observations(std::span<const ObservationRow>) override;
  void people(std::span<const PersonRow>) override;
  void events(std::span<const EventRow>) override;
  void ties(std::span<const TieRow>) override {}
  void moments(std::span<const MomentRow>) override {}
  void diary(std::span<const DiaryRow>) override {}
  void courses(std::span<const CourseRow>) override {}
  void stream(const StreamRow&) override {}

  [[nodiscard]] AnswerTable table() const;

 private:
  struct Mean {
    double sum = 0;
    int count = 0;
    std::int32_t age = 0;
    [[nodiscard]] double mean() const;
  };
  struct Answers {
    std::vector<Mean> outcome, predictor;
    Mean baseline;
    int arm = -1;
    std::int32_t born = 0;
    bool female = false;
  };
  struct Together {
    std::int32_t from = 0, until = 0;
  };
  [[nodiscard]] AnswerTable of_people() const;
  [[nodiscard]] AnswerTable of_couples() const;

  const AnswerColumns& columns_;
  bool partner_;
  std::map<std::uint32_t, Answers> people_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Together>> unions_;  // the smaller id first
};

}  // namespace bowlby
