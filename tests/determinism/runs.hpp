// What the determinism tests share: the small study, its digest when nothing special is asked, and its tables.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "doors/program.hpp"

namespace bowlby::determinism {

using doors::Arguments;
using doors::Folder;
using doors::Outcome;

inline const std::string small_study = std::string(BOWLBY_SOURCE_DIR) + "/tests/determinism/small.yaml";

inline Arguments with(Arguments first, const Arguments& more) {
  first.insert(first.end(), more.begin(), more.end());
  return first;
}

// Runs the small study into `output` and returns its digest.
inline std::string digest_with(const std::string& output, const Arguments& more) {
  const Outcome o = doors::bowlby(with({"run", small_study, "--no-report", "--quiet", "--output", output}, more));
  EXPECT_EQ(o.code, 0) << o.err;
  const std::string digest = doors::digest_of(o);
  EXPECT_EQ(digest.size(), 16u) << o.out;
  return digest;
}

// The tables of a run that hold what happened, as CSV texts by file name, rows sorted: what a reader can see.
inline std::map<std::string, std::string> tables_of(const std::string& run, const Folder& folder,
                                                    const std::string& name) {
  const Outcome o = doors::bowlby({"export", run, folder / name});
  EXPECT_EQ(o.code, 0) << o.err;
  std::map<std::string, std::string> tables;
  for (const char* table : {"person", "event", "observation", "tie", "moment", "course", "stream"}) {
    std::ifstream file(folder / (name + "/" + table + ".csv"));
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    EXPECT_GT(lines.size(), 1u) << table << " is empty in " << run;
    std::sort(lines.begin(), lines.end());
    for (const std::string& line : lines) tables[table] += line + '\n';
  }
  return tables;
}

inline void expect_same_tables(const std::map<std::string, std::string>& a,
                               const std::map<std::string, std::string>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (const auto& [name, text] : a) EXPECT_TRUE(text == b.at(name)) << "table " << name << " differs";
}

}  // namespace bowlby::determinism
