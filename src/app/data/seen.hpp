// What was seen in people, whether they are real or simulated: answers person by person, and the days of diaries.
#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "io/results/reader.hpp"

namespace bowlby {

struct Seen {
  static constexpr double none = std::numeric_limits<double>::quiet_NaN();
  static constexpr std::size_t nobody = std::numeric_limits<std::size_t>::max();

  struct Person {
    double replicate = 0, id = 0;
    char sex = ' ';  // f, m or a space
    std::string arm;
    std::size_t partner = nobody;  // whom one lives with, when first seen, among these people
  };
  struct Column {
    std::string wave, instrument, scale, unit;
    std::size_t visit = 1;
    std::vector<double> value, age;  // by person; age in years
    std::string name() const { return instrument + "." + scale; }
  };
  struct Prompt {
    int day, prompt, date;  // of the diary; of the calendar
    double security, distress;
    double bids = none;  // since the prompt before; an import tells none
  };
  struct Diary {
    std::string wave;
    std::size_t visit = 1;
    int days = 0, prompts = 0;                  // the latest that anybody answered
    std::vector<std::vector<Prompt>> answered;  // by person
    std::vector<double> age;                    // of those who answered, in years
  };
  std::vector<Person> people;
  std::vector<Column> columns;  // in the order of waves, visits and measures
  std::vector<Diary> diaries;
  std::vector<std::string> unknown;  // scales that the model does not have, or has on another range
};

struct SeenOptions {
  std::vector<std::string> only;     // instruments or scales; empty: all
  std::optional<double> couples_at;  // age at which two count as a couple; else when they were first seen
};
Expected<Seen> read_seen(const ResultsReader&, const SeenOptions& = {});

}  // namespace bowlby
