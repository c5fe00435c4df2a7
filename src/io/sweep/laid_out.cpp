#include "io/sweep/laid_out.hpp"

#include <filesystem>

#include "io/files/files.hpp"
#include "io/files/whole_folder.hpp"
#include "io/sweep/pieces.hpp"
#include "io/text/numbers.hpp"
#include "io/text/table_file.hpp"

namespace bowlby {
namespace {

constexpr const char* asked_name = "asked.tsv";
constexpr const char *copy_line = "copy", *seal_line = "seal";
constexpr std::size_t largest_copy = 64u << 20;

using Lines = std::vector<std::pair<std::string, std::string>>;

// Copies are named among the lines.
std::string seal_of(const Lines& lines, const std::vector<CopiedFile>& copies) {
  std::string text;
  for (const auto& [key, value] : lines) text += key + "\t" + value + "\n";
  for (const CopiedFile& f : copies) text += f.text + "\n";
  return short_digest(text);
}

// What was asked comes last: a folder that has it has all.
Expected<std::vector<CopiedFile>> files_of(const LaidOut& work, std::vector<CopiedFile> copies) {
  Lines lines = work.asked;
  for (const CopiedFile& f : copies) lines.emplace_back(copy_line, f.name);
  lines.emplace_back(seal_line, seal_of(lines, copies));
  lines.insert(lines.begin(), {{"work", work.work}, {"build", work.build}, {"command", work.command}});
  std::string text =
      "# laid out for tasks: `bowlby sweep work` does what is missing, `bowlby sweep gather` sums it up\n";
  text += "asked\tvalue\n";
  for (const auto& [key, value] : lines) {
    if (value.find_first_of("\t\r\n") != std::string::npos)
      return Problem{Fault::usage,     "", 0, 0, key, io::shown(value) + " has a tab or a new line in it",
                     "name it without"};
    text += key + "\t" + value + "\n";
  }
  copies.push_back({asked_name, std::move(text)});
  return copies;
}

Problem changed(const std::string& dir) {
  return {Fault::data,
          dir,
          0,
          0,
          "",
          "was changed since it was laid out",
          "restore asked.tsv and the copies beside it, or lay the work out anew in another folder"};
}

// Judges the seal, and takes it and the names of the copies out of what was asked.
std::optional<Problem> break_seal(const std::string& dir, LaidOut& out) {
  std::string seal;
  if (!out.asked.empty() && out.asked.back().first == seal_line) {
    seal = out.asked.back().second;
    out.asked.pop_back();
  }
  std::vector<CopiedFile> copies;
  for (const std::string& name : out.all(copy_line)) {
    auto text = read_copy(dir, name);
    if (!text) return text.problems().front();
    copies.push_back({name, std::move(*text)});
  }
  if (seal != seal_of(out.asked, copies)) return changed(dir);
  out.key = out.work + " " + short_digest(out.build + "\n" + seal);
  std::erase_if(out.asked, [](const auto& line) { return line.first == copy_line; });
  return std::nullopt;
}

}  // namespace

std::vector<std::string> LaidOut::all(const std::string& what) const {
  std::vector<std::string> out;
  for (const auto& [name, value] : asked)
    if (name == what) out.push_back(value);
  return out;
}

std::string LaidOut::one(const std::string& what) const {
  const auto values = all(what);
  return values.empty() ? "" : values.front();
}

std::optional<Problem> lay_out(const std::string& dir, const LaidOut& work, const std::vector<CopiedFile>& copies) {
  const auto files = files_of(work, copies);
  if (!files) return files.problems().front();
  std::vector<std::string> names;
  for (const CopiedFile& f : *files) names.push_back(f.name);
  auto folder = WholeFolder::begin(dir, names);
  if (!folder) return folder.problems().front();
  for (const CopiedFile& f : *files)
    if (auto problem = write_whole(folder->path(f.name), f.text)) return problem;
  return folder->finish();
}

std::optional<Problem> lay_out_there(const std::string& dir, const LaidOut& work,
                                     const std::vector<CopiedFile>& copies) {
  const auto files = files_of(work, copies);
  if (!files) return files.problems().front();
  for (const CopiedFile& f : *files)
    if (auto problem = write_whole(dir + "/" + f.name, f.text)) return problem;
  return std::nullopt;
}

bool is_laid_out(const std::string& dir) {
  std::error_code error;
  return std::filesystem::exists(dir + "/" + asked_name, error);
}

Expected<LaidOut> read_laid_out(const std::string& dir) {
  const auto table = read_tsv(dir + "/" + asked_name);
  if (!table) return table.problems();
  LaidOut out;
  if (table->columns == std::vector<std::string>{"asked", "value"})
    for (const TsvTable::Row& row : table->rows) {
      const std::string &key = row.cells[0], &value = row.cells[1];
      if (key == "work" && out.work.empty())
        out.work = value;
      else if (key == "build" && out.build.empty())
        out.build = value;
      else if (key == "command" && out.command.empty())
        out.command = value;
      else
        out.ask(key, value);
    }
  if (out.work.empty() || out.build.empty()) return changed(dir);
  if (auto problem = break_seal(dir, out)) return *problem;
  return out;
}

Expected<std::string> read_copy(const std::string& dir, const std::string& name) {
  return read_whole(dir + "/" + name, largest_copy);
}

}  // namespace bowlby
