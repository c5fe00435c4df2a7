#include "io/data/map_file.hpp"

#include <algorithm>
#include <filesystem>

#include "io/data/key_file.hpp"
#include "io/files/files.hpp"
#include "io/text/fields.hpp"

namespace bowlby::io {
namespace {

constexpr std::size_t largest_file = 1 << 20, longest_name = 256, longest_text = 4000;

const Names map_keys{"name",  "title",   "id",          "age",        "sex",         "arm",
                     "told",  "missing", "instruments", "bad_value",  "same_answer", "direction",
                     "items", "couple",  "occasion",    "round_robin"};

// A score of two keys of one name that would stand on two ranges; empty: none does.
std::string scored_otherwise(const scoring::Key& a, const scoring::Key& b, bool with_items) {
  const bool same_answers = a.low == b.low && a.high == b.high;
  if (with_items && !same_answers && !a.items.empty()) return "item_" + a.items.front();
  for (const scoring::Scale& s : a.scales)
    for (const scoring::Output& o : s.outputs)
      for (const scoring::Scale& t : b.scales)
        for (const scoring::Output& p : t.outputs) {
          if (p.name != o.name) continue;
          const bool alike = o.method == p.method && (o.method == scoring::Method::graded || same_answers) &&
                             (o.method != scoring::Method::sum || s.items.size() == t.items.size());
          if (!alike) return o.name;
        }
  return "";
}

class MapReader {
 public:
  MapReader(Problems& problems, const Node& root, std::string folder)
      : problems_(problems), root_(root), folder_(std::move(folder)) {}

  DataMap read() {
    const Fields in(problems_, root_, "", map_keys);
    if (const auto f = in.require("name")) map_.name = f->name().value_or("");
    in.line("title", map_.title, longest_text);
    if (const auto f = in.find("id")) map_.id = column(*f);
    if (const auto f = in.find("arm")) map_.arm = column(*f);
    if (const auto f = in.find("age")) read_age(*f);
    if (const auto f = in.find("sex")) read_sex(*f);
    if (const auto f = in.find("told"))
      for (const Field& each : f->list(true))
        if (auto told = column(each)) map_.told.push_back(std::move(*told));
    if (const auto f = in.find("missing"))
      for (const Field& each : f->list(true))
        if (const auto code = each.line(longest_name)) map_.missing.push_back(*code);
    read_choices(in);
    if (const auto f = in.find("couple")) read_couple(*f);
    if (const auto f = in.find("occasion")) read_occasion(*f);
    if (const auto f = in.find("round_robin")) read_round_robin(*f);
    if (const auto f = in.require("instruments"))
      for (const Field& each : f->list()) read_instrument(each);
    if (problems_.none() && map_.instruments.empty())
      problems_.add(root_, "instruments", "there is none", "name a key and its columns");
    return std::move(map_);
  }

 private:
  std::optional<MappedColumn> column(const Field& f) {
    const auto name = f.line(longest_name);
    if (!name) return std::nullopt;
    return MappedColumn{*name, f.key(), f.node().line, f.node().column};
  }

  void read_age(const Field& f) {
    if (f.node().kind == Node::Kind::scalar) {
      map_.age = column(f);
      return;
    }
    const Fields in(problems_, f, {"column", "range"});
    if (const auto c = in.require("column")) map_.age = column(*c);
    const auto range = in.find("range");
    if (!range) return;
    const auto ends = range->list();
    if (ends.size() != 2) return range->problem("needs the lowest and the highest age", "write range: [18, 99]");
    map_.age_low = ends[0].number(0, 200).value_or(0);
    map_.age_high = ends[1].number(0, 200).value_or(0);
    if (map_.age_high < map_.age_low) range->problem("the highest age is below the lowest", "write range: [18, 99]");
  }

  void read_sex(const Field& f) {
    const Fields in(problems_, f, {"column", "female", "male"});
    if (const auto c = in.require("column")) map_.sex = column(*c);
    in.line("female", map_.female, longest_name);
    in.line("male", map_.male, longest_name);
    if (problems_.none() && map_.female == map_.male)
      f.problem("female and male are written alike", "say how the file writes them: {column: sex, female: 2, male: 1}");
  }

  void read_occasion(const Field& f) {
    for (const Field& each : f.list(true))
      if (auto c = column(each)) map_.occasion.push_back(std::move(*c));
    const bool household = map_.couple && !map_.couple->endings.empty();
    if (household && !map_.couple->unit && !map_.id)
      f.problem("several rows of one couple need its name",
                "name the column of the couple: couple: {unit: COLUMN, ...}");
    if (!household && !map_.id)
      f.problem("several rows of one person need an id", "name the column of the person: id: COLUMN");
  }

  void read_round_robin(const Field& f) {
    const Fields in(problems_, f, {"unit", "actor", "partner"});
    MappedRoundRobin each;
    for (const auto& [key, column_of] :
         {std::pair("unit", &each.unit), std::pair("actor", &each.actor), std::pair("partner", &each.partner)})
      if (const auto c = in.require(key))
        if (auto named = column(*c)) *column_of = std::move(*named);
    if (map_.id) f.problem("says who answers (actor), and so does id", "take id: away");
    if (map_.couple || !map_.occasion.empty())
      f.problem("cannot be read together with couple or occasion", "take those away, or give the file in parts");
    map_.round_robin = std::move(each);
  }

  void read_couple(const Field& f) {
    const Fields in(problems_, f, {"unit", "role", "partner", "endings", "roles"});
    MappedCouple couple;
    couple.line = f.node().line, couple.column = f.node().column;
    if (const auto c = in.find("unit")) couple.unit = column(*c);
    if (const auto c = in.find("role")) couple.role = column(*c);
    in.line("partner", couple.partner, longest_name);
    const auto two = [&](const char* key, std::vector<std::string>& into) {
      const auto list = in.find(key);
      if (!list) return;
      for (const Field& each : list->list()) into.push_back(each.line(longest_name).value_or(""));
      if (into.size() != 2 || into[0] == into[1])
        list->problem("needs two that differ", std::string("write ") + key + ": [_1, _2]");
    };
    two("endings", couple.endings);
    two("roles", couple.roles);
    if (couple.endings.empty() && !couple.unit)
      f.problem("says neither which column names the couple nor how the columns of its members end",
                "write unit: COLUMN, or endings: [_1, _2]");
    if (!couple.endings.empty() && (couple.role || !couple.partner.empty()))
      f.problem("a row is a couple (endings) or a person (role, partner)", "take one of them away");
    if (couple.endings.empty() && !couple.roles.empty())
      f.problem("roles belong to endings", "name the column of the role: role: COLUMN");
    map_.couple = std::move(couple);
  }

  void read_choices(const Fields& in) {
    const auto either = [&](const char* key, const Names& names, bool& second) {
      if (const auto f = in.find(key))
        if (const auto which = f->one_of(names, "choice")) second = *which == 1;
    };
    bool tell = false;
    either("bad_value", {"value", "row"}, map_.refuse_row_of_bad_value);
    either("same_answer", {"keep", "refuse"}, map_.refuse_same_answer);
    either("direction", {"stop", "tell"}, tell);
    map_.direction_stops = !tell;
    in.truth("items", map_.items);
  }

  void read_instrument(const Field& at) {
    const Fields in(problems_, at, {"key", "wave", "items", "as_keyed", "labels", "total"});
    MappedInstrument i;
    const auto key_field = in.require("key");
    const auto name = key_field ? key_field->line(longest_name) : std::nullopt;
    if (!name) return;
    auto key = read_key(*name, folder_);
    if (!key) {
      const Problem& first = key.problems().front();
      if (first.file.empty())
        key_field->problem(shown(*name) + " " + first.reason, first.remedy);
      else
        key_field->problem("the key cannot be read: " + text(first), "mend the key file");
      return;
    }
    i.key = std::move(*key);
    i.wave = map_.name;
    if (const auto f = in.find("wave")) i.wave = f->name().value_or("");
    in.truth("as_keyed", i.as_keyed);
    if (const auto f = in.require("items")) read_items(*f, i);
    if (const auto f = in.find("labels")) read_labels(*f, i);
    if (const auto f = in.find("total")) i.total = column(*f);
    for (const MappedInstrument& other : map_.instruments) {
      if (other.key.name != i.key.name) continue;
      if (other.wave == i.wave)
        at.problem("the wave " + i.wave + " has this instrument already", "give the second one its own wave:");
      else if (const std::string score = scored_otherwise(other.key, i.key, map_.items); !score.empty())
        at.problem(i.key.name + "." + score + " is scored on another range than in the wave " + other.wave,
                   "give one of the two keys another name:");
    }
    map_.instruments.push_back(std::move(i));
  }

  // What stands before the item's name; a list in the order of the key; or item: column.
  void read_items(const Field& f, MappedInstrument& i) {
    const auto& names = i.key.items;
    if (f.node().kind == Node::Kind::scalar) {
      const std::string before = f.line(longest_name).value_or("");
      for (const std::string& item : names) i.items.push_back({before + item, f.key(), f.node().line, f.node().column});
      return;
    }
    if (f.node().kind == Node::Kind::list) {
      const auto columns = f.list();
      if (columns.size() != names.size())
        return f.problem("names " + std::to_string(columns.size()) + " columns for the " +
                             std::to_string(names.size()) + " items of " + i.key.name,
                         "name one for each, in the order of the key");
      for (const Field& each : columns) i.items.push_back(column(each).value_or(MappedColumn{}));
      return;
    }
    const Fields in(problems_, f, names);
    for (const std::string& item : names) {
      const auto at = in.require(item);
      i.items.push_back(at ? column(*at).value_or(MappedColumn{}) : MappedColumn{});
    }
  }

  void read_labels(const Field& f, MappedInstrument& i) {
    const Fields in(problems_, f, Names{});
    for (std::size_t k = 0; k + 1 < in.node().items.size(); k += 2) {
      const Node& word = in.node().items[k];
      const Field value(problems_, in.node().items[k + 1], word, f.key() + "." + word.text.substr(0, 64));
      if (const auto number = value.number(i.key.low, i.key.high)) i.labels[word.text] = *number;
    }
  }

  Problems& problems_;
  const Node& root_;
  std::string folder_;
  DataMap map_;
};

}  // namespace

bool DataMap::is_missing(std::string_view cell) const {
  return cell.empty() || cell == "NA" || std::ranges::find(missing, cell) != missing.end();
}

Expected<DataMap> parse_map(std::string_view text, const std::string& path) {
  Problems problems(path);
  const Node root = parse_yaml(text, problems);
  if (root.kind == Node::Kind::empty) {
    if (problems.none()) problems.add(1, 1, "", "the file says nothing", "docs/data.md shows a map");
    return problems.take();
  }
  DataMap map = MapReader(problems, root, std::filesystem::path(path).parent_path().string()).read();
  if (!problems.none()) return problems.take();
  map.file = path;
  map.text = text;
  return map;
}

Expected<DataMap> read_map(const std::string& path) {
  const auto text = read_whole(path, largest_file);
  if (!text) return text.problems();
  return parse_map(*text, path);
}

}  // namespace bowlby::io
