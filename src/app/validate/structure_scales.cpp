// What the scores themselves look like: on a continuum, and yet in three profiles of behaviour.
#include <fmt/format.h>

#include <algorithm>

#include "app/validate/structure.hpp"
#include "evidence/profiles.hpp"
#include "evidence/taxometrics.hpp"

namespace bowlby {
namespace {

using evidence::CheckValue;
using evidence::Profiles;
using Runs = std::map<std::string, ResultsReader>;
using Columns = std::vector<std::vector<double>>;

constexpr std::uint64_t seed = 1978;
constexpr std::size_t most_profiles = 6;
constexpr double fair_recovery = .65;  // Steinley 2004: below it two groupings agree poorly

// A rating over both reunions as the coder weighs them: the second counts twice.
std::string both_reunions(const std::string& scale) {
  return "(SUM(CASE scale WHEN '" + scale + "_5' THEN value END) + 2 * SUM(CASE scale WHEN '" + scale +
         "_8' THEN value END)) / 3";
}

std::string one(const std::string& scale) { return "SUM(CASE scale WHEN '" + scale + "' THEN value END)"; }

// Founders, who are nobody's kin, with nothing missing; two thousand of them at most, more would sharpen nothing here.
Columns founders(const Runs& runs, const std::vector<std::string>& columns, const std::string& where) {
  const auto run = runs.find("generations");
  if (run == runs.end()) return {};
  std::string chosen, whole;
  for (const auto& c : columns) {
    chosen += (chosen.empty() ? "" : ", ") + c;
    whole += (whole.empty() ? "" : " AND ") + c + " IS NOT NULL";
  }
  auto table = run->second.numbers("SELECT " + chosen + " FROM observation WHERE " + where +
                                   " AND replicate = 0 AND person IN (SELECT id FROM person WHERE replicate = 0 AND "
                                   "generation = 1) GROUP BY person HAVING " +
                                   whole + " ORDER BY person LIMIT 2000");
  return table ? std::move(*table) : Columns{};
}

// One visit a child, with its mother.
Columns visits(const Runs& runs, const std::vector<std::string>& columns) {
  return founders(runs, columns, "instrument = 'strange_situation' AND wave = 'infancy' AND target_role = 'mother'");
}

// The same questionnaire score at three ages: what is a kind of person should be one each time.
Columns questionnaires(const Runs& runs, const std::string& scale) {
  std::vector<std::string> columns;
  for (const int age : {20, 30, 40})
    columns.push_back(fmt::format("SUM(CASE wave WHEN 'adult{}' THEN value END)", age));
  return founders(runs, columns, "instrument = 'ecr' AND scale = '" + scale + "'");
}

CheckValue between(const std::string& name, const evidence::Range& r) { return {name, r.middle, r.low, r.high}; }

CheckValue with_interval(const std::string& name, const evidence::Maybe& e) {
  if (!e) return {name, std::nullopt};
  return {name, e->value, e->low, e->high};
}

StructuralCheck continuous_scores(const Runs& runs) {
  StructuralCheck c{"continuum",
                    "Scores lie on continua: taxometric curves are nearer to those of a continuum than of two kinds of "
                    "people (index below .45; .45 to .55 is unclear).",
                    {},
                    {}};
  Columns seeking = visits(runs, {both_reunions("proximity"), both_reunions("contact"), both_reunions("avoidance")});
  if (!seeking.empty())
    for (double& x : seeking.back()) x = -x;  // all point towards seeking
  const std::pair<const char*, Columns> scores[]{
      {"index, infants: seeking against avoiding", std::move(seeking)},
      {"index, infants: resistance and crying",
       visits(runs, {one("resistance_5"), one("resistance_8"), one("crying")})},
      {"index, adults: anxiety at three ages", questionnaires(runs, "anxiety_mean")},
      {"index, adults: avoidance at three ages", questionnaires(runs, "avoidance_mean")}};
  bool measured = true, kinds = false, unclear = false;
  for (const auto& [name, indicators] : scores) {
    const auto t = evidence::taxometrics(indicators, seed);
    const std::string what(name);
    if (!t) {
      c.values.push_back({what, std::nullopt});
      measured = false;
      continue;
    }
    c.values.push_back({fmt::format("{} (MAMBAC {:.2f}, MAXCOV {:.2f})", what, t->mambac, t->maxcov), t->index});
    c.values.push_back(between("were it a continuum", t->if_continuum));
    c.values.push_back(between("were it two kinds", t->if_kinds));
    kinds = kinds || t->verdict() == evidence::Latent::kinds;
    unclear = unclear || t->verdict() == evidence::Latent::unclear;
  }
  c.unclear = unclear && !kinds;
  if (kinds || (measured && !unclear)) c.holds = !kinds;
  return c;
}

enum Rating : std::size_t { contact, avoidance, resistance };

bool secure_pattern(const std::vector<double>& m) { return m[contact] > 0 && m[avoidance] < 0 && m[resistance] < 0; }
bool avoidant_pattern(const std::vector<double>& m) { return m[avoidance] > 0 && m[contact] < 0; }
bool resistant_pattern(const std::vector<double>& m) { return m[resistance] > 0 && m[contact] > 0; }

// How many of the three patterns some profile shows. No profile can show two of them.
int patterns_found(const Profiles& p) {
  int found = 0;
  for (const auto& pattern : {secure_pattern, avoidant_pattern, resistant_pattern})
    found += std::any_of(p.centre.begin(), p.centre.end(), pattern) ? 1 : 0;
  return found;
}

// The number of profiles with the least BIC.
std::size_t likeliest_count(const Columns& ratings) {
  std::size_t best = 0;
  double least = 0;
  for (std::size_t k = 1; k <= most_profiles; ++k)
    if (const auto p = evidence::latent_profiles(ratings, k, seed); p && (best == 0 || p->bic < least))
      least = p->bic, best = k;
  return best;
}

StructuralCheck three_profiles(const Runs& runs) {
  StructuralCheck c{"profiles",
                    "Behaviour on reunion falls into three profiles without being told of classes: contact and calm, "
                    "avoidance, contact with resistance; and they hold the children that the coder's classes hold "
                    "(adjusted Rand index at least .65).",
                    {},
                    {}};
  // Children coded disorganized have no organised pattern of their own and are left out.
  Columns x = visits(runs, {both_reunions("contact"), both_reunions("avoidance"), both_reunions("resistance"),
                            both_reunions("proximity"),
                            "CASE WHEN " + one("class_disorganized") + " = 0 THEN " + one("class_avoidant") +
                                " + 2 * " + one("class_resistant") + " END"});
  std::optional<Profiles> three;
  std::vector<double> coded, sorted;
  if (!x.empty()) {
    coded = std::move(x.back());
    x.pop_back();
    three = evidence::latent_profiles(x, 3, seed);
  }
  if (!three) {
    c.values.push_back({"patterns found among three profiles", std::nullopt});
    return c;
  }
  sorted.assign(three->member.begin(), three->member.end());
  const int patterns = patterns_found(*three);
  const auto agreement = evidence::adjusted_rand(sorted, coded);
  c.values.push_back({"patterns found among three profiles", double(patterns)});
  c.values.push_back(with_interval("agreement with the coder's classes, adjusted Rand index", agreement));
  c.values.push_back({"number of profiles with the least BIC (1 to 6)", double(likeliest_count(x))});
  const std::vector<std::size_t> order = [&] {
    std::vector<std::size_t> by_share{0, 1, 2};
    std::sort(by_share.begin(), by_share.end(), [&](auto a, auto b) { return three->share[a] > three->share[b]; });
    return by_share;
  }();
  for (const std::size_t p : order) {
    const auto& m = three->centre[p];
    c.values.push_back(
        {fmt::format("share of a profile with contact {:+.1f}, avoidance {:+.1f}, resistance {:+.1f} (sd)", m[contact],
                     m[avoidance], m[resistance]),
         three->share[p]});
  }
  if (agreement) c.holds = patterns == 3 && agreement->value >= fair_recovery;
  return c;
}

}  // namespace

std::vector<StructuralCheck> check_scales(const Runs& runs) { return {continuous_scores(runs), three_profiles(runs)}; }

}  // namespace bowlby
