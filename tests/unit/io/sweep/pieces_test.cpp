#include "io/sweep/pieces.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "unit/io/sweep/folder.hpp"

namespace bowlby {
namespace {

namespace fs = std::filesystem;
using Numbers = std::vector<std::uint32_t>;

constexpr const char* first = "work/000001.tsv";

bool is(const Expected<std::optional<std::string>>& piece, const std::string& body) {
  return piece && *piece && **piece == body;
}
bool is_nothing(const Expected<std::optional<std::string>>& piece) { return piece && !*piece; }

TEST(Pieces, WhatIsWrittenComesBackAndTheOthersAreMissing) {
  const SweptFolder folder;
  const Pieces pieces(folder / "a", "key");
  EXPECT_EQ(*pieces.missing(3), (Numbers{1, 2, 3}));
  // A body may look like the stamp and the sum around it.
  for (const std::string body : {"x\t1\n", "", "# sum 0123456789abcdef\n# stamp key\n# sum \n"}) {
    ASSERT_FALSE(pieces.write(1, body));
    EXPECT_TRUE(is(pieces.read(1), body)) << body;
  }
  EXPECT_TRUE(is_nothing(pieces.read(0)));
  EXPECT_EQ(*pieces.missing(3), (Numbers{1, 3}));
  EXPECT_EQ(*pieces.missing(0), Numbers{});
}

TEST(Pieces, AnyChangedByteAndAnyCutIsSeen) {
  const SweptFolder folder;
  const Pieces pieces(folder / "a", "key");
  ASSERT_FALSE(pieces.write(1, "measure\tvalue\nalive\t12\n"));
  const std::string name = std::string("a/") + first, whole = folder.read(name);
  ASSERT_GT(whole.size(), 40u);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string bent = whole;
    bent[at] ^= 1;
    folder.write(name, bent);
    EXPECT_TRUE(is_nothing(pieces.read(1))) << "byte " << at;
    folder.write(name, whole.substr(0, at));
    EXPECT_TRUE(is_nothing(pieces.read(1))) << "cut at " << at;
  }
  folder.write(name, whole + "\n");
  EXPECT_TRUE(is_nothing(pieces.read(1)));
  folder.write(name, whole);
  EXPECT_TRUE(is(pieces.read(1), "measure\tvalue\nalive\t12\n"));
}

TEST(Pieces, OneOfAnotherKeyOrAnotherPlaceIsAProblem) {
  const SweptFolder folder;
  const Pieces pieces(folder / "a", "key"), others(folder / "a", "another key");
  ASSERT_FALSE(pieces.write(1, "x\n"));
  const auto theirs = others.read(1);
  ASSERT_FALSE(theirs);
  EXPECT_NE(theirs.problems()[0].reason.find("belongs to another"), std::string::npos);
  EXPECT_FALSE(others.missing(2));
  fs::copy_file(folder / "a/work/000001.tsv", folder / "a/work/000000.tsv");
  EXPECT_FALSE(pieces.read(0)) << "the piece of one place is not that of another";
}

TEST(Pieces, TheFoldersOfTwoAreBroughtTogether) {
  const SweptFolder folder;
  const Pieces here(folder / "a", "key"), there(folder / "b", "key");
  ASSERT_FALSE(here.write(0, "0\n"));
  for (const std::size_t piece : {1, 3}) ASSERT_FALSE(there.write(piece, std::to_string(piece) + "\n"));
  ASSERT_FALSE(here.take_over(there, 3));
  EXPECT_TRUE(is(here.read(0), "0\n"));
  EXPECT_TRUE(is(here.read(1), "1\n"));
  EXPECT_EQ(*here.missing(4), (Numbers{3, 4})) << "no more of them than was said";
  ASSERT_FALSE(here.take_over(there, 4)) << "what is alike in both is no problem";
  EXPECT_EQ(*here.missing(4), Numbers{3});
  ASSERT_FALSE(there.write(0, "another\n"));
  const auto differs = here.take_over(there, 4);
  ASSERT_TRUE(differs);
  EXPECT_EQ(differs->key, "cell 1");
  EXPECT_TRUE(is(here.read(0), "0\n")) << "and nothing is written over";
}

TEST(Pieces, ADamagedOneIsTakenFromTheOtherFolder) {
  const SweptFolder folder;
  const Pieces here(folder / "a", "key"), there(folder / "b", "key");
  for (const Pieces* p : {&here, &there}) ASSERT_FALSE(p->write(1, "x\n"));
  folder.write(std::string("a/") + first, "# stamp ");
  ASSERT_FALSE(here.take_over(there, 2));
  EXPECT_TRUE(is(here.read(1), "x\n"));
  folder.write(std::string("b/") + first, "");
  ASSERT_FALSE(here.take_over(there, 2));
  EXPECT_TRUE(is(here.read(1), "x\n")) << "nor does a damaged one spoil what is here";
}

// Of works whose stamps are judged only when they are read.
TEST(Pieces, OneIsTakenByItsNameUnlessItDiffers) {
  const SweptFolder folder;
  const std::string from = piece_path(folder / "b", "screen-1"), to = piece_path(folder / "a", "screen-1");
  ASSERT_FALSE(take_piece(from, to));
  EXPECT_FALSE(fs::exists(to)) << "what is not there is not taken";
  ASSERT_FALSE(write_piece(from, "stamp", "x\n"));
  ASSERT_FALSE(take_piece(from, to));
  EXPECT_TRUE(is(read_piece(to, "stamp"), "x\n"));
  ASSERT_FALSE(write_piece(from, "stamp", "y\n"));
  const auto differs = take_piece(from, to);
  ASSERT_TRUE(differs);
  EXPECT_EQ(differs->key, "cell screen-1");
  EXPECT_TRUE(is(read_piece(to, "stamp"), "x\n"));
}

TEST(Pieces, NothingElseIsLeftInTheFolder) {
  const SweptFolder folder;
  const Pieces pieces(folder / "a", "key");
  for (const char* body : {"x\n", "y\n"}) ASSERT_FALSE(pieces.write(1, body));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder / "a/work"), {}), 1);
}

}  // namespace
}  // namespace bowlby
