#include "app/data/import.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>

#include "app/build.hpp"
#include "app/data/answers.hpp"
#include "app/data/diary_rows.hpp"
#include "app/data/round_robin.hpp"
#include "app/data/sheet.hpp"
#include "base/text.hpp"
#include "instruments/measures.hpp"
#include "io/data/fhir_file.hpp"
#include "io/files/files.hpp"
#include "io/files/whole_folder.hpp"
#include "io/results/data_set.hpp"
#include "io/results/export_csv.hpp"
#include "io/results/reader.hpp"
#include "io/text/numbers.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

constexpr const char *results_file = "results.sqlite", *sheet_file = "data_sheet.md", *refused_file = "refused.csv",
                     *page_file = "report.html";
constexpr double days_of_a_year = 365;
constexpr const char* deviation_ending = "_deviation";

std::vector<Problem> wrong_directions(const Prepared& p, const std::vector<scoring::Scored>& scores) {
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < scores.size(); ++i)
    for (std::size_t s = 0; s < scores[i].scales.size(); ++s) {
      const scoring::Direction& d = scores[i].scales[s].direction;
      const scoring::Key& key = p.map.instruments[i].key;
      if (d.fault())
        problems.push_back({Fault::data, p.table.file, 0, 0, key.name + "." + key.scales[s].name, d.reason, d.remedy});
    }
  return problems;
}

std::string unit_of(const scoring::Key& key, const scoring::Scale& scale, scoring::Method method) {
  const double times = method == scoring::Method::sum ? static_cast<double>(scale.items.size()) : 1;
  if (method == scoring::Method::graded) return "1";
  return io::number_text(times * key.low) + "-" + io::number_text(times * key.high);
}

std::string meaning_of(const scoring::Scale& scale, scoring::Method method) {
  if (method == scoring::Method::graded) return "expected a posteriori score";
  const std::string of = std::to_string(scale.items.size()) + " keyed answers";
  return method == scoring::Method::mean ? "mean of " + of
                                         : "sum of " + of + "; one left out counts as the mean of the others";
}

void add_scales(const ScoredData& d, std::size_t i, DataSet& to) {
  const io::MappedInstrument& m = d.people.map.instruments[i];
  for (std::size_t s = 0; s < m.key.scales.size(); ++s) {
    const scoring::Scale& scale = m.key.scales[s];
    for (std::size_t o = 0; o < scale.outputs.size(); ++o) {
      const scoring::Method method = scale.outputs[o].method;
      to.scales.push_back({i, m.key.name, scale.outputs[o].name, unit_of(m.key, scale, method),
                           meaning_of(scale, method), d.scores[i].scales[s].values[o]});
      if (method == scoring::Method::graded)
        to.scales.push_back({i, m.key.name, scale.outputs[o].name + deviation_ending, "1",
                             "standard deviation of what is not known about " + scale.outputs[o].name,
                             d.scores[i].scales[s].deviation});
    }
  }
  if (m.key.quadrants)
    to.scales.push_back({i, m.key.name, m.key.quadrants->name, "1-4",
                         "quadrant at the cut: 1 neither above, 2 the "
                         "first, 3 the second, 4 both",
                         d.scores[i].quadrant});
  if (!d.people.map.items) return;
  for (std::size_t k = 0; k < m.key.items.size(); ++k)
    to.scales.push_back({i, m.key.name, std::string(item_prefix) + m.key.items[k],
                         io::number_text(m.key.low) + "-" + io::number_text(m.key.high), std::string(item_meaning),
                         d.people.instruments[i].answers[k]});
}

// What the first row of each person tells.
std::vector<std::string> by_person(const Prepared& p, const std::vector<std::string>& by_row) {
  std::vector<std::string> out(p.people);
  for (std::size_t r = 0; r < by_row.size(); ++r)
    if (out[p.person[r]].empty()) out[p.person[r]] = by_row[r];
  return out;
}

// Under names of their own, by which couples are put together again.
void add_members(const Prepared& p, DataSet& to) {
  const auto add = [&](const char* name, const std::vector<std::string>& by_row) {
    std::erase_if(to.told, [&](const DataSet::Told& t) { return t.column == name; });
    DataSet::Told told{name, {}};
    std::vector<std::string> used;
    for (const std::size_t r : p.used) used.push_back(by_row[r]);
    told.values = by_person(p, used);
    to.told.push_back(std::move(told));
  };
  add("couple", p.members->couple);
  add("role", p.members->role);
}

// Whom each row is about, members who did not answer among them; and everybody's family.
void add_round_robin(const Prepared& p, DataSet& to) {
  const auto about =
      static_cast<std::size_t>(std::ranges::find(p.table.columns, about_column) - p.table.columns.begin());
  std::map<std::string, std::size_t, std::less<>> people;
  for (std::size_t r = 0; r < p.used.size(); ++r) people.emplace(p.ids[r], p.person[r]);
  DataSet::Told family{"family", std::vector<std::string>(to.people.size())};
  DataSet::Told member{"member", std::vector<std::string>(to.people.size())};
  const auto belongs = [&](std::size_t person, const std::string& name, std::string_view unit) {
    family.values.resize(to.people.size()), member.values.resize(to.people.size());
    family.values[person] = unit, member.values[person] = name.substr(unit.size() + 1);
  };
  for (std::size_t r = 0; r < p.used.size(); ++r) {
    const std::string whom(p.table.cell(p.used[r], about));
    const std::string_view unit = family_of(p.map, p.table, p.used[r]);
    const auto [at, fresh] = people.emplace(whom, to.people.size());
    if (fresh) to.people.emplace_back();
    to.rows[r].about = at->second;
    belongs(p.person[r], p.ids[r], unit), belongs(at->second, whom, unit);
  }
  std::erase_if(to.told, [](const DataSet::Told& t) {
    return t.column == member_column || t.column == "family" || t.column == "member";
  });
  for (DataSet::Told& t : to.told) t.values.resize(to.people.size());
  to.told.push_back(std::move(family)), to.told.push_back(std::move(member));
}

DataSet data_set_of(const ScoredData& d, const DataRequest& request, const std::string& sheet) {
  const Prepared& p = d.people;
  DataSet to;
  to.arms = p.arms;
  for (std::size_t r = 0; r < p.used.size(); ++r) {
    const auto days = std::isnan(p.age[r]) ? -1 : static_cast<std::int32_t>(std::lround(p.age[r] * days_of_a_year));
    if (p.person[r] == to.people.size()) to.people.push_back({p.sex[r], days, p.arm[r]});
    if (p.map.round_robin)
      to.rows.push_back({p.person[r], 0, days, DataSet::nobody});
    else if (p.occasions)
      to.rows.push_back({p.person[r], p.occasions->of[p.used[r]], days, DataSet::nobody});
  }
  if (p.occasions && !p.map.round_robin) to.visits = p.occasions->words;
  for (std::size_t i = 0; i < p.map.instruments.size(); ++i) {
    to.waves.push_back({p.map.instruments[i].wave, p.map.instruments[i].key.name});
    add_scales(d, i, to);
  }
  // Couple and role tell a member made of a couple's row already.
  if (p.map.id && !(p.members && p.map.id->name == member_column))
    to.told.push_back({p.map.id->name, by_person(p, p.ids)});
  for (std::size_t t = 0; t < p.told.size(); ++t) to.told.push_back({p.map.told[t].name, by_person(p, p.told[t])});
  if (p.members) add_members(p, to);
  if (p.map.round_robin) add_round_robin(p, to);
  add_diary(d, to);
  num::Digest file;
  file.bytes(p.table.text->data(), p.table.text->size());
  to.facts = {{data_kind_key, data_kind},
              {"study_name", p.map.name},
              {"study_title", p.map.title},
              {"program", "bowlby " + std::string(build_version())},
              {"commit", std::string(build_commit())},
              {"compiler", std::string(build_compiler())},
              {"command", request.command},
              {"data_file", std::filesystem::path(p.table.file).filename().string()},
              {"data_file_digest", num::hex(file.result())},
              {"read_as", joined(p.table.concluded, "; ")},
              {"map", p.map.text},
              {sheet_key, sheet}};
  return to;
}

std::optional<Problem> write_page(const std::string& results, const std::string& path) {
  const auto reader = read_results(results);
  if (!reader) return reader.problems().front();
  const auto page = answers_page_of(*reader);
  if (!page) return page.problems().front();
  return write_whole(path, report::answers_page(*page));
}

}  // namespace

Expected<ScoredData> score_data(const DataRequest& request) {
  auto map = io::read_map(request.map);
  if (!map) return map.problems();
  auto table = io::read_answers(request.file, request.hints);
  if (!table) return table.problems();
  const bool stops = map->direction_stops;
  auto people = prepare(std::move(*map), std::move(*table));
  if (!people) return people.problems();
  ScoredData out{std::move(*people), {}};
  for (std::size_t i = 0; i < out.people.instruments.size(); ++i) {
    const io::MappedInstrument& m = out.people.map.instruments[i];
    out.scores.push_back(scoring::score(m.key, out.people.instruments[i].answers, m.as_keyed));
  }
  if (auto problems = wrong_directions(out.people, out.scores); stops && !problems.empty()) return problems;
  return out;
}

Expected<ScoredData> import_data(const DataRequest& request) {
  if (auto problem = must_be_free(request.output)) return *problem;  // before the work
  auto data = score_data(request);
  if (!data) return data.problems();
  auto folder = WholeFolder::begin(request.output, {results_file, sheet_file, refused_file, page_file});
  if (!folder) return folder.problems();
  std::error_code ignored;
  std::filesystem::remove(folder->path(results_file), ignored);  // of a program that was killed
  const std::string sheet = data_sheet(data->people, data->scores);
  if (auto problem = write_data_set(folder->path(results_file), data_set_of(*data, request, sheet))) return *problem;
  if (auto problem = write_whole(folder->path(sheet_file), sheet)) return *problem;
  if (auto problem = write_whole(folder->path(refused_file), refused_csv(data->people))) return *problem;
  if (auto problem = write_page(folder->path(results_file), folder->path(page_file))) return *problem;
  if (auto problem = folder->finish()) return *problem;
  return data;
}

std::string scores_csv(const ScoredData& d) {
  std::vector<Cell> cells{"line"};
  std::vector<const std::vector<double>*> columns;
  if (d.people.map.id) cells.emplace_back(d.people.map.id->name);
  if (d.people.occasions) cells.emplace_back(d.people.map.round_robin ? "about" : "occasion");
  for (std::size_t i = 0; i < d.scores.size(); ++i) {
    const io::MappedInstrument& m = d.people.map.instruments[i];
    const auto column = [&](const std::string& name, const std::vector<double>& values) {
      cells.emplace_back(m.wave + "_" + m.key.name + "_" + name);
      columns.push_back(&values);
    };
    for (std::size_t s = 0; s < m.key.scales.size(); ++s) {
      const auto& outputs = m.key.scales[s].outputs;
      for (std::size_t o = 0; o < outputs.size(); ++o) {
        column(outputs[o].name, d.scores[i].scales[s].values[o]);
        if (outputs[o].method == scoring::Method::graded)
          column(outputs[o].name + deviation_ending, d.scores[i].scales[s].deviation);
      }
    }
    if (m.key.quadrants) column(m.key.quadrants->name, d.scores[i].quadrant);
  }
  std::string out = csv_line(cells);
  for (std::size_t r = 0; r < d.people.used.size(); ++r) {
    cells.clear();
    cells.emplace_back(static_cast<double>(d.people.table.lines[d.people.used[r]]));
    if (d.people.map.id) cells.emplace_back(d.people.ids[r]);
    if (d.people.occasions) cells.emplace_back(d.people.occasions->words[d.people.occasions->of[d.people.used[r]]]);
    for (const auto* column : columns) {
      const double value = (*column)[r];
      if (std::isnan(value))
        cells.emplace_back();
      else
        cells.emplace_back(value);
    }
    out += csv_line(cells);
  }
  return out;
}

Expected<std::string> stored_sheet(const std::string& dir_or_file) {
  const auto reader = read_results(dir_or_file, true);
  if (!reader) return reader.problems();
  if (auto sheet = reader->provenance(sheet_key)) return *sheet;
  return Problem{Fault::usage,
                 dir_or_file,
                 0,
                 0,
                 "",
                 "holds simulated people, and no data sheet",
                 "name a folder that bowlby data import wrote"};
}

}  // namespace bowlby
