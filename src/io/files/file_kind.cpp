#include "io/files/file_kind.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <set>
#include <string_view>

#include "io/results/calibration_store.hpp"
#include "io/results/claims_store.hpp"
#include "io/results/results.hpp"
#include "io/results/schema.hpp"
#include "io/text/shell.hpp"

namespace bowlby {
namespace {

constexpr std::size_t head = 1 << 16;

// The keys that stand at the left edge of a YAML text.
std::set<std::string, std::less<>> top_keys(std::string_view text) {
  std::set<std::string, std::less<>> keys;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    const bool item = line.starts_with("- ");
    if (item) line.remove_prefix(2);
    const std::size_t colon = line.find_first_not_of("abcdefghijklmnopqrstuvwxyz_");
    if (colon != std::string_view::npos && colon > 0 && line[colon] == ':')
      keys.insert((item ? "- " : "") + std::string(line.substr(0, colon)));
    at = end + 1;
  }
  return keys;
}

// A head line with the same separator twice and no colon.
bool is_table(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  if (line.find(':') != std::string_view::npos || line.starts_with('#')) return false;
  for (const char separator : {',', ';', '\t'})
    if (std::count(line.begin(), line.end(), separator) >= 2) return true;
  return false;
}

FileKind kind_of_database(std::string_view bytes) {
  std::uint32_t id = 0;
  for (std::size_t i = 68; i < 72 && i < bytes.size(); ++i) id = id << 8 | static_cast<unsigned char>(bytes[i]);
  if (id == static_cast<std::uint32_t>(io::results_magic)) return FileKind::results;
  if (id == static_cast<std::uint32_t>(claims_magic)) return FileKind::claims_run;
  return id == static_cast<std::uint32_t>(calibration_magic) ? FileKind::calibration_run : FileKind::unknown;
}

FileKind kind_of_text(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return FileKind::unknown;
  if (text[first] == '{') return FileKind::request;
  if (is_table(text)) return FileKind::table;
  const auto keys = top_keys(text);
  const auto has = [&](const char* key) { return keys.contains(key); };
  if (has("- id") || has("- says")) return FileKind::claims;
  if (has("stages") || (has("targets") && has("studies"))) return FileKind::calibration;
  if (has("population") || has("waves") || has("arms")) return FileKind::study;
  if (has("parameters") && (has("name") || has("says")))
    return has("seed") && !has("made_by") ? FileKind::study : FileKind::parameter_set;
  return FileKind::unknown;
}

struct KindWords {
  FileKind kind;
  const char *what, *use;
};
constexpr std::array<KindWords, 9> words{{
    {FileKind::study, "a study", "use `bowlby run FILE`"},
    {FileKind::calibration, "a calibration file", "use `bowlby calibrate FILE --output DIR`"},
    {FileKind::parameter_set, "a parameter set", "use `bowlby run STUDY --parameters FILE`"},
    {FileKind::claims, "a file of claims", "use `bowlby claims --entries FOLDER`"},
    {FileKind::results, "the results of a run",
     "use `bowlby compare FILE`, `bowlby report FILE` or `bowlby export FILE DIR`"},
    {FileKind::claims_run, "a session of claims", "use `bowlby claims run --all --output FILE --resume`"},
    {FileKind::calibration_run, "a calibration's results", "use `bowlby calibrate --output FILE --resume`"},
    {FileKind::table, "a table", "no command reads people's data yet"},
    {FileKind::request, "a JSON request", "use `bowlby scene KIND --request FILE`"},
}};

}  // namespace

FileKind kind_of_file(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    if (std::filesystem::exists(results_path(path), ignored)) return FileKind::results;
    if (std::filesystem::exists(claims_path(path), ignored)) return FileKind::claims_run;
    return std::filesystem::exists(calibration_path(path), ignored) ? FileKind::calibration_run : FileKind::unknown;
  }
  if (!std::filesystem::is_regular_file(path, ignored)) return FileKind::unknown;
  std::string bytes(head, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), static_cast<std::streamsize>(head));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  if (bytes.starts_with("SQLite format 3")) return kind_of_database(bytes);
  return bytes.find('\0') == std::string::npos ? kind_of_text(bytes) : FileKind::unknown;
}

std::optional<Problem> other_kind(const std::string& path, FileKind wanted) {
  const FileKind kind = kind_of_file(path);
  const auto words_of = [](FileKind k) -> const KindWords* {
    for (const KindWords& w : words)
      if (w.kind == k) return &w;
    return nullptr;
  };
  const KindWords *is = words_of(kind), *needs = words_of(wanted);
  if (is == nullptr || needs == nullptr || kind == wanted) return std::nullopt;
  std::string use = is->use;
  const std::string word = shell_word(path);
  for (std::size_t at = 0; (at = use.find("FILE", at)) != std::string::npos; at += word.size())
    use.replace(at, 4, word);
  return Problem{Fault::data, path, 0, 0, "", std::string("is ") + is->what + ", not " + needs->what, use};
}

}  // namespace bowlby
