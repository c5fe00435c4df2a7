// Kinds of help set against none: what they move, by how much a dose matters, and what is left of it at the end.
#include <algorithm>

#include <fmt/format.h>

#include "app/report/answers/words.hpp"

namespace bowlby::page {
namespace {

constexpr Told expectations[]{{Measure::ecr_anxiety_mean, "anxiety"}, {Measure::ecr_avoidance_mean, "avoidance"}};
constexpr Told feelings[]{{Measure::symptoms_depression, "depressive symptoms"},
                          {Measure::wellbeing_score, "wellbeing"}};

// The change up to a visit in each arm with help, against the change without: of the measures the clearest one.
std::vector<Moved> moved(Source& source, std::span<const Told> told, const std::vector<std::size_t>& arms,
                         bool at_end) {
  std::vector<Moved> found;
  for (const std::size_t arm : arms) {
    std::optional<Moved> best;
    for (const Told& t : told) {
      const std::vector<Visit> visits = source.visits(info(t.measure).instrument);
      if (visits.size() < 2) continue;
      const Sample s = change(source, t.measure, visits.front(), at_end ? visits.back() : visits[1]);
      const auto d = difference_of(s, arm, 0, told.size() * arms.size());
      if (d && (!best || clarity(*d) > clarity(best->by))) best = Moved{arm, t, *d};
    }
    if (best) found.push_back(*best);
  }
  return found;
}

std::string last_visit(const Source& source) {
  const std::vector<Visit> visits = source.visits(Instrument::ecr);
  return visits.empty() ? "" : when(visits.back());
}

std::vector<Moved> clear_ones(const std::vector<Moved>& all) {
  std::vector<Moved> kept;
  std::ranges::copy_if(all, std::back_inserter(kept), [](const Moved& m) { return sure(m.by); });
  return kept;
}

std::string sentences(const Source& source, const std::vector<Moved>& all) {
  std::vector<std::string> each;
  for (const Moved& m : all) each.push_back(sentence(source, m));
  return listed(each);
}

std::string widest(const Source& source, const std::vector<Moved>& all) {
  return sentence(source, *std::ranges::max_element(all, {}, [](const Moved& m) { return clarity(m.by); }));
}

std::optional<report::Answer> what_moves(const Source& source, const char* asks, const std::vector<Moved>& all) {
  if (all.empty()) return std::nullopt;
  const std::vector<Moved> clear = clear_ones(all);
  const std::string against = quote(source.grouping().labels.front());
  if (clear.empty())
    return report::Answer{
        asks, fmt::format("No help that is clear against {}. The widest change is {}.", against, widest(source, all))};
  return report::Answer{asks, fmt::format("{} of {}: {} after the help than under {}.", clear.size(),
                                          counted(static_cast<double>(all.size()), "kind of help", "kinds of help"),
                                          sentences(source, clear), against)};
}

// Two arms with the same help in different doses: the fuller one against the lesser one.
std::string dose(Source& source, const std::vector<std::size_t>& arms) {
  const auto& all = source.study().scenario;
  const auto help_of = [&all](std::size_t arm) {
    return std::ranges::find_if(all.help, [&](const Help& h) { return h.arm == all.arms[arm].name; });
  };
  for (const std::size_t a : arms)
    for (const std::size_t b : arms) {
      const auto x = help_of(a), y = help_of(b);
      if (x->kind != y->kind || !(x->dose > y->dose)) continue;
      const std::vector<Visit> visits = source.visits(Instrument::ecr);
      if (visits.size() < 2) return "";
      const auto d = difference_of(change(source, Measure::ecr_anxiety_mean, visits.front(), visits[1]), a, b);
      if (!d) return "";
      return fmt::format("With a dose of {:.2g} the change in anxiety is {} than with one of {:.2g}. ", x->dose,
                         higher(*d), y->dose);
    }
  return "";
}

}  // namespace

Answers helped(Source& source) {
  Answers out;
  const Scenario& s = source.study().scenario;
  if (!source.grouping().arms) return out;
  const auto with_help = [&s](const Arm& a) {
    return std::ranges::any_of(s.help,
                               [&a](const Help& h) { return h.arm == a.name && h.kind != HelpKind::parenting; });
  };
  std::vector<std::size_t> arms = arms_where(source, with_help);
  if (arms.empty() || arms.front() == 0) return out;  // nothing to set them against
  const std::vector<Moved> expect = moved(source, expectations, arms, false),
                           feel = moved(source, feelings, arms, false);
  if (auto line = what_moves(source, "Which kinds of help change what people expect?", expect)) out.push_back(*line);
  if (auto line = what_moves(source, "Which change how people feel?", feel)) out.push_back(*line);
  const std::vector<Moved> late = moved(source, expectations, arms, true);
  if (late.empty()) return out;
  const std::vector<Moved> kept = clear_ones(late);
  const std::string doses = dose(source, arms), end = last_visit(source);
  std::string says =
      doses + (kept.empty() ? fmt::format("{}, no change in what people expect is clear; the widest is {}.",
                                          "At the last visit (" + end + ")", widest(source, late))
                            : fmt::format("At the last visit ({}) {} of {} clear: {}.", end, kept.size(),
                                          std::to_string(late.size()) + (kept.size() == 1 ? " is" : " are"),
                                          sentences(source, kept)));
  out.push_back({doses.empty() ? "What keeps?" : "Does the dose matter, and what keeps?", std::move(says)});
  return out;
}

// ---- a programme for parents

Answers parents_taught(Source& source) {
  Answers out;
  const Scenario& s = source.study().scenario;
  if (!source.grouping().arms || s.generations < 2) return out;
  const std::vector<std::size_t> arms = arms_where(source, [&s](const Arm& a) {
    return std::ranges::any_of(s.help,
                               [&a](const Help& h) { return h.arm == a.name && h.kind == HelpKind::parenting; });
  });
  if (arms.empty() || arms.front() == 0) return out;
  const std::size_t arm = arms.front();
  const auto line = [&](const char* asks, Told told, const Sample& sample, const std::string& seen) {
    const auto d = difference_of(sample, arm, 0);
    if (!d) return;
    const char* verdict = !sure(*d)      ? "It cannot be told from this run."
                          : d->value > 0 ? "Yes."
                                         : "No, the other way round.";
    out.push_back({asks, fmt::format("{} {}: {} {} in {} than in {}.", verdict, seen, told.words, higher(*d, told.kind),
                                     quote(source.grouping().labels[arm]), quote(source.grouping().labels[0]))});
  };
  const auto first = [&source](Instrument i) {
    const std::vector<Visit> visits = source.visits(i);
    return visits.empty() ? std::nullopt : std::optional(visits.front());
  };
  if (const auto v = first(Instrument::sensitivity))
    line("Do parents in the programme give more?", {Measure::sensitivity_observed, "rated sensitivity (1 to 9) is"},
         source.observed(Measure::sensitivity_observed, *v, static_cast<int>(Role::mother)), "Mothers seen at home");
  if (const auto v = first(Instrument::strange_situation))
    line("Are their children more often secure?",
         {Measure::strange_situation_class_secure, "the share secure is", Kind::share},
         source.observed(Measure::strange_situation_class_secure, *v, static_cast<int>(Role::mother)),
         "Children in the laboratory");
  if (const std::vector<Visit> visits = source.visits(Instrument::ecr); visits.size() > 1) {
    const Sample sought = change(source, Measure::ecr_avoidance_mean, visits.front(), visits.back());
    if (const auto d = difference_of(sought, arm, 0))
      out.push_back({"Does it change what the parents themselves seek from others?",
                     fmt::format("{} From before it to after it the change in avoidance is {} in {} than in {}.",
                                 sure(*d) ? "Yes." : "Not clearly.", higher(*d), quote(source.grouping().labels[arm]),
                                 quote(source.grouping().labels[0]))});
  }
  return out;
}

}  // namespace bowlby::page
