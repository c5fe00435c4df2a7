#include "app/recover/tables.hpp"

#include <fmt/format.h>

#include <cmath>

#include "app/build.hpp"
#include "base/json.hpp"
#include "io/text/shell.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

std::string counts_words(const DiaryCounts& c) {
  return fmt::format(
      "{:.0f} moments, {:.0f} bids ({:.0f} pressing), {:.0f} held back, {:.0f} went on exploring, {:.0f} frights",
      c.moments, c.bids, c.presses, c.holds, c.explores, c.frights);
}

// "full diaries of 30 days", "diaries of 30 days with 5 prompts"
std::string diaries_of(int days, int prompts) {
  return prompts > 0 ? fmt::format("diaries of {} days with {} prompts a day", days, prompts)
                     : fmt::format("full diaries of {} days", days);
}

std::string days_words(const DaysNeeded& d) {
  if (!d.enough) return fmt::format("more than {}", d.too_few);
  return d.too_few > 0 ? fmt::format("{} to {}", d.too_few + 1, *d.enough) : fmt::format("{} or fewer", *d.enough);
}

bool asks_for_days(const RecoverSummary& s) { return s.prompts > 0 || s.studies.front().days != s.studies.back().days; }

const RecoveryStudy& largest(const RecoverSummary& s) { return s.studies.back(); }

// Correlations of all traits, one column per study.
std::string grid(const std::vector<const RecoveryStudy*>& studies) {
  std::string out = "| trait |", rule = "|---|";
  for (const RecoveryStudy* study : studies) {
    out += fmt::format(" {} days, N = {} |", study->days, study->people);
    rule += "---|";
  }
  out += "\n" + rule + "\n";
  for (std::size_t k = 0; k < diary_traits; ++k) {
    out += fmt::format("| {} |", diary_trait_table[k].meaning);
    for (const RecoveryStudy* study : studies) {
      const TraitRecovery& t = study->traits[k];
      const char* bold = t.recovered ? "" : "**";
      out +=
          t.varies ? fmt::format(" {}{:.2f}{} ({:.2f} to {:.2f}) |", bold, t.correlation, bold, t.low, t.high) : " - |";
    }
    out += "\n";
  }
  return out + "\n";
}

// A trait with its place in the table, which has its name.
struct NamedTrait {
  std::size_t place;
  const TraitRecovery* found;
};

void put(JsonWriter& json, const NamedTrait& named) {
  const TraitRecovery& t = *named.found;
  json.object([&] {
    json.field("trait", diary_trait_table[named.place].name);
    json.field("recovered", t.recovered);
    json.field("correlation", t.correlation);
    json.field("low", t.low);
    json.field("high", t.high);
    json.field("explained", t.explained);
    json.field("bias", t.bias);
    json.field("told", t.told);
    json.field("alone", t.alone);
    json.field("times", t.times);
    json.field("overconfidence", t.overconfidence);
    json.field("entangled_with", diary_trait_table[t.entangled_with].name);
    json.field("entanglement", t.entanglement);
    json.field("reason", t.reason);
  });
}

}  // namespace

void put(JsonWriter& json, const RecoveryStudy& study) {
  std::vector<NamedTrait> traits;
  for (std::size_t k = 0; k < diary_traits; ++k) traits.push_back({k, &study.traits[k]});
  json.object([&] {
    json.field("people", study.people);
    json.field("days", study.days);
    json.field("moments", study.mean.moments);
    json.field("bids", study.mean.bids);
    json.field("presses", study.mean.presses);
    json.field("holds", study.mean.holds);
    json.field("frights", study.mean.frights);
    json.field("traits", traits);
  });
}

std::string people_header() { return "days\tpeople\tpair\ttrait\tunit\ttruth\testimate\tlow\thigh\n"; }

std::string people_rows(int days, std::span<const PairFit> fits, std::span<const PairEstimate> estimates,
                        const Params& p) {
  std::string out;
  for (std::size_t i = 0; i < fits.size(); ++i)
    for (std::size_t k = 0; k < diary_traits; ++k) {
      const DiaryTrait& t = diary_trait_table[k];
      const double at = estimates[i].units[k], half = 1.959964 * estimates[i].sd[k];
      out +=
          fmt::format("{}\t{}\t{}\t{}\t{}\t{:.6g}\t{:.6g}\t{:.6g}\t{:.6g}\n", days, fits.size(), i + 1, t.name, t.unit,
                      fits[i].truth[k], trait_at(t, at, p), trait_at(t, at - half, p), trait_at(t, at + half, p));
    }
  return out;
}

std::string recovery_tsv(const RecoverSummary& s) {
  std::string out =
      "days\tpeople\ttrait\tcorrelation\tlow\thigh\texplained\tbias\ttold\talone\ttimes\toverconfidence\tentangled_"
      "with\t"
      "entanglement\trecovered\treason\n";
  for (const RecoveryStudy& study : s.studies)
    for (std::size_t k = 0; k < diary_traits; ++k) {
      const TraitRecovery& t = study.traits[k];
      out += fmt::format(
          "{}\t{}\t{}\t{:.4f}\t{:.4f}\t{:.4f}\t{:.4f}\t{:.4f}\t{:.4f}\t{:.4f}\t{:.4g}\t{:.4g}\t{}\t{:.4f}\t{}\t{}\n",
          study.days, study.people, diary_trait_table[k].name, t.correlation, t.low, t.high, t.explained, t.bias,
          t.told, t.alone, t.times, t.overconfidence, diary_trait_table[t.entangled_with].name, t.entanglement,
          t.recovered ? "yes" : "no", t.reason);
    }
  return out;
}

std::string recovery_markdown(const RecoverSummary& s, const std::string& command) {
  std::string out = "Written by `" + command_for_others(command) +
                    "`.\nRank correlation of estimate and truth, with 95 % interval; bold: not above .8.\n\n";
  const RecoveryStudy& last = largest(s);
  std::vector<const RecoveryStudy*> sizes, lengths;
  for (const RecoveryStudy& study : s.studies) {
    if (study.days == last.days) sizes.push_back(&study);
    if (study.people == last.people) lengths.push_back(&study);
  }
  out += grid(sizes);
  if (lengths.size() > 1) out += grid(lengths);
  if (asks_for_days(s)) {
    out += fmt::format("Days of diary for a correlation above .8, among {} people:\n\n| trait | days |\n|---|---|\n",
                       last.people);
    const auto needed = days_needed(s);
    for (std::size_t k = 0; k < diary_traits; ++k)
      out += fmt::format("| {} | {} |\n", diary_trait_table[k].meaning, days_words(needed[k]));
    out += "\n";
  }
  out += fmt::format("The last column in full. A diary of {} days has, on average, {}.\n\n", last.days,
                     counts_words(last.mean));
  out +=
      "| trait | correlation | variance explained | bias | told | told, all else known | errors against belief | not "
      "found "
      "because |\n"
      "|---|---|---|---|---|---|---|---|\n";
  for (std::size_t k = 0; k < diary_traits; ++k) {
    const TraitRecovery& t = last.traits[k];
    out += fmt::format("| {} | {:.2f} | {:.0f} % | {:+.2f} | {:.0f} % | {:.0f} % | {:.1f} | {} |\n",
                       diary_trait_table[k].meaning, t.correlation, 100 * t.explained, t.bias, 100 * t.told,
                       100 * t.alone, t.overconfidence, t.reason);
  }
  return out;
}

std::vector<report::RecoveryPanel> panels_of(const RecoveryStudy& study, std::span<const PairFit> fits,
                                             std::span<const PairEstimate> estimates, const Params& p) {
  std::vector<report::RecoveryPanel> out;
  for (std::size_t k = 0; k < diary_traits; ++k) {
    const TraitRecovery& t = study.traits[k];
    report::RecoveryPanel panel;
    panel.title = diary_trait_table[k].meaning;
    panel.note = t.varies ? fmt::format("rank correlation {:.2f}", t.correlation) : "everybody has the same";
    panel.found = t.recovered;
    for (std::size_t i = 0; i < fits.size(); ++i) {
      panel.truth.push_back(units_of(diary_trait_table[k], fits[i].truth[k], p));
      panel.estimate.push_back(estimates[i].units[k]);
    }
    out.push_back(std::move(panel));
  }
  return out;
}

std::string to_text(const RecoverSummary& s) {
  std::string out;
  for (const RecoveryStudy& study : s.studies) {
    out +=
        fmt::format("{} people, {}: {}\n", study.people, diaries_of(study.days, s.prompts), counts_words(study.mean));
    out += fmt::format("  {:<14}{:>12}  {:<16}{:>10}{:>8}{:>7}\n", "trait", "correlation", "95 %", "explained", "bias",
                       "told");
    for (std::size_t k = 0; k < diary_traits; ++k) {
      const TraitRecovery& t = study.traits[k];
      out += fmt::format("  {:<14}{:>12.2f}  {:<16}{:>8.0f} %{:>+8.2f}{:>5.0f} %{}\n", diary_trait_table[k].name,
                         t.correlation, fmt::format("{:.2f} to {:.2f}", t.low, t.high), 100 * t.explained, t.bias,
                         100 * t.told, t.recovered ? "" : "  not found: " + t.reason);
    }
    out += "\n";
  }
  if (!s.studies.empty() && asks_for_days(s)) {
    out += fmt::format("Days of diary for a correlation above .8, among {} people:\n", largest(s).people);
    const auto needed = days_needed(s);
    for (std::size_t k = 0; k < diary_traits; ++k)
      out += fmt::format("  {:<14}{}\n", diary_trait_table[k].name, days_words(needed[k]));
    out += "\n";
  }
  return out;
}

std::string to_json(const RecoverSummary& s) {
  JsonWriter json;
  json.object([&] {
    json.field("digest", num::hex(s.digest));
    json.field("prompts", s.prompts);
    json.field("studies", s.studies);
    json.key("days_needed");
    const auto needed = days_needed(s);
    json.object([&] {
      for (std::size_t k = 0; k < diary_traits; ++k) {
        json.key(diary_trait_table[k].name);
        json.object([&] {
          json.field("enough", needed[k].enough ? static_cast<double>(*needed[k].enough) : std::nan(""));
          json.field("too_few", needed[k].too_few);
        });
      }
    });
  });
  return json.take() + "\n";
}

}  // namespace bowlby
