// `validate` as its users meet it: every study in small, one table, one page.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "doors/program.hpp"
#include "io/embedded.hpp"

namespace bowlby::doors {
namespace {

std::string whole(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(ValidateDoor, TellsOfEveryPublishedNumberAndOverwritesNothing) {
  const Folder folder;
  const std::string out = folder / "validation",
                    docs = folder.write("page.md",
                                        "before\n"
                                        "<!-- misses: written by bowlby validate --docs -->\nold\n"
                                        "<!-- end of misses -->\nafter\n");
  const Outcome o = bowlby({"validate", "--scale", ".005", "--output", out, "--json", "--quiet", "--docs", docs});
  ASSERT_EQ(o.code, 0) << o.err;
  const auto told = nlohmann::json::parse(o.out);
  const auto targets = published_targets();
  ASSERT_TRUE(targets);
  std::set<std::string> ids;
  int measured = 0;
  for (const auto& row : told.at("rows")) {
    ids.insert(row.at("id").get<std::string>());
    if (row.at("simulated").is_null())
      EXPECT_FALSE(row.at("why").get<std::string>().empty()) << row;  // no number without a reason
    else
      ++measured;
  }
  EXPECT_EQ(ids.size(), targets->size());
  EXPECT_GT(measured, 60);  // even in so few people
  EXPECT_EQ(told.at("fitted").at("measured").get<int>() + told.at("unfitted").at("measured").get<int>(), measured);

  const std::string page = whole(out + "/validation.html");
  std::set<std::string> checks;
  for (const auto& c : told.at("structure")) {
    checks.insert(c.at("name").get<std::string>());
    EXPECT_FALSE(c.at("values").empty()) << c;
    const std::string verdict = c.at("verdict");
    EXPECT_EQ(c.at("holds").is_null(), verdict == "unclear" || verdict == "not measured") << c;
    EXPECT_NE(page.find(">" + verdict + "</span>"), std::string::npos);
    // fifty founders cannot carry a curve or a mixture, and are not made to
    if (c.at("name") == "continuum" || c.at("name") == "profiles") {
      EXPECT_EQ(verdict, "not measured") << c;
    }
  }
  EXPECT_GE(told.at("lives").size(), 40u);
  EXPECT_NE(page.find("id=\"lives\""), std::string::npos);
  EXPECT_EQ(checks, (std::set<std::string>{"windows", "stability", "unexplained", "twins", "method", "generations",
                                           "continuum", "profiles"}));
  for (const std::string& id : ids) EXPECT_NE(page.find("id=\"" + id + "\""), std::string::npos) << id;
  EXPECT_EQ(page.find("http-equiv"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  const std::string written = whole(docs);
  EXPECT_EQ(written.find("old\n"), std::string::npos);
  EXPECT_NE(written.find("| id | quantity |"), std::string::npos);
  EXPECT_EQ(written.substr(0, 7), "before\n");
  EXPECT_NE(written.find("\nafter\n"), std::string::npos);

  EXPECT_EQ(bowlby({"validate", "--scale", ".005", "--output", out, "--quiet"}).code, 66);
  const Outcome again = bowlby({"validate", "--scale", ".005", "--output", out, "--json", "--quiet", "--resume"});
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(nlohmann::json::parse(again.out), told) << "finished runs are taken as they are";
  const Outcome mixed = bowlby({"validate", "--scale", ".01", "--output", out, "--json", "--quiet", "--resume"});
  EXPECT_EQ(mixed.code, 65) << "runs of another size are not mixed in";
}

// Its studies are killed before their first checkpoint, too: a folder that is empty, or a file with nothing in it yet.
TEST(ValidateDoor, GoesOnFromWhateverIsThere) {
  const Folder folder;
  const std::string out = folder / "validation";
  std::filesystem::create_directories(out + "/runs/breakup");
  std::filesystem::create_directories(out + "/runs/couples");
  folder.write("validation/runs/couples/results.sqlite.partial", "");
  const Arguments command{"validate", "--scale", ".005", "--output", out, "--json", "--quiet"};
  const Outcome refused = bowlby(command);
  EXPECT_EQ(refused.code, 66);
  EXPECT_NE(refused.err.find("--resume"), std::string::npos) << refused.err;
  Arguments resume = command;
  resume.emplace_back("--resume");
  const Outcome o = bowlby(resume);
  EXPECT_EQ(o.code, 0) << o.err;
  EXPECT_TRUE(std::filesystem::exists(out + "/validation.tsv"));
}

TEST(ValidateDoor, OfSomeStudiesTellsWhatIsMeasuredInThem) {
  const Folder folder;
  const std::string out = folder / "validation";
  const Arguments some{"validate", "--study", "twins", "rearing", "--scale", ".005", "-o", out, "--json", "-q"};
  const Outcome o = bowlby(some);
  ASSERT_EQ(o.code, 0) << o.err;
  std::set<std::string> studies, runs;
  const auto told = nlohmann::json::parse(o.out);
  for (const auto& row : told.at("rows")) studies.insert(row.at("study").get<std::string>());
  for (const auto& at : std::filesystem::directory_iterator(out + "/runs")) runs.insert(at.path().filename().string());
  EXPECT_EQ(studies, (std::set<std::string>{"rearing", "twins"}));
  EXPECT_EQ(runs, studies);
  for (const auto& c : told.at("structure")) EXPECT_NE(c.at("verdict"), "not measured") << c;
  const Outcome again = bowlby({"validate", "--study", "twins", "--scale", ".005", "-o", folder / "b", "-q"});
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(again.out.find("0 rows"), std::string::npos) << again.out;
  const Outcome near = bowlby({"validate", "--study", "twin", "-o", folder / "a"});
  EXPECT_EQ(near.code, 64) << near.err;
  EXPECT_NE(near.err.find("did you mean twins?"), std::string::npos) << near.err;
  const std::string page = folder.write("page.md", "as it was\n");
  const Outcome docs = bowlby({"validate", "--study", "twins", "--docs", page, "-o", folder / "a"});
  EXPECT_EQ(docs.code, 64) << docs.err;
  EXPECT_EQ(whole(page), "as it was\n");
  EXPECT_FALSE(std::filesystem::exists(folder / "a"));
}

TEST(ValidateDoor, OfLivesAloneTellsNothingElse) {
  const Folder folder;
  const std::string out = folder / "lives";
  const Outcome o = bowlby({"validate", "--only", "lives", "--scale", ".005", "-o", out, "--json", "-q"});
  ASSERT_EQ(o.code, 0) << o.err;
  const auto told = nlohmann::json::parse(o.out);
  EXPECT_TRUE(told.at("rows").empty());
  EXPECT_TRUE(told.at("structure").empty());
  const auto marks = marks_of_lives();
  ASSERT_TRUE(marks);
  EXPECT_EQ(told.at("lives").size(), marks->size());
  const std::string page = whole(out + "/validation.html");
  bool missed = true;
  int measured = 0;
  for (const auto& row : told.at("lives")) {
    const std::string verdict = row.at("verdict");
    EXPECT_TRUE(missed || verdict != "outside") << "misses come first: " << row;
    missed = verdict == "outside";
    measured += verdict != "unmeasured" ? 1 : 0;
    EXPECT_EQ(row.at("simulated").is_null(), verdict == "unmeasured") << row;
    EXPECT_NE(page.find("id=\"" + row.at("id").get<std::string>() + "\""), std::string::npos) << row;
  }
  EXPECT_GT(measured, 30);
  const Outcome again = bowlby({"validate", "--only", "lives", "--scale", ".005", "-o", out, "-q", "--resume"});
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_NE(again.out.find("marks met"), std::string::npos) << again.out;
  EXPECT_EQ(again.out.find("fitted"), std::string::npos) << again.out;
  EXPECT_EQ(bowlby({"validate", "--only", "deaths", "-o", folder / "b"}).code, 64);
  EXPECT_EQ(bowlby({"validate", "--only", "lives", "--docs", folder / "p.md", "-o", folder / "b"}).code, 64);
  EXPECT_FALSE(std::filesystem::exists(folder / "b"));
}

TEST(ValidateDoor, APageWithoutMarksIsRefused) {
  const Folder folder;
  const std::string docs = folder.write("page.md", "nothing here\n");
  const Outcome o = bowlby({"validate", "--scale", ".005", "--output", folder / "v", "--quiet", "--docs", docs});
  EXPECT_EQ(o.code, 65) << o.err;
  EXPECT_EQ(whole(docs), "nothing here\n");
}

}  // namespace
}  // namespace bowlby::doors
