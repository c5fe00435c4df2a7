// `bowlby figure`: a picture of a report by its name, whole or not at all.
#include <gtest/gtest.h>

#include <fstream>

#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

namespace fs = std::filesystem;

const std::string study =
    "name: small\ntitle: A small study\nseed: 5\npopulation: {founders: 60, years: 1.2, unions: false}\n"
    "arms: [{name: one}, {name: other, care: {response: .3}}]\n"
    "waves:\n  - {name: q, instrument: strange_situation, ages: 1.05}\n";

std::string lived(const Folder& folder) {
  const Outcome o = bowlby({"run", folder.write("s.yaml", study), "-o", folder / "run", "--quiet", "--no-report"});
  EXPECT_EQ(o.code, 0) << o.err;
  return folder / "run";
}
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
const std::string name = "group-at-12-months-the-share-coded-secure-with-the-main-carer";

TEST(FigureDoor, ListsNamesAndWritesOneWithItsCaptionAndTheWayBack) {
  const Folder folder;
  const std::string dir = lived(folder), file = folder / "a.svg";
  const Outcome names = bowlby({"figure", dir});
  ASSERT_EQ(names.code, 0) << names.err;
  EXPECT_TRUE(has(names.out, name)) << names.out;
  const Outcome o = bowlby({"figure", dir, name, "--output", file});
  ASSERT_EQ(o.code, 0) << o.err;
  const std::string svg = read_file(file);
  for (const char* part : {"<svg ", "At 12 months, the share coded secure", ">one<", ">other<", "bowlby run",
                           "bowlby figure", "digest ", "</svg>"})
    EXPECT_TRUE(has(svg, part)) << part;
  EXPECT_EQ(bowlby({"figure", dir, name}).out, svg);
  EXPECT_FALSE(has(svg, folder / "")) << "no place of the writer's machine";
}

TEST(FigureDoor, NothingIsOverwrittenUnasked) {
  const Folder folder;
  const std::string dir = lived(folder), file = folder.write("mine.svg", "mine");
  const Outcome o = bowlby({"figure", dir, name, "--output", file});
  EXPECT_EQ(o.code, 66);
  EXPECT_TRUE(has(o.err, "--replace")) << o.err;
  EXPECT_EQ(read_file(file), "mine");
  EXPECT_EQ(bowlby({"figure", dir, name, "--output", file, "--replace"}).code, 0);
  EXPECT_TRUE(has(read_file(file), "</svg>"));
  fs::create_directories(folder / "a.folder.svg");
  const Outcome at_folder = bowlby({"figure", dir, name, "--output", folder / "a.folder.svg", "--replace"});
  EXPECT_EQ(at_folder.code, 64);
  EXPECT_TRUE(has(at_folder.err, "is a folder")) << at_folder.err;
  const Outcome none = bowlby({"figure", dir, name, "--output", folder / "no" + "/such/folder.svg"});
  EXPECT_EQ(none.code, 66) << none.err;
}

TEST(FigureDoor, AWrongNameIsToldWithTheNearestOne) {
  const Folder folder;
  const std::string dir = lived(folder);
  const Outcome o = bowlby({"figure", dir, "group-at-12-months-the-share-coded-secur-with-the-main-carer"});
  EXPECT_EQ(o.code, 64);
  EXPECT_TRUE(has(o.err, "did you mean " + name)) << o.err;
  EXPECT_TRUE(o.out.empty());
  const Outcome kind = bowlby({"figure", dir, name, "--output", folder / "a.png"});
  EXPECT_EQ(kind.code, 64);
  EXPECT_TRUE(has(kind.err, ".svg")) << kind.err;
  EXPECT_FALSE(fs::exists(folder / "a.png"));
  EXPECT_EQ(bowlby({"figure", dir, "--output", folder / "a.svg"}).code, 64);
  EXPECT_EQ(bowlby({"figure", folder / "nothing"}).code, 66);
}

}  // namespace
}  // namespace bowlby::doors
