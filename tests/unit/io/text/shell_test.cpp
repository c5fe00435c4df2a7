// Printed commands run when pasted.
#include "io/text/shell.hpp"

#include <gtest/gtest.h>

#include <cstdio>

namespace bowlby {
namespace {

// What a real shell makes of a line: one argument per line.
std::string heard(const std::string& line) {
  std::FILE* pipe = ::popen(("printf '%s\\n' " + line).c_str(), "r");
  std::string out;
  for (int c; (c = std::fgetc(pipe)) != EOF;) out += static_cast<char>(c);
  ::pclose(pipe);
  return out;
}

TEST(Shell, AShellHearsWhatWasMeant) {
  const std::vector<std::string> words{"bowlby",
                                       "run",
                                       "my studies/the study.yaml",
                                       "--set",
                                       "stress_size=1.5",
                                       "it's",
                                       "",
                                       "größe.yaml",
                                       "$HOME",
                                       "a;b",
                                       "`x`",
                                       "\"q\"",
                                       "~",
                                       "*",
                                       "back\\slash"};
  std::string expected;
  for (const std::string& word : words) expected += word + "\n";
  EXPECT_EQ(heard(shell_line(words)), expected);
  EXPECT_EQ(shell_arguments(shell_line(words)), words);
  EXPECT_EQ(shell_line({"bowlby", "run", "studies/couples.yaml"}), "bowlby run studies/couples.yaml");
}

TEST(Shell, WhatIsPassedOnSaysNothingOfTheWritersMachine) {
  EXPECT_EQ(command_for_others(shell_line({"bowlby", "run", "/data/ann b/my studies/the study.yaml", "--output",
                                           "/data/ann b/OUT two", "--seed", "7", "--parameters=/data/ann/mine.yaml",
                                           "--resume", "-q", "--progress", "json"})),
            "bowlby run 'the study.yaml' --seed 7 --parameters=mine.yaml");
  EXPECT_EQ(command_for_others("bowlby run studies/couples.yaml -o out/x --people 200"),
            "bowlby run studies/couples.yaml --people 200");
  EXPECT_EQ(command_for_others("bowlby run ../../ann/x.yaml --output=/tmp/o -o/tmp/p"), "bowlby run x.yaml");
  EXPECT_EQ(command_for_others("bowlby claims run C020 --output /tmp/me", "out/claims"),
            "bowlby claims run C020 --output out/claims");
  EXPECT_EQ(command_for_others(""), "");
}

}  // namespace
}  // namespace bowlby
