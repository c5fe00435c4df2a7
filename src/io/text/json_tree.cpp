#include "io/text/json_tree.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace bowlby {
namespace {

constexpr std::size_t deepest = 32;
const Json nothing;

Problem fault_at(std::string_view text, std::size_t position, const std::string& file, std::string reason,
                 std::string remedy) {
  const std::string_view before = text.substr(0, std::min(position, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return {Fault::data,
          file,
          static_cast<int>(line),
          static_cast<int>(before.size() - start + 1),
          "",
          std::move(reason),
          std::move(remedy)};
}

// Builds the tree event by event; the first fault ends the reading. The names of the methods are the parser's.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return add({}); }
  bool boolean(bool x) override { return add({Json::Kind::truth, x, 0, {}, {}, {}}); }
  bool number_integer(number_integer_t x) override { return add(Json::of(static_cast<double>(x))); }
  bool number_unsigned(number_unsigned_t x) override { return add(Json::of(static_cast<double>(x))); }
  bool number_float(number_float_t x, const string_t&) override {
    return std::isfinite(x) ? add(Json::of(x)) : stop("a number is too large", "no number here is larger than 2^53");
  }
  bool string(string_t& x) override { return add(Json::of(std::move(x))); }
  bool binary(binary_t&) override { return stop("holds bytes", "write text"); }
  bool start_object(std::size_t) override { return open(Json::Kind::object); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Json::Kind::list); }
  bool end_array() override { return close(); }
  bool key(string_t& x) override {
    Json& here = open_.back();
    if (std::find(here.keys.begin(), here.keys.end(), x) != here.keys.end())
      return stop("the key \"" + x.substr(0, 40) + "\" stands twice in one object", "keep one of the two");
    // a hostile object of a hundred thousand keys would make that search slow
    if (here.keys.size() >= 1000) return stop("an object has more than 1000 keys", "no request has so many");
    here.keys.push_back(std::move(x));
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    at = position;
    return stop("is no JSON from here on", "check commas, quotes and brackets before this place");
  }

  Json result;
  std::string reason, remedy;
  std::size_t at = 0;

 private:
  bool stop(std::string why, std::string what) {
    if (reason.empty()) reason = std::move(why), remedy = std::move(what);
    return false;
  }
  bool add(Json value) {
    if (open_.empty())
      result = std::move(value);
    else
      open_.back().items.push_back(std::move(value));
    return true;
  }
  bool open(Json::Kind kind) {
    if (open_.size() >= deepest)
      return stop("is nested more than " + std::to_string(deepest) + " deep", "no request is");
    open_.push_back({kind, false, 0, {}, {}, {}});
    return true;
  }
  bool close() {
    Json done = std::move(open_.back());
    open_.pop_back();
    return add(std::move(done));
  }

  std::vector<Json> open_;
};

}  // namespace

const Json* Json::find(std::string_view key) const {
  const auto at = std::find(keys.begin(), keys.end(), key);
  return at == keys.end() ? nullptr : &items[static_cast<std::size_t>(at - keys.begin())];
}

const Json& Json::at(std::string_view key) const {
  const Json* found = find(key);
  return found ? *found : nothing;
}

void Json::set(std::string key, Json value) {
  kind = Kind::object;
  keys.push_back(std::move(key));
  items.push_back(std::move(value));
}

const char* kind_name(const Json& j) {
  constexpr const char* names[]{"nothing", "true or false", "a number", "text", "a list", "an object"};
  return names[static_cast<int>(j.kind)];
}

Expected<Json> parse_json(std::string_view text, const std::string& name, std::size_t most) {
  if (text.size() > most)
    return Problem{Fault::data,
                   name,
                   0,
                   0,
                   "",
                   "is larger than " + std::to_string(most >> 20) + " MiB",
                   "a request is a few hundred bytes"};
  Builder builder;
  if (nlohmann::json::sax_parse(text, &builder)) return std::move(builder.result);
  if (builder.reason.empty()) builder.reason = "is no JSON", builder.remedy = "see `bowlby scene --help`";
  return fault_at(text, builder.at, name, builder.reason, builder.remedy);
}

void put(JsonWriter& json, const Json& j) {
  switch (j.kind) {
    case Json::Kind::null:
      return json.value(nullptr);
    case Json::Kind::truth:
      return json.value(j.truth);
    case Json::Kind::number:
      return json.value(j.number);
    case Json::Kind::text:
      return json.value(j.text);
    case Json::Kind::list:
      return json.value(j.items);
    case Json::Kind::object:
      break;
  }
  json.object([&] {
    for (std::size_t i = 0; i < j.items.size(); ++i) json.field(j.keys[i], j.items[i]);
  });
}

std::string to_text(const Json& j) {
  JsonWriter json(JsonWriter::Spaces::none, JsonWriter::shortest);
  json.value(j);
  return json.take();
}

}  // namespace bowlby
