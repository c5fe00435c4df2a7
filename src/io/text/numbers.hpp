// Numbers as people write them. One reader for files and command lines: what it refuses, it refuses at every door.
#pragma once
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bowlby::io {

// Shortest decimal that reads back as the same number.
std::string number_text(double);
// The whole text as a finite decimal number, or nothing.
std::optional<double> to_number(std::string_view);

// What was found, in quotes and cut to a readable length.
std::string shown(const std::string&);

// Why a text was not taken, and what to write in its place.
struct Refusal {
  std::string reason, remedy;
};

template <class T>
struct Limits {
  T low, high;
};

// Digits only (a minus where the limits allow it), within the limits. No other base, no sign of plus, nothing left
// over.
std::optional<std::int64_t> read_signed(const std::string&, Limits<std::int64_t>, Refusal&);
std::optional<std::uint64_t> read_unsigned(const std::string&, Limits<std::uint64_t>, Refusal&);

template <std::integral T>
std::optional<T> read_whole_number(const std::string& text, Limits<T> limits, Refusal& why) {
  if constexpr (std::signed_integral<T>) {
    const auto v = read_signed(text, {limits.low, limits.high}, why);
    return v ? std::optional<T>(static_cast<T>(*v)) : std::nullopt;
  } else {
    const auto v = read_unsigned(text, {limits.low, limits.high}, why);
    return v ? std::optional<T>(static_cast<T>(*v)) : std::nullopt;
  }
}

// A finite decimal number within the limits.
std::optional<double> read_number(const std::string&, Limits<double>, Refusal&);

}  // namespace bowlby::io
