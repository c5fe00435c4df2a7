#include "app/data/one_person.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/data/prepare.hpp"
#include "io/data/csv_file.hpp"
#include "io/data/fhir_file.hpp"
#include "io/data/key_file.hpp"
#include "io/text/numbers.hpp"
#include "scoring/scores.hpp"

namespace bowlby {
namespace {

constexpr std::array<const char*, 3> method_words{"mean", "sum", "graded"};
constexpr double same_total = 1e-9;

Problem fault(const OneRequest& r, std::string key, std::string reason, std::string remedy) {
  return {Fault::data, r.file, 0, 0, std::move(key), std::move(reason), std::move(remedy)};
}

std::vector<std::string> columns_of(const OneRequest& r, const scoring::Key& key) {
  if (!r.columns.empty()) return r.columns;
  std::vector<std::string> out;
  for (const std::string& item : key.items) out.push_back(r.prefix + item);
  return out;
}

// A pasted row has no head: the key's own names are put above it.
std::string with_head(std::string_view row, const std::vector<std::string>& columns) {
  std::string head, cells;
  for (const std::string& column : columns) head.append(head.empty() ? "" : ",").append(column);
  for (const char c : row)
    if (c == '\t' || c == ';' || c == ' ')
      cells += cells.empty() || cells.back() == ',' ? "" : ",";
    else
      cells += c;
  while (!cells.empty() && cells.back() == ',') cells.pop_back();
  return head + "\n" + cells + "\n";
}

std::string_view trimmed(std::string_view s) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!s.empty() && blank(s.front())) s.remove_prefix(1);
  while (!s.empty() && blank(s.back())) s.remove_suffix(1);
  return s;
}

Expected<io::AnswerTable> table_of(const OneRequest& r, const std::vector<std::string>& columns) {
  if (trimmed(r.answers).empty()) return fault(r, "answers", "is empty", "paste a row, or choose a file");
  if (io::looks_like_fhir(r.answers)) return io::parse_fhir(r.answers, r.file);
  const std::string_view plain = trimmed(r.answers);
  if (plain.find('\n') == std::string_view::npos)
    return io::parse_csv(with_head(plain, columns), r.file, io::CsvHints{',', '.'});
  return io::parse_csv(r.answers, r.file);
}

// One row alone: the others belong to other people.
void keep_row(io::AnswerTable& table, std::size_t row) {
  const std::size_t width = table.columns.size();
  const auto from = table.cells.begin() + static_cast<std::ptrdiff_t>(row * width);
  table.cells = {from, from + static_cast<std::ptrdiff_t>(width)};
  table.lines = {table.lines[row]};
  table.ragged.clear();
}

io::DataMap map_of(const OneRequest& r, scoring::Key key, const std::vector<std::string>& columns) {
  io::DataMap map;
  map.file = "the order";
  map.name = map.title = "mine";
  map.direction_stops = false;
  map.missing = r.missing;
  map.refuse_row_of_bad_value = true;  // its owner is here, and can say what was meant
  io::MappedInstrument m;
  m.key = std::move(key);
  m.wave = "once";
  m.labels = r.labels;
  for (const std::string& column : columns) m.items.push_back({column, "items", 0, 0});
  if (!r.total.empty()) m.total = io::MappedColumn{r.total, "total", 0, 0};
  map.instruments.push_back(std::move(m));
  return map;
}

// Whoever gave one row has no map to look at.
std::vector<Problem> for_one(std::vector<Problem> problems) {
  for (Problem& p : problems)
    if (p.reason.starts_with(no_row_left)) {
      p.reason.erase(0, no_row_left.size());
      p.remedy = "correct it, or say that it stands for no answer";
    }
  return problems;
}

std::optional<double> known(double x) { return std::isfinite(x) ? std::optional(x) : std::nullopt; }

OneScore score_of(const scoring::Key& key, const scoring::Scale& scale, const scoring::ScoredScale& scored,
                  std::size_t output, std::size_t answered) {
  const scoring::Output& o = scale.outputs[output];
  OneScore out;
  out.scale = scale.name, out.name = o.name, out.method = method_words[static_cast<std::size_t>(o.method)];
  out.value = known(scored.values[output][0]);
  out.answered = answered, out.items = scale.items.size(), out.fewest = scale.min_answered;
  const double times = o.method == scoring::Method::sum ? static_cast<double>(scale.items.size()) : 1;
  if (o.method != scoring::Method::graded)
    out.low = times * key.low, out.high = times * key.high;
  else if (!scored.deviation.empty())
    out.deviation = known(scored.deviation[0]);
  return out;
}

void add_notes(const Prepared& p, OnePerson& to) {
  for (const Refusal& r : p.refusals)
    to.notes.push_back("line " + std::to_string(r.line) + (r.column.empty() ? "" : ", column " + r.column) + ": " +
                       (r.value.empty() ? "" : r.value + " ") + r.why);
  if (p.instruments[0].totals.empty() || to.scores.empty() || !to.scores[0].value) return;
  const double own = p.instruments[0].totals[0], ours = *to.scores[0].value;
  if (std::isfinite(own) && std::abs(own - ours) > same_total)
    to.notes.push_back("the file says " + io::number_text(own) + " for " + to.scores[0].name + "; its answers give " +
                       io::number_text(ours));
}

}  // namespace

Expected<OnePerson> score_one(const OneRequest& r) {
  auto key = r.key_text.empty() ? io::read_key(r.key) : io::parse_key(r.key_text, "the key file");
  if (!key) return key.problems();
  const auto columns = columns_of(r, *key);
  if (columns.size() != key->items.size())
    return fault(r, "columns", "names " + std::to_string(columns.size()) + " columns",
                 "the key has " + std::to_string(key->items.size()) + " items; name one for each, in its order");
  auto table = table_of(r, columns);
  if (!table) return table.problems();
  OnePerson out;
  out.rows = table->rows();
  if (r.row < 1 || r.row > out.rows)
    return fault(r, "row", "has " + std::to_string(out.rows) + " rows of answers", "choose one of them");
  keep_row(*table, r.row - 1);
  if (const auto at = std::ranges::find(table->columns, "authored"); at != table->columns.end())
    out.authored = table->cell(0, static_cast<std::size_t>(at - table->columns.begin()));
  out.key = key->name, out.title = key->title, out.source = key->source;
  const auto people = prepare(map_of(r, *key, columns), std::move(*table));
  if (!people) return for_one(people.problems());
  const evidence::Items& answers = people->instruments[0].answers;
  const scoring::Scored scored = scoring::score(*key, answers);
  for (std::size_t s = 0; s < key->scales.size(); ++s)
    for (std::size_t o = 0; o < key->scales[s].outputs.size(); ++o)
      out.scores.push_back(
          score_of(*key, key->scales[s], scored.scales[s], o, scoring::answered(key->scales[s], answers)[0]));
  for (std::size_t i = 0; i < key->items.size(); ++i) out.answers.emplace_back(key->items[i], known(answers[i][0]));
  out.help_first = std::ranges::any_of(key->help_first, [&](std::size_t i) { return answers[i][0] > key->low; });
  add_notes(*people, out);
  return out;
}

std::vector<ShippedKey> shipped_keys_told() {
  std::vector<ShippedKey> out;
  for (const std::string& name : io::shipped_keys())
    if (const auto key = io::read_key(name)) out.push_back({name, key->title, key->items.size(), key->low, key->high});
  return out;
}

}  // namespace bowlby
