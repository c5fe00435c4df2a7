#include "cli/long_command.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/numbers.hpp"
#include "io/text/shell.hpp"

namespace bowlby {

void add_long_options(CLI::App& command, LongOptions& o, const LongWords& words) {
  add_threads(command, o.threads, words.threads);
  if (!words.resume.empty()) command.add_flag("--resume", o.resume, words.resume);
  command.add_option("--progress", o.progress, "auto or json")->check(CLI::IsMember({"auto", "json"}));
  command.add_flag("-q,--quiet", o.quiet, words.quiet);
  if (!words.json.empty()) command.add_flag("--json", o.json, words.json);
}

void add_begin(CLI::App& command, bool& begin) {
  command.add_flag("--begin", begin, "lay it out in the folder for tasks, and live nothing (docs/sweep.md)");
}

const Problem begin_or_resume{Fault::usage,           "", 0, 0, "--begin", "begins, and --resume goes on",
                              "leave one of them out"};

int told_laid_out(std::size_t cells, const std::string& each, const std::string& dir) {
  const std::string word = shell_word(dir);
  fmt::print("{} cells: {}\nlive them    bowlby sweep work {}\nthen         bowlby sweep gather {}\n", cells, each,
             word, word);
  return 0;
}

}  // namespace bowlby
