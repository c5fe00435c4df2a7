#include "io/sweep/pieces.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "io/files/files.hpp"
#include "io/files/own_name.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

constexpr std::size_t largest_file = 64u << 20;
constexpr const char* room = "work";
constexpr std::string_view stamp_line = "# stamp ", sum_line = "# sum ";

}  // namespace

std::string short_digest(std::string_view text) {
  num::Digest d;
  d.bytes(text.data(), text.size());
  return num::hex(d.result());
}

std::optional<Problem> write_piece(const std::string& path, const std::string& stamp, const std::string& body) {
  std::string text = fmt::format("{}{}\n{}", stamp_line, stamp, body);
  text += fmt::format("{}{}\n", sum_line, short_digest(text));
  if (auto problem = make_folder(std::filesystem::path(path).parent_path().string())) return problem;
  const std::string own = own_name(path);
  if (auto problem = write_whole(own, text)) return problem;
  return settle(own, path);
}

Expected<std::optional<std::string>> read_piece(const std::string& path, const std::string& stamp) {
  if (std::error_code error; !std::filesystem::exists(path, error) && !error) return std::optional<std::string>();
  const auto text = read_whole(path, largest_file);
  if (!text) return text.problems();
  const std::size_t last = text->rfind(sum_line), first = text->find('\n');
  if (last == std::string::npos || !text->starts_with(stamp_line) || first >= last ||
      text->substr(last) != fmt::format("{}{}\n", sum_line, short_digest(text->substr(0, last))))
    return std::optional<std::string>();
  if (text->substr(stamp_line.size(), first - stamp_line.size()) != stamp)
    return Problem{Fault::data,
                   path,
                   0,
                   0,
                   "",
                   "belongs to another study, seed, value or build of bowlby than the plan says",
                   "move it away, or plan it anew in another folder"};
  return std::optional(text->substr(first + 1, last - first - 1));
}

std::string Pieces::path(std::size_t piece) const { return fmt::format("{}/{}/{:06}.tsv", dir_, room, piece); }

std::string Pieces::stamp(std::size_t piece) const { return short_digest(fmt::format("{}\n{}", key_, piece)); }

std::optional<Problem> Pieces::write(std::size_t piece, const std::string& body) const {
  return write_piece(path(piece), stamp(piece), body);
}

Expected<std::optional<std::string>> Pieces::read(std::size_t piece) const {
  return read_piece(path(piece), stamp(piece));
}

std::optional<Problem> Pieces::take_over(const Pieces& other, std::size_t count) const {
  for (std::size_t piece = 0; piece < count; ++piece) {
    const auto theirs = other.read(piece);
    if (!theirs) return theirs.problems().front();
    if (!*theirs) continue;
    const auto own = read(piece);
    if (!own) return own.problems().front();
    if (!*own) {
      if (auto problem = write(piece, **theirs)) return problem;
    } else if (**own != **theirs) {
      return Problem{Fault::data,
                     other.dir_,
                     0,
                     0,
                     fmt::format("cell {}", piece + 1),
                     "came out differently in two of the folders",
                     "one of them was changed by hand, or done by another build; please report it if neither"};
    }
  }
  return std::nullopt;
}

Expected<std::vector<std::uint32_t>> Pieces::missing(std::size_t count) const {
  std::vector<std::uint32_t> out;
  for (std::size_t piece = 0; piece < count; ++piece) {
    const auto there = read(piece);
    if (!there) return there.problems();
    if (!*there) out.push_back(static_cast<std::uint32_t>(piece + 1));
  }
  return out;
}

}  // namespace bowlby
