#include "app/validate/structure.hpp"

#include <cmath>
#include <string>

#include "app/validate/compare.hpp"
#include "evidence/statistics.hpp"

namespace bowlby {
namespace {

using Runs = std::map<std::string, ResultsReader>;
using Value = std::optional<double>;

// A target's simulated value, whatever was published.
Value measured(const Runs& runs, const std::string& id) {
  const auto run = runs.find(study_of_target(id));
  if (run == runs.end()) return std::nullopt;
  const auto m = measure_target(run->second, id);
  return m && *m ? Value((*m)->value) : std::nullopt;
}

// Correlation of two measures of one person within half a year of each other, adults only.
Value linked(const Runs& runs, const std::string& a, const std::string& b) {
  const auto run = runs.find("generations");
  if (run == runs.end()) return std::nullopt;
  const std::string sql =
      "WITH a AS MATERIALIZED (SELECT person, replicate, age_days, value FROM observation WHERE " + a +
      " AND age_days >= 6570), b AS MATERIALIZED (SELECT person, replicate, age_days, value FROM observation WHERE " +
      b +
      ") SELECT a.value, b.value FROM a CROSS JOIN b ON b.person = a.person AND b.replicate = a.replicate AND "
      "ABS(b.age_days - a.age_days) < 180 WHERE a.value IS NOT NULL AND b.value IS NOT NULL";
  const auto columns = run->second.numbers(sql);
  if (!columns || columns->size() != 2) return std::nullopt;
  const auto r = evidence::correlation((*columns)[0], (*columns)[1]);
  return r ? Value(r->value) : std::nullopt;
}

constexpr const char* anxiety = "instrument = 'ecr' AND scale = 'anxiety_mean'";
constexpr const char* avoidance = "instrument = 'ecr' AND scale = 'avoidance_mean'";
constexpr const char* interview = "instrument = 'interview' AND scale = 'coherence'";
constexpr const char* wellbeing = "instrument = 'wellbeing' AND scale = 'score'";
constexpr const char* satisfaction = "instrument = 'satisfaction' AND scale = 'score'";

template <class... V>
bool all(const V&... values) {
  return (values.has_value() && ...);
}

StructuralCheck windows_disagree(const Runs& runs) {
  const Value x = linked(runs, anxiety, interview), v = linked(runs, avoidance, interview);
  StructuralCheck c{"windows",
                    "Questionnaire and interview agree only weakly: both correlations are below .3 in size.",
                    {{"anxiety with coherence", x}, {"avoidance with coherence", v}},
                    {}};
  if (all(x, v)) c.holds = std::fabs(*x) < .3 && std::fabs(*v) < .3;
  return c;
}

StructuralCheck stability_falls(const Runs& runs) {
  const Value early = measured(runs, "STB01"), late = measured(runs, "STB04");
  StructuralCheck c{"stability",
                    "Security is moderately stable in early childhood (.15 to .5) and hardly from infancy to adulthood "
                    "(below .25, and below the early figure).",
                    {{"early childhood", early}, {"infancy to adulthood", late}},
                    {}};
  if (all(early, late)) c.holds = *early > .15 && *early < .5 && *late < .25 && *late < *early;
  return c;
}

StructuralCheck infants_unexplained(const Runs& runs) {
  const Value care = measured(runs, "CAR04"), temper = measured(runs, "TMP01");
  StructuralCheck c{"unexplained",
                    "What a coder sees of care, and temperament, leave three quarters of infant security unexplained.",
                    {{"security with observed sensitivity, r", care}, {"temperament with insecurity, d", temper}},
                    {}};
  if (all(care, temper)) {
    const double r = *temper / std::sqrt(*temper * *temper + 4);  // d of two equal halves as a correlation
    c.holds = *care * *care + r * r < .25;
  }
  return c;
}

StructuralCheck homes_then_genes(const Runs& runs) {
  const Value shared = measured(runs, "GEN07"), early = measured(runs, "GEN08"), late = measured(runs, "GEN03");
  StructuralCheck c{"twins",
                    "Twins share security through the home in infancy; inheritance shows in adolescence, not before.",
                    {{"shared home, infancy", shared}, {"inherited, infancy", early}, {"inherited, adolescence", late}},
                    {}};
  if (all(shared, early, late)) c.holds = *shared > *early && *late > *early && *late > .1;
  return c;
}

// Share of infant visits sorted as secure, for generation 1, 2, 3.
Value secure_share(const Runs& runs, int generation) {
  const auto run = runs.find("generations");
  if (run == runs.end()) return std::nullopt;
  const auto columns = run->second.numbers(
      "SELECT o.value FROM observation o JOIN person p ON p.id = o.person AND p.replicate = o.replicate WHERE "
      "o.instrument = 'strange_situation' AND o.scale = 'class_secure' AND o.age_days < 700 AND p.generation = " +
      std::to_string(generation));
  if (!columns || columns->empty() || columns->front().empty()) return std::nullopt;
  double sum = 0;
  for (const double x : columns->front()) sum += x;
  return sum / static_cast<double>(columns->front().size());
}

StructuralCheck generations_alike(const Runs& runs) {
  const Value first = secure_share(runs, 1), second = secure_share(runs, 2), third = secure_share(runs, 3);
  StructuralCheck c{"generations",
                    "Nothing makes one generation as a whole more secure than the one before: secure shares differ by "
                    "less than .06.",
                    {{"children of outside carers", first}, {"their children", second}, {"grandchildren", third}},
                    {}};
  if (all(first, second, third)) c.holds = std::fabs(*second - *first) < .06 && std::fabs(*third - *second) < .06;
  return c;
}

StructuralCheck method_counts(const Runs& runs) {
  const Value own[]{linked(runs, anxiety, wellbeing), linked(runs, avoidance, wellbeing),
                    linked(runs, anxiety, satisfaction), linked(runs, avoidance, satisfaction)};
  const Value other[]{linked(runs, interview, wellbeing), linked(runs, interview, satisfaction)};
  const auto mean_size = [](std::span<const Value> values) -> Value {
    double total = 0;
    for (const Value& v : values) {
      if (!v) return std::nullopt;
      total += std::fabs(*v);
    }
    return total / static_cast<double>(values.size());
  };
  const Value within = mean_size(own), across = mean_size(other);
  StructuralCheck c{
      "method",
      "Questionnaires go together with questionnaires more than the interview does.",
      {{"questionnaire with questionnaire, mean |r|", within}, {"interview with questionnaire, mean |r|", across}},
      {}};
  if (all(within, across)) c.holds = *within > *across;
  return c;
}

}  // namespace

std::vector<StructuralCheck> check_structure(const Runs& runs) {
  std::vector<StructuralCheck> checks{windows_disagree(runs), stability_falls(runs), infants_unexplained(runs),
                                      homes_then_genes(runs), method_counts(runs),   generations_alike(runs)};
  for (StructuralCheck& c : check_scales(runs)) checks.push_back(std::move(c));
  return checks;
}

}  // namespace bowlby
