// A folder that a command laid out for many tasks: what was asked, and copies of what it reads, so that the folder
// alone is enough.
//
//   asked.tsv   which work, of which build, by which command line; then what was asked, a line each; a seal on that and
//               on the copies
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/problem.hpp"

namespace bowlby {

struct LaidOut {
  std::string work;     // plan, claims, ...
  std::string build;    // commit of the program
  std::string command;  // the line that laid it out
  std::vector<std::pair<std::string, std::string>> asked;
  std::string key{};  // of all that decides what comes out; where it was read

  void ask(const std::string& what, const std::string& value) { asked.emplace_back(what, value); }
  void ask(const std::string& what, const std::vector<std::string>& values) {
    for (const std::string& value : values) ask(what, value);
  }
  [[nodiscard]] std::vector<std::string> all(const std::string& what) const;
  [[nodiscard]] std::string one(const std::string& what) const;  // empty: it was not asked
};

struct CopiedFile {
  std::string name, text;
};

// A new folder, whole or not at all.
std::optional<Problem> lay_out(const std::string& dir, const LaidOut&, const std::vector<CopiedFile>& = {});
// The same in a folder that the work itself has begun.
std::optional<Problem> lay_out_there(const std::string& dir, const LaidOut&, const std::vector<CopiedFile>& = {});
bool is_laid_out(const std::string& dir);
// A problem, too, where anything was changed since.
Expected<LaidOut> read_laid_out(const std::string& dir);
// The text of a copy.
Expected<std::string> read_copy(const std::string& dir, const std::string& name);

}  // namespace bowlby
