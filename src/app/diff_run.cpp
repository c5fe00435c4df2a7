#include "app/diff_run.hpp"

#include <cstring>
#include <map>

#include "io/embedded.hpp"
#include "io/results_reader.hpp"
#include "io/study_file.hpp"
#include "population/run.hpp"

namespace bowlby {
namespace {

struct Past {
  Study study;
  std::vector<std::vector<double>> stream;  // replicate, day, living
  std::vector<std::string> digests;
  std::map<std::string, std::string> tables;  // their digests
};

Expected<Past> past_of(const std::string& dir) {
  const auto reader = read_results(dir, true);  // of files that lost rows nothing can be said
  if (!reader) return reader.problems();
  auto study = parse_study(reader->provenance("study").value_or(""), dir + " (study inside the results)");
  if (!study) return study.problems();
  const auto table = reader->query("SELECT replicate, day, digest FROM stream ORDER BY replicate, day");
  if (!table) return table.problems();
  const auto digests = reader->query(
      "SELECT substr(key, 11), value FROM provenance WHERE key LIKE 'digest of %' AND key NOT IN "
      "('digest of the file', 'digest of provenance', 'digest of schema', 'digest of stream')");
  if (!digests) return digests.problems();
  Past p{*study, {{}, {}}, {}, {}};
  for (std::size_t i = 0; i < digests->rows.size(); ++i) p.tables[digests->text(i, 0)] = digests->text(i, 1);
  for (std::size_t i = 0; i < table->rows.size(); ++i) {
    p.stream[0].push_back(table->number(i, 0).value_or(0));
    p.stream[1].push_back(table->number(i, 1).value_or(0));
    p.digests.push_back(table->text(i, 2));
  }
  return p;
}

// The first cell in which two worlds differ, in the order of people and then of columns.
FirstDifference first_cell(const World& a, const World& b, std::int32_t day) {
  FirstDifference d;
  d.any = true;
  d.day = day;
  if (a.living.size() != b.living.size()) {
    d.why = "number of living people";
    d.a = static_cast<double>(a.living.size());
    d.b = static_cast<double>(b.living.size());
    return d;
  }
  std::size_t best = a.living.size();
  for_each_column(a.living, [&](const char* name, const auto& column, int per) {
    const std::size_t each = static_cast<std::size_t>(per);
    for_each_column(b.living, [&](const char* other, const auto& theirs, int) {
      if constexpr (std::is_same_v<decltype(column), decltype(theirs)>) {
        if (std::strcmp(name, other) != 0) return;
        for (std::size_t k = 0; k < column.size() && k / each < best; ++k) {
          if (std::memcmp(&column[k], &theirs[k], sizeof column[k]) == 0) continue;
          best = k / each;
          d.why = "state";
          d.person = a.living.id[best];
          d.variable = each > 1 ? std::string(name) + " of " + role_name(static_cast<Role>(k % each)) : name;
          d.a = static_cast<double>(column[k]);
          d.b = static_cast<double>(theirs[k]);
          break;
        }
      }
    });
  });
  return d;
}

}  // namespace

Expected<FirstDifference> diff_run(const std::string& dir_a, const std::string& dir_b) {
  const auto a = past_of(dir_a), b = past_of(dir_b);
  if (!a) return a.problems();
  if (!b) return b.problems();
  const auto tables = published_life_tables();
  if (!tables) return tables.problems();

  const std::size_t common = std::min(a->digests.size(), b->digests.size());
  std::size_t at = 0;
  while (at < common && a->digests[at] == b->digests[at] && a->stream[1][at] == b->stream[1][at]) ++at;
  FirstDifference none;
  if (at == common) {
    none.any = a->digests.size() != b->digests.size();
    if (none.any) none.why = "length";
    if (none.any || write_study(a->study) != write_study(b->study)) return none;
    for (const auto& [table, digest] : a->tables)  // one study, one state: then every row must be the same too
      if (const auto other = b->tables.find(table); !none.any && other != b->tables.end() && other->second != digest) {
        none.any = true;
        none.why = "table " + table + ", though every state is the same";
      }
    return none;
  }
  const auto replicate = static_cast<std::uint32_t>(a->stream[0][at]);
  const auto world_of = [&](const Past& p) {
    Scenario s = p.study.scenario;
    s.replicate = replicate;
    s.record_moments = s.record_courses = 0;
    return Run(s, *tables, RunOptions{});
  };
  Run x = world_of(*a), y = world_of(*b);
  const auto until = static_cast<std::int32_t>(a->stream[1][at]) + days_per_year;
  std::vector<std::uint64_t> days;  // state digests of x through the month being compared
  while (!x.done() && !y.done() && x.world().today() <= until) {
    World before_x = x.world(), before_y = y.world();
    x.step_month(nullptr, nullptr);
    y.step_month(nullptr, nullptr);
    if (state_digest(x.world()) == state_digest(y.world())) continue;
    // this month: live it again and stop at the first day
    Run again_x(std::move(before_x), RunOptions{}), again_y(std::move(before_y), RunOptions{});
    days.clear();
    std::vector<World> worlds;
    again_x.after_day = [&worlds](const World& w, std::int32_t) { worlds.push_back(w); };
    again_x.step_month(nullptr, nullptr);
    FirstDifference found;
    std::size_t k = 0;
    again_y.after_day = [&](const World& w, std::int32_t day) {
      if (!found.any && k < worlds.size() && state_digest(worlds[k]) != state_digest(w)) {
        found = first_cell(worlds[k], w, day);
        found.year = static_cast<int>(day / days_per_year);
        found.replicate = replicate;
      }
      ++k;
    };
    again_y.step_month(nullptr, nullptr);
    if (!found.any) found = first_cell(again_x.world(), again_y.world(), again_x.world().today());
    return found;
  }
  FirstDifference odd;
  odd.any = true;
  odd.why = "the recorded digests differ, but both runs agree when lived again with this program";
  odd.day = static_cast<std::int32_t>(a->stream[1][at]);
  odd.year = odd.day / days_per_year;
  odd.replicate = replicate;
  return odd;
}

}  // namespace bowlby
