// The records of a CSV text, and which separator and decimal mark it uses.
#pragma once
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "io/data/csv_file.hpp"

namespace bowlby::io {

// One record after the other; cells point into the text, or into `made` where a doubled quote had to go.
class CsvRecords {
 public:
  CsvRecords(std::string_view text, char delimiter, std::deque<std::string>& made)
      : text_(text), delimiter_(delimiter), made_(&made) {}
  bool next(std::vector<std::string_view>& record);
  int line() const { return begun_; }         // where the last record began
  int unclosed() const { return unclosed_; }  // line of a quote that never closes, or 0

 private:
  std::string_view quoted_cell();
  std::string_view plain_cell();
  std::string_view text_;
  char delimiter_;
  std::deque<std::string>* made_;
  std::size_t at_ = 0;
  int line_ = 1, begun_ = 1, unclosed_ = 0;
};

struct CsvDialectFound {
  char delimiter = ',', point = '.';
  std::string told;  // "semicolons between cells, decimal commas"
};

// Both together: a comma cannot be both, and a file in which it might is asked about.
Expected<CsvDialectFound> conclude_dialect(std::string_view text, const std::string& file, const CsvHints&);

}  // namespace bowlby::io
