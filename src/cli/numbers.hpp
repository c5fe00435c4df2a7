// Options that take a number, read by the reader of the study files: what a file may not say, no option may.
#pragma once
#include <concepts>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "io/text/numbers.hpp"

namespace CLI {
class App;
}

namespace bowlby {

// An option whose words `take` reads one by one, after `start`; what it refuses is refused in the name of the option.
struct WordOption {
  std::string names, span, says;  // "-j,--threads"; "0-1024"
  std::function<void()> start;
  std::function<bool(const std::string&, io::Refusal&)> take;
  bool several = false;  // with commas or as several words
};
void add_words(CLI::App&, const WordOption&);

template <class T>
std::optional<T> read_in(const std::string& text, io::Limits<T> limits, io::Refusal& why) {
  if constexpr (std::integral<T>)
    return io::read_whole_number(text, limits, why);
  else
    return io::read_number(text, limits, why);
}

// How the limits look in --help: "2-10000000".
template <class T>
std::string span_text(io::Limits<T> limits) {
  if constexpr (std::integral<T>)
    return std::to_string(limits.low) + "-" + std::to_string(limits.high);
  else
    return io::number_text(limits.low) + "-" + io::number_text(limits.high);
}

// `value`: a number, or an optional one that stays empty where the option is left out.
template <class T, class Value>
void add_number(CLI::App& app, const std::string& names, Value& value, io::Limits<T> limits, const std::string& says) {
  const auto take = [&value, limits](const std::string& text, io::Refusal& why) {
    const auto read = read_in(text, limits, why);
    if (read) value = *read;
    return read.has_value();
  };
  add_words(app, {names, span_text(limits), says, [] {}, take, false});
}

template <class T>
void add_numbers(CLI::App& app, const std::string& names, std::vector<T>& values, io::Limits<T> limits,
                 const std::string& says) {
  const auto take = [&values, limits](const std::string& text, io::Refusal& why) {
    const auto read = read_in(text, limits, why);
    if (read) values.push_back(*read);
    return read.has_value();
  };
  add_words(app, {names, span_text(limits), says, [&values] { values.clear(); }, take, true});
}

// Threads, as every command takes them.
void add_threads(CLI::App&, int& threads, const std::string& says = "threads; 0 = all. Never changes the result");

}  // namespace bowlby
