#include "io/data/key_file.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iterator>

#include "instruments/ecr_items.hpp"
#include "io/embedded.hpp"
#include "io/files/files.hpp"
#include "io/text/fields.hpp"

namespace bowlby::io {
namespace {

using scoring::Key;
using scoring::Method;
using scoring::Output;
using scoring::Scale;

constexpr std::string_view folder_of_keys = "keys/", ending = ".yaml";
constexpr std::size_t largest_file = 1 << 20, longest_name = 64, longest_text = 4000;
constexpr double far = 1e6;
constexpr int most_points = 100;

const Names method_names{"mean", "sum", "graded"};

class KeyReader {
 public:
  KeyReader(Problems& problems, const Node& root) : problems_(problems), root_(root) {}

  Key read() {
    const Fields in(problems_, root_, "",
                    {"name", "title", "source", "range", "items", "scales", "quadrants", "help_first"});
    if (const auto f = in.require("name")) key_.name = f->name().value_or("");
    in.line("title", key_.title, longest_text);
    in.line("source", key_.source, longest_text);
    if (const auto f = in.require("range")) read_range(*f);
    if (const auto f = in.require("items")) read_items(*f);
    if (const auto f = in.require("scales"))
      for (const Field& scale : f->list()) read_scale(scale);
    if (const auto f = in.find("quadrants")) read_quadrants(*f);
    if (const auto f = in.find("help_first")) key_.help_first = places(*f);
    if (problems_.none() && key_.scales.empty())
      problems_.add(root_, "scales", "there is no scale", "name the items of one at least");
    return std::move(key_);
  }

 private:
  void read_range(const Field& f) {
    const auto ends = f.list();
    if (ends.size() != 2) return f.problem("needs the lowest and the highest answer", "write range: [1, 5]");
    const auto low = ends[0].number(-far, far), high = ends[1].number(-far, far);
    if (!low || !high) return;
    if (!(*low < *high)) return f.problem("the highest answer is not above the lowest", "write range: [1, 5]");
    key_.low = *low, key_.high = *high;
  }

  // A number is short for 1, 2, ... up to it.
  void read_items(const Field& f) {
    if (f.node().kind == Node::Kind::scalar) {
      const int count = f.whole<int>(1, static_cast<int>(Field::most_items)).value_or(0);
      for (int i = 1; i <= count; ++i) key_.items.push_back(std::to_string(i));
      return;
    }
    for (const Field& item : f.list()) {
      const auto name = item.line(longest_name);
      if (!name) continue;
      if (std::ranges::find(key_.items, *name) != key_.items.end())
        item.problem("the item " + shown(*name) + " stands here twice", "name each item once");
      key_.items.push_back(*name);
    }
  }

  std::vector<std::size_t> places(const Field& f, const std::vector<std::size_t>* among = nullptr) {
    std::vector<std::size_t> out;
    for (const Field& item : f.list(true)) {
      const auto name = item.line(longest_name);
      if (!name) continue;
      const auto at = static_cast<std::size_t>(std::ranges::find(key_.items, *name) - key_.items.begin());
      if (at == key_.items.size())
        item.problem("the key has no item " + shown(*name), offer(*name, key_.items));
      else if (std::ranges::find(out, at) != out.end())
        item.problem("the item " + shown(*name) + " stands here twice", "name each item once");
      else if (among && std::ranges::find(*among, at) == among->end())
        item.problem("the item " + shown(*name) + " does not belong to this scale",
                     "add it to items:, or take it away");
      else
        out.push_back(at);
    }
    return out;
  }

  void read_scale(const Field& at) {
    const Fields in(problems_, at, {"name", "items", "reversed", "min_answered", "scores", "graded", "expect"});
    Scale s;
    if (const auto f = in.require("name")) s.name = f->name().value_or("");
    if (const auto f = in.require("items")) s.items = places(*f);
    s.reversed.assign(s.items.size(), false);
    if (const auto f = in.find("reversed"))
      for (const std::size_t item : places(*f, &s.items))
        s.reversed[static_cast<std::size_t>(std::ranges::find(s.items, item) - s.items.begin())] = true;
    s.min_answered = std::max<std::size_t>(1, (s.items.size() + 1) / 2);
    if (!s.items.empty()) in.whole<std::size_t>("min_answered", s.min_answered, 1, s.items.size());
    if (const auto f = in.find("scores"))
      read_outputs(*f, s);
    else
      s.outputs.push_back({s.name, Method::mean});
    const bool graded = std::ranges::any_of(s.outputs, [](const Output& o) { return o.method == Method::graded; });
    if (const auto f = in.find("graded"))
      read_graded(*f, s);
    else if (graded)
      at.problem("a graded score needs the items' numbers", "write graded: {a: [...], b: [[...], ...]}");
    if (const auto f = in.find("expect")) read_expected(*f, s);
    key_.scales.push_back(std::move(s));
  }

  // name: method
  void read_outputs(const Field& f, Scale& s) {
    const Fields in(problems_, f, Names{});
    in.each([&](const Field& entry) {
      const std::string name = entry.key().substr(in.path().size() + 1);
      const auto method = entry.one_of(method_names, "method");
      if (!method) return;
      for (const Scale& other : key_.scales)
        for (const Output& o : other.outputs)
          if (o.name == name) return entry.problem("another scale has a score of this name", "call it something else");
      s.outputs.push_back({name, static_cast<Method>(*method)});
    });
    if (problems_.none() && s.outputs.empty()) f.problem("names no score", "write scores: {NAME: mean}");
  }

  void read_graded(const Field& f, Scale& s) {
    const double points = key_.high - key_.low;
    if (points != std::floor(points) || key_.low != std::floor(key_.low) || points >= most_points)
      return f.problem("needs answers in at most 100 whole numbers", "look at range:");
    if (f.node().kind == Node::Kind::scalar) return take_numbers_of_ecr(f, s);
    const Fields in(problems_, f, {"a", "b"});
    const auto a = in.require("a"), b = in.require("b");
    if (!a || !b) return;
    const auto slopes = a->list(), thresholds = b->list();
    if (slopes.size() != s.items.size() || thresholds.size() != s.items.size())
      return f.problem(
          "needs one number in a: and one list in b: for each of the " + std::to_string(s.items.size()) + " items",
          "give them in the order of items:");
    for (std::size_t i = 0; i < slopes.size(); ++i) {
      GradedItem item{slopes[i].number(.01, 100).value_or(1), {}};
      for (const Field& at : thresholds[i].list()) item.b.push_back(at.number(-100, 100).value_or(0));
      if (item.b.size() != static_cast<std::size_t>(points))
        thresholds[i].problem("needs " + number_text(points) + " thresholds, one less than there are answers",
                              "leave none out");
      else if (!std::ranges::is_sorted(item.b))
        thresholds[i].problem("the thresholds do not rise", "give them from the lowest to the highest");
      s.graded.push_back(std::move(item));
    }
  }

  // The numbers that the instrument itself uses have their home in instruments/ecr_items.hpp.
  void take_numbers_of_ecr(const Field& f, Scale& s) {
    if (!f.one_of({"ecr"}, "set of numbers")) return;
    if (key_.high - key_.low + 1 != ecr_categories) return f.problem("is for five points", "look at range:");
    for (const std::size_t place : s.items) {
      const auto item =
          std::ranges::find(ecr_items, key_.items[place], [](const EcrItem& i) { return std::to_string(i.number); });
      if (item == ecr_items.end())
        return f.problem("has no numbers for the item " + shown(key_.items[place]), "items: 36 calls them 1 to 36");
      s.graded.push_back({item->a, {std::begin(item->b), std::end(item->b)}});
    }
  }

  void read_expected(const Field& f, Scale& s) {
    const Fields in(problems_, f, {"mean", "sd", "alpha"});
    const auto take = [&](const char* key, std::optional<double>& into, double low, double high) {
      if (const auto v = in.find(key)) into = v->number(low, high);
    };
    take("mean", s.expect.mean, -far, far);
    take("sd", s.expect.sd, 0, far);
    take("alpha", s.expect.alpha, -1, 1);
  }
  void read_quadrants(const Field& f) {
    const Fields in(problems_, f, {"name", "first", "second", "cut"});
    scoring::Quadrants q;
    Names outputs;
    for (const Scale& s : key_.scales)
      for (const Output& o : s.outputs) outputs.push_back(o.name);
    const auto output = [&](const char* key, std::string& into) {
      const auto at = in.require(key);
      const auto which = at ? at->one_of(outputs, "score") : std::nullopt;
      if (which) into = outputs[*which];
    };
    if (const auto name = in.require("name")) q.name = name->name().value_or("");
    output("first", q.first);
    output("second", q.second);
    if (const auto cut = in.require("cut")) q.cut = cut->number(-far, far).value_or(0);
    if (std::ranges::find(outputs, q.name) != outputs.end())
      f.problem("has the name of a score", "call it something else");
    key_.quadrants = q;
  }

  Problems& problems_;
  const Node& root_;
  Key key_;
};

}  // namespace

std::vector<std::string> shipped_keys() {
  std::vector<std::string> names;
  for (const EmbeddedFile& f : embedded_files())
    if (f.name.starts_with(folder_of_keys))
      names.emplace_back(f.name.substr(folder_of_keys.size(), f.name.size() - folder_of_keys.size() - ending.size()));
  return names;
}

Expected<Key> parse_key(std::string_view text, const std::string& name_for_errors) {
  Problems problems(name_for_errors);
  const Node root = parse_yaml(text, problems);
  if (root.kind == Node::Kind::empty) {
    if (problems.none()) problems.add(1, 1, "", "the file says nothing", "start from keys/ecr.yaml");
    return problems.take();
  }
  Key key = KeyReader(problems, root).read();
  if (!problems.none()) return problems.take();
  return key;
}

Expected<Key> read_key(const std::string& name, const std::string& folder) {
  if (name.ends_with(ending) || name.ends_with(".yml") || name.find('/') != std::string::npos) {
    const std::string path = folder.empty() ? name : (std::filesystem::path(folder) / name).string();
    const auto text = read_whole(path, largest_file);
    if (!text) return text.problems();
    return parse_key(*text, path);
  }
  const std::string file = std::string(folder_of_keys) + name + std::string(ending);
  if (const auto text = embedded_file(file)) return parse_key(*text, file);
  return Problem{
      Fault::data, "", 0, 0, name, "is no shipped key", offer(name, shipped_keys()) + " A file ends in .yaml"};
}

}  // namespace bowlby::io
