// The cases of an SPSS file, element by element: plain, packed into command bytes, or those in blocks of zlib.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "io/data/sav/dictionary.hpp"

namespace bowlby::io {

// Eight bytes: a number, or part of a text.
struct SavElement {
  enum class Kind { number, bytes, blanks, none } kind = Kind::none;  // none: a system missing value
  double number = 0;
  std::string_view bytes;
};

class SavCases {
 public:
  // `in` stands at the first byte of the cases.
  SavCases(SavBytes& in, const SavDictionary&);
  // False at the end of the cases. A fault is in problem().
  bool next(SavElement&);
  const std::optional<Problem>& problem() const { return in_.good() ? packed_.problem() : in_.problem(); }

 private:
  void unpack_blocks();
  SavBytes& from() { return compression_ == SavCompression::zlib ? packed_ : in_; }

  SavBytes& in_;
  SavCompression compression_;
  double bias_;
  std::string inflated_;
  SavBytes packed_;
  std::array<std::uint8_t, 8> commands_{};
  std::size_t command_ = 8;
  bool ended_ = false;
};

}  // namespace bowlby::io
