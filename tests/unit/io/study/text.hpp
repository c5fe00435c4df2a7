// Study texts that must be taken or refused.
#pragma once
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "io/study/file.hpp"

namespace bowlby {

inline const std::string studies = std::string(BOWLBY_SOURCE_DIR) + "/studies/";
inline const std::string minimal = "name: x\nseed: 7\n";

inline std::string all_text(const std::vector<Problem>& problems) {
  std::string out;
  for (const Problem& p : problems) out += text(p) + "\n";
  return out;
}

// The problems of a text that must be refused.
inline std::string refusal(const std::string& yaml) {
  const auto study = parse_study(yaml, "s.yaml");
  EXPECT_FALSE(study) << yaml;
  return study ? "" : all_text(study.problems());
}

inline void expect_refused(const std::string& yaml, const std::vector<std::string>& words) {
  const std::string said = refusal(yaml);
  for (const std::string& word : words) EXPECT_NE(said.find(word), std::string::npos) << yaml << "\n-> " << said;
}

inline Study accepted(const std::string& yaml) {
  const auto study = parse_study(yaml, "s.yaml");
  EXPECT_TRUE(study) << all_text(study ? std::vector<Problem>{} : study.problems());
  return study ? *study : Study{};
}

}  // namespace bowlby
