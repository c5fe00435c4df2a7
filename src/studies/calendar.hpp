// Calendar: who comes up for which visit in a month, and who is lost to the study by then.
//
// Both follow from the population as it is and from addressed draws; nothing is kept from one visit to the next, so a
// resumed run invites the same people.
#pragma once
#include <map>
#include <vector>

#include "population/world.hpp"
#include "studies/study.hpp"

namespace bowlby {

struct Invited {
  std::uint32_t id;  // living or dead
  std::uint16_t visit;
};

class Calendar {
 public:
  explicit Calendar(const Study&);

  // Those whose visits of wave `index` fall into the month that begins today; by visit, then by id.
  //   ages     the first month start on or after the age        dates   everybody alive then, and the founders who died
  //   months   so many months after each event of the kind
  // Of both: whoever comes up brings the partner, if that is a person of the run. By age, a couple comes up once, when
  // the first of the two does, if they lived together then; who was seen alone before comes again with a new partner.
  std::vector<Invited> invited(const World&, std::size_t index) const;

  // Whether a living person is lost at this visit, or was before: at every planned visit but the first, a draw of the
  // person's own decides by the wave's `dropout`, and it lasts. By couple each of the two has half a say (a chance of
  // 1 - sqrt(1 - dropout)), and the couple stays if both do; whoever was lost by the partner's say alone is asked again
  // when they have parted, and people who live alone have their half only.
  bool dropped_out(const World&, std::uint32_t id, std::size_t index, std::size_t visit) const;

 private:
  struct Planned {
    std::int32_t day;
    std::size_t wave, visit;
  };
  bool asked(const World&, std::uint32_t id, std::size_t index) const;
  bool brings(const World&, std::uint32_t id, std::uint32_t partner, std::int32_t age_days, std::size_t index) const;
  bool came_before(const World&, std::uint32_t id, std::int32_t age_days, std::size_t index) const;
  std::vector<std::uint32_t> due(const World&, std::size_t index, std::size_t visit) const;
  std::vector<Planned> visits_until_today(const World&, std::uint32_t id) const;
  bool wishes_to_leave(const World&, std::uint32_t id, const Planned& now, std::int32_t since) const;

  const Study& study_;
  bool loses_;
};

// The draws of a person that belong to a wave by its name, so that no wave moves another's; a second coder's wave has
// those of the film it rates. What lasts in a person, as a habit of answering, is the same in all waves.
Draws draws_of_wave(Draws, const Wave&);

}  // namespace bowlby
