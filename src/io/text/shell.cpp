#include "io/text/shell.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace bowlby {
namespace {

bool plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("_-./=:,@%+").find(c) != std::string_view::npos;
}

// /data/me/my study.yaml -> my study.yaml; studies/couples.yaml and what holds no path stay.
std::string without_home(const std::string& word) {
  const std::size_t equals = word.starts_with("--") ? word.find('=') : std::string::npos;
  const std::size_t start = equals == std::string::npos ? 0 : equals + 1;
  const std::string_view value = std::string_view(word).substr(start);
  if (!value.starts_with('/') && !value.starts_with('~') && !value.starts_with("..")) return word;
  const std::string_view whole = value.substr(0, value.find_last_not_of('/') + 1);
  return word.substr(0, start) + std::string(whole.substr(whole.rfind('/') + 1));
}

}  // namespace

std::string shell_word(const std::string& text) {
  if (!text.empty() && std::ranges::all_of(text, plain)) return text;
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string shell_line(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + shell_word(word);
  return out;
}

std::vector<std::string> shell_arguments(const std::string& line) {
  std::vector<std::string> out;
  std::string word;
  bool within = false, quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '\'') {
      quoted = !quoted, within = true;
    } else if (c == '\\' && !quoted && i + 1 < line.size()) {
      word += line[++i], within = true;
    } else if (c == ' ' && !quoted) {
      if (within) out.push_back(std::move(word));
      word.clear(), within = false;
    } else {
      word += c, within = true;
    }
  }
  if (within) out.push_back(std::move(word));
  return out;
}

std::string without_flag(const std::string& line, const std::string& flag) {
  std::vector<std::string> words = shell_arguments(line);
  std::erase(words, flag);
  return shell_line(words);
}

std::string command_for_others(const std::string& line, const std::string& output) {
  constexpr std::array<std::string_view, 3> with_value{"-o", "--output", "--progress"},
      alone{"--resume", "-q", "--quiet"};
  std::vector<std::string> out;
  const std::vector<std::string> words = shell_arguments(line);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (std::ranges::count(with_value, words[i]) > 0)
      ++i;
    else if (std::ranges::count(alone, words[i]) == 0 && !words[i].starts_with("--output=") &&
             !words[i].starts_with("--progress=") && !(words[i].starts_with("-o") && words[i].size() > 2))
      out.push_back(without_home(words[i]));
  }
  if (!output.empty()) out.insert(out.end(), {"--output", output});
  return shell_line(out);
}

}  // namespace bowlby
