#include "io/results/insert.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace bowlby::io {

namespace {

std::string places(int columns, int rows) {
  std::string row = "(?";
  for (int c = 1; c < columns; ++c) row += ",?";
  std::string all = row += ')';
  for (int r = 1; r < rows; ++r) all += "," + row;
  return all;
}

}  // namespace

Insert::Insert(SQLite::Database& db, const std::string& table, int columns, RowDigest* digest, int rows)
    : statement_(std::make_unique<SQLite::Statement>(db, "INSERT INTO " + table + " VALUES " + places(columns, rows))),
      digest_(digest),
      rows_(rows) {}
Insert::Insert(Insert&&) noexcept = default;
Insert::~Insert() = default;

Insert& Insert::operator<<(std::nullptr_t) {
  if (digest_) digest_->none();
  statement_->bind(++at_);
  return *this;
}

Insert& Insert::bind(std::int64_t v) {
  if (digest_) digest_->number(static_cast<double>(v));
  statement_->bind(++at_, v);
  return *this;
}

Insert& Insert::bind(double v) {
  if (digest_) digest_->number(v);
  statement_->bind(++at_, v);
  return *this;
}

Insert& Insert::bind(const std::string& v) {
  if (digest_) digest_->text(v);
  statement_->bind(++at_, v);
  return *this;
}

void Insert::row() {
  if (++complete_ < rows_) return;
  statement_->exec();
  statement_->reset();
  at_ = complete_ = 0;
}

}  // namespace bowlby::io
