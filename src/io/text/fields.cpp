#include "io/text/fields.hpp"

#include <algorithm>

namespace bowlby::io {

std::string offer(const std::string& given, const Names& known) {
  if (const std::string near = nearest_name(given, known); !near.empty()) return "did you mean " + near + "?";
  if (known.empty()) return "there is none to choose from";
  if (known.size() > 24) return "see `bowlby params` and `bowlby explain` for the names there are";
  std::string all = "one of:";
  for (const std::string& name : known) all += (&name == &known.front() ? " " : ", ") + name;
  return all;
}

namespace {

const char* kind_name(const Node& n) {
  switch (n.kind) {
    case Node::Kind::empty:
      return "nothing";
    case Node::Kind::scalar:
      return n.quoted ? "text in quotes" : "a value";
    case Node::Kind::list:
      return "a list";
    case Node::Kind::map:
      return "a block of keys";
  }
  return "";
}

}  // namespace

void Field::problem(std::string reason, std::string remedy) const {
  problems_->add(*place_, key_, std::move(reason), std::move(remedy));
}

void Field::unknown(std::string remedy) const { problems_->add(*parent_, key_, "unknown key", std::move(remedy)); }

bool Field::is_scalar(const char* wanted) const {
  if (node_->kind == Node::Kind::scalar) return true;
  problem(std::string("needs ") + wanted + ", found " + kind_name(*node_),
          node_->kind == Node::Kind::empty ? "give a value or leave the key out" : "write it after the colon");
  return false;
}

std::optional<double> Field::number(double low, double high) const {
  if (!is_scalar("a number")) return std::nullopt;
  return taken("a number", [&](Refusal& why) { return read_number(node_->text, {low, high}, why); });
}

std::optional<std::int64_t> Field::signed_whole(std::int64_t low, std::int64_t high) const {
  if (!is_scalar("a whole number")) return std::nullopt;
  return taken("a whole number", [&](Refusal& why) { return read_signed(node_->text, {low, high}, why); });
}

std::optional<std::uint64_t> Field::unsigned_whole(std::uint64_t low, std::uint64_t high) const {
  if (!is_scalar("a whole number")) return std::nullopt;
  return taken("a whole number", [&](Refusal& why) { return read_unsigned(node_->text, {low, high}, why); });
}

std::optional<bool> Field::truth() const {
  if (!is_scalar("true or false")) return std::nullopt;
  if (!node_->quoted && node_->text == "true") return true;
  if (!node_->quoted && node_->text == "false") return false;
  problem("needs true or false, found " + shown(node_->text), "write true or false");
  return std::nullopt;
}

std::optional<std::string> Field::line(std::size_t longest) const {
  if (!is_scalar("text")) return std::nullopt;
  std::string text = node_->text;
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  if (text.size() <= longest) return text;
  problem("is longer than " + std::to_string(longest) + " bytes",
          "say it shorter; comments may be as long as you like");
  return std::nullopt;
}

std::optional<std::string> Field::name() const {
  if (!is_scalar("a name")) return std::nullopt;
  const std::string& text = node_->text;
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  const auto fits = [&](char c) { return letter(c) || c == '_' || c == '-'; };
  const bool good = !text.empty() && text.size() <= 64 && letter(text[0]) &&
                    std::all_of(text.begin(), text.end(), fits) && text != "null" && text != "Null" && text != "NULL";
  if (good) return text;
  problem(shown(text) + " cannot be a name", "use up to 64 letters, digits, _ and -, a letter or digit first");
  return std::nullopt;
}

std::optional<std::size_t> Field::one_of(const Names& known, const char* what) const {
  if (!is_scalar(what)) return std::nullopt;
  const auto at = std::find(known.begin(), known.end(), node_->text);
  if (at != known.end()) return static_cast<std::size_t>(at - known.begin());
  problem("there is no " + std::string(what) + " " + shown(node_->text), offer(node_->text, known));
  return std::nullopt;
}

std::vector<Field> Field::list(bool single) const {
  std::vector<Field> out;
  if (single && node_->kind == Node::Kind::scalar) {
    out.push_back(*this);
  } else if (node_->kind != Node::Kind::list) {
    problem(std::string("needs a list, found ") + kind_name(*node_), "write [a, b] or lines that start with a dash");
  } else if (node_->items.size() > most_items) {
    problem("has " + std::to_string(node_->items.size()) + " entries",
            "at most " + std::to_string(most_items) + " make sense");
  } else {
    for (std::size_t i = 0; i < node_->items.size(); ++i)
      out.emplace_back(*problems_, node_->items[i], *place_, key_ + "[" + std::to_string(i + 1) + "]");
  }
  return out;
}

namespace {
const Node no_keys{Node::Kind::map, false, 0, 0, {}, {}};
constexpr const char* how_to_write_keys = "write its keys as name: value, one a line";
}  // namespace

Fields::Fields(Problems& problems, const Node& map, std::string path, Names known)
    : problems_(&problems), map_(&map), path_(std::move(path)) {
  refuse_unknown(known);
  if (map.kind == Node::Kind::map) return;
  problems.add(map, path_, std::string("needs a block of keys, found ") + kind_name(map), how_to_write_keys);
  map_ = &no_keys;
}

Fields::Fields(Problems& problems, const Field& field, Names known)
    : problems_(&problems), map_(&field.node()), path_(field.key()) {
  refuse_unknown(known);
  if (map_->kind == Node::Kind::map) return;
  field.problem(std::string("needs a block of keys, found ") + kind_name(*map_), how_to_write_keys);
  map_ = &no_keys;
}

// An empty list of known names means that the caller judges the names itself.
void Fields::refuse_unknown(const Names& known) {
  if (known.empty() || map_->kind != Node::Kind::map) return;
  for (std::size_t i = 0; i + 1 < map_->items.size(); i += 2) {
    const Node& key = map_->items[i];
    if (problems_->full()) break;
    if (key.kind != Node::Kind::scalar || std::find(known.begin(), known.end(), key.text) != known.end()) continue;
    misspelt_ = true;
    // {years: 32,5} reads as years and a key 5
    const bool decimal = i > 0 && !key.text.empty() && key.text.find_first_not_of("0123456789") == std::string::npos;
    problems_->add(key, field(i).key(), "unknown key",
                   decimal ? "for a decimal number write a point, not a comma" : offer(key.text, known));
  }
}

Field Fields::field(std::size_t at) const {
  const Node& key = map_->items[at];
  std::string path = path_.empty() ? "" : path_ + ".";
  return {*problems_, map_->items[at + 1], key, path + key.text.substr(0, 64)};
}

std::optional<Field> Fields::find(std::string_view key) const {
  for (std::size_t i = 0; i + 1 < map_->items.size(); i += 2)
    if (map_->items[i].kind == Node::Kind::scalar && map_->items[i].text == key) return field(i);
  return std::nullopt;
}

std::optional<Field> Fields::require(std::string_view key) const {
  auto found = find(key);
  if (!found && map_ != &no_keys)
    problems_->add(*map_, path_.empty() ? std::string(key) : path_ + "." + std::string(key), "is missing",
                   "add it; it has no default");
  return found;
}

void Fields::each(const std::function<void(const Field&)>& visit) const {
  for (std::size_t i = 0; i + 1 < map_->items.size(); i += 2)
    if (map_->items[i].kind == Node::Kind::scalar) visit(field(i));
}

}  // namespace bowlby::io
