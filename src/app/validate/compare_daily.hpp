// Daily life as a run's diaries tell it, wave by wave. Numbers alone: no published one is set against them yet.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "evidence/daily_life.hpp"
#include "io/results/reader.hpp"

namespace bowlby {

struct DailyLife {
  std::string wave, report;  // "distress" or "security", means of a day's answers
  std::size_t diaries = 0;
  std::array<evidence::DailyNumber, evidence::daily_count> numbers;
};

// Both reports of every wave that kept a diary, in the order of the study; nothing for a run without.
Expected<std::vector<DailyLife>> daily_life(const ResultsReader&);

// "days.distress.1": a number of a diary, as JSON and CSV name it.
std::string daily_id(const DailyLife&, std::size_t number);

// The table for a terminal, empty for a run without a diary.
std::string to_text(const std::vector<DailyLife>&);
// JSON objects with the keys of a comparison, nothing published, and why there is no number; a line each.
void put(JsonWriter&, const DailyLife&);

}  // namespace bowlby
