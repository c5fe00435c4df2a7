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

// With stamp and sum; nothing: it is not there, or is not whole.
Expected<std::optional<std::string>> whole_text(const std::string& path) {
  if (std::error_code error; !std::filesystem::exists(path, error) && !error) return std::optional<std::string>();
  const auto text = read_whole(path, largest_file);
  if (!text) return text.problems();
  const std::size_t last = text->rfind(sum_line), first = text->find('\n');
  if (last == std::string::npos || !text->starts_with(stamp_line) || first >= last ||
      text->substr(last) != fmt::format("{}{}\n", sum_line, short_digest(text->substr(0, last))))
    return std::optional<std::string>();
  return std::optional(*text);
}

std::optional<Problem> write_text(const std::string& path, const std::string& text) {
  if (auto problem = make_folder(std::filesystem::path(path).parent_path().string())) return problem;
  const std::string own = own_name(path);
  if (auto problem = write_whole(own, text)) return problem;
  return settle(own, path);
}

Problem came_out_differently(const std::string& where, const std::string& cell) {
  return {Fault::data,
          where,
          0,
          0,
          "cell " + cell,
          "came out differently in two of the folders",
          "one of them was changed by hand, or done by another build; please report it if neither"};
}

}  // namespace

std::string short_digest(std::string_view text) {
  num::Digest d;
  d.bytes(text.data(), text.size());
  return num::hex(d.result());
}

std::string piece_path(const std::string& dir, const std::string& name) {
  return fmt::format("{}/{}/{}.tsv", dir, room, name);
}

std::optional<Problem> write_piece(const std::string& path, const std::string& stamp, const std::string& body) {
  const std::string text = fmt::format("{}{}\n{}", stamp_line, stamp, body);
  return write_text(path, text + fmt::format("{}{}\n", sum_line, short_digest(text)));
}

Expected<std::optional<std::string>> read_piece(const std::string& path, const std::string& stamp) {
  const auto text = whole_text(path);
  if (!text || !*text) return text;
  const std::size_t first = (*text)->find('\n'), last = (*text)->rfind(sum_line);
  if ((*text)->substr(stamp_line.size(), first - stamp_line.size()) != stamp)
    return Problem{Fault::data,
                   path,
                   0,
                   0,
                   "",
                   "belongs to another study, seed, value or build of bowlby than the plan says",
                   "move it away, or plan it anew in another folder"};
  return std::optional((*text)->substr(first + 1, last - first - 1));
}

std::optional<Problem> take_piece(const std::string& from, const std::string& to) {
  const auto theirs = whole_text(from);
  if (!theirs) return theirs.problems().front();
  if (!*theirs) return std::nullopt;
  const auto own = whole_text(to);
  if (!own) return own.problems().front();
  if (!*own) return write_text(to, **theirs);
  if (**own == **theirs) return std::nullopt;
  return came_out_differently(from, std::filesystem::path(to).stem().string());
}

std::string Pieces::path(std::size_t piece) const { return piece_path(dir_, fmt::format("{:06}", piece)); }

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
      return came_out_differently(other.dir_, std::to_string(piece + 1));
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
