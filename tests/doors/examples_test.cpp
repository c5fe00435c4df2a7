// Every command that is printed anywhere can be typed: help pages, README and the manual against the real options.
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
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

// Lines of `text` that are a command of ours, whole; a backslash at the end of a line joins the next to it.
std::vector<std::string> command_lines(const std::string& pasted) {
  std::vector<std::string> found;
  const std::string text = std::regex_replace(pasted, std::regex(R"(\s*\\\n\s*)"), " ");
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
  for (const Arguments& page : {Arguments{},        {"run"},
                                {"params"},         {"edges"},
                                {"rungs"},          {"sets"},
                                {"explain"},        {"compare"},
                                {"export"},         {"report"},
                                {"diff-run"},       {"claims"},
                                {"claims", "show"}, {"claims", "run"},
                                {"calibrate"},      {"validate"},
                                {"recover"},        {"studio"},
                                {"scene"},          {"plan"},
                                {"data"},           {"data", "import"},
                                {"data", "score"},  {"data", "show"},
                                {"data", "export"}, {"archive"},
                                {"sweep"},          {"sweep", "plan"},
                                {"sweep", "work"},  {"sweep", "gather"},
                                {"sweep", "slurm"}, {"sweep", "measures"},
                                {"notebook"},       {"fit"}}) {
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

// What a piece of SQL says about people without saying of which replicate; empty if nothing.
std::string names_no_replicate(const std::string& sql) {
  const std::string plain = std::regex_replace(sql, std::regex(R"(\s+)"), " ");
  const auto each = [&](const char* pattern, const std::function<bool(const std::string&)>& good) {
    const std::regex what(pattern);
    for (std::sregex_iterator it(plain.begin(), plain.end(), what), end; it != end; ++it)
      if (!good(it->str())) return it->str();
    return std::string();
  };
  const auto says = [](const std::string& part) { return part.find("replicate") != std::string::npos; };
  // a join by somebody's number, up to the next one
  const auto joins = [&](const std::string& part) {
    static const std::regex number(R"((\.id|person|partner|mother|father|other|twin_pair)\b)");
    const std::size_t on = part.find(" ON ");
    return on == std::string::npos || !std::regex_search(part.substr(on), number) || says(part.substr(on));
  };
  for (const std::string& fault :
       {each(R"(JOIN (?:(?!JOIN|WHERE|GROUP|UNION).)*)", joins), each(R"(USING \([^)]*person[^)]*\))", says),
        each(R"(GROUP BY (?:(?!ORDER|\)|;|UNION).)*\bperson\b(?:(?!ORDER|\)|;|UNION).)*)", says),
        each(R"(DISTINCT (?:(?!AS|,).)*\bperson\b)", says), each(R"(\bperson\)? IN \(SELECT (?:(?! FROM ).)*)", says),
        each(R"(EXISTS \(SELECT [^;]*?\bperson = (?:(?!\)).)*)", says)})
    if (!fault.empty()) return fault;
  return "";
}

// People are numbered anew in every replicate: SQL that joins, groups or counts them must say which.
TEST(Examples, SqlAboutPeopleNamesTheReplicate) {
  for (const char* wrong :
       {"SELECT 1 FROM observation o JOIN person p ON p.id = o.person WHERE o.wave = 'a'",
        "SELECT 1 FROM a JOIN b USING (person) GROUP BY x", "SELECT person FROM a GROUP BY person",
        "SELECT 1 FROM a WHERE o.person IN (SELECT person FROM b)", "SELECT count(DISTINCT person) AS n FROM a",
        "SELECT avg(EXISTS (SELECT 1 FROM z WHERE z.person = b.person AND z.day > 3)) FROM b"})
    EXPECT_NE(names_no_replicate(wrong), "") << wrong;
  int statements = 0;
  std::vector<fs::path> files{source / "README.md"};
  for (const char* folder : {"docs", "docs/studies", "docs/theory", "docs/decisions", "studies"})
    for (const auto& entry : fs::directory_iterator(source / folder))
      if (entry.is_regular_file() && entry.path().extension() != ".png") files.push_back(entry.path());
  const std::regex statement(R"((WITH \w+ AS|SELECT )[^;`]*\b(JOIN|GROUP BY)\b[^;`]*)");
  for (const fs::path& file : files) {
    const std::string text = std::regex_replace(read_file(file.string()), std::regex(R"(\n# *)"), "\n");
    for (std::sregex_iterator it(text.begin(), text.end(), statement), end; it != end; ++it) {
      ++statements;
      EXPECT_EQ(names_no_replicate(it->str()), "") << file << ": " << it->str();
    }
  }
  EXPECT_GE(statements, 20);
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
