// Fingerprints of a results file, so that damage is found wherever it is: one for each table, and one for the whole
// file. Not a defence against forgery.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "num/digest.hpp"

namespace SQLite {
class Database;
}

namespace bowlby::io {

// Cells in the order of columns, rows in the order in which they came. Whole numbers and others are alike, as SQLite
// may keep the one as the other.
class RowDigest {
 public:
  void number(double);
  void text(std::string_view);
  void none();
  std::uint64_t result() const { return digest_.result(); }

 private:
  num::Digest digest_;
};

// The rows of a table, read again.
RowDigest digest_of_table(const SQLite::Database&, const std::string& table);

// The statements that made the tables, views and indices.
std::uint64_t digest_of_schema(const SQLite::Database&);

// Every table of the file by name, and "schema". Provenance counts without the digests themselves. `known` are taken
// as they are.
std::map<std::string, std::uint64_t> digests_of(const SQLite::Database&,
                                                std::map<std::string, std::uint64_t> known = {});

// The key in provenance.
inline std::string digest_key(const std::string& table) { return "digest of " + table; }

// Where the digest of the whole file stands in provenance, sixteen zeros at first: seal() writes it in their place once
// nothing else is written.
inline constexpr std::string_view seal_key = "digest of the file";
inline constexpr std::string_view no_seal = "0000000000000000";
std::optional<Problem> seal(const std::string& path);
// The digest of the file as it is, to be compared with the sealed one.
Expected<std::string> digest_of_file(const std::string& path);

}  // namespace bowlby::io
