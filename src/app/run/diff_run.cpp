#include "app/run/diff_run.hpp"

#include <fmt/format.h>

#include <cstring>
#include <map>
#include <string_view>

#include "io/embedded.hpp"
#include "io/results/reader.hpp"
#include "io/study/file.hpp"
#include "model/years/figures.hpp"
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

std::string who(const World& w, std::uint32_t id) {
  if (id == nobody) return "nobody";
  const bool outside = w.registry.kind[id] == static_cast<std::uint8_t>(Kind::outside);
  return (outside ? "somebody from outside, number " : "person ") + std::to_string(id);
}

// Whether two numbers name one person, each in its own world: people of the run by the address of their luck, figures
// from outside, who have nothing but a number and a way of giving, by how they give.
bool same_person(const World& a, const World& b, std::uint32_t x, std::uint32_t y) {
  if (x == nobody || y == nobody) return x == y;
  const Registry &r = a.registry, &s = b.registry;
  if (r.kind[x] != s.kind[y]) return false;
  if (r.kind[x] != static_cast<std::uint8_t>(Kind::outside)) return r.stream[x] == s.stream[y];
  return r.give_mean[x] == s.give_mean[y] && r.give_momentary[x] == s.give_momentary[y] &&
         r.give_rebuff[x] == s.give_rebuff[y] && r.give_fright[x] == s.give_fright[y];
}

struct Differing {
  std::string variable, a, b;
};

// The first of one person's columns that differs, if any.
std::optional<Differing> differing(const World& a, const World& b, std::size_t slot) {
  std::optional<Differing> found;
  const auto compare = [&](const char* name, const auto& mine, const auto& theirs, int per) {
    const std::string_view column = name;
    if (found || column == "id") return;
    const auto each = static_cast<std::size_t>(per);
    for (std::size_t k = slot * each; k < (slot + 1) * each && !found; ++k) {
      if (std::memcmp(&mine[k], &theirs[k], sizeof mine[k]) == 0) continue;
      const std::string what = each > 1 ? std::string(name) + " of " + role_name(static_cast<Role>(k % each)) : name;
      if constexpr (std::is_same_v<std::decay_t<decltype(mine[k])>, std::uint32_t>) {
        const bool person = column == "tie_other";
        if (person && same_person(a, b, mine[k], theirs[k])) continue;
        found = person ? Differing{what, who(a, mine[k]), who(b, theirs[k])}
                       : Differing{what, std::to_string(mine[k]), std::to_string(theirs[k])};
      } else if constexpr (std::is_same_v<std::decay_t<decltype(mine[k])>, std::uint64_t>) {
        found = Differing{what, shares_text(mine[k]), shares_text(theirs[k])};
      } else {
        found = Differing{what, fmt::format("{:.9g}", mine[k]), fmt::format("{:.9g}", theirs[k])};
      }
    }
  };
  for_each_column(a.living, [&](const char* name, const auto& column, int per) {
    for_each_column(b.living, [&](const char* other, const auto& theirs, int) {
      if constexpr (std::is_same_v<decltype(column), decltype(theirs)>)
        if (std::strcmp(name, other) == 0) compare(name, column, theirs, per);
    });
  });
  return found;
}

}  // namespace

std::string shares_text(std::uint64_t packed) {
  std::string out;
  for (int r = 0; r < role_count; ++r) {
    int parts = 0;
    for (unsigned nibble = 0; nibble < 16; ++nibble) parts += packed_slot(packed, nibble) == r ? 1 : 0;
    if (parts > 0) out += fmt::format("{}{} {}/16", out.empty() ? "" : ", ", role_name(static_cast<Role>(r)), parts);
  }
  return out.empty() ? "nobody to turn to" : out;
}

std::optional<FirstDifference> first_cell(const World& a, const World& b, std::int32_t day) {
  FirstDifference d;
  d.any = true;
  d.day = day;
  for (std::size_t slot = 0; slot < std::min(a.living.size(), b.living.size()); ++slot)
    if (auto cell = differing(a, b, slot)) {
      d.why = "state";
      d.person = a.living.id[slot];
      d.variable = std::move(cell->variable), d.a = std::move(cell->a), d.b = std::move(cell->b);
      break;
    }
  if (a.living.size() == b.living.size()) return d.variable.empty() ? std::nullopt : std::optional(d);
  // Somebody more or less is told as such, unless those who live in both differ before that.
  if (!d.variable.empty()) return d;
  d.why = "number of living people";
  d.a = std::to_string(a.living.size());
  d.b = std::to_string(b.living.size());
  return d;
}

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
  bool renumbered = false;
  while (!x.done() && !y.done() && (renumbered || x.world().today() <= until)) {
    World before_x = x.world(), before_y = y.world();
    x.step_month(nullptr, nullptr);
    y.step_month(nullptr, nullptr);
    if (state_digest(x.world()) == state_digest(y.world())) continue;
    if (!first_cell(x.world(), y.world(), x.world().today())) {  // the same people, counted otherwise
      renumbered = true;
      continue;
    }
    // this month: live it again and stop at the first day
    Run again_x(std::move(before_x), RunOptions{}), again_y(std::move(before_y), RunOptions{});
    std::vector<World> worlds;
    again_x.after_day = [&worlds](const World& w, std::int32_t) { worlds.push_back(w); };
    again_x.step_month(nullptr, nullptr);
    std::optional<FirstDifference> found;
    std::size_t k = 0;
    again_y.after_day = [&](const World& w, std::int32_t day) {
      if (!found && k < worlds.size()) found = first_cell(worlds[k], w, day);
      ++k;
    };
    again_y.step_month(nullptr, nullptr);
    if (!found) found = first_cell(again_x.world(), again_y.world(), again_x.world().today());
    found->year = static_cast<int>(found->day / days_per_year);
    found->replicate = replicate;
    return *found;
  }
  FirstDifference odd;
  odd.any = true;
  odd.why = renumbered ? "people are only numbered otherwise; nobody's life differs through the years compared"
                       : "the recorded digests differ, but both runs agree when lived again with this program";
  odd.day = static_cast<std::int32_t>(a->stream[1][at]);
  odd.year = odd.day / days_per_year;
  odd.replicate = replicate;
  return odd;
}

}  // namespace bowlby
