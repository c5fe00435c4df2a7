// Survey: the waves of a study, laid over a running population. It sees people one at a time, through instruments.
#pragma once
#include <vector>

#include "instruments/diary/diary.hpp"
#include "population/record.hpp"
#include "population/run.hpp"
#include "studies/calendar.hpp"

namespace bowlby {

class Survey final : public Observer {
 public:
  // Rows go to `recorder` in the order of waves, then ids, whatever the threads did.
  Survey(const Study&, Recorder& recorder);
  void month(const World&, Pool&) override;

 private:
  // What one block of people wrote down.
  struct Found {
    std::vector<ObservationRow> answers;
    std::vector<InvitationRow> invitations;
    std::vector<DiaryRow> diary;
    std::vector<DiaryPrompt> lines;  // of one person
  };
  void wave(const World&, Pool&, std::size_t index);
  void visit(const World&, std::size_t index, const Invited&, Found&) const;
  void courses(const World&);

  const Study& study_;
  const Calendar calendar_;
  Recorder& recorder_;
  std::vector<Found> found_;  // per block
};

}  // namespace bowlby
