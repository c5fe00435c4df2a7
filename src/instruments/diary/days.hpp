// The days of a diary: the days that come next in the life of its writer, with the partner the writer lives with.
//
// Days are lived on copies, by the model's own moments, hours and nights (model/step.hpp, model/day.hpp), and
// with the very draws with which the run itself will live them: a day does not happen a second time, it is looked at
// more closely. Two who live together are lived together, whichever of them writes, moment after moment by the hour:
//
//   who is asked by the partner answers as one is at that hour: own distress d of the moment, withdrawal h of today,
//   bond B as it is by now; every figure else as on the first morning          (10), as in an evening
//   a partner who is not asked may come unasked          (10b)
//   a partner's bid is the other's moment of being asked; pressing is answered by withdrawal, night by night   (10a)
//
// The run's own clock is coarser there: a partner answers all day as in the morning. Without a partner who is a person
// of the run, the days are those of the run for as long as the month's slow state and the other figures stay.
//
// Sees      moods and bids of both    Cannot see  months: what they do to beliefs in general, meetings, partings, death
// Edges  notice_to_offer, distress_narrows_response, withdrawal_to_response, bond_to_response, press_to_withdrawal
// Claims C131 C135    Limits  those edges cut: two lives that have nothing to do with each other
// Tests  unit/instruments/diary/days_test
#pragma once
#include "model/draws.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"

namespace bowlby {

// How one is at an hour, and what has been asked since one was last looked at.
struct DiaryLook {
  double security = 0, distress = 0;  // 0..1; 0 and up
  int bids = 0;                       // made to anybody
  int asked = 0;                      // received from the partner
  int offered = 0;                    // times the partner came with comfort unasked
};

class DiaryDays {
 public:
  // `partner` is null, or whom the writer lives with; both as they are on the first morning. `first` addresses the
  // writer's draws of the first day.
  DiaryDays(const Subject& writer, const Subject* partner, const Params&, const Draws& first) noexcept;

  void wake() noexcept;  // draws the moments of a day
  // Lives until then and looks at the writer (0) or the partner (1); hours of a day rise.
  DiaryLook look(double hour, int whom = 0) noexcept;
  void sleep() noexcept;  // lives to midnight

 private:
  struct One {
    const Subject* subject = nullptr;
    Person person;
    Mood mood;
    Tie ties[role_count];
    Traits traits;
    std::uint64_t shares = 0;
    Draws today;
    int moments = 0, next = 1;  // of today; the number of the next one
    double hour = 0;            // of that one
    double ended = 0;           // hour at which the last contact ended
    double withdrawal = 0;
    double presses = 0, pressed_before = 0;  // on the partner: today, yesterday
    double talks = 0;                        // with the partner today (10c)
    int bids = 0, asked = 0, offered = 0;
  };
  void arrive(One&, const Subject&, const Draws&) const noexcept;
  void await(One&) const noexcept;
  void live_until(double hour) noexcept;
  void live(One& me, One* partner) noexcept;
  double distress_at(const One&, double hour) const noexcept;

  const Params& p_;
  One ones_[2];
  int people_ = 1;
};

}  // namespace bowlby
