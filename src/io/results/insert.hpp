// One prepared insert of the results file.
#pragma once
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "io/results/digests.hpp"
#include "model/state.hpp"
#include "population/record.hpp"

namespace SQLite {
class Statement;
}

namespace bowlby::io {

// One prepared insert: values are handed over in the order of the columns, then row(). Several rows in one statement
// are half as dear; they are written when the last of them is complete. What is handed over goes into `digest`, too.
class Insert {
 public:
  Insert(SQLite::Database& db, const std::string& table, int columns, RowDigest* digest = nullptr, int rows = 1);
  Insert(Insert&&) noexcept;
  ~Insert();
  Insert& operator<<(std::integral auto v) { return bind(static_cast<std::int64_t>(v)); }
  Insert& operator<<(double v) { return bind(v); }
  Insert& operator<<(float v) { return bind(static_cast<double>(v)); }
  Insert& operator<<(std::string_view v) { return bind(std::string(v)); }
  Insert& operator<<(std::nullptr_t);
  Insert& operator<<(const std::optional<double>& v) { return v ? *this << *v : *this << nullptr; }
  // Codes that mean "none" become NULL.
  Insert& known(std::uint32_t id) { return id == nobody ? *this << nullptr : *this << id; }
  Insert& role(std::uint8_t r) { return r >= role_count ? *this << nullptr : *this << r; }
  Insert& later(std::int32_t day) { return day < 0 ? *this << nullptr : *this << day; }
  void row();

 private:
  Insert& bind(std::int64_t);
  Insert& bind(double);
  Insert& bind(const std::string&);
  std::unique_ptr<SQLite::Statement> statement_;
  RowDigest* digest_;
  int at_ = 0, complete_ = 0, rows_;
};

}  // namespace bowlby::io
