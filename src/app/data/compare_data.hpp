// `bowlby data compare`: the same statistics in the data and in simulated worlds that were seen as the data were.
#pragma once
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/data/features.hpp"
#include "app/progress.hpp"
#include "base/problem.hpp"
#include "evidence/likeness.hpp"
#include "studies/study.hpp"

namespace bowlby {

inline constexpr std::uint32_t usual_worlds = 20, most_worlds = 1000;

struct CompareRequest {
  std::string data;  // folder of an import or of a run
  Study study;
  std::uint32_t worlds = usual_worlds;
  std::string output;             // a folder, or empty: nothing is written
  std::vector<std::string> only;  // instruments or scales; empty: all that both have
  std::optional<double> age;      // of everybody, where the data tell none
  std::string command;
  int threads = 0;
  bool resume = false;
  ProgressSink* progress = nullptr;
  const std::atomic<bool>* stop = nullptr;
};

struct DataComparison {
  std::string data, study;  // names
  std::size_t people = 0, couples = 0;
  std::uint32_t founders = 0;
  std::vector<std::string> remarks;  // what was done to make the worlds like the data
  std::vector<std::string> unknown;  // scales of the data that the model does not have
  std::vector<Feature> features;     // of the data
  std::vector<std::vector<evidence::Maybe>> worlds;
  evidence::LikenessTable judged;
  std::vector<std::string> files;
  std::string note;
  bool stopped = false;
};

Expected<DataComparison> compare_data(const CompareRequest&);

// What fits and what does not, in plain words; then the table.
std::string to_text(const DataComparison&);
std::string to_json(const DataComparison&);
std::string to_csv(const DataComparison&);
std::string to_picture(const DataComparison&);

}  // namespace bowlby
