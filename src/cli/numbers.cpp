#include "cli/numbers.hpp"

#include <CLI/CLI.hpp>

namespace bowlby {

void add_words(CLI::App& app, const WordOption& o) {
  const std::size_t at = o.names.find("--");
  const std::string name = at == std::string::npos ? o.names : o.names.substr(at);
  const auto take = [o, name](const CLI::results_t& words) {
    o.start();
    for (const std::string& word : words)
      if (io::Refusal why; !o.take(word, why)) throw CLI::ValidationError(name, why.reason + "; " + why.remedy);
    return true;
  };
  CLI::Option* option = app.add_option(o.names, take, o.says)->type_name(o.span);
  if (o.several) option->expected(1, 1000)->delimiter(',');
}

void add_threads(CLI::App& app, int& threads, const std::string& says) {
  add_number(app, "-j,--threads", threads, io::Limits<int>{0, 1024}, says);
}

}  // namespace bowlby
