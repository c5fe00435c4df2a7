#include "server/notebook/answers.hpp"

#include <cmath>

#include "app/data/one_person.hpp"

namespace bowlby::server {
namespace {

Json list() { return Json{Json::Kind::list, false, 0, {}, {}, {}}; }
Json number_or_null(const std::optional<double>& x) { return x ? Json::of(*x) : Json{}; }
Json count(std::size_t n) { return Json::of(static_cast<double>(n)); }

Response json(const Json& body) {
  Response r;
  r.body = to_text(body);
  return r;
}

OneRequest request_of(const Json& body) {
  OneRequest r;
  r.file = body.at("file").text.empty() ? "the answers" : body.at("file").text;
  r.answers = body.at("answers").text;
  r.key = body.at("key").text;
  r.key_text = body.at("key_text").text;
  r.prefix = body.at("prefix").text;
  r.total = body.at("total").text;
  for (const Json& column : body.at("columns").items) r.columns.push_back(column.text);
  for (const Json& code : body.at("missing").items) r.missing.push_back(code.text);
  const Json& labels = body.at("labels");
  for (std::size_t i = 0; i < labels.keys.size(); ++i)
    if (labels.items[i].kind == Json::Kind::number) r.labels[labels.keys[i]] = labels.items[i].number;
  if (const double row = body.at("row").number; row >= 1 && row <= 1e9) r.row = static_cast<std::size_t>(row);
  return r;
}

Json score_json(const OneScore& s) {
  Json out;
  out.set("scale", Json::of(s.scale));
  out.set("name", Json::of(s.name));
  out.set("method", Json::of(s.method));
  out.set("value", number_or_null(s.value));
  out.set("deviation", number_or_null(s.deviation));
  out.set("low", number_or_null(s.low));
  out.set("high", number_or_null(s.high));
  out.set("answered", count(s.answered));
  out.set("items", count(s.items));
  out.set("fewest", count(s.fewest));
  return out;
}

}  // namespace

Response keys_answer() {
  Json keys = list();
  for (const ShippedKey& key : shipped_keys_told()) {
    Json one;
    one.set("name", Json::of(key.name));
    one.set("title", Json::of(key.title));
    one.set("items", count(key.items));
    one.set("low", Json::of(key.low));
    one.set("high", Json::of(key.high));
    keys.items.push_back(std::move(one));
  }
  Json out;
  out.set("keys", std::move(keys));
  return json(out);
}

Response score_answer(const Json& body) {
  const auto person = score_one(request_of(body));
  if (!person) {
    std::vector<Problem> problems = person.problems();
    for (Problem& p : problems)  // the page shows what is wrong in a sentence, so the place belongs into it
      if (!p.file.empty()) p.reason = p.file + (p.line > 0 ? ", line " + std::to_string(p.line) : "") + ": " + p.reason;
    return refusal(422, problems);
  }
  Json scores = list(), answers = list(), notes = list();
  for (const OneScore& s : person->scores) scores.items.push_back(score_json(s));
  for (const auto& [item, value] : person->answers) {
    Json one;
    one.set("item", Json::of(item));
    one.set("value", number_or_null(value));
    answers.items.push_back(std::move(one));
  }
  for (const std::string& note : person->notes) notes.items.push_back(Json::of(note));
  Json out;
  out.set("key", Json::of(person->key));
  out.set("title", Json::of(person->title));
  out.set("source", Json::of(person->source));
  out.set("authored", Json::of(person->authored));
  out.set("rows", count(person->rows));
  out.set("help_first", Json{Json::Kind::truth, person->help_first, 0, {}, {}, {}});
  out.set("scores", std::move(scores));
  out.set("answers", std::move(answers));
  out.set("notes", std::move(notes));
  return json(out);
}

}  // namespace bowlby::server
