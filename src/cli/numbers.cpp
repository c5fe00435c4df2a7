#include "cli/numbers.hpp"

#include <CLI/CLI.hpp>

namespace bowlby {
namespace {

// What stands between commas, empty or not.
std::vector<std::string> parts_of(const std::string& word) {
  std::vector<std::string> out{""};
  for (const char c : word) {
    if (c == ',')
      out.emplace_back();
    else
      out.back() += c;
  }
  return out;
}

}  // namespace

void add_words(CLI::App& app, const WordOption& o) {
  const std::size_t at = o.names.find("--");
  const std::string name = at == std::string::npos ? o.names : o.names.substr(at);
  const auto take = [o, name](const CLI::results_t& words) {
    o.start();
    for (const std::string& word : words)
      for (const std::string& one : o.several ? parts_of(word) : std::vector{word})
        if (io::Refusal why; !o.take(one, why)) throw CLI::ValidationError(name, why.reason + "; " + why.remedy);
    return true;
  };
  CLI::Option* option = app.add_option(o.names, take, o.says)->type_name(o.span);
  if (o.several) option->expected(1, 1000);
}

void add_threads(CLI::App& app, int& threads, const std::string& says) {
  add_number(app, "-j,--threads", threads, io::Limits<int>{0, 1024}, says);
}

}  // namespace bowlby
