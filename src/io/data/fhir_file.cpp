#include "io/data/fhir_file.hpp"

#include <algorithm>
#include <map>

#include "io/data/csv_file.hpp"
#include "io/data/sav/file.hpp"
#include "io/files/files.hpp"
#include "io/text/json_tree.hpp"
#include "io/text/numbers.hpp"

namespace bowlby::io {
namespace {

constexpr std::size_t most_links = 20'000;

// Responses and the columns they fill; the tree of the text is gone afterwards, so every cell is kept.
class Responses {
 public:
  explicit Responses(AnswerTable& table) : table_(table) {
    column("subject");
    column("authored");
  }

  void read(const Json& json) {
    if (json.kind == Json::Kind::list) {
      for (const Json& each : json.items) read(each);
      return;
    }
    if (json.at("resourceType").text == "Bundle") {
      for (const Json& entry : json.at("entry").items) read(entry.at("resource"));
      return;
    }
    if (json.at("resourceType").text != "QuestionnaireResponse") {
      ++others_;
      return;
    }
    rows_.emplace_back();
    set("subject", json.at("subject").at("reference").text);
    set("authored", json.at("authored").text);
    items(json);
  }

  // A fault, or "".
  const std::string& fault() const { return fault_; }
  std::size_t others() const { return others_; }

  void finish() {
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      for (std::size_t c = 0; c < table_.columns.size(); ++c) {
        const auto cell = rows_[r].find(c);
        table_.cells.push_back(cell == rows_[r].end() ? std::string_view{} : table_.keep(cell->second));
      }
      table_.lines.push_back(static_cast<int>(r) + 1);
    }
    table_.aliases.assign(table_.columns.size(), "");
  }

 private:
  std::size_t column(const std::string& link) {
    const auto [at, fresh] = columns_.emplace(link, table_.columns.size());
    if (fresh) table_.columns.push_back(link);
    return at->second;
  }

  void set(const std::string& link, const std::string& value) {
    if (value.empty() || !fault_.empty()) return;
    if (columns_.size() >= most_links) fault_ = "there are more than 20000 link ids";
    const bool fresh = rows_.back().emplace(column(link), value).second;
    if (!fresh) fault_ = "response " + std::to_string(rows_.size()) + " answers " + shown(link) + " twice";
  }

  static std::string value_of(const Json& answer) {
    for (const char* kind : {"valueDecimal", "valueInteger"})
      if (const Json& v = answer.at(kind); v.kind == Json::Kind::number) return number_text(v.number);
    if (const Json& v = answer.at("valueQuantity").at("value"); v.kind == Json::Kind::number)
      return number_text(v.number);
    if (const Json& v = answer.at("valueBoolean"); v.kind == Json::Kind::truth) return v.truth ? "1" : "0";
    for (const char* kind : {"valueString", "valueDate", "valueDateTime"})
      if (const Json& v = answer.at(kind); v.kind == Json::Kind::text) return v.text;
    const Json& coding = answer.at("valueCoding");
    return coding.at("code").text.empty() ? coding.at("display").text : coding.at("code").text;
  }

  // Groups hold items, and so do answers.
  void items(const Json& of) {
    for (const Json& item : of.at("item").items) {
      const Json& answers = item.at("answer");
      if (answers.items.size() > 1)
        fault_ =
            "response " + std::to_string(rows_.size()) + " has several answers to " + shown(item.at("linkId").text);
      if (!answers.items.empty()) set(item.at("linkId").text, value_of(answers.items.front()));
      for (const Json& answer : answers.items) items(answer);
      items(item);
    }
  }

  AnswerTable& table_;
  std::map<std::string, std::size_t> columns_;
  std::vector<std::map<std::size_t, std::string>> rows_;
  std::string fault_;
  std::size_t others_ = 0;
};

}  // namespace

bool looks_like_fhir(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

Expected<AnswerTable> parse_fhir(std::string_view text, const std::string& name) {
  const auto json = parse_json(text, name, largest_data_file);
  if (!json) return json.problems();
  AnswerTable table;
  table.file = name;
  table.text = std::make_shared<const std::string>(text);
  Responses responses(table);
  responses.read(*json);
  const auto problem = [&](std::string reason, std::string remedy) {
    return Problem{Fault::data, name, 0, 0, "", std::move(reason), std::move(remedy)};
  };
  if (!responses.fault().empty()) return problem(responses.fault(), "one answer for each link id can be scored");
  responses.finish();
  if (table.rows() == 0)
    return problem("holds no QuestionnaireResponse", "give one response, a list or a bundle of them");
  table.concluded.push_back("FHIR QuestionnaireResponse; rows are counted from 1, columns are link ids");
  if (responses.others() > 0)
    table.concluded.push_back(std::to_string(responses.others()) + " resources of other kinds left out");
  return table;
}

Expected<AnswerTable> read_answers(const std::string& path, const CsvHints& hints) {
  auto text = read_whole(path, largest_data_file);
  if (!text) return text.problems();
  if (looks_like_sav(*text, path)) return parse_sav(*text, path);
  if (looks_like_fhir(*text)) return parse_fhir(*text, path);
  return parse_csv(std::move(*text), path, hints);
}

}  // namespace bowlby::io
