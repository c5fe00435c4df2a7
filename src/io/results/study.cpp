#include "io/results/study.hpp"

#include <SQLiteCpp/Database.h>

#include <algorithm>

#include "io/results/insert.hpp"
#include "io/results/schema.hpp"
#include "io/study/file.hpp"
#include "io/study/names.hpp"
#include "io/text/fields.hpp"

namespace bowlby::io {
namespace {

void write_waves(SQLite::Database& db, const Study& study) {
  Insert to(db, "wave", 19), plan(db, "visit", 4);
  const auto whole = [](int v) { return std::to_string(v); };
  int index = 0;
  for (const Wave& w : study.waves) {
    const auto some = [&](const std::string& text) { text.empty() ? to << nullptr : to << text; };
    const char* after = event_kind_names[static_cast<std::size_t>(w.after)];
    to << index << w.name << instrument_names()[static_cast<std::size_t>(w.instrument)];
    some(joined(w.ages, number_text));
    some(joined(w.dates, number_text));
    some(joined(w.months, whole));
    some(w.months.empty() ? "" : after);
    to << (w.both ? "both" : "person");
    some(joined(w.generations, whole));
    some(joined(w.about, [](int r) { return std::string(role_name(static_cast<Role>(r))); }));
    to << w.share << w.missing << w.dropout << (w.by_couple ? "couple" : "person")
       << (w.minutes > 0 ? std::optional<double>(w.minutes) : std::nullopt);
    w.instrument == Instrument::diary ? to << w.days << w.prompts << w.together : to << nullptr << nullptr << nullptr;
    w.instrument == Instrument::strange_situation ? to << w.coder : to << nullptr;
    to.row();
    for (std::size_t v = 0; v < visits_of(w); ++v)
      (plan << index << v << (!w.ages.empty() ? "age" : w.months.empty() ? "date" : after) << planned(w, v)).row();
    ++index;
  }
}

// Only of instruments whose items some wave keeps: without them a file is as if there were no items.
void write_items(SQLite::Database& db, const Study& study) {
  Insert measure(db, "measure", 6), codebook(db, "codebook", 4);
  for (const ItemInfo& each : item_table) {
    const auto keeps = [&each](const Wave& w) { return w.items && w.instrument == each.instrument; };
    if (std::ranges::none_of(study.waves, keeps)) continue;
    for (int number = 1; number <= each.count; ++number) {
      const std::string scale = std::string(item_prefix) + std::to_string(number);
      measure << static_cast<int>(item_measure(each.instrument, number)) << each.instrument_name << scale;
      (measure << rater(each.instrument) << each.unit << item_meaning).row();
      (codebook << "observation" << std::string(each.instrument_name) + "." + scale << each.unit << item_meaning).row();
    }
  }
}

void write_arms(SQLite::Database& db, const Scenario& s) {
  Insert to(db, "arm", 7);
  int index = 0;
  for (const Arm& a : s.arms) {
    const Care& care = care_of(s, static_cast<std::uint8_t>(index));
    to << index++ << a.name << a.share << care.response << care.consistency << care.rebuff << care.fright;
    to.row();
  }
}

void write_theory(SQLite::Database& db, const Scenario& s) {
  Insert parameter(db, "parameter", 8);
  for (const ParamInfo& p : parameter_table) {
    parameter << p.name << s.params.*(p.field) << p.value << p.unit << p.low << p.high << p.source << p.meaning;
    parameter.row();
  }
  Insert edge(db, "edge", 4);
  for (int e = 0; e < edge_count; ++e) {
    const EdgeInfo& info = edge_table[static_cast<std::size_t>(e)];
    edge << info.name << info.from << info.to << s.edges.has(e);
    edge.row();
  }
}

void write_provenance(SQLite::Database& db, const Study& study, const Results::Facts& facts) {
  Insert to(db, "provenance", 2);
  const auto tell = [&](const std::string& key, const std::string& value) { (to << key << value).row(); };
  tell("format", "bowlby results " + std::to_string(results_version));
  tell("study_name", study.name);
  tell("study_title", study.title);
  tell("study_question", study.question);
  tell("seed", std::to_string(study.scenario.seed));
  tell("founders", std::to_string(study.scenario.founders));
  tell("replicates", std::to_string(study.replicates));
  tell("study", write_study(study));
  tell("study_source", study.source);
  for (const auto& [key, value] : facts) tell(key, value);
}

}  // namespace

void write_study_tables(SQLite::Database& db, const Study& study, const Results::Facts& facts) {
  write_arms(db, study.scenario);
  write_waves(db, study);
  write_items(db, study);
  write_theory(db, study.scenario);
  write_provenance(db, study, facts);
}

}  // namespace bowlby::io
