#include "server/evidence.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "app/claims/claims.hpp"
#include "io/embedded.hpp"
#include "io/text/json_tree.hpp"
#include "io/text/shell.hpp"
#include "io/text/table_file.hpp"
#include "server/kept_claims.hpp"
#include "server/orders.hpp"

namespace bowlby::server {
namespace {

constexpr const char* not_run = "not run yet";

Json number_or_null(const std::optional<double>& x) { return x && std::isfinite(*x) ? Json::of(*x) : Json{}; }
Json text_or_null(const std::string& s) { return s.empty() ? Json{} : Json::of(s); }
Json object() {
  Json j;
  j.kind = Json::Kind::object;
  return j;
}
Json list() {
  Json j;
  j.kind = Json::Kind::list;
  return j;
}
void put(Json& object, const std::string& key, Json value) {
  const auto at = std::find(object.keys.begin(), object.keys.end(), key);
  if (at == object.keys.end())
    object.set(key, std::move(value));
  else
    object.items[static_cast<std::size_t>(at - object.keys.begin())] = std::move(value);
}

// A committed run, or nothing.
Expected<Json> committed(const std::string& name) {
  const auto text = embedded_file("results/" + name + ".json");
  if (!text) return Json{};
  return parse_json(*text, "evidence/results/" + name + ".json");
}

// What the page is told about a committed run; the fields that the file has.
Json origin(const Json& run, const std::string& command) {
  if (run.kind != Json::Kind::object) return {};
  Json out = object();
  for (const char* key : {"digest", "seeds", "date", "commit", "scale", "set"})
    if (const Json* value = run.find(key)) out.set(key, *value);
  out.set("command", run.has("command") ? run.at("command") : Json::of(command));
  return out;
}

std::string verdict_without_run(const Json& claim) {
  const std::string why = claim.at("uncovered").text;
  if (claim.at("parts").items.empty()) return why.starts_with("covered by") ? "covered by tests" : "uncovered";
  return not_run;
}

// The numbers of each part in one list: with the edge, without it, and the fall.
Json numbers_of(const Json& claim) {
  Json out = list();
  for (const Json& part : claim.at("parts").items)
    for (const char* what : {"effect", "without_edge", "fall"}) {
      const Json& x = part.at(what);
      if (x.kind != Json::Kind::object) continue;
      Json one = object();
      one.set("name", Json::of(part.at("name").text + (part.at("name").text.empty() ? "" : ": ") + what));
      one.set("value", x.at("estimate"));
      one.set("low", x.at("low"));
      one.set("high", x.at("high"));
      out.items.push_back(std::move(one));
    }
  return out;
}

Json target_row(const evidence::Target& t) {
  Json row = object();
  row.set("id", Json::of(t.id));
  row.set("what", Json::of(t.quantity));
  row.set("quantity", Json::of(t.quantity));
  row.set("role", Json::of(std::string(name_of(t.role))));
  row.set("domain", Json::of(t.domain));
  row.set("population", Json::of(t.population));
  row.set("statistic", Json::of(std::string(name_of(t.statistic))));
  row.set("published", Json::of(t.estimate));
  row.set("published_low", number_or_null(t.ci_low));
  row.set("published_high", number_or_null(t.ci_high));
  row.set("n_samples", t.n_samples ? Json::of(static_cast<double>(*t.n_samples)) : Json{});
  row.set("n_people", t.n_people ? Json::of(static_cast<double>(*t.n_people)) : Json{});
  row.set("source", Json::of(t.source));
  row.set("verified", Json::of(t.verified));
  row.set("confidence", Json::of(t.confidence));
  row.set("notes", Json::of(t.notes));
  return row;
}

void not_measured(Json& row, const std::string& study) {
  for (const char* key : {"simulated", "simulated_low", "simulated_high", "error"}) put(row, key, Json{});
  put(row, "verdict", Json::of(std::string(study.empty() ? "not measured" : not_run)));
  put(row, "why", Json::of(std::string(study.empty() ? "no query measures it" : "")));
}

}  // namespace

std::string claims_command(const std::string& id, const std::string& entries) {
  return "bowlby claims run " + id + (entries.empty() ? "" : " --entries " + shell_word(entries)) + " --output out/" +
         id;
}

Expected<std::string> claims_json(const std::string& entries) {
  const auto sources = claims_from(entries);
  if (!sources) return sources.problems();
  const auto book = read_claims(*sources);
  if (!book) return book.problems();
  const auto run = entries.empty() ? committed("claims") : Expected<Json>(Json{});
  if (!run) return run.problems();
  auto found = parse_json(outcomes_json(kept_outcomes(*book, *run)), "claims");
  if (!found) return found.problems();
  Json rows = found->at("claims");
  for (Json& claim : rows.items) {
    const std::string id = claim.at("id").text;
    if (claim.at("verdict").kind != Json::Kind::text) put(claim, "verdict", Json::of(verdict_without_run(claim)));
    put(claim, "covers", claim.at("uncovered"));
    put(claim, "numbers", numbers_of(claim));
    const bool runs = !claim.at("parts").items.empty();
    put(claim, "command", runs ? Json::of(claims_command(id, entries)) : Json{});
  }
  Json out = object();
  out.set("run", origin(*run, "bowlby claims run --all --output out/claims"));
  out.set("counts", found->at("counts"));
  out.set("claims", std::move(rows));
  out.set("headlines", found->at("headlines"));
  return to_text(out);
}

Expected<std::string> targets_json() {
  const auto targets = published_targets();
  if (!targets) return targets.problems();
  const auto run = committed("validation");
  if (!run) return run.problems();
  std::map<std::string, const Json*> measured;
  std::map<std::string, std::size_t> place;  // in the run, which has the misses first
  for (const Json& r : run->at("rows").items) {
    place.emplace(r.at("id").text, place.size());
    measured[r.at("id").text] = &r;
  }
  std::vector<std::pair<std::size_t, Json>> rows;
  for (const evidence::Target& t : *targets) {
    Json row = target_row(t);
    const std::string study = study_of_target(t.id);
    row.set("study", Json::of(study));
    row.set("fitted", Json{Json::Kind::truth, false, 0, {}, {}, {}});
    row.set("command", study.empty() ? Json{}
                                     : Json::of("bowlby run studies/" + study + ".yaml --output out/" + study +
                                                " && bowlby compare out/" + study));
    const auto found = measured.find(t.id);
    if (found == measured.end()) {
      not_measured(row, study);
      rows.emplace_back(place.size() + (study.empty() ? 1 : 0), std::move(row));
      continue;
    }
    const Json& m = *found->second;
    for (const auto& [ours, theirs] : {std::pair{"simulated", "simulated"},
                                       {"simulated_low", "low"},
                                       {"simulated_high", "high"},
                                       {"error", "error"},
                                       {"verdict", "verdict"},
                                       {"fitted", "fitted"},
                                       {"why", "why"}})
      put(row, ours, m.at(theirs));
    rows.emplace_back(place[t.id], std::move(row));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  Json all = list();
  for (auto& [at, row] : rows) all.items.push_back(std::move(row));
  Json out = object();
  out.set("run", origin(*run, "bowlby validate --output out/validation"));
  out.set("targets", all);
  for (const char* key : {"fitted", "unfitted", "structure"})
    if (run->has(key)) out.set(key, run->at(key));
  return to_text(out);
}

std::string compared_json(const std::vector<Comparison>& table, const std::string& command) {
  std::vector<Json> rows;
  for (const Comparison& c : table) {
    Json row = target_row(c.target);
    row.set("study", Json::of(study_of_target(c.target.id)));
    row.set("command", Json::of(command));
    row.set("simulated", c.simulated ? number_or_null(c.simulated->value) : Json{});
    row.set("simulated_low", c.simulated ? number_or_null(c.simulated->low) : Json{});
    row.set("simulated_high", c.simulated ? number_or_null(c.simulated->high) : Json{});
    row.set("verdict", Json::of(std::string(name_of(c.judgement.verdict))));
    row.set("why", Json::of(c.remark));
    rows.push_back(std::move(row));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Json& a, const Json& b) {
    const auto rank = [](const Json& r) {
      return r.at("verdict").text == "outside" ? 0 : r.at("verdict").text == "inside" ? 1 : 2;
    };
    return rank(a) < rank(b);
  });
  Json all = list();
  all.items = std::move(rows);
  return to_text(all);
}

Expected<std::string> help_lines_json(const std::string& file) {
  const auto inside = embedded_file("help_lines.tsv");
  const auto table = file.empty() ? parse_tsv(inside.value_or(""), "help_lines.tsv") : read_tsv(file);
  if (!table) return table.problems();
  std::vector<std::size_t> at;
  const std::vector<std::string> columns{"country", "name",   "number",     "web",        "for_whom",
                                         "hours",   "source", "checked_on", "written_on", "confidence"};
  std::vector<Problem> problems;
  for (const std::string& column : columns) {
    const auto place = table->column(column);
    if (place)
      at.push_back(*place);
    else
      problems.push_back(place.problems().front());
  }
  if (!problems.empty()) return problems;
  Json lines = list();
  for (const TsvTable::Row& row : table->rows) {
    Json line = object();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string& cell = row.cells[at[i]];
      line.set(columns[i], columns[i] == "number" || columns[i] == "web" ? text_or_null(cell) : Json::of(cell));
    }
    lines.items.push_back(std::move(line));
  }
  Json out = object();
  out.set("lines", std::move(lines));
  out.set("stale_after_days", Json::of(180));
  out.set("note",
          Json::of(std::string(
              "Nobody is alerted by this page. Numbers change: where a line says it was not checked, or long ago, "
              "look it up. In immediate danger call the emergency number of your country.")));
  return to_text(out);
}

std::string digest_in(std::string_view json) {
  constexpr std::string_view mark = "\"digest\":";
  std::size_t at = json.find(mark);
  if (at == std::string_view::npos) return {};
  at += mark.size();
  while (at < json.size() && json[at] == ' ') ++at;
  if (at >= json.size() || json[at] != '"') return {};
  const std::size_t end = json.find('"', at + 1);
  return end == std::string_view::npos || end - at > 40 ? std::string()
                                                        : std::string(json.substr(at + 1, end - at - 1));
}

}  // namespace bowlby::server
