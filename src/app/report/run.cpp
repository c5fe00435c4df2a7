// What the page says about the run itself: heading, provenance, parameters, evidence, headline and limits.
#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include "app/build.hpp"
#include "app/report/answers/words.hpp"
#include "app/report/parts.hpp"
#include "app/scene/answer.hpp"
#include "io/study/parameter_set.hpp"
#include "io/text/shell.hpp"
#include "population/ticks.hpp"

namespace bowlby::page {
namespace {

double number_told(const Source& source, std::string_view key) {
  const std::string text = source.told(key);
  double x = report::unknown;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), x);
  return end.ec == std::errc() ? x : report::unknown;
}

std::string count_text(double n) {
  std::string digits = fmt::format("{:.0f}", n);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

std::string large_text(double n) {
  if (n >= 1e9) return fmt::format("{:.3g} billion", n / 1e9);
  return n >= 1e6 ? fmt::format("{:.3g} million", n / 1e6) : count_text(n);
}

std::string percent(double share) { return fmt::format("{:.0f}%", share * 100); }

// The rung of the ladder that switches off just these edges; empty when nothing is off or no rung does.
std::string rung_of(const EdgeSet& edges) {
  for (int r = top_rung - 1; r >= 0; --r)
    if (edges == EdgeSet::rung(r)) return edges == EdgeSet::all() ? "" : fmt::format("R{}", r);
  return "";
}

const char* spoken_instrument(Instrument i) {
  switch (i) {
    case Instrument::strange_situation:
      return "the Strange Situation";
    case Instrument::sensitivity:
      return "ratings of parental sensitivity";
    case Instrument::interview:
      return "an interview about early care";
    case Instrument::ecr:
      return "an attachment questionnaire";
    case Instrument::relationship_questionnaire:
      return "questions about single relationships";
    case Instrument::symptoms:
      return "symptom counts";
    case Instrument::satisfaction:
      return "satisfaction with the partnership";
    case Instrument::diary:
      return "diaries";
    case Instrument::behaviour:
      return "counts of behaviour";
    case Instrument::peer:
      return "ratings by peers";
    case Instrument::problems:
      return "ratings of problem behaviour";
    case Instrument::self_esteem:
      return "answers about one’s own worth";
    case Instrument::reflection:
      return "how far feelings are seen behind what people do";
    case Instrument::wellbeing:
      return "wellbeing";
    case Instrument::temperament:
      return "parents’ ratings of temperament";
  }
  return "";
}

std::string description(const Source& source) {
  std::vector<Instrument> used;
  double youngest = 1e9, oldest = 0;
  for (const Wave& w : source.study().waves)
    if (std::find(used.begin(), used.end(), w.instrument) == used.end()) used.push_back(w.instrument);
  for (const Instrument i : used)
    for (const Visit& v : source.visits(i)) {
      // a mean of many ages is said in whole years
      const double age = v.after.empty() || v.age < 3 ? v.age : std::round(v.age);
      youngest = std::min(youngest, age);
      oldest = std::max(oldest, age);
    }
  if (used.empty()) return "";
  std::vector<std::string> names;
  for (const Instrument i : used) names.push_back(spoken_instrument(i));
  const std::string last = age_text(oldest) + (oldest < 3 ? " of age" : " years of age");
  const std::string when = youngest < oldest ? "between " + age_text(youngest) + " and " + last : "at " + last;
  return fmt::format("Simulated people were seen {} through {}.", when, listed(names));
}

// What the drawing of arms means for couples.
std::string drawn_words(const Scenario& s) {
  if (s.assignment.unit == ArmUnit::couple)
    return "Arms were drawn by couple: both partners are in the same one, and people who came to no drawing are left "
           "out.";
  return s.unions ? "Arms were drawn by person, so that partners may live in different arms and what is done to one "
                    "can be felt by the other."
                  : "";
}

const report::ClassShare* secure_share(const report::PageData& page) {
  const auto at = std::find_if(page.class_shares.begin(), page.class_shares.end(),
                               [](const report::ClassShare& s) { return s.source_id == "INF01"; });
  return at == page.class_shares.end() ? nullptr : &*at;
}

struct Tally {
  int in = 0, out = 0, unmeasured = 0;
  std::vector<std::string> misses;
};
Tally tally(const std::vector<report::Evidence>& rows) {
  Tally t;
  for (const report::Evidence& e : rows) {
    if (e.inside == "in")
      ++t.in;
    else if (e.inside == "not measured")
      ++t.unmeasured;
    else {
      ++t.out;
      t.misses.push_back(e.id);
    }
  }
  return t;
}

}  // namespace

report::Meta meta(Source& source) {
  report::Meta m;
  const Study& study = source.study();
  m.study = study.name;
  m.title = study.title;
  m.question = study.question;
  m.description = description(source);
  const Columns c = source.numbers(
      "SELECT (SELECT count(*) FROM person), (SELECT max(generation) FROM person), (SELECT max(day) FROM stream)");
  if (c.rows() == 1) {
    m.people = static_cast<std::uint64_t>(c[0][0]);
    m.generations = std::isfinite(c[1][0]) ? static_cast<int>(c[1][0]) : 0;
    m.years = c[2][0] / days_per_year;
  }
  m.seed = study.scenario.seed;
  m.replicates = static_cast<int>(study.replicates);
  m.version = source.told("program");
  m.commit = source.told("commit");
  m.compiler = source.told("compiler");
  m.cite = citation(m.version, m.commit);
  m.command = command_for_others(source.told("command"));
  m.digest = source.told("digest");
  m.started = source.told("started");
  m.wall_seconds = number_told(source, "seconds");
  m.person_days = number_told(source, "person_days");
  m.rate = m.wall_seconds > 0 ? m.person_days / m.wall_seconds : report::unknown;
  m.rung = rung_of(study.scenario.edges);
  if (m.rung.empty()) {
    const Table off = source.table("SELECT name FROM edge WHERE \"on\" = 0 ORDER BY rowid");
    for (std::size_t i = 0; i < off.rows.size(); ++i) m.edges_off.push_back(off.text(i, 0));
  }
  return m;
}

std::vector<report::Provenance> provenance(Source& source) {
  std::vector<report::Provenance> rows{{"founders", count_text(source.study().scenario.founders)}};
  const Columns c = source.numbers(
      "SELECT (SELECT count(*) FROM observation_raw), (SELECT count(*) FROM event_raw), (SELECT count(*) FROM "
      "moment_raw), "
      "(SELECT count(*) FROM wave)");
  if (c.rows() == 1) {
    rows.push_back({"observations", count_text(c[0][0])});
    rows.push_back({"events", count_text(c[1][0])});
    rows.push_back({"moments written down", count_text(c[2][0])});
  }
  for (const char* key : {"format", "config_hash"})
    if (std::string value = source.told(key); !value.empty()) rows.push_back({spoken(key), std::move(value)});
  return rows;
}

std::vector<report::Parameter> parameters(Source& source) {
  const Table t = source.table(
      "SELECT name, value, default_value, unit, source, value <> default_value FROM parameter "
      "ORDER BY value <> default_value DESC, rowid");
  std::vector<report::Parameter> rows;
  for (std::size_t i = 0; i < t.rows.size(); ++i)
    rows.push_back({t.text(i, 0), t.number(i, 1).value_or(report::unknown), t.number(i, 2).value_or(report::unknown),
                    t.text(i, 3), t.number(i, 5).value_or(0) != 0, t.text(i, 4)});
  return rows;
}

std::vector<report::Evidence> evidence_table(const Source& source) {
  std::vector<report::Evidence> rows;
  for (const Comparison& c : source.comparisons()) {
    const evidence::Target& t = c.target;
    report::Evidence e;
    e.id = t.id;
    e.domain = t.domain;
    e.quantity = t.quantity;
    e.population = t.population;
    e.statistic = evidence::name_of(t.statistic);
    e.published = t.estimate;
    e.pub_low = t.ci_low.value_or(report::unknown);
    e.pub_high = t.ci_high.value_or(report::unknown);
    if (c.simulated) {
      e.simulated = c.simulated->value;
      e.sim_low = c.simulated->low;
      e.sim_high = c.simulated->high;
    }
    e.inside = verdict_word(c.judgement.verdict);
    if (const auto s = evidence::spread(c.by_replicate))
      e.replicates = {static_cast<int>(s->replicates), s->mean, s->sd, s->least, s->greatest};
    e.role = evidence::name_of(t.role);
    e.source = t.source;
    e.note = c.remark;
    rows.push_back(std::move(e));
  }
  return rows;
}

std::vector<report::Headline> headline(Source& source, const report::PageData& page) {
  std::vector<report::Headline> rows;
  const report::Meta& m = page.meta;
  const double founders = source.study().scenario.founders,
               born = static_cast<double>(m.people) - founders * m.replicates;
  rows.push_back({"People simulated", count_text(static_cast<double>(m.people)),
                  born > 0 ? count_text(born) + " of them born in the run" : "all of them founders"});
  if (std::isfinite(m.rate))
    rows.push_back({"Million person-days per second", fmt::format("{:.3g}", m.rate / 1e6),
                    large_text(m.person_days) + " person-days in all"});
  if (source.grouping().arms)
    if (const report::ArmPanel* p = widest_panel(page)) {
      const report::Contrast c = widened(p->contrast, page.arms.size());  // picked from all panels
      const bool sure = c.low > 0 || c.high < 0;
      rows.push_back({sure ? "Clearest difference between arms" : "No clear difference between arms; the widest",
                      fmt::format("{:+.2f}", c.difference),
                      fmt::format("“{}” against “{}”: {}; interval of the difference {:.2f} to {:.2f}", c.one, c.other,
                                  p->measure, c.low, c.high)});
    }
  if (const report::ClassShare* s = secure_share(page))
    rows.push_back(
        {"Infants coded secure, " + std::string(source.grouping().arms ? "first arm" : "with the mother"),
         percent(s->simulated),
         fmt::format("interval {} to {}, published {}", percent(s->low), percent(s->high), percent(s->published))});
  const auto& kin = page.transmission.groups;
  const auto handed =
      std::find_if(kin.begin(), kin.end(), [](const report::Correlation& c) { return c.source_id == "TRN03"; });
  if (handed != kin.end())
    rows.push_back(
        {"From a parent’s interview to the child’s security", fmt::format("r = {:.2f}", handed->r),
         fmt::format("interval {:.2f} to {:.2f}, published {:.2f}", handed->low, handed->high, handed->published)});
  else if (source.study().scenario.twins && kin.size() >= 2)
    rows.push_back({"Likeness of twins in anxiety",
                    fmt::format("r = {:.2f} / {:.2f}", kin[kin.size() - 2].r, kin.back().r),
                    "identical and fraternal pairs"});
  else if (const auto watched = std::find_if(kin.begin(), kin.end(),
                                             [](const report::Correlation& c) { return c.source_id == "CAR04"; });
           watched != kin.end())
    rows.push_back({"Rated sensitivity with security", fmt::format("r = {:.2f}", watched->r),
                    fmt::format("published {:.2f}", watched->published)});
  const auto& curves = page.couples.dissolution;
  if (!curves.empty() && rows.size() < 5) {
    const std::size_t year =
        std::min<std::size_t>(10, std::min(curves.front().years.size(), curves.back().years.size()) - 1);
    rows.push_back(
        {"Couples together after " + bowlby::count_text(static_cast<int>(year), "year", "years"),
         fmt::format("{} / {}", percent(curves.front().survival[year]), percent(curves.back().survival[year])),
         "low and high in avoidance before"});
  }
  const Tally t = tally(page.evidence);
  if (t.in + t.out > 0)
    rows.push_back(
        {"Published numbers met", fmt::format("{} of {}", t.in, t.in + t.out),
         t.unmeasured ? fmt::format("{} more not measured here", t.unmeasured) : "all listed were measured"});
  if (rows.size() > 6) rows.resize(6);
  return rows;
}

// Held against the shipped fits themselves, so that the sentence cannot outlive a new fit or another set.
std::string origin_of_values(const std::vector<report::Parameter>& values) {
  std::string fit;
  std::size_t fitted = 0, kept = 0;
  for (const std::string& name : parameter_set_names()) {
    if (!name.starts_with("calibrated")) continue;
    const auto set = read_parameter_set(name);
    if (!set) continue;
    fit = name, fitted = set->given.size(), kept = 0;
    for (const ParamInfo* row : set->given)
      for (const report::Parameter& p : values)
        if (p.name == row->name && p.value == set->params.*(row->field)) ++kept;
  }
  const std::string other =
      "The others come from published work where there is any, and are plausible guesses elsewhere.";
  if (kept == 0)
    return "No parameter of this run has the value that a fit to published numbers gave it; all come from published "
           "work "
           "where there is any, and are plausible guesses elsewhere. A miss can mean a wrong value as well as a wrong "
           "idea.";
  return fmt::format(
      "{} of {} parameters have the value of a fit to published numbers (set {}, {} values, some moved by hand since): "
      "meeting a number that served the fit is no evidence. {} A miss can mean a wrong value as well as a wrong idea.",
      kept, values.size(), fit, fitted, other);
}

std::vector<std::string> notes(Source& source, const report::PageData& page) {
  std::vector<std::string> out;
  out.push_back(origin_of_values(page.parameters));
  const Tally t = tally(page.evidence);
  if (t.out > 0)
    out.push_back(fmt::format(
        "{} of {} published numbers that this run measured {} missed: {}. A number counts as met when the simulated "
        "value lies "
        "inside the published interval or, where none was published, within 15% (or .02) of the published value.",
        t.out, t.in + t.out, t.out == 1 ? "is" : "are", listed(t.misses)));
  const auto stand_ins = std::count_if(page.evidence.begin(), page.evidence.end(),
                                       [](const report::Evidence& e) { return e.note.rfind("stand-in", 0) == 0; });
  if (stand_ins > 0)
    out.push_back(fmt::format("{} on a stand-in for what this world does not tell apart; the row’s note says which.",
                              bowlby::count_text(static_cast<int>(stand_ins), "row of the evidence table rests",
                                                 "rows of the evidence table rest")));
  out.push_back(
      "Intervals hold the chance of a sample of this size and nothing else: neither doubt about the equations nor "
      "doubt about the parameters.");
  out.push_back(
      "Whoever raised the founders is drawn from a population of carers and is no person of the run: such carers have "
      "no history, answer "
      "no interview and are not measured as parents.");
  if (page.meta.people < 300)
    out.push_back(fmt::format("With {} most numbers on this page are mostly chance.",
                              bowlby::count_text(static_cast<int>(page.meta.people), "person", "people")));
  if (!page.plane.groups.empty())
    out.push_back(
        "A dot on the plane is what one questionnaire gave on one day. It is a degree, it moves over the years, and it "
        "settles nothing "
        "about what a person will do.");
  if (!page.class_shares.empty())
    out.push_back(
        "A class is a coder’s summary of twenty minutes or of one interview. The same child is often coded differently "
        "with the other "
        "parent or a year later.");
  if (!page.courses.empty())
    out.push_back(
        "Life courses are those of a sample. Years that fewer than a fifth of a group reached are left out, and those "
        "who reached "
        "the last years are the ones who lived. The first year is left out too: there the starting values show.");
  if (!page.transmission.groups.empty())
    out.push_back(
        "A correlation between relatives mixes care, genes and a shared home; by itself it tells no cause. Switching "
        "an edge off and running again does.");
  if (!page.couples.patterns.empty())
    out.push_back(
        "Couple patterns count what each partner does most in need, with whomever, over one month; they are no tally "
        "of quarrels between the two.");
  if (!page.couples.dissolution.empty())
    out.push_back(
        "Couples are grouped by the mean of both partners’ last questionnaire before they met; couples formed before "
        "any "
        "questionnaire are left out. A death, and the end of the run, end the watching and not the couple.");
  if (source.grouping().arms)
    out.push_back(
        "Arms were drawn at random from the same population, so that a difference between them comes from what the "
        "study did. " +
        drawn_words(source.study().scenario) +
        " Many arms and measures are compared: some intervals will part by chance.");
  if (!page.moments.steps.empty())
    out.push_back(
        "The moments are those of one simulated person on two days, chosen because nobody else asked as often in two "
        "days, and stand for nobody else.");
  return out;
}

}  // namespace bowlby::page
