// Every command that is printed anywhere can be typed: help pages, README and the manual against the real options.
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>
#include <sstream>

#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

namespace fs = std::filesystem;
const fs::path source = BOWLBY_SOURCE_DIR;

// The words of a command as a reader would type it: what stands behind two spaces or a # is a remark.
Arguments typed(std::string line) {
  line = std::regex_replace(line, std::regex(R"(\s*(  |#|&&|\||>).*)"), "");
  Arguments words;
  std::istringstream in(line);
  for (std::string word; in >> word;) words.push_back(word);
  if (!words.empty()) words.erase(words.begin());
  return words;
}

// Nothing is run: the options alone are judged.
Outcome parsed(Arguments words) {
  words.insert(words.begin(), "--parse-only");
  return bowlby(words);
}

// Lines of `text` that are a command of ours, whole.
std::vector<std::string> command_lines(const std::string& text) {
  std::vector<std::string> found;
  std::istringstream in(text);
  const std::regex command(R"(^\s*(\$ )?(build/)?(bowlby( .*)?)$)");
  std::smatch m;
  for (std::string line; std::getline(in, line);)
    if (std::regex_match(line, m, command)) found.push_back(m[3]);
  return found;
}

// What stands in blocks of code, fenced or indented.
std::string code_of(const std::string& markdown) {
  std::istringstream in(markdown);
  std::string out;
  bool fenced = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("```"))
      fenced = !fenced;
    else if (fenced || line.starts_with("    "))
      out += line + "\n";
  }
  return out;
}

TEST(Examples, EveryHelpPageHasItsOwnAndEachCanBeTyped) {
  int lines = 0;
  std::set<std::string> pages;
  for (const Arguments& page : {Arguments{},
                                {"run"},
                                {"params"},
                                {"edges"},
                                {"rungs"},
                                {"sets"},
                                {"explain"},
                                {"compare"},
                                {"export"},
                                {"report"},
                                {"diff-run"},
                                {"claims"},
                                {"claims", "show"},
                                {"claims", "run"},
                                {"calibrate"},
                                {"validate"},
                                {"recover"},
                                {"studio"},
                                {"scene"}}) {
    Arguments call = page;
    call.push_back("--help");
    const Outcome help = bowlby(call);
    ASSERT_EQ(help.code, 0) << help.err;
    std::string own = "bowlby";
    for (const std::string& word : page) own += " " + word;
    bool shown = false;
    for (const std::string& line : command_lines(help.out.substr(help.out.find("Example")))) {
      ++lines;
      shown |= line.starts_with(own);
      const Outcome o = parsed(typed(line));
      EXPECT_EQ(o.code, 0) << "`" << own << " --help` shows: " << line << "\n" << o.err;
    }
    EXPECT_TRUE(shown) << own << " shows no example of its own:\n" << help.out;
    EXPECT_TRUE(pages.insert(help.out.substr(help.out.find("Example"))).second) << own << " shows another's examples";
  }
  EXPECT_GT(lines, 40);
}

TEST(Examples, WhatReadmeAndManualPrintCanBeTyped) {
  int lines = 0;
  std::vector<fs::path> files{source / "README.md", source / "ARCHITECTURE.md", source / "CONTRIBUTING.md"};
  for (const auto& entry : fs::recursive_directory_iterator(source / "docs"))
    if (entry.path().extension() == ".md") files.push_back(entry.path());
  const std::regex inline_command("`(bowlby [^`]*)`");
  for (const fs::path& file : files) {
    const std::string text = read_file(file.string());
    for (const std::string& line : command_lines(code_of(text))) {
      ++lines;
      const Outcome o = parsed(typed(line));
      EXPECT_EQ(o.code, 0) << file << ": " << line << "\n" << o.err;
    }
    // In running text a command may be named without what it requires, but not with what it does not know.
    for (std::sregex_iterator it(text.begin(), text.end(), inline_command), end; it != end; ++it) {
      const std::string line = std::regex_replace((*it)[1].str(), std::regex(R"(\s+)"), " ");
      if (line.find("...") != std::string::npos) continue;
      ++lines;
      const Outcome o = parsed(typed(line));
      EXPECT_TRUE(o.code == 0 || o.err.find("required") != std::string::npos) << file << ": " << line << "\n" << o.err;
    }
  }
  EXPECT_GT(lines, 30);
}

// People are numbered anew in every replicate: SQL that joins must say which. (The pages of docs/studies/ belong to
// runs of one replicate, as docs/studies.md says.)
TEST(Examples, SqlThatJoinsNamesTheReplicate) {
  int statements = 0;
  std::vector<fs::path> files{source / "README.md"};
  for (const char* folder : {"docs", "studies"})
    for (const auto& entry : fs::directory_iterator(source / folder))
      if (entry.is_regular_file() && entry.path().extension() != ".png") files.push_back(entry.path());
  const std::regex statement(R"(SELECT [^;`]*\bJOIN\b[^;`]*)");
  for (const fs::path& file : files) {
    const std::string text = read_file(file.string());
    for (std::sregex_iterator it(text.begin(), text.end(), statement), end; it != end; ++it) {
      ++statements;
      EXPECT_NE(it->str().find("replicate ="), std::string::npos) << file << ": " << it->str();
    }
  }
  EXPECT_GE(statements, 4);
}

TEST(Examples, ParseOnlyRunsNothingAndRefusesWhatIsNotThere) {
  const Folder folder;
  EXPECT_EQ(parsed({"run", study_path("couples"), "--output", folder / "out"}).code, 0);
  EXPECT_FALSE(fs::exists(folder / "out"));
  EXPECT_EQ(parsed({"run", "x.yaml", "--peeple", "5"}).code, 64);
  EXPECT_EQ(parsed({"runs", "x.yaml"}).code, 64);
}

}  // namespace
}  // namespace bowlby::doors
