// `bowlby data compare`: data among simulated worlds.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

// Young adults with two visits and a short diary.
const std::string study =
    "name: young\nseed: 11\npopulation: {founders: 90, years: 20.6, birth_years: .5}\nwaves:\n"
    "  - {name: grown, instrument: [ecr, self_esteem], ages: [18, 20], missing: .05}\n"
    "  - {name: days, instrument: diary, ages: 19, days: 7, prompts: 4}\n";

// Infants, whose worlds are quick: for what asks no more of a comparison than its bytes.
const std::string infants =
    "name: young\nseed: 11\npopulation: {founders: 150, years: 1.6, birth_years: .3, unions: false, adversity: false}\n"
    "waves:\n"
    "  - {name: laboratory, instrument: strange_situation, ages: [1.05, 1.2], missing: .05}\n"
    "  - {name: rests, instrument: temperament, ages: 1.1}\n";

struct Data {
  Folder folder;
  std::string study_file, dir;
  explicit Data(const Arguments& more = {}, const std::string& text = study) {
    study_file = folder.write("young.yaml", text);
    dir = folder / "data";
    Arguments line{"run", study_file, "--output", dir, "--quiet"};
    line.insert(line.end(), more.begin(), more.end());
    const Outcome o = bowlby(line);
    EXPECT_EQ(o.code, 0) << o.err;
  }
  Outcome compared(const Arguments& more = {}) const {
    Arguments line{"data", "compare", dir, "--study", study_file, "--quiet"};
    line.insert(line.end(), more.begin(), more.end());
    return bowlby(line);
  }
};

std::vector<std::string> differing(const nlohmann::json& j) {
  std::vector<std::string> out;
  for (const auto& s : j.at("statistics"))
    if (s.at("verdict") == "differs") out.push_back(s.at("id"));
  return out;
}

TEST(DataCompareDoor, DataOfTheModelItselfDoNotDiffer) {
  const Data data;
  const Outcome o = data.compared({"--json"});
  ASSERT_EQ(o.code, 0) << o.err;
  const auto j = nlohmann::json::parse(o.out);
  EXPECT_EQ(differing(j), std::vector<std::string>{});
  EXPECT_GT(j.at("measured"), 40);
  EXPECT_EQ(j.at("worlds"), 20);
  for (const auto& s : j.at("statistics")) EXPECT_EQ(s.at("worlds").size(), 20u);
}

TEST(DataCompareDoor, DataOfOtherParametersSayWhatDiffers) {
  const Data data({"--set", "ecr_anxiety_worth=0", "--seed", "5"});
  const Outcome o = data.compared({"--json"});
  ASSERT_EQ(o.code, 0) << o.err;
  const auto ids = differing(nlohmann::json::parse(o.out));
  const auto has = [&ids](const std::string& part) {
    return std::ranges::any_of(ids, [&](const std::string& id) { return id.find(part) != std::string::npos; });
  };
  EXPECT_TRUE(has("ecr.anxiety")) << o.out.substr(0, 800);
  EXPECT_FALSE(has("avoidance_mean.mean"));
  const Outcome words = data.compared({"--only", "ecr"});
  EXPECT_NE(words.out.find("differ from all 20 worlds beyond chance"), std::string::npos) << words.out.substr(0, 800);
}

// Not the first of the list, but the telling ones.
TEST(DataCompareDoor, ThePictureShowsTheFarthestOutFirst) {
  const Data data({"--set", "ecr_anxiety_worth=0", "--seed", "5"});
  ASSERT_EQ(data.compared({"-o", data.folder / "out"}).code, 0);
  const auto j = nlohmann::json::parse(read_file(data.folder / "out/comparison.json"));
  const std::string picture = read_file(data.folder / "out/comparison.svg");
  std::string farthest, nearest;
  double most = -1, least = 1e9;
  for (const auto& s : j.at("statistics")) {
    if (s.at("verdict") == "same everywhere" || s.at("verdict") == "not measured") continue;
    const double distance = std::abs(s.at("distance").get<double>());
    if (distance > most) most = distance, farthest = s.at("words");
    if (distance < least) least = distance, nearest = s.at("words");
  }
  ASSERT_GT(most, least);
  const auto place = picture.find(farthest);
  ASSERT_NE(place, std::string::npos) << farthest;
  for (const auto& s : j.at("statistics")) {
    const auto other = picture.find(">" + s.at("words").get<std::string>() + "<");
    if (other != std::string::npos) {
      EXPECT_GE(other + 1, place) << s.at("words");
    }
  }
  EXPECT_EQ(picture.find(">" + nearest + "<"), std::string::npos) << "forty are shown, and there are more";
  EXPECT_NE(picture.find("40 of "), std::string::npos);
}

TEST(DataCompareDoor, TheOtherSpellingIsTheSame) {
  const Data data({}, infants);
  const Outcome a = data.compared({"--only", "temperament", "--json"});
  const Outcome b =
      bowlby({"compare", "--data", data.dir, "--study", data.study_file, "--only", "temperament", "--json"});
  EXPECT_EQ(a.code, 0) << a.err;
  EXPECT_EQ(b.code, 0) << b.err;
  EXPECT_EQ(a.out, b.out);
  EXPECT_EQ(bowlby({"compare"}).code, 64);
  EXPECT_EQ(bowlby({"compare", "--data", data.dir}).code, 64);
}

TEST(DataCompareDoor, AKilledOneGoesOnToTheSameBytes) {
  const Data data({}, infants);
  const auto all = [&data](const std::string& dir) {
    std::string out;
    for (const char* name : {"comparison.txt", "comparison.csv", "comparison.json", "comparison.svg"})
      out += read_file(data.folder / dir + "/" + name);
    return out;
  };
  ASSERT_EQ(data.compared({"-o", data.folder / "whole", "--threads", "1"}).code, 0);
  {
    Running one(data.folder, {"data", "compare", data.dir, "--study", data.study_file, "--quiet", "-o",
                              data.folder / "killed", "--threads", "1"});
    const std::string third = data.folder / "killed/cells/000003.tsv";
    while (one.alive() && !std::filesystem::exists(third)) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    one.signal(SIGKILL);
    EXPECT_EQ(one.wait().code, 128 + SIGKILL);
  }
  EXPECT_FALSE(std::filesystem::exists(data.folder / "killed/comparison.txt"));
  EXPECT_NE(data.compared({"-o", data.folder / "killed"}).code, 0);  // begun, and not asked to go on
  const Outcome again = data.compared({"-o", data.folder / "killed", "--resume"});
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(all("killed"), all("whole"));
  const Outcome other = data.compared({"-o", data.folder / "killed", "--resume", "--only", "temperament"});
  EXPECT_EQ(other.code, 65);
}

TEST(DataCompareDoor, AnImportHasStandInsOfItsAges) {
  const Folder folder;
  std::string answers = "id,";
  for (int i = 1; i <= 36; ++i) answers += "Q" + std::to_string(i) + ",";
  answers += "age,gender\n";
  for (int p = 0; p < 60; ++p) {
    answers += std::to_string(p + 1) + ",";
    for (int i = 0; i < 36; ++i) answers += std::to_string(1 + (p * 7 + i * i * (p % 5 + 1)) % 5) + ",";
    answers += std::to_string(18 + p % 4) + "," + std::to_string(1 + p % 2) + "\n";
  }
  ASSERT_EQ(bowlby({"data", "import", folder.write("a.csv", answers), "--map",
                    folder.write("m.yaml",
                                 "name: mine\nid: id\nage: age\nsex: {column: gender, male: 1, female: 2}\n"
                                 "direction: tell\ninstruments:\n  - {key: ecr, items: Q}\n"),
                    "--output", folder / "mine"})
                .code,
            0);
  const Outcome o =
      bowlby({"data", "compare", folder / "mine", "--study", folder.write("young.yaml", study), "--quiet", "--json"});
  ASSERT_EQ(o.code, 0) << o.err;
  const auto j = nlohmann::json::parse(o.out);
  EXPECT_EQ(j.at("people"), 60);
  EXPECT_NE(j.at("remarks").dump().find("asked of founders at 18 to 21"), std::string::npos) << j.at("remarks").dump();
  EXPECT_FALSE(differing(j).empty());  // answers made by arithmetic are nobody's
  const Outcome none =
      bowlby({"data", "compare", folder / "mine", "--study", folder / "young.yaml", "--only", "diary"});
  EXPECT_EQ(none.code, 64);
  EXPECT_NE(none.err.find("--only: \"diary\" is no instrument or scale of these data"), std::string::npos) << none.err;
  const Outcome half = bowlby(
      {"data", "compare", folder / "mine", "--study", folder / "young.yaml", "--only", "ecr", "ecr.anxiety_maen"});
  EXPECT_EQ(half.code, 64) << "a name that is wrong is said, though another one is right";
  EXPECT_NE(half.err.find("ecr.anxiety_mean"), std::string::npos) << half.err;
}

}  // namespace
}  // namespace bowlby::doors
