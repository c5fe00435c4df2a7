#include "app/data/sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "app/data/relations_sheet.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "io/results/export_csv.hpp"
#include "io/text/numbers.hpp"

namespace bowlby {
namespace {

using scoring::Key;
using scoring::Scale;
using scoring::Scored;
using scoring::ScoredScale;

std::string count(std::size_t n, const char* one, const char* many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

std::string number(double x, int decimals = 3) { return std::isnan(x) ? "-" : fixed(x, decimals); }

// 3, 7-9, 12
std::string ranges(const std::vector<int>& lines) {
  std::string out;
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t last = i;
    while (last + 1 < lines.size() && lines[last + 1] == lines[last] + 1) ++last;
    out += (out.empty() ? "" : ", ") + std::to_string(lines[i]);
    if (last > i) out += (last == i + 1 ? ", " : "-") + std::to_string(lines[last]);
    i = last + 1;
  }
  return out;
}

// A bar would end the cell of a table.
std::string cell(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '|' ? "\\|" : c == '\n' || c == '\r' ? " " : std::string(1, c);
  return out;
}

class Sheet {
 public:
  Sheet(const Prepared& p, const std::vector<Scored>& scores) : p_(p), scores_(scores) {}

  std::string text() {
    head();
    rows();
    values();
    people();
    said();
    scales();
    out_ += relations_sheet(p_, scores_);
    for (std::size_t i = 0; i < scores_.size(); ++i) items(i);
    return std::move(out_);
  }

 private:
  template <class... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    out_ += fmt::format(format, std::forward<Args>(args)...);
  }

  void head() {
    add("# Data sheet: {}\n\n", p_.map.name);
    if (!p_.map.title.empty()) add("{}\n\n", p_.map.title);
    add("File {}: {} in {}; {}.\n", p_.table.file, count(p_.rows_read, "row", "rows"),
        count(p_.table.columns.size(), "column", "columns"), joined(p_.table.concluded, "; "));
    add("Map {}.\n\n", p_.map.file);
    add("Rows: {} read, {} used, {} refused. Single values refused: {}.\n\n", p_.rows_read, p_.used.size(),
        p_.rows_refused, std::ranges::count(p_.refusals, false, &Refusal::row));
  }

  void rows() {
    std::vector<std::string> order;
    std::map<std::string, std::vector<int>> by_reason;
    for (const Refusal& r : p_.refusals) {
      if (!r.row) continue;
      auto& lines = by_reason[r.why];
      if (lines.empty()) order.push_back(r.why);
      lines.push_back(r.line);
    }
    if (!order.empty()) add("## Rows refused\n\n");
    for (const std::string& why : order)
      add("- {} ({}): {} {}\n", why, by_reason[why].size(), by_reason[why].size() == 1 ? "line" : "lines",
          ranges(by_reason[why]));
    if (!order.empty()) out_ += "\n";
    if (!p_.same_answer.empty())
      add("## Rows to look at\n\n- have one answer throughout ({}), and are kept: {} {}\n\n", p_.same_answer.size(),
          p_.same_answer.size() == 1 ? "line" : "lines", ranges(p_.same_answer));
  }

  // All of them stand in refused.csv; here the first of each column.
  void values() {
    constexpr std::size_t most = 20;
    std::map<std::string, std::size_t> shown;
    std::size_t left_out = 0;
    bool any = false;
    for (const Refusal& r : p_.refusals) {
      if (r.row) continue;
      if (!any) add("## Values refused\n\n| line | column | value | why |\n|---|---|---|---|\n");
      any = true;
      if (shown[r.column]++ < most)
        add("| {} | {} | {} | {} |\n", r.line, cell(r.column), cell(r.value), r.why);
      else
        ++left_out;
    }
    if (left_out > 0) add("\nand {} more of the same columns, in refused.csv\n", left_out);
    if (any) out_ += "\n";
  }

  void people() {
    std::vector<std::string> lines;
    if (p_.map.age) {
      std::vector<double> ages;
      for (const double a : p_.age)
        if (!std::isnan(a)) ages.push_back(a);
      std::ranges::sort(ages);
      lines.push_back(ages.empty() ? "age: told by nobody"
                                   : fmt::format("age: told by {}, {} to {}, median {}", ages.size(),
                                                 io::number_text(ages.front()), io::number_text(ages.back()),
                                                 io::number_text(ages[ages.size() / 2])));
    }
    if (p_.map.sex)
      lines.push_back(fmt::format("sex: {} female, {} male, {} neither or not told", std::ranges::count(p_.sex, 'f'),
                                  std::ranges::count(p_.sex, 'm'), std::ranges::count(p_.sex, ' ')));
    if (p_.map.arm) {
      std::string arms;
      for (std::size_t a = 0; a < p_.arms.size(); ++a)
        arms += fmt::format("{} {}, ", p_.arms[a], std::ranges::count(p_.arm, static_cast<int>(a)));
      lines.push_back(fmt::format("arm: {}{} without", arms, std::ranges::count(p_.arm, -1)));
    }
    if (const auto nameless = std::ranges::count(p_.ids, ""); p_.map.id && nameless > 0)
      lines.push_back(fmt::format("id: {} without, each taken for a person of its own",
                                  count(static_cast<std::size_t>(nameless), "row", "rows")));
    if (p_.occasions) lines.push_back(occasions());
    if (p_.members) lines.push_back(couples());
    for (std::size_t t = 0; t < p_.told.size(); ++t) lines.push_back(told(t));
    if (!lines.empty()) add("## People\n\n- {}\n\n", joined(lines, "\n- "));
  }

  std::string occasions() const {
    std::vector<std::size_t> rows(p_.people, 0);
    for (const std::size_t person : p_.person) ++rows[person];
    std::ranges::sort(rows);
    if (p_.map.round_robin)
      return fmt::format(
          "round robin: {} people answered about {} to {} others, median {}; {} rows without any answer. Rows of one "
          "person count one by one in everything below",
          p_.people, rows.front(), rows.back(), rows[rows.size() / 2], p_.silent);
    return fmt::format(
        "occasions: {} in the file; {} people answered at {} to {} of them, median {}; {} rows without any answer. "
        "Rows of one person count one by one in everything below",
        p_.occasions->words.size(), p_.people, rows.front(), rows.back(), rows[rows.size() / 2], p_.silent);
  }

  std::string couples() const {
    std::map<std::string, std::set<std::size_t>> people;
    for (std::size_t r = 0; r < p_.used.size(); ++r)
      if (const std::string& couple = p_.members->couple[p_.used[r]]; !couple.empty())
        people[couple].insert(p_.person[r]);
    const auto of = [&](std::size_t n) {
      return std::ranges::count_if(people, [n](const auto& c) { return c.second.size() == n; });
    };
    std::string line = fmt::format("couples: {} with both members, {} with one", of(2), of(1));
    if (!p_.map.couple->partner.empty()) {
      line += fmt::format("; the partner's columns agree with the partner's own row in {} cells and differ in {}",
                          p_.members->agree, p_.members->differ);
      if (p_.members->differ > 0) line += " (first: " + p_.members->first_difference + ")";
    }
    return line;
  }

  std::string told(std::size_t t) const {
    constexpr std::size_t most = 12;
    std::map<std::string, std::size_t> counts;
    for (const std::string& v : p_.told[t]) ++counts[v];
    const std::size_t empty = counts[""];
    counts.erase("");
    std::string line = p_.map.told[t].name + ": " + count(counts.size(), "value", "values");
    if (counts.size() <= most)
      for (const auto& [value, n] : counts)
        line += fmt::format("{} {} {}", &value == &counts.begin()->first ? ";" : ",", value, n);
    if (counts.contains("NA")) line += "; NA is kept as a value here";
    return line + (empty > 0 ? fmt::format("; {} empty", empty) : "");
  }

  // What the file itself says of the columns that the map names: labels, and values it calls missing.
  void said() {
    std::vector<std::string> mapped;
    for (const auto* c : {&p_.map.id, &p_.map.age, &p_.map.sex, &p_.map.arm})
      if (*c) mapped.push_back((*c)->name);
    for (const io::MappedColumn& c : p_.map.told) mapped.push_back(c.name);
    for (const io::MappedInstrument& m : p_.map.instruments)
      for (const io::MappedColumn& c : m.items) mapped.push_back(c.name);
    std::string rows;
    for (std::size_t c = 0; c < p_.table.said.size(); ++c) {
      const io::AnswerTable::Said& s = p_.table.said[c];
      const bool named =
          std::ranges::count(mapped, p_.table.columns[c]) + std::ranges::count(mapped, p_.table.aliases[c]) > 0;
      if (!named || (s.label.empty() && s.values.empty() && s.missing.empty())) continue;
      std::vector<std::string> values, missing;
      for (const auto& [value, label] : s.values) values.push_back(value + " " + label);
      for (const auto& [value, times] : s.missing) missing.push_back(fmt::format("{} ({})", value, times));
      rows += fmt::format("| {} | {} | {} | {} |\n", cell(p_.table.columns[c]), cell(s.label),
                          cell(joined(values, "; ")), cell(joined(missing, "; ")));
    }
    if (!rows.empty())
      add("## What the file says of its columns\n\nValues that it calls missing are no answers here; how often each "
          "stands there is in brackets.\n\n| column | label | values | missing |\n|---|---|---|---|\n{}\n",
          rows);
  }

  void scales() {
    add("## Scales\n\nAlpha and omega are of the rows that answered every item; beyond `change` two scores of one "
        "person differ "
        "by "
        "more than error alone makes them in 95 of 100 cases.\n\n"
        "| scale | score | n | mean | sd | alpha (95 %) | omega | complete rows | error | change "
        "|\n|---|---|---|---|---|---|---|---|---|---|\n");
    for (std::size_t i = 0; i < scores_.size(); ++i)
      for (std::size_t s = 0; s < scores_[i].scales.size(); ++s) scale(p_.map.instruments[i], s, scores_[i].scales[s]);
    out_ += "\n";
    for (std::size_t i = 0; i < scores_.size(); ++i) remarks(i);
    out_ += "\n";
  }

  void scale(const io::MappedInstrument& m, std::size_t at, const ScoredScale& s) {
    const Scale& scale = m.key.scales[at];
    add("| {}.{} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", m.key.name, scale.name, scale.outputs.front().name,
        s.scored, number(s.mean), number(s.sd),
        s.alpha ? fmt::format("{} ({} to {})", number(s.alpha->value), number(s.alpha->low), number(s.alpha->high))
                : "-",
        s.omega ? number(*s.omega) : "-", s.alpha ? s.alpha->n : 0, s.error ? number(*s.error) : "-",
        s.change ? number(*s.change) : "-");
  }

  void remarks(std::size_t i) {
    const io::MappedInstrument& m = p_.map.instruments[i];
    for (std::size_t s = 0; s < m.key.scales.size(); ++s) {
      const Scale& scale = m.key.scales[s];
      const ScoredScale& found = scores_[i].scales[s];
      const std::string name = m.key.name + "." + scale.name;
      if (found.direction.fault()) add("- {}: {}\n", name, found.direction.reason);
      if (found.direction.pointing == scoring::Pointing::unjudged)
        add("- {}: too few complete rows to judge whether its items point one way\n", name);
      if (!found.direction.doubtful.empty()) {
        std::vector<std::string> names;
        for (const std::size_t d : found.direction.doubtful) names.push_back(m.key.items[scale.items[d]]);
        add("- {}: against the others, but not beyond chance: {}\n", name, joined(names, ", "));
      }
      if (found.alpha && found.alpha->value < 0)
        add("- {}: an alpha below 0 is a fault of coding, not a finding\n", name);
      for (const std::string& u : found.unlike) add("- {}: unlike what the key expects: {}\n", name, u);
      const std::size_t unscored = p_.used.size() - found.scored;
      if (unscored > 0)
        add("- {}: {} with fewer than {} of {} answers, not scored\n", name, count(unscored, "row", "rows"),
            scale.min_answered, scale.items.size());
    }
    totals(i);
  }

  // The file's own total beside ours.
  void totals(std::size_t i) {
    constexpr std::size_t most = 20;
    const io::MappedInstrument& m = p_.map.instruments[i];
    if (!m.total) return;
    const auto& ours = scores_[i].scales.front().values.front();
    std::size_t alike = 0, unlike = 0, absent = 0;
    for (std::size_t r = 0; r < ours.size(); ++r) {
      const double theirs = p_.instruments[i].totals[r];
      if (std::isnan(theirs) || std::isnan(ours[r])) {
        ++absent;
      } else if (std::abs(theirs - ours[r]) <= 1e-6) {
        ++alike;
      } else if (++unlike <= most) {
        add("- {}: line {}: {} here, and the file's own {} says {}\n", m.key.name, p_.table.lines[p_.used[r]],
            io::number_text(ours[r]), m.total->name, io::number_text(theirs));
      }
    }
    add("- {}: the file's own {} agrees in {}, differs in {}, and cannot be compared in {}\n", m.key.name,
        m.total->name, alike, unlike, absent);
  }

  void items(std::size_t i) {
    const io::MappedInstrument& m = p_.map.instruments[i];
    std::set<double> answers;
    for (const ItemCounts& c : p_.instruments[i].counts)
      for (const auto& [value, n] : c.values) answers.insert(value);
    constexpr std::size_t most = 12;
    const bool wide = answers.size() > most;
    add("## Items of {}\n\nHow often each answer was given, then the same after keying where the item is reversed.\n\n"
        "| item | column | reversed | none | refused |",
        m.key.name);
    if (!wide)
      for (const double a : answers) add(" {} |", io::number_text(a));
    add(" keyed | with the others |\n|---|---|---|---|---|");
    if (!wide)
      for (std::size_t a = 0; a < answers.size(); ++a) out_ += "---|";
    out_ += "---|---|\n";
    for (std::size_t s = 0; s < m.key.scales.size(); ++s)
      for (std::size_t k = 0; k < m.key.scales[s].items.size(); ++k) item(i, s, k, wide ? std::set<double>{} : answers);
    out_ += "\n";
  }

  void item(std::size_t i, std::size_t s, std::size_t k, const std::set<double>& answers) {
    const io::MappedInstrument& m = p_.map.instruments[i];
    const Scale& scale = m.key.scales[s];
    const std::size_t place = scale.items[k];
    const ItemCounts& c = p_.instruments[i].counts[place];
    const bool reversed = scale.reversed[k] && !m.as_keyed;
    add("| {} | {} | {} | {} | {} |", m.key.items[place], cell(m.items[place].name),
        scale.reversed[k] ? (m.as_keyed ? "before" : "yes") : "", c.missing, c.refused);
    const auto of = [&](double answer) {
      const auto at = c.values.find(answer);
      return at == c.values.end() ? std::size_t{0} : at->second;
    };
    std::string keyed;
    for (const double a : answers) {
      add(" {} |", of(a));
      keyed += (keyed.empty() ? "" : " ") + std::to_string(of(scoring::keyed(m.key, true, a)));
    }
    add(" {} | {} |\n", reversed ? keyed : "", number(scores_[i].scales[s].direction.item_rest[k], 2));
  }

  const Prepared& p_;
  const std::vector<Scored>& scores_;
  std::string out_;
};

}  // namespace

std::string data_sheet(const Prepared& p, const std::vector<Scored>& scores) { return Sheet(p, scores).text(); }

std::string refused_csv(const Prepared& p) {
  const auto line = [](std::vector<Cell> cells) { return csv_line(cells); };
  std::string out = line({"file", "line", "column", "value", "refused", "why"});
  for (const Refusal& r : p.refusals)
    out += line({p.table.file, static_cast<double>(r.line), r.column.empty() ? Cell() : Cell(r.column),
                 r.value.empty() ? Cell() : Cell(r.value), r.row ? "row" : "value", r.why});
  return out;
}

}  // namespace bowlby
