// Couples: how two histories meet, which couples last, and what goes with change; and what any study can be asked.
#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "app/report/answers/words.hpp"

namespace bowlby::page {
namespace {

evidence::Estimate estimate_of(const report::Contrast& c) { return {c.difference, c.low, c.high, 0, 0}; }

std::optional<report::Answer> meeting(const report::Couples& c) {
  if (c.satisfied.one.empty()) return std::nullopt;
  const evidence::Estimate d = estimate_of(c.satisfied);
  return report::Answer{
      "How do two histories meet in a couple?",
      fmt::format("{} satisfaction (1 to 7) is {} where {} than where {}.",
                  sure(d) ? "It shows:" : "Not clearly in this run:", higher(d), c.satisfied.one, c.satisfied.other)};
}

std::optional<report::Answer> which_last(const report::Couples& c) {
  if (c.lasting.one.empty()) return std::nullopt;
  const evidence::Estimate d = estimate_of(c.lasting);
  return report::Answer{
      "Which couples last?",
      fmt::format("{} after {:.0f} years the share still together is {} among {} than among {}.",
                  sure(d) ? "It goes with avoidance before they met:" : "It cannot be told from this run:",
                  c.lasting_year, higher(d, Kind::share), lower_first(c.lasting.one), lower_first(c.lasting.other))};
}

// Mean satisfaction of each person over all visits, and the change of avoidance from the first adult visit to the last.
std::optional<report::Answer> moved_by_partner(Source& source) {
  const auto ends = first_and_last(source, Instrument::ecr);
  if (!ends) return std::nullopt;
  std::map<std::uint64_t, std::pair<double, double>> sums;
  for (const Visit& v : source.visits(Instrument::satisfaction)) {
    const Sample s = source.observed(Measure::satisfaction_score, v);
    for (std::size_t i = 0; i < s.person.size(); ++i) {
      auto& [sum, n] = sums[s.person[i]];
      sum += s.value[i];
      n += 1;
    }
  }
  const Sample moved = change(source, Measure::ecr_avoidance_mean, ends->first, ends->second);
  std::vector<double> means;
  for (const auto& [who, sum] : sums) means.push_back(sum.first / sum.second);
  const auto cuts = tertiles(means);
  Sample rows;
  for (std::size_t i = 0; i < moved.person.size(); ++i) {
    const auto found = sums.find(moved.person[i]);
    if (found == sums.end()) continue;
    const int k = third(found->second.first / found->second.second, cuts);
    if (k != 1) rows.push({k == 2 ? 1. : 0., moved.value[i], moved.cluster[i], moved.couple[i], moved.person[i]});
  }
  const auto d = difference_of(rows, 1, 0);
  if (!d) return std::nullopt;
  return report::Answer{
      "Can a partner change what one expects?",
      fmt::format("{} The change in avoidance from {} to {} is {} in the most satisfied third than in the least.",
                  sure(*d) ? "The two go together, whichever comes first." : "Not clearly in this run.",
                  when_text(ends->first), when_text(ends->second), higher(*d))};
}

}  // namespace

Answers two_together(Source& source, const report::PageData& page) {
  Answers out;
  if (page.couples.matrix.empty() && page.couples.dissolution.empty()) return out;
  for (auto& line : {meeting(page.couples), which_last(page.couples), moved_by_partner(source)})
    if (line) out.push_back(*line);
  return out;
}

Answers whatever_else(const Source& source, const report::PageData& page) {
  Answers out;
  if (const report::ArmPanel* p = source.grouping().arms ? widest_panel(page) : nullptr) {
    const report::Contrast c = widened(p->contrast, page.arms.size());
    const evidence::Estimate d = estimate_of(c);
    out.push_back({"Where do the groups differ most?",
                   fmt::format("{} {}, {} against {}: {}.", sure(d) ? "Here:" : "Nowhere clearly; the widest is",
                               p->measure, quote(c.one), quote(c.other), higher(d))});
  }
  int in = 0, measured = 0;
  for (const report::Evidence& e : page.evidence) {
    measured += e.inside == "in" || e.inside == "out";
    in += e.inside == "in";
  }
  if (measured > 0)
    out.push_back({"How does it stand beside published numbers?",
                   fmt::format("{} of {} that this run measured {} met. The misses come first under Evidence.", in,
                               measured, in == 1 ? "is" : "are")});
  if (!page.plane.groups.empty() && !source.grouping().arms) {
    const report::PlaneGroup& g = page.plane.groups.front();
    if (std::isfinite(g.mean_x) && g.n > 1) {
      const auto mean = [&g](double m, double sd) {
        const double half = evidence::z95 * sd / std::sqrt(g.n);
        return with_interval({m, m - half, m + half, 0, 0});
      };
      out.push_back({"Where do people stand?",
                     fmt::format("{}: {} {}, {} {}, from {}.", g.label, page.plane.y_label, mean(g.mean_y, g.sd_y),
                                 page.plane.x_label, mean(g.mean_x, g.sd_x), counted(g.n, "person", "people"))});
    }
  }
  return out;
}

Answers answers(Source& source, const report::PageData& page) {
  constexpr std::size_t lines = 3;
  Answers out;
  const auto take = [&out](Answers more) {
    for (report::Answer& a : more)
      if (out.size() < lines) out.push_back(std::move(a));
  };
  take(watched_longer(source));
  take(parents_taught(source));
  take(parted(source));
  take(helped(source));
  take(reared(source));
  take(twins_compared(source));
  if (out.empty()) take(families(source, page));
  if (out.empty()) take(two_together(source, page));
  if (out.size() < lines) take(whatever_else(source, page));
  return out;
}

}  // namespace bowlby::page
