// Care set by hand: whether its steadiness matters beyond its amount, and what mark each kind of care leaves.
#include <algorithm>

#include <fmt/format.h>

#include "app/report/answers/words.hpp"

namespace bowlby::page {
namespace {

bool set_by_hand(const Care& c) { return c.response || c.consistency || c.rebuff || c.fright; }

// The steadier and the less steady of two arms that differ in nothing else.
std::optional<std::pair<std::size_t, std::size_t>> only_steadiness(const std::vector<Arm>& arms) {
  for (std::size_t a = 0; a < arms.size(); ++a)
    for (std::size_t b = 0; b < arms.size(); ++b) {
      const Care &x = arms[a].care, &y = arms[b].care;
      if (x.response && x.response == y.response && x.rebuff == y.rebuff && x.fright == y.fright && x.consistency &&
          y.consistency && *x.consistency > *y.consistency)
        return std::pair{a, b};
    }
  return std::nullopt;
}

struct Look {
  Told told;
  Sample sample;
};

// What the study saw of the grown-up people, and of contradictory behaviour in the laboratory.
std::vector<Look> looks(Source& source) {
  std::vector<Look> all;
  const auto add = [&](Told told, bool last) {
    const std::vector<Visit> visits = source.visits(info(told.measure).instrument);
    if (!visits.empty()) all.push_back({told, source.observed(told.measure, last ? visits.back() : visits.front())});
  };
  add({Measure::ecr_anxiety_mean, "anxiety"}, true);
  add({Measure::ecr_avoidance_mean, "avoidance"}, true);
  add({Measure::behaviour_presses, "insistent bids a day"}, true);
  add({Measure::behaviour_withdrawals, "holding back a day"}, true);
  add({Measure::strange_situation_class_disorganized, "coded disorganized", Kind::share}, false);
  return all;
}

// Of all looks the one in which each arm stands clearest apart from the first.
std::vector<Moved> marks(const std::vector<Look>& looks, const std::vector<std::size_t>& arms) {
  std::vector<Moved> found;
  const std::size_t of = looks.size() * arms.size();
  for (const std::size_t arm : arms) {
    std::optional<Moved> best;
    for (const Look& l : looks)
      if (const auto d = difference_of(l.sample, arm, 0, of); d && (!best || clarity(*d) > clarity(best->by)))
        best = Moved{arm, l.told, *d};
    if (best) found.push_back(*best);
  }
  return found;
}

report::Answer told_of(const Source& source, std::string asks, const std::vector<Moved>& found) {
  std::vector<std::string> clear, unclear;
  for (const Moved& m : found) {
    if (sure(m.by))
      clear.push_back(sentence(source, m));
    else
      unclear.push_back(quote(source.grouping().labels[m.arm]));
  }
  const std::string first = quote(source.grouping().labels.front());
  std::string says;
  if (clear.empty())
    says =
        fmt::format("None that is clear against {}. The widest is {}.", first,
                    sentence(source, *std::max_element(found.begin(), found.end(), [](const Moved& a, const Moved& b) {
                               return clarity(a.by) < clarity(b.by);
                             })));
  else
    says = fmt::format("What stands clearest against {} is {}.{}", first, listed(clear),
                       unclear.empty() ? "" : " Nothing clear in " + listed(unclear) + ".");
  return {std::move(asks), std::move(says)};
}

std::optional<report::Answer> steadiness(Source& source, std::pair<std::size_t, std::size_t> pair) {
  const std::vector<Visit> visits = source.visits(Instrument::ecr);
  if (visits.empty()) return std::nullopt;
  const auto d = difference_of(source.observed(Measure::ecr_anxiety_mean, visits.back()), pair.second, pair.first);
  if (!d) return std::nullopt;
  const auto& labels = source.grouping().labels;
  const char* verdict = !sure(*d)      ? "It cannot be told from this run."
                        : d->value > 0 ? "Yes."
                                       : "Yes, the other way round.";
  return report::Answer{
      "Does steadiness matter, beyond the amount of care?",
      fmt::format("{} People of {} and {} got as much care, {} less steadily. Their anxiety at {} is {}.", verdict,
                  quote(labels[pair.second]), quote(labels[pair.first]), quote(labels[pair.second]),
                  when_text(visits.back()), higher(*d))};
}

}  // namespace

Answers reared(Source& source) {
  Answers out;
  const auto& arms = source.study().scenario.arms;
  const std::vector<std::size_t> by_hand = arms_where(source, [](const Arm& a) { return set_by_hand(a.care); });
  if (!source.grouping().arms || by_hand.empty()) return out;
  const auto pair = only_steadiness(arms);
  if (pair)
    if (auto line = steadiness(source, *pair)) out.push_back(std::move(*line));
  std::vector<std::size_t> kinds, moved;
  for (std::size_t a = 1; a < arms.size(); ++a) {
    if (set_by_hand(arms[a].care)) {
      if (!pair || (a != pair->first && a != pair->second)) kinds.push_back(a);
    } else if (std::ranges::any_of(source.study().scenario.events,
                                   [&](const LifeEvent& e) { return e.arm == arms[a].name; })) {
      moved.push_back(a);
    }
  }
  const std::vector<Look> seen = looks(source);
  if (const auto found = marks(seen, kinds); !found.empty())
    out.push_back(told_of(source, "What mark does each other kind of care leave?", found));
  if (const auto found = marks(seen, moved); !found.empty())
    out.push_back(told_of(source, "What mark do moves and partings on the way leave?", found));
  return out;
}

}  // namespace bowlby::page
