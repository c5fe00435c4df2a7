// The dictionary of an SPSS system file: what stands before the cases.
//
// Written from the public description of the format in the PSPP developers' guide ("System File Format"); no code of
// any other reader was used.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "io/data/sav/bytes.hpp"

namespace bowlby::io {

// Values that stand for no answer: single ones, and a span.
struct SavMissing {
  std::vector<double> numbers;
  std::vector<std::string> texts;  // without blanks at the end
  bool span = false;
  double low = 0, high = 0;
};

struct SavVariable {
  std::string name, short_name, label;
  int width = 0;  // 0: numbers; else bytes of text
  int format = 0, decimals = 0;
  std::size_t first = 0;     // element of a case where it begins, 8 bytes each
  std::size_t segments = 1;  // a very long text is laid down as several
  SavMissing missing;
  std::map<double, std::string> number_labels;
  std::map<std::string, std::string> text_labels;  // values without blanks at the end
};

enum class SavCompression { none, bytes, zlib };

struct SavDictionary {
  SavCompression compression = SavCompression::none;
  double bias = 100;
  std::int64_t cases = -1;  // -1: not told
  std::string product, label, encoding;
  std::size_t elements = 0;  // of a case
  std::vector<SavVariable> variables;
};

// Reads on to the first byte of the cases. Whoever calls looks whether the bytes are still good.
SavDictionary read_sav_dictionary(SavBytes&);

// Bytes in the file's encoding as UTF-8; what is not text in it becomes U+FFFD and is counted.
class SavText {
 public:
  explicit SavText(const std::string& encoding);
  ~SavText();
  SavText(const SavText&) = delete;
  SavText& operator=(const SavText&) = delete;
  bool known() const { return known_; }
  std::string utf8(std::string_view);
  std::size_t broken() const { return broken_; }

 private:
  void* converter_ = nullptr;
  bool known_ = true, plain_ = false;
  std::size_t broken_ = 0;
};

}  // namespace bowlby::io
