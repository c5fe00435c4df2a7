#include "server/notebook/seal.hpp"

#include "notebook/age_file.hpp"
#include "notebook/sealed.hpp"

namespace bowlby::server {
namespace {

constexpr std::size_t shortest_code = 8, longest_code = 1000;

Response one_field(const char* key, std::string value) {
  Json out;
  out.set(key, Json::of(std::move(value)));
  Response r;
  r.body = to_text(out);
  return r;
}

}  // namespace

Response sealed_answer(std::string_view text, const std::string& code, int work) {
  if (code.size() < shortest_code || code.size() > longest_code)
    return refusal(422, "the code is too short or too long", "take 8 characters at least", "code");
  return one_field("file", notebook::in_base64(notebook::age_closed(text, code, work)));
}

Response unsealed_answer(const Json& body) {
  const auto file = notebook::out_of_base64(body.at("file").text);
  if (!file) return refusal(422, "these are no bytes of a file", "choose the file again", "file");
  const auto text = notebook::age_opened(*file, body.at("code").text, "the file");
  if (!text) {
    std::vector<Problem> problems = text.problems();
    for (Problem& p : problems)
      if (p.key != notebook::wrong_secret_key) p.reason = "The file " + p.reason;
    return refusal(422, problems);
  }
  return one_field("text", *text);
}

}  // namespace bowlby::server
