// Long commands laid out for tasks, and the same in one go: what the tests of any kind of them need.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "doors/program.hpp"

namespace bowlby::doors {

namespace fs = std::filesystem;

struct Kind {
  const char* name;
  std::function<Arguments(const Folder&)> command;  // without its output; what it reads is written into the folder
  std::vector<std::string> results;
  std::size_t cells;
  std::vector<std::string> inputs;  // files that a task does without
  int longest_ms;                   // of a worker before it is killed
  const char* json;                 // a key of what it says as JSON
  const char* where = "work";       // its cells; nothing: they are no small files
};

inline Arguments operator+(Arguments a, const Arguments& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

// A plan of a study file.
inline Kind plan_of(const char* name, const std::string& study, const Arguments& asked, std::size_t cells) {
  return {name,
          [study, asked](const Folder& folder) {
            return Arguments{"plan", folder.write("planned.yaml", study), "--quiet"} + asked;
          },
          {"plan.json", "plan.html", "methods.md", "replicate.csv", "replicate.R"},
          cells,
          {"planned.yaml"},
          200,
          "sizes"};
}

// Two arms of children, over several visits and at one.
inline const std::string trial =
    "name: trial\nseed: 5\npopulation: {founders: 60, years: 1.7, birth_years: .5, adversity: false}\narms:\n"
    "  - {name: usual, share: .5}\n  - {name: other, share: .5, care: {response: .45, rebuff: .6}}\nwaves:\n"
    "  - {name: course, instrument: strange_situation, ages: [1.05, 1.2, 1.35], missing: .1}\n"
    "  - {name: rests, instrument: temperament, ages: [1.05, 1.2, 1.35]}\n"
    "  - {name: once, instrument: strange_situation, ages: 1.4}\n";

inline Kind plan_of_trial(const char* name, const Arguments& analysis, const std::string& wave = "course",
                          std::size_t cells = 7) {
  const std::string outcome = wave + ".strange_situation.avoidance_8";
  return plan_of(name, trial, Arguments{"--outcome", outcome, "--sizes", "12", "16", "--replicates", "16"} + analysis,
                 cells);
}

inline void PrintTo(const Kind& kind, std::ostream* out) { *out << kind.name; }

// A page may name the folder of its entries, which is another one in every test.
inline std::string written(const Kind& kind, const std::string& dir) {
  const std::string home = fs::path(dir).parent_path().string();
  std::string all;
  for (const std::string& name : kind.results) {
    const std::string text = read_file(dir + "/" + name);
    EXPECT_FALSE(text.empty()) << name << " in " << dir;
    all += text;
  }
  for (std::size_t at = 0; (at = all.find(home, at)) != std::string::npos;) all.erase(at, home.size());
  return all;
}

inline const std::string& in_one_go(const Kind& kind) {
  static std::map<std::string, std::string> all;
  if (const auto there = all.find(kind.name); there != all.end()) return there->second;
  const Folder folder;
  const Outcome o = bowlby(kind.command(folder) + Arguments{"--output", folder / "whole"});
  EXPECT_EQ(o.code, 0) << o.err;
  return all[kind.name] = written(kind, folder / "whole");
}

// Then everything but the folder is gone.
inline std::string laid_out(const Kind& kind, const Folder& folder, const std::string& name) {
  const Outcome o = bowlby(kind.command(folder) + Arguments{"--output", folder / name, "--begin"});
  EXPECT_EQ(o.code, 0) << o.err;
  EXPECT_NE(o.out.find(std::to_string(kind.cells) + " cells"), std::string::npos) << o.out;
  for (const std::string& file : kind.inputs) fs::remove_all(folder / file);
  return folder / name;
}

inline Outcome work(const std::string& dir, int task = 1, int of = 1) {
  return bowlby({"sweep", "work", dir, "--task", std::to_string(task), "--of", std::to_string(of), "--threads", "1"});
}

inline std::string gathered(const Kind& kind, const Arguments& dirs) {
  const Outcome o = bowlby(Arguments{"sweep", "gather"} + dirs);
  EXPECT_EQ(o.code, 0) << o.err;
  return o.code == 0 ? written(kind, dirs.front()) : "";
}

inline std::vector<fs::path> pieces(const Kind& kind, const std::string& dir) {
  std::vector<fs::path> all;
  for (const auto& entry : fs::directory_iterator(fs::path(dir) / kind.where)) all.push_back(entry.path());
  std::ranges::sort(all);
  return all;
}

}  // namespace bowlby::doors
