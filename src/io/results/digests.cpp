#include "io/results/digests.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <fcntl.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <cmath>
#include <fstream>
#include <optional>
#include <system_error>
#include <vector>

#include "io/files/files.hpp"

namespace bowlby::io {

namespace {

constexpr std::uint64_t no_cell = 0x7FF8'0000'0000'0001u, text_cell = 0x7FF8'0000'0000'0002u;  // no number has these

// Calls `found` with the place of every mark in the file and the sixteen characters after it.
struct Sealed {
  std::uint64_t digest = 0;
  std::vector<off_t> places;
  std::vector<std::string> values;
};

bool hexadecimal(std::string_view text) { return text.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

// The digest of the file with zeros for every seal. A page that was split may hold an old copy of the row, so that
// there may be several.
std::optional<Sealed> read_sealed(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  constexpr std::size_t piece = std::size_t{1} << 20, width = no_seal.size(), whole = seal_key.size() + width;
  Sealed out;
  num::Digest digest;
  std::string buffer;
  std::size_t checked = 0;  // no mark begins before this
  off_t base = 0;
  for (bool more = true; more;) {
    const std::size_t had = buffer.size();
    buffer.resize(had + piece);
    file.read(buffer.data() + had, static_cast<std::streamsize>(piece));
    buffer.resize(had + static_cast<std::size_t>(file.gcount()));
    more = file.gcount() > 0;
    for (std::size_t at = buffer.find(seal_key, checked); at != std::string::npos && at + whole <= buffer.size();
         at = buffer.find(seal_key, checked)) {
      const std::string value = buffer.substr(at + seal_key.size(), width);
      if (hexadecimal(value)) {
        out.places.push_back(base + static_cast<off_t>(at + seal_key.size()));
        out.values.push_back(value);
        buffer.replace(at + seal_key.size(), width, no_seal);
      }
      checked = at + seal_key.size();
    }
    const std::size_t keep = more ? std::min(buffer.size(), whole) : 0, done = (buffer.size() - keep) / 8 * 8;
    const std::size_t take = more ? done : buffer.size();
    digest.bytes(buffer.data(), take);
    buffer.erase(0, take);
    checked = checked > take ? checked - take : 0;
    base += static_cast<off_t>(take);
  }
  if (file.bad()) return std::nullopt;
  out.digest = digest.result();
  return out;
}

Problem unreadable(const std::string& path) {
  return {Fault::file, path, 0, 0, "", "cannot be read: " + std::generic_category().message(errno), "check the disk"};
}

}  // namespace

void RowDigest::number(double x) {
  if (std::isnan(x)) return none();
  digest_.word(std::bit_cast<std::uint64_t>(x == 0 ? 0.0 : x));
}

void RowDigest::none() { digest_.word(no_cell); }

void RowDigest::text(std::string_view words) {
  num::Digest inner;
  inner.bytes(words.data(), words.size());
  digest_.word(text_cell);
  digest_.word(inner.result());
}

RowDigest digest_of_table(const SQLite::Database& db, const std::string& table) {
  RowDigest out;
  const std::string own = table == "provenance" ? " WHERE key NOT LIKE 'digest of %'" : "";
  SQLite::Statement rows(db, "SELECT * FROM \"" + table + "\"" + own + " ORDER BY rowid");
  while (rows.executeStep())
    for (int c = 0; c < rows.getColumnCount(); ++c) {
      const SQLite::Column cell = rows.getColumn(c);
      if (cell.isNull())
        out.none();
      else if (cell.isInteger() || cell.isFloat())
        out.number(cell.getDouble());
      else
        out.text(cell.getString());
    }
  return out;
}

std::uint64_t digest_of_schema(const SQLite::Database& db) {
  RowDigest out;
  SQLite::Statement all(db, "SELECT type, name, coalesce(sql, '') FROM sqlite_master ORDER BY type, name");
  while (all.executeStep())
    for (int c = 0; c < 3; ++c) out.text(all.getColumn(c).getString());
  return out.result();
}

std::map<std::string, std::uint64_t> digests_of(const SQLite::Database& db,
                                                std::map<std::string, std::uint64_t> known) {
  SQLite::Statement tables(db, "SELECT name FROM sqlite_master WHERE type = 'table'");
  while (tables.executeStep()) {
    const std::string name = tables.getColumn(0).getString();
    if (!known.contains(name)) known[name] = digest_of_table(db, name).result();
  }
  known["schema"] = digest_of_schema(db);
  return known;
}

std::optional<Problem> seal(const std::string& path) {
  const auto found = read_sealed(path);
  if (!found) return unreadable(path);
  if (found->places.empty())
    return Problem{Fault::internal, path, 0, 0, "", "has no place for its digest", "report this"};
  const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (fd < 0) return unreadable(path);
  const std::string value = num::hex(found->digest);
  bool good = true;
  for (const off_t place : found->places)
    good = good && ::pwrite(fd, value.data(), value.size(), place) == static_cast<ssize_t>(value.size());
  const int error = errno;
  good = ::close(fd) == 0 && good;
  if (good) return std::nullopt;
  return Problem{Fault::file,
                 path,
                 0,
                 0,
                 "",
                 "cannot be written: " + std::generic_category().message(error),
                 "make room, and resume the run"};
}

Expected<std::string> digest_of_file(const std::string& path) {
  const auto found = read_sealed(path);
  if (!found) return unreadable(path);
  for (const std::string& value : found->values)
    if (value != num::hex(found->digest)) return "differs from " + value;
  return num::hex(found->digest);
}

}  // namespace bowlby::io
