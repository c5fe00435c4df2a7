#include "report/page.hpp"

#include "base/json.hpp"
#include "report/template.hpp"

namespace bowlby::report {

// Every part of the page hands out its own keys.
template <class Part>
void put(JsonWriter& w, const Part& part) {
  w.object([&] { part.each([&w](std::string_view key, const auto& value) { w.field(key, value); }); });
}

std::string to_json(const PageData& page) {
  JsonWriter writer;
  writer.value(page);
  return writer.take();
}

// embed_page.cmake has checked that the placeholder stands in the page exactly once.
std::string render(const PageData& page) {
  constexpr std::string_view placeholder = "/*DATA*/";
  const std::string_view shell = page_template();
  const std::size_t at = shell.find(placeholder);
  const std::string data = to_json(page);
  std::string html;
  html.reserve(shell.size() + data.size());
  html.append(shell.substr(0, at)).append(data).append(shell.substr(at + placeholder.size()));
  return html;
}

}  // namespace bowlby::report
