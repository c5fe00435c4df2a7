#include "app/sweep/measures.hpp"

#include <fmt/format.h>

#include "app/answer_name.hpp"
#include "app/validate/compare.hpp"
#include "io/embedded.hpp"
#include "io/study/names.hpp"
#include "io/text/fields.hpp"

namespace bowlby {
namespace {

std::string query(const char* estimator, const std::string& sql) {
  return fmt::format("-- estimator: {}\n{}", estimator, sql);
}

// Years that people of the run have lived in it, and unions; each counted once.
constexpr const char* person_years =
    "(COALESCE(p.died_day, (SELECT MAX(day) FROM stream s WHERE s.replicate = p.replicate)) - MAX(p.born_day, 0)) / "
    "365.0";

const std::vector<NamedMeasure>& of_any_population() {
  static const std::vector<NamedMeasure> all = [] {
    std::vector<NamedMeasure> list{
        {"dissolution", "partings per year that two live together",
         query("hazard",
               "SELECT end_day IS NOT NULL AS event, (COALESCE(end_day, watched_until) - start_day) / 365.0 AS "
               "exposure FROM union_spell WHERE (other IS NULL OR person < other) AND COALESCE(end_day, "
               "watched_until) > start_day")},
        {"parted", "share of unions that have ended by parting",
         query("proportion",
               "SELECT end_day IS NOT NULL AS value FROM union_spell WHERE other IS NULL OR person < other")},
        {"in_union", "share of the living from 18 on who are in a union at the end",
         query("proportion",
               "SELECT EXISTS (SELECT 1 FROM union_spell u WHERE u.replicate = p.replicate AND u.person = p.id AND "
               "u.end_day IS NULL AND u.watched_until = l.day) AS value FROM person p JOIN (SELECT replicate, MAX(day) "
               "AS day FROM stream GROUP BY replicate) l ON l.replicate = p.replicate WHERE p.died_day IS NULL AND "
               "l.day - p.born_day >= 6570")},
        {"children", "children of women, on average, whoever they are and however old",
         query("mean",
               "SELECT (SELECT COUNT(*) FROM person c WHERE c.replicate = p.replicate AND c.mother = p.id) AS value "
               "FROM person p WHERE p.sex = 'f'")},
        {"alive", "share of people who live at the end",
         query("proportion", "SELECT died_day IS NULL AS value FROM person")},
    };
    for (const char* kind : event_kind_names)
      list.push_back(
          {fmt::format("event.{}", kind), fmt::format("{} per year of a person's life in the run", kind),
           query("hazard",
                 fmt::format("SELECT (SELECT COUNT(*) FROM event e WHERE e.replicate = p.replicate AND e.person = p.id "
                             "AND e.kind = '{}') AS event, {} AS exposure FROM person p WHERE {} > 0",
                             kind, person_years, person_years))});
    return list;
  }();
  return all;
}

std::string answers_of(const Wave& wave, const MeasureInfo& m) {
  return fmt::format(
      "FROM observation o JOIN person p ON p.id = o.person AND p.replicate = o.replicate WHERE o.wave = "
      "'{}' AND o.instrument = '{}' AND o.scale = '{}'",
      wave.name, m.instrument_name, m.scale);
}

void add_answers(std::vector<NamedMeasure>& list, const Study& study, const Wave& wave, const MeasureInfo& m) {
  const std::string name = answer_name(wave, m), from = answers_of(wave, m);
  const std::string what(m.meaning);
  list.push_back({name, what + ": mean", query("mean", "SELECT o.value AS value " + from)});
  list.push_back({name + ".sd", what + ": standard deviation", query("sd", "SELECT o.value AS value " + from)});
  const auto& arms = study.scenario.arms;
  if (arms.size() < 2) return;
  for (const Arm& arm : arms)
    list.push_back({name + "@" + arm.name, what + ": mean of " + arm.name,
                    query("mean", fmt::format("SELECT o.value AS value {} AND p.arm = '{}'", from, arm.name))});
  for (std::size_t a = 1; a < arms.size(); ++a)
    list.push_back({name + "@" + arms[a].name + "-" + arms[0].name,
                    what + ": " + arms[a].name + " less " + arms[0].name + " in standard deviations",
                    query("difference", fmt::format("SELECT o.value AS x, p.arm = '{}' AS g {} AND p.arm IN ('{}', "
                                                    "'{}')",
                                                    arms[a].name, from, arms[a].name, arms[0].name))});
}

constexpr std::string_view queries = "queries/", sql_ending = ".sql";

// Published numbers: those of this study first, as the others may find nobody they are about.
void add_published(std::vector<NamedMeasure>& list, const Study& study, bool of_this_study) {
  for (const EmbeddedFile& f : embedded_files()) {
    if (!f.name.starts_with(queries) || !f.name.ends_with(sql_ending)) continue;
    const std::string file(f.name), of = query_header(file, "study");
    if ((of == study.name) != of_this_study) continue;
    list.push_back({file.substr(queries.size(), file.size() - queries.size() - sql_ending.size()),
                    query_header(file, "target") + (of_this_study ? "" : " (meant for " + of + ")"),
                    std::string(f.text)});
  }
}

}  // namespace

std::vector<NamedMeasure> measures_of(const Study& study) {
  std::vector<NamedMeasure> list;
  for (const Wave& wave : study.waves)
    for (const MeasureInfo& m : measure_table)
      if (m.instrument == wave.instrument) add_answers(list, study, wave, m);
  const auto& any = of_any_population();
  list.insert(list.end(), any.begin(), any.end());
  add_published(list, study, true);
  add_published(list, study, false);
  return list;
}

Expected<NamedMeasure> measure_named(const Study& study, const std::string& option, const std::string& name) {
  std::vector<std::string> known;
  for (NamedMeasure& m : measures_of(study)) {
    if (m.name == name) return std::move(m);
    known.push_back(m.name);
  }
  const std::string near = nearest_name(name, known);
  return Problem{Fault::usage,
                 "",
                 0,
                 0,
                 option,
                 io::shown(name) + " is no measure of this study",
                 near.empty() ? "see `bowlby sweep measures` with the study" : "did you mean " + near + "?"};
}

}  // namespace bowlby
