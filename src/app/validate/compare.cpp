#include "app/validate/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "app/columns.hpp"
#include "base/json.hpp"
#include "evidence/estimators.hpp"
#include "io/embedded.hpp"
#include "io/results/data_set.hpp"
#include "population/pool.hpp"

namespace bowlby {
namespace {

// Header lines of a query: "-- key: value".
std::string header(std::string_view sql, std::string_view key) {
  std::size_t at = 0;
  while (at < sql.size() && sql.substr(at, 2) == "--") {
    const std::size_t end = std::min(sql.find('\n', at), sql.size());
    const std::string_view line = sql.substr(at, end - at);
    const std::string start = fmt::format("-- {}: ", key);
    if (line.substr(0, start.size()) == start) return std::string(line.substr(start.size()));
    at = end + 1;
  }
  return {};
}

Expected<evidence::Sample> sample(const ResultsReader& reader, const std::string& sql) {
  evidence::Sample s;
  const auto take_names = [&s](const std::vector<std::string>& names) {
    s.names = names;
    s.columns.resize(names.size());
  };
  const auto take_row = [&s](std::span<const Cell> row) {
    for (std::size_t c = 0; c < row.size(); ++c)
      s.columns[c].push_back(std::holds_alternative<double>(row[c]) ? std::get<double>(row[c]) : std::nan(""));
  };
  // Every marriage question goes over all unions of the run for its answer.
  if (sql.find("first_marriage") != std::string::npos)
    if (const auto problem = reader.lay_out("first_marriage")) return *problem;
  if (const auto problem = reader.visit(sql, {}, take_names, take_row)) return *problem;
  return s;
}

std::string query_file(const std::string& id) { return "queries/" + id + ".sql"; }

bool wanted(const evidence::Target& t, const std::vector<std::string>& only) {
  const auto named = [&](std::string_view name) { return std::find(only.begin(), only.end(), name) != only.end(); };
  return only.empty() || named(t.id) || named(evidence::name_of(t.role));
}

Expected<int> replicates_of(const ResultsReader& reader) {
  const auto count = reader.query("SELECT COUNT(DISTINCT replicate) FROM stream");
  if (!count) return count.problems();
  return static_cast<int>(count->number(0, 0).value_or(1));
}

void put(JsonWriter& json, const Comparison& c) {
  const auto& s = c.simulated;
  json.object([&] {
    json.field("id", c.target.id);
    json.field("quantity", c.target.quantity);
    json.field("statistic", evidence::name_of(c.target.statistic));
    json.field("role", evidence::name_of(c.target.role));
    json.field("published", c.target.estimate);
    json.field("published_low", c.target.ci_low);
    json.field("published_high", c.target.ci_high);
    json.field("simulated", s ? s->value : std::nan(""));
    json.field("simulated_low", s ? s->low : std::nan(""));
    json.field("simulated_high", s ? s->high : std::nan(""));
    json.field("n", s ? s->n : 0);
    const evidence::Verdict v = c.judgement.verdict;
    json.field("inside",
               v == evidence::Verdict::unmeasured ? std::nullopt : std::optional(v == evidence::Verdict::inside));
    json.field("verdict", verdict_word(v));
    if (c.by_replicate.empty()) return;
    json.key("replicates");
    json.list(c.by_replicate, [&json](const evidence::Maybe& m) { json.value(m ? m->value : std::nan("")); });
  });
}

// "       8 replicates by themselves: mean 0.36, standard deviation 0.04, from 0.29 to 0.42"
std::string replicates_line(const Comparison& c) {
  const auto s = evidence::spread(c.by_replicate);
  if (!s) return {};
  return fmt::format(
      "       {} replicates by themselves: mean {:.3g}, standard deviation {:.2g}, from {:.3g} to {:.3g}\n",
      s->replicates, s->mean, s->sd, s->least, s->greatest);
}

}  // namespace

std::string query_header(const std::string& file, std::string_view key) {
  const auto sql = embedded_file(file);
  return sql ? header(*sql, key) : std::string();
}

Expected<evidence::Maybe> measure_query(const ResultsReader& reader, const std::string& file) {
  return measure_sql(reader, std::string(embedded_file(file).value_or("")));
}

Expected<evidence::Maybe> measure_sql(const ResultsReader& reader, const std::string& sql) {
  const auto rows = sample(reader, sql);
  if (!rows) return rows.problems();
  return evidence::estimate(header(sql, "estimator"), *rows);
}

Expected<std::vector<evidence::Maybe>> measure_queries(const ResultsReader& reader,
                                                       const std::vector<std::string>& files) {
  std::vector<evidence::Maybe> values(files.size());
  // The queries are independent, so each thread puts them through a connection of its own and keeps the pages it read.
  std::vector<std::vector<Problem>> problems(files.size());
  Pool pool(0);
  std::vector<std::optional<Expected<ResultsReader>>> own(static_cast<std::size_t>(pool.threads()));
  pool.for_each_block(files.size(), [&](std::size_t i, int worker) {
    auto& mine = own[static_cast<std::size_t>(worker)];
    if (!mine) mine.emplace(reader.again());
    if (!*mine) {
      problems[i] = mine->problems();
      return;
    }
    const auto value = measure_query(**mine, files[i]);
    if (value)
      values[i] = *value;
    else
      problems[i] = value.problems();
  });
  for (const auto& each : problems)
    if (!each.empty()) return each;
  return values;
}

std::string verdict_word(evidence::Verdict v) {
  return v == evidence::Verdict::inside ? "in" : v == evidence::Verdict::outside ? "out" : "not measured";
}

Expected<std::vector<Comparison>> compare(const ResultsReader& reader, const std::vector<std::string>& only) {
  const auto targets = published_targets();
  if (!targets) return targets.problems();
  const auto unlike = instruments_on_another_range(reader);
  if (!unlike) return unlike.problems();
  const std::string study = reader.provenance("study_name").value_or("");
  std::vector<Comparison> table;
  std::vector<std::string> queries;
  std::vector<std::size_t> measured;  // of the table, one for each query
  for (const evidence::Target& t : *targets) {
    const auto sql = embedded_file(query_file(t.id));
    if (!sql || header(*sql, "study") != study || !wanted(t, only)) continue;
    Comparison c;
    c.target = t;
    c.meant_for_this_study = true;
    const std::string proxy = header(*sql, "proxy"), note = header(*sql, "note");
    c.remark = proxy.empty() ? note : "stand-in: " + proxy;
    const auto other = std::ranges::find_if(
        *unlike, [&sql](const std::string& i) { return sql->find("'" + i + "'") != std::string_view::npos; });
    if (other == unlike->end()) {
      measured.push_back(table.size());
      queries.push_back(query_file(t.id));
    } else {
      c.remark = "these answers have " + *other + " on another range";
    }
    table.push_back(std::move(c));
  }
  const auto values = measure_queries(reader, queries);
  if (!values) return values.problems();
  for (std::size_t i = 0; i < measured.size(); ++i) table[measured[i]].simulated = (*values)[i];
  for (std::size_t i = 0; i < table.size(); ++i) {
    table[i].judgement = evidence::judge(table[i].target, table[i].simulated);
  }
  return table;
}

std::optional<Problem> measure_replicates(const ResultsReader& reader, std::vector<Comparison>& table) {
  const auto replicates = replicates_of(reader);
  if (!replicates) return replicates.problems().front();
  if (*replicates < 2) return std::nullopt;
  for (Comparison& c : table) c.by_replicate.resize(static_cast<std::size_t>(*replicates));
  std::vector<std::optional<Problem>> problems(static_cast<std::size_t>(*replicates));
  Pool(0).for_each_block(problems.size(), [&](std::size_t r, int) {
    const auto own = reader.again();
    if (!own) {
      problems[r] = own.problems().front();
      return;
    }
    problems[r] = own->narrow_to(static_cast<std::uint32_t>(r));
    for (std::size_t i = 0; i < table.size() && !problems[r]; ++i) {
      const auto value = measure_target(*own, table[i].target.id);
      if (value)
        table[i].by_replicate[r] = *value;
      else
        problems[r] = value.problems().front();
    }
  });
  for (const auto& problem : problems)
    if (problem) return problem;
  return std::nullopt;
}

std::optional<Problem> why_nothing_to_compare(const ResultsReader& reader, const std::vector<std::string>& only) {
  const auto targets = published_targets();
  if (!targets) return targets.problems().front();
  const std::string study = reader.provenance("study_name").value_or("");
  std::set<std::string> studies;
  std::vector<std::string> names;
  for (const evidence::Target& t : *targets) {
    names.push_back(t.id);
    if (const std::string of = study_of_target(t.id); !of.empty()) studies.insert(of);
  }
  const auto nothing = [](std::string key, std::string reason, std::string remedy) {
    return Problem{Fault::usage, "", 0, 0, std::move(key), std::move(reason), std::move(remedy)};
  };
  std::string offered;
  for (const std::string& s : studies) offered += (offered.empty() ? "" : ", ") + s;
  for (const std::string& name : only) {
    if (evidence::role_named(name)) continue;
    const std::string near = nearest_name(name, names), of = study_of_target(name);
    if (std::find(names.begin(), names.end(), name) == names.end())
      return nothing("--only " + name, "is neither a target nor a role",
                     near.empty() ? "see evidence/targets.tsv for the targets" : "did you mean " + near + "?");
    if (of != study)
      return nothing("--only " + name, of.empty() ? "no query measures it" : "is measured in the study " + of,
                     "this run is of the study " + study);
  }
  if (!studies.contains(study))
    return Problem{Fault::data,
                   "",
                   0,
                   0,
                   study,
                   "no published number is meant for this study",
                   "these studies have some: " + offered};
  return std::nullopt;
}

std::string study_of_target(const std::string& id) { return query_header(query_file(id), "study"); }

Expected<evidence::Maybe> measure_target(const ResultsReader& reader, const std::string& id) {
  return measure_query(reader, query_file(id));
}

std::string to_json(const std::vector<Comparison>& table, const std::vector<DailyLife>& days) {
  JsonWriter json(JsonWriter::Spaces::some, 4);
  json.open('[');
  for (const Comparison& c : table) {
    json.line(2);
    put(json, c);
  }
  json.digits(6);
  for (const DailyLife& d : days) put(json, d);
  json.line(0);
  json.close(']');
  return json.take() + "\n";
}

std::string to_text(const std::vector<Comparison>& table) {
  const auto line = [](const std::array<std::string, 7>& c) {
    return left(c[0], 7) + left(clipped(c[1], 52), 54) + right(c[2], 10) + right(c[3], 20) + right(c[4], 10) +
           right(c[5], 20) + "  " + c[6] + "\n";
  };
  std::string out = line({"id", "quantity", "published", "interval", "simulated", "interval", "inside"});
  const auto interval = [](const std::optional<double>& low, const std::optional<double>& high) {
    return low && high ? fmt::format("[{:.3g}, {:.3g}]", *low, *high) : std::string();
  };
  int in = 0, measured = 0;
  for (const Comparison& c : table) {
    const auto& s = c.simulated;
    measured += s ? 1 : 0;
    in += c.judgement.verdict == evidence::Verdict::inside ? 1 : 0;
    out += line({c.target.id, c.target.quantity, fmt::format("{:.3g}", c.target.estimate),
                 interval(c.target.ci_low, c.target.ci_high), s ? fmt::format("{:.3g}", s->value) : "-",
                 s ? interval(s->low, s->high) : "", verdict_word(c.judgement.verdict)});
    if (c.by_replicate.size() > 1) out += replicates_line(c);
  }
  return out + fmt::format("{} of {} measured targets inside ({} listed)\n", in, measured, table.size());
}

}  // namespace bowlby
