// Bytes of an SPSS file in order, whichever end of a number comes first. A read past the end is a problem with its
// place, and gives zeros from then on.
#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace bowlby::io {

class SavBytes {
 public:
  SavBytes(std::string_view all, std::string file) : all_(all), file_(std::move(file)) {}

  bool swapped = false;  // numbers are the other way round than on this machine

  std::size_t at() const { return at_; }
  std::size_t left() const { return all_.size() - at_; }
  void go_to(std::size_t at) { at_ = at < all_.size() ? at : all_.size(); }

  std::string_view take(std::size_t count, const char* what) {
    if (problem_) return {};
    if (count > left()) {
      fail(at_, std::string("ends within ") + what, "copy the file again; it is not whole");
      return {};
    }
    at_ += count;
    return all_.substr(at_ - count, count);
  }

  template <class T>
  T number(const char* what) {
    T value{};
    const std::string_view bytes = take(sizeof value, what);
    if (bytes.size() == sizeof value) value = number_in<T>(bytes);
    return value;
  }

  template <class T>
  T number_in(std::string_view bytes) const {
    char raw[sizeof(T)];
    for (std::size_t i = 0; i < sizeof raw; ++i) raw[i] = bytes[swapped ? sizeof raw - 1 - i : i];
    return std::bit_cast<T>(raw);
  }

  void fail(std::size_t at, std::string reason, std::string remedy) {
    if (!problem_)
      problem_ = Problem{Fault::data, file_, 0, 0, "byte " + std::to_string(at), std::move(reason), std::move(remedy)};
  }
  bool good() const { return !problem_; }
  const std::optional<Problem>& problem() const { return problem_; }
  const std::string& file() const { return file_; }

 private:
  std::string_view all_;
  std::string file_;
  std::size_t at_ = 0;
  std::optional<Problem> problem_;
};

}  // namespace bowlby::io
