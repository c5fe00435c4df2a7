#include "app/scene/schema.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "io/embedded.hpp"
#include "io/text/fields.hpp"

namespace bowlby {
namespace {

constexpr std::size_t most_problems = 20;

// The schema as a tree, read once. A schema that does not parse is a fault of the program.
const Json& schema() {
  static const Json tree = [] {
    const auto text = embedded_file("api/schema.json");
    if (!text) throw std::logic_error("the schema of the studio is not inside the program");
    auto read = parse_json(*text, "studio/api/schema.json");
    if (!read) throw std::logic_error(bowlby::text(read.problems().front()));
    return std::move(*read);
  }();
  return tree;
}

const Json& resolved(const Json& node) {
  const Json* ref = node.find("$ref");
  if (!ref) return node;
  const std::string& path = ref->text;  // "#/$defs/NAME"
  return resolved(schema().at("$defs").at(std::string_view(path).substr(path.rfind('/') + 1)));
}

std::vector<std::string> texts(const Json& list) {
  std::vector<std::string> out;
  for (const Json& item : list.items) out.push_back(item.text);
  return out;
}

// One walk over schema and value side by side.
class Check {
 public:
  explicit Check(std::string file) : file_(std::move(file)) {}
  std::vector<Problem> problems;

  void value(const Json& schema_node, Json& v, const std::string& key) {
    const Json& node = resolved(schema_node);
    if (problems.size() >= most_problems) return;
    const Json& types = node.at("type");  // one, or a list of which "null" is the second
    if (types.kind == Json::Kind::list && v.kind == Json::Kind::null) return;
    const std::string& type = types.kind == Json::Kind::list ? types.items.front().text : types.text;
    if (type == "object") return object(node, v, key);
    if (type == "array") return list(node, v, key);
    if (type == "string") return word(node, v, key);
    if (type == "number" || type == "integer") return number(node, v, key, type == "integer");
    if (type == "boolean" && v.kind != Json::Kind::truth) wrong(key, "needs true or false", v, "write true or false");
  }

 private:
  void add(const std::string& key, std::string reason, std::string remedy) {
    problems.push_back({Fault::data, file_, 0, 0, key, std::move(reason), std::move(remedy)});
  }
  void wrong(const std::string& key, const std::string& needs, const Json& found, std::string remedy) {
    add(key, needs + ", found " + kind_name(found), std::move(remedy));
  }

  void object(const Json& node, Json& v, const std::string& key) {
    if (v.kind != Json::Kind::object) return wrong(key, "needs an object", v, "write {\"key\": value, ...}");
    const Json& properties = node.at("properties");
    const std::string before = key.empty() ? "" : key + ".";
    for (const std::string& name : v.keys)
      if (!properties.has(name) && problems.size() < most_problems)
        add(before + name.substr(0, 64), "unknown key", io::offer(name, properties.keys));
    for (const std::string& name : texts(node.at("required")))
      if (!v.has(name)) add(before + name, "is missing", "add it; it has no default");
    for (std::size_t i = 0; i < properties.keys.size(); ++i) {
      const std::string& name = properties.keys[i];
      const Json& property = properties.items[i];
      const auto at = std::find(v.keys.begin(), v.keys.end(), name);
      if (at != v.keys.end())
        value(property, v.items[static_cast<std::size_t>(at - v.keys.begin())], before + name);
      else if (const Json* usual = property.find("default"))
        v.set(name, *usual);
    }
  }

  void list(const Json& node, Json& v, const std::string& key) {
    if (v.kind != Json::Kind::list) return wrong(key, "needs a list", v, "write [a, b]");
    const double n = static_cast<double>(v.items.size());
    const Json *least = node.find("minItems"), *most = node.find("maxItems");
    if ((least && n < least->number) || (most && n > most->number)) {
      const bool fixed = least && most && least->number == most->number;
      return add(key, "has " + io::number_text(n) + (n == 1 ? " entry" : " entries"),
                 fixed ? "give exactly " + io::number_text(most->number)
                       : "give " + io::number_text(least ? least->number : 0) + " to " +
                             (most ? io::number_text(most->number) : "any number"));
    }
    for (std::size_t i = 0; i < v.items.size(); ++i)
      value(node.at("items"), v.items[i], key + "[" + std::to_string(i + 1) + "]");
  }

  void word(const Json& node, Json& v, const std::string& key) {
    if (v.kind != Json::Kind::text) return wrong(key, "needs text", v, "write it in quotes");
    if (const Json* longest = node.find("maxLength"); longest && static_cast<double>(v.text.size()) > longest->number)
      return add(key, "is longer than " + io::number_text(longest->number) + " bytes", "say it shorter");
    if (const Json* names = node.find("enum")) {
      const auto known = texts(*names);
      if (std::find(known.begin(), known.end(), v.text) == known.end())
        add(key, "there is no " + io::shown(v.text), io::offer(v.text, known));
    }
  }

  void number(const Json& node, Json& v, const std::string& key, bool whole) {
    if (v.kind != Json::Kind::number)
      return wrong(key, whole ? "needs a whole number" : "needs a number", v, "write it without quotes");
    const auto bound = [&node](const char* which, double otherwise) {
      const Json* at = node.find(which);
      return at ? at->number : otherwise;
    };
    constexpr double any = std::numeric_limits<double>::infinity();
    const double low = bound("minimum", -any), high = bound("maximum", any);
    const std::string limits = "between " + io::number_text(low) + " and " + io::number_text(high);
    if (whole && v.number != std::floor(v.number))
      return add(key, io::number_text(v.number) + " is no whole number", "choose one " + limits);
    if (v.number < low || v.number > high)
      add(key, io::number_text(v.number) + " is out of range", "choose a number " + limits);
  }

  std::string file_;
};

}  // namespace

const std::vector<std::string>& scene_kinds() {
  static const std::vector<std::string> kinds = schema().at("scenes").keys;
  return kinds;
}

namespace {
std::vector<Problem> check(std::string_view kind, const char* part, Json& value, const std::string& name) {
  const Json* scene = schema().at("scenes").find(kind);
  const std::string given(kind.substr(0, 64));
  if (!scene) return {{Fault::usage, "", 0, 0, given, "there is no such scene", io::offer(given, scene_kinds())}};
  Check walk(name);
  Json node;
  node.set("$ref", Json::of(scene->at(part).text));
  walk.value(node, value, "");
  return std::move(walk.problems);
}
}  // namespace

std::vector<Problem> check_request(std::string_view kind, Json& value, const std::string& name) {
  return check(kind, "request", value, name);
}

std::vector<Problem> check_member(std::string_view type, std::string_view member, Json& value) {
  Check walk("");
  walk.value(schema().at("$defs").at(type).at("properties").at(member), value, std::string(member));
  return std::move(walk.problems);
}

std::vector<Problem> check_answer(std::string_view kind, Json& value) { return check(kind, "answer", value, "answer"); }

}  // namespace bowlby
