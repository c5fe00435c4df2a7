// Ordinary homes: whether classes that nobody was given come about, last, and pass on; and how well care that is seen
// foretells them.
#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "app/report/answers/words.hpp"
#include "evidence/contrast.hpp"

namespace bowlby::page {
namespace {

constexpr int mother = static_cast<int>(Role::mother), father = static_cast<int>(Role::father);

std::optional<Visit> laboratory(const Source& source) {
  for (const Visit& v : source.visits(Instrument::strange_situation))
    if (v.age >= .75 && v.age < 2.5) return v;
  return std::nullopt;
}

evidence::Sample same_people(Sample x, Sample y) {
  keep_both(x, y);
  return {{"x", "y", "cluster"}, {x.value, y.value, y.cluster}};
}

// "as it is published (62%)", or by how much it is not
std::string beside(const report::ClassShare& s) {
  const evidence::Estimate gap{s.simulated - s.published, s.gap_low, s.gap_high, 0, 0};
  if (sure(gap))
    return fmt::format("Published samples have {}: {}", number(s.published, Kind::share), higher(gap, Kind::share));
  return fmt::format("Published samples have {}, which cannot be told apart", number(s.published, Kind::share));
}

std::optional<report::Answer> classes(const report::PageData& page) {
  const auto secure = std::ranges::find(page.class_shares, "INF01", &report::ClassShare::source_id);
  if (secure == page.class_shares.end()) return std::nullopt;
  std::vector<std::string> rest;
  for (const report::ClassShare& s : page.class_shares)
    if (s.group == secure->group && &s != &*secure)
      rest.push_back(s.label.substr(0, s.label.find(" (")) + " " + number(s.simulated, Kind::share));
  return report::Answer{"Which classes come about that nobody was given?",
                        fmt::format("{} of infants are coded secure with the mother. {}. The others: {}.",
                                    with_interval({secure->simulated, secure->low, secure->high, 0, 0}, Kind::share),
                                    beside(*secure), listed(rest))};
}

std::optional<report::Answer> lasting(Source& source) {
  const auto ends = first_and_last(source, Instrument::ecr);
  if (!ends) return std::nullopt;
  std::vector<std::string> each;
  for (const auto& [m, words] :
       {std::pair{Measure::ecr_anxiety_mean, "anxiety"}, std::pair{Measure::ecr_avoidance_mean, "avoidance"}})
    if (const auto r = evidence::estimate(
            "correlation", same_people(source.observed(m, ends->first), source.observed(m, ends->second))))
      each.push_back(fmt::format("in {} by r = {}", words, with_interval(*r)));
  if (each.empty()) return std::nullopt;
  return report::Answer{
      "Do they last?",
      fmt::format("Answers at {} and at {} go together {}; 1 would be no change of place among people, 0 no trace.",
                  when_text(ends->first), when_text(ends->second), listed(each))};
}

const report::Correlation* with_source(const report::PageData& page, std::string_view id) {
  const auto at = std::ranges::find(page.transmission.groups, id, &report::Correlation::source_id);
  return at == page.transmission.groups.end() ? nullptr : &*at;
}

std::string correlation(const report::Correlation& c) {
  std::string text = "r = " + with_interval({c.r, c.low, c.high, 0, 0});
  if (std::isfinite(c.published)) text += ", published " + number(c.published);
  return text;
}

std::optional<report::Answer> passed_on(const report::PageData& page) {
  const report::Correlation* c = with_source(page, "TRN03");
  if (!c) return std::nullopt;
  return report::Answer{
      "Do they pass from parents to children?",
      fmt::format("{} A parent who tells coherently of the own childhood goes with a child coded secure by {}.",
                  c->low > 0 ? "Yes, in part." : "Not clearly.", correlation(*c))};
}

std::optional<report::Answer> foretold(const report::PageData& page) {
  const report::Correlation* c = with_source(page, "CAR04");
  if (!c) return std::nullopt;
  return report::Answer{"How well does the care that a coder sees foretell it?",
                        fmt::format("{}. {}: {}.", c->low > 0 ? "A little" : "Not clearly", c->label, correlation(*c))};
}

// What in the reunion goes with security, and whether a child is the same with both parents.
std::optional<report::Answer> reunion(Source& source, const Visit& lab) {
  const Sample secure = source.observed(Measure::strange_situation_class_secure, lab, mother);
  std::vector<std::string> each;
  for (const auto& [m, words] : {std::pair{Measure::strange_situation_avoidance_8, "turning away"},
                                 std::pair{Measure::strange_situation_resistance_8, "cross resistance"}})
    if (const auto r = evidence::estimate("correlation", same_people(source.observed(m, lab, mother), secure)))
      each.push_back(fmt::format("{} by r = {}", words, with_interval(*r)));
  const auto both = evidence::estimate(
      "correlation", same_people(source.observed(Measure::strange_situation_class_secure, lab, father), secure));
  if (each.empty()) return std::nullopt;
  return report::Answer{
      "What shows it when the mother comes back, and is it so with both parents?",
      fmt::format(
          "Being coded secure goes with {}.{}", listed(each),
          both ? " Secure with the mother goes with secure with the father by r = " + with_interval(*both) + "." : "")};
}

// ---- the minutes watched

struct Watched {
  double minutes;
  Visit visit;
};

std::vector<Watched> lengths(const Source& source) {
  std::vector<Watched> all;
  for (const Visit& v : source.visits(Instrument::sensitivity))
    if (const double minutes = source.study().waves[static_cast<std::size_t>(v.wave)].minutes;
        minutes > 0 && std::ranges::find(all, minutes, &Watched::minutes) == all.end())
      all.push_back({minutes, v});
  std::ranges::sort(all, {}, &Watched::minutes);
  return all;
}

std::string minutes_text(double minutes) {
  return minutes < 120 ? fmt::format("{:.3g} minutes", minutes) : fmt::format("{:.3g} hours", minutes / 60);
}

// The mother's interview, row by row beside the child's security and the care that was seen.
evidence::Sample told_beside(Source& source, const Sample& secure, const Sample& seen, const Sample& told) {
  const Columns kin = source.numbers("SELECT replicate, id, mother FROM person WHERE mother IS NOT NULL");
  std::map<std::uint64_t, std::uint64_t> mother_of;
  for (std::size_t i = 0; i < kin.rows(); ++i)
    mother_of[person_key(kin[0][i], kin[1][i])] = person_key(kin[0][i], kin[2][i]);
  std::map<std::uint64_t, double> of;
  for (std::size_t i = 0; i < told.person.size(); ++i) of[told.person[i]] = told.value[i];
  Sample x = secure, z = seen;
  keep_both(x, z);
  evidence::Sample out{{"x", "y", "z", "cluster"}, {{}, {}, {}, {}}};
  for (std::size_t i = 0; i < x.person.size(); ++i) {
    const auto who = mother_of.find(x.person[i]);
    const auto found = who == mother_of.end() ? of.end() : of.find(who->second);
    if (found == of.end()) continue;
    const double row[]{found->second, x.value[i], z.value[i], x.cluster[i]};
    for (std::size_t c = 0; c < 4; ++c) out.columns[c].push_back(row[c]);
  }
  return out;
}

}  // namespace

Answers watched_longer(Source& source) {
  Answers out;
  const std::vector<Watched> all = lengths(source);
  const auto lab = laboratory(source);
  if (all.size() < 3 || !lab) return out;
  const Sample secure = source.observed(Measure::strange_situation_security, *lab, mother);
  const auto r = [&](const Watched& w) {
    return evidence::estimate("correlation",
                              same_people(source.observed(Measure::sensitivity_observed, w.visit, mother), secure));
  };
  const auto brief = r(all.front()), full = r(all.back());
  const std::string least = minutes_text(all.front().minutes), most = minutes_text(all.back().minutes);
  if (brief && full) {
    const evidence::Estimate more = evidence::apart(*full, *brief);
    out.push_back({"Does care that is seen foretell security better, the longer one watches?",
                   fmt::format("{} Watched for {} it is r = {}, for {} r = {}: {}.",
                               !sure(more)      ? "It cannot be told from this run."
                               : more.value > 0 ? "Yes."
                                                : "No.",
                               least, with_interval(*brief), most, with_interval(*full), higher(more))});
  }
  const auto told = first_and_last(source, Instrument::interview, 18) ? std::nullopt : std::optional(0);
  const std::vector<Visit> interviews = source.visits(Instrument::interview);
  if (!told || interviews.empty()) return out;
  const Sample story = source.observed(Measure::interview_coherence, interviews.front());
  const auto left = [&](const Watched& w, const char* how) {
    return evidence::estimate(
        how, told_beside(source, secure, source.observed(Measure::sensitivity_observed, w.visit, mother), story));
  };
  const auto whole = left(all.front(), "correlation"), after_brief = left(all.front(), "partial"),
             after_full = left(all.back(), "partial");
  if (!whole || !after_brief || !after_full) return out;
  out.push_back(
      {"How well does a mother’s own story foretell it?",
       fmt::format("Her coherence in the interview goes with the child’s security by r = {}.", with_interval(*whole))});
  const bool nothing_left = whole->low > 0 && after_full->low <= 0;
  out.push_back({"Does the gap between what she tells and what is seen close?",
                 fmt::format("{} Once the care seen in {} is taken out, r = {} of that is left, after {} r = {}.",
                             nothing_left ? "Yes, nothing clear is left." : "It cannot be told from this run.", least,
                             with_interval(*after_brief), most, with_interval(*after_full))});
  return out;
}

Answers families(Source& source, const report::PageData& page) {
  Answers out;
  const auto lab = laboratory(source);
  if (source.grouping().arms || !lab || source.study().scenario.twins) return out;
  const auto add = [&out](std::optional<report::Answer> line) {
    if (line) out.push_back(std::move(*line));
  };
  add(classes(page));
  add(lasting(source));
  add(passed_on(page));
  add(foretold(page));
  add(reunion(source, *lab));
  return out;
}

}  // namespace bowlby::page
