// Answers: what one instrument wrote down about one person on one day.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

#include "instruments/measures.hpp"
#include "model/state.hpp"

namespace bowlby {

inline constexpr std::uint8_t no_role = 255;

struct Answer {
  Measure measure{};
  std::uint8_t role = no_role;  // the figure it is about, or no_role
  float value = 0;
};

// A small fixed sheet: the largest instrument fits, and nothing is allocated while people are being measured.
class AnswerSheet {
 public:
  void write(Measure m, double value, std::uint8_t role = no_role) {
    if (count_ < rows_.size()) rows_[count_++] = {m, role, static_cast<float>(value)};
  }
  void write(Measure m, double value, Role role) { write(m, value, static_cast<std::uint8_t>(role)); }
  void clear() { count_ = 0; }
  const Answer* begin() const { return rows_.data(); }
  const Answer* end() const { return rows_.data() + count_; }
  std::size_t size() const { return count_; }

 private:
  std::array<Answer, 128> rows_{};
  std::size_t count_ = 0;
};

}  // namespace bowlby
