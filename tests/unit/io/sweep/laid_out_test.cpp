#include "io/sweep/laid_out.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "unit/io/sweep/folder.hpp"

namespace bowlby {
namespace {

namespace fs = std::filesystem;

LaidOut claims() {
  LaidOut work{"claims", "1234abc", "bowlby claims run C020", {}};
  work.ask("claim", std::vector<std::string>{"C020", "C022"});
  work.ask("seeds", std::string("3"));
  return work;
}
const std::vector<CopiedFile> copies{{"study.yaml", "name: mine\n"}, {"set.yaml", "title: \"two\twords\"\n"}};

std::string key_of(const SweptFolder& folder, const std::string& name, const LaidOut& work,
                   const std::vector<CopiedFile>& files = copies) {
  EXPECT_FALSE(lay_out(folder / name, work, files));
  const auto back = read_laid_out(folder / name);
  EXPECT_TRUE(back);
  return back ? back->key : "";
}

TEST(LaidOutFolder, WhatWasAskedComesBackInOrder) {
  const SweptFolder folder;
  ASSERT_FALSE(lay_out(folder / "a", claims(), copies));
  EXPECT_TRUE(is_laid_out(folder / "a"));
  const auto back = read_laid_out(folder / "a");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->work, "claims");
  EXPECT_EQ(back->build, "1234abc");
  EXPECT_EQ(back->command, "bowlby claims run C020");
  EXPECT_EQ(back->asked, claims().asked) << "neither the copies nor the seal are among what was asked";
  EXPECT_EQ(back->all("claim"), (std::vector<std::string>{"C020", "C022"}));
  EXPECT_EQ(back->one("claim"), "C020");
  EXPECT_EQ(back->one("edge"), "");
  EXPECT_TRUE(back->all("edge").empty());
  for (const CopiedFile& f : copies) EXPECT_EQ(*read_copy(folder / "a", f.name), f.text);
}

// What was asked may be called as the lines are that every folder has.
TEST(LaidOutFolder, AnAskedLineMayHaveAnyName) {
  const SweptFolder folder;
  LaidOut work = claims();
  for (const char* name : {"work", "build", "command"}) work.ask(name, std::string("mine"));
  EXPECT_FALSE(key_of(folder, "a", work).empty());
  const auto back = read_laid_out(folder / "a");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->work, "claims");
  EXPECT_EQ(back->asked, work.asked);
}

// Pieces of two folders may be mixed only where all that decides what is in them is the same.
TEST(LaidOutFolder, TheKeyIsThatOfTheWorkAndNotOfTheLineThatAskedForIt) {
  const SweptFolder folder;
  const std::string key = key_of(folder, "a", claims());
  LaidOut elsewhere = claims();
  elsewhere.command = "bowlby claims run C020 --output there";
  EXPECT_EQ(key_of(folder, "b", elsewhere), key);
  LaidOut build = claims(), work = claims(), more = claims(), turned = claims();
  build.build = "1234abd";
  work.work = "plan";
  more.ask("seeds", std::string("4"));
  std::swap(turned.asked[0], turned.asked[1]);
  int n = 0;
  for (const LaidOut& other : {build, work, more, turned})
    EXPECT_NE(key_of(folder, "c" + std::to_string(++n), other), key) << n;
  EXPECT_NE(key_of(folder, "d", claims(), {copies[0]}), key);
  EXPECT_NE(key_of(folder, "e", claims(), {copies[0], {"set.yaml", "title: two\n"}}), key);
}

TEST(LaidOutFolder, AnyChangeOfLinesOrCopiesIsSeen) {
  const SweptFolder folder;
  ASSERT_FALSE(lay_out(folder / "a", claims(), copies));
  const auto seen = [&](const std::string& name, const std::string& text) {
    const std::string whole = folder.read("a/" + name);
    folder.write("a/" + name, text);
    const auto back = read_laid_out(folder / "a");
    ASSERT_FALSE(back) << text;
    EXPECT_EQ(back.problems()[0].reason, "was changed since it was laid out") << text;
    folder.write("a/" + name, whole);
  };
  const std::string asked = folder.read("a/asked.tsv");
  const auto without = [&](const std::string& from, const std::string& to) {
    const std::size_t at = asked.find(from), end = asked.find(to, at);
    return asked.substr(0, at) + (end == std::string::npos ? "" : asked.substr(end));
  };
  const auto instead = [&](const std::string& from, const std::string& to) {
    std::string text = asked;
    return text.replace(text.find(from), from.size(), to);
  };
  seen("asked.tsv", instead("C022", "C023"));
  seen("asked.tsv", instead("seeds\t3", "seeds\t3\nseeds\t4"));
  seen("asked.tsv", without("claim\tC022", "seeds"));
  seen("asked.tsv", without("copy\tset.yaml", "seal"));
  seen("asked.tsv", without("seal", "\n\n"));
  seen("asked.tsv", without("work\t", "build"));
  seen("asked.tsv", asked + "seeds\t3\n");
  seen("study.yaml", "name: mine \n");
  seen("set.yaml", "");
  EXPECT_TRUE(read_laid_out(folder / "a")) << "and nothing else was changed";
  fs::remove(folder / "a/set.yaml");
  EXPECT_FALSE(read_laid_out(folder / "a"));
}

TEST(LaidOutFolder, WhatWouldBreakALineIsRefusedBeforeAFolderIsMade) {
  const SweptFolder folder;
  for (const char* value : {"a\tb", "a\nb", "a\rb"}) {
    LaidOut work = claims();
    work.ask("entries", std::string(value));
    const auto problem = lay_out(folder / "a", work);
    ASSERT_TRUE(problem);
    EXPECT_EQ(problem->key, "entries");
    EXPECT_FALSE(fs::exists(folder / "a"));
  }
}

TEST(LaidOutFolder, AFolderWithSomethingInItIsLeftAlone) {
  const SweptFolder folder;
  fs::create_directory(folder / "a");
  folder.write("a/notes.txt", "mine\n");
  EXPECT_TRUE(lay_out(folder / "a", claims()));
  EXPECT_FALSE(is_laid_out(folder / "a"));
  EXPECT_FALSE(read_laid_out(folder / "a"));
  EXPECT_FALSE(lay_out_there(folder / "a", claims(), copies)) << "unless the work itself has begun it";
  EXPECT_TRUE(read_laid_out(folder / "a"));
  EXPECT_EQ(folder.read("a/notes.txt"), "mine\n");
}

}  // namespace
}  // namespace bowlby
