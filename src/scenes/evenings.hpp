// Evenings: one setting lived many times, with the same luck with and without a change, and what that comes to.
#pragma once
#include <array>
#include <optional>
#include <vector>

#include "scenes/evening.hpp"

namespace bowlby::scenes {

struct PersonAsked {
  double anxiety = 3, avoidance = 3;
  Nudges nudges;
};

struct EveningsAsked {
  std::uint64_t seed = 1;
  EveningPlan plan;
  std::array<PersonAsked, 2> people;
  std::uint32_t runs = 20;
  EdgeSet edges;  // cut for the evening; the people have grown up with all of them
};

struct Spread {
  double median = 0, low = 0, high = 0;  // the middle eight tenths
};
Spread spread_of(std::vector<double>);

struct Calm {
  std::optional<double> median, low, high;  // minutes; none where so many evenings did not calm before sleep
  int calmed = 0, of = 0;
};

struct PersonTotals {
  Spread asks, presses, holds, peak_distress;
};
struct Morning {
  Spread security, distress, withdrawal;
};

struct EveningSet {
  std::vector<Evening> runs;
  Calm calm;
  std::array<Morning, 2> morning;
  std::array<PersonTotals, 2> totals;
  std::array<int, 2> pursued{};  // evenings on which this one is who insists
};

struct Sooner {
  int both = 0, later = 0, same = 0, of = 0;
};
// Of how many pairs both were calm sooner with what was changed.
Sooner compare(const EveningSet& now, const EveningSet& before);

// Insisting and drawing back, as a loop: one insists, the other is then drawn back by drawn_back more than when the
// evening began, and the first insists still. Whose insisting it is; below 0 for none. Where it goes both ways it is
// whose comes first.
inline constexpr double drawn_back = .3;
int pursued_by(const Evening&);

struct Evenings {
  EveningSet now;
  std::optional<EveningSet> before;
  std::optional<Sooner> sooner;
  std::size_t shown = 0;  // the same evening in both sets, see typical()
  int who = 0;            // whose the change is
  std::array<std::vector<std::array<double, 2>>, 2> dots;
};

// The couples of a setting: evening k is lived by the k-th person nearest to each place.
struct Couples {
  std::vector<Couple> couples;
  std::array<std::vector<std::array<double, 2>>, 2> dots;
};
Couples couples_of(const Adults&, const EveningsAsked&, const Params&);

// The evening most like all: least distance from the means of what is counted (asks, insists, holds back, of each; the
// minute both are calm), in units of how far the evenings scatter. With two sets, the sum over both.
std::size_t typical(const EveningSet&, const EveningSet* other = nullptr);
// That distance of each, squared.
std::vector<double> oddness(const EveningSet&, const EveningSet* other);

// Says whose a change is where the request left it open: the one who asks more asks softly; everything else is up to
// the one who is asked.
Change settled_change(const Change&, const EveningSet& plain, int starts);

EveningSet live_evenings(const std::vector<Couple>&, const EveningPlan&, const Params&, std::uint64_t seed);
Evenings live_evenings(const Adults&, const EveningsAsked&, const Params&);

int count(const Lane&, Shown);
double peak(const Lane&);

}  // namespace bowlby::scenes
