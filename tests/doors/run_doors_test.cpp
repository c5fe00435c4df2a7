// Bad and good input through `bowlby run`: what is said, with which exit code, and that nothing is left or overwritten.
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "doors/program.hpp"
#include "model/edges.hpp"
#include "model/parameters.hpp"

namespace bowlby::doors {
namespace {

const std::string tiny =
    "name: tiny\nseed: 3\npopulation: {founders: 12, years: 2}\n"
    "waves:\n  - {name: infancy, instrument: strange_situation, ages: 1.05}\n"
    "record: {courses: 12, moments: 2, moments_from: 0, moments_until: 1}\n";

Arguments run_of(const std::string& study, const std::string& output, const Arguments& more = {}) {
  Arguments a{"run", study, "--output", output, "--no-report"};
  a.insert(a.end(), more.begin(), more.end());
  return a;
}

// Refused with this exit code and all these words, with nothing on standard output and no folder left behind.
void expect_refused(const Folder& folder, const std::string& study, const Arguments& more, int code,
                    const std::vector<std::string>& words) {
  const Outcome o = bowlby(run_of(study, folder / "run", more));
  EXPECT_EQ(o.code, code) << testing::PrintToString(more) << "\n" << o.err;
  for (const std::string& word : words)
    EXPECT_NE(o.err.find(word), std::string::npos) << word << " is missing in: " << o.err;
  EXPECT_EQ(digest_of(o), "");
  EXPECT_FALSE(std::filesystem::exists(folder / "run")) << "a refused run leaves no folder";
}

TEST(RunDoor, TypoNamesPlaceAndNearestKey) {
  const Folder folder;
  const std::string typo = study_path("typo");
  std::ifstream file(typo);
  int number = 0, line_of_typo = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.starts_with("popluation:")) line_of_typo = number;
  }
  ASSERT_GT(line_of_typo, 0);
  expect_refused(folder, typo, {}, 65,
                 {typo + ":" + std::to_string(line_of_typo) + ":1:", "popluation", "did you mean population?"});
}

struct BadStudy {
  const char* what;
  const char* text;
  std::vector<std::string> words;
};

class BadStudies : public testing::TestWithParam<BadStudy> {};

TEST_P(BadStudies, AreRefusedWithPlaceAndReason) {
  const Folder folder;
  std::vector<std::string> words = GetParam().words;
  words.push_back("bad.yaml:");
  expect_refused(folder, folder.write("bad.yaml", GetParam().text), {}, 65, words);
}

INSTANTIATE_TEST_SUITE_P(
    Doors, BadStudies,
    testing::Values(
        BadStudy{"Empty", "", {"empty"}}, BadStudy{"NotYaml", "name: [x\nseed: 1\n", {"bad.yaml:"}},
        BadStudy{"NoSeed", "name: x\n", {"seed"}},
        BadStudy{"DuplicateKey", "name: x\nseed: 1\nseed: 2\n", {"3:1", "seed"}},
        BadStudy{
            "WrongType", "name: x\nseed: 1\npopulation: {founders: many}\n", {"3:24", "population.founders", "many"}},
        BadStudy{"NotANumber", "name: x\nseed: 1\nparameters: {stress_size: .nan}\n", {"3:27", "stress_size"}},
        BadStudy{"Infinite", "name: x\nseed: 1\nparameters: {stress_size: 1e999}\n", {"3:27", "stress_size"}},
        BadStudy{"OutOfRange", "name: x\nseed: 1\npopulation: {founders: 1}\n", {"3:24", "out of range"}},
        BadStudy{"Huge", "name: x\nseed: 99999999999999999999999\n", {"2:7", "seed"}},
        BadStudy{"UnknownParameter",
                 "name: x\nseed: 1\nparameters: {stres_size: 1}\n",
                 {"3:14", "did you mean stress_size?"}},
        BadStudy{
            "UnknownEdge", "name: x\nseed: 1\noff: [rebuff_to_beleif]\n", {"3:7", "did you mean rebuff_to_belief?"}},
        BadStudy{"UnknownRung", "name: x\nseed: 1\nrung: R9\n", {"3:7", "R9"}},
        BadStudy{"UnknownInstrument",
                 "name: x\nseed: 1\nwaves: [{name: a, instrument: ecl, ages: 3}]\n",
                 {"did you mean ecr?"}},
        BadStudy{"Anchor", "name: &n x\nseed: 1\n", {"1:"}},
        BadStudy{"AgeNobodyReaches",
                 "name: x\nseed: 1\npopulation: {years: 5}\nwaves: [{name: a, instrument: ecr, ages: 30}]\n",
                 {"4:", "30"}}),
    [](const auto& bad) { return bad.param.what; });

TEST(RunDoor, AHugeOrBinaryFileIsRefused) {
  const Folder folder;
  expect_refused(folder, folder.write("bad.yaml", std::string(2'000'000, 'a')), {}, 65, {"is larger than"});
  expect_refused(folder, folder.write("bad.yaml", std::string("name: x\0\xff\xfe", 10)), {}, 65, {"bad.yaml:"});
}

TEST(RunDoor, MissingAndUnreadableStudies) {
  const Folder folder;
  expect_refused(folder, folder / "not_there.yaml", {}, 66, {"not_there.yaml", "check the path"});
  expect_refused(folder, folder.path().string(), {}, 66, {folder.path().string()});
}

TEST(RunDoor, FlagsAreJudgedLikeTheFile) {
  const Folder folder;
  const std::string study = folder.write("tiny.yaml", tiny);
  expect_refused(folder, study, {"--set", "stres_size=1"}, 64, {"stres_size", "did you mean stress_size?"});
  expect_refused(folder, study, {"--set", "stress_size"}, 64, {"write --set name=value"});
  expect_refused(folder, study, {"--set", "stress_size="}, 64, {"stress_size"});
  expect_refused(folder, study, {"--set", "stress_size=nan"}, 64, {"needs a number"});
  expect_refused(folder, study, {"--set", "stress_size=inf"}, 64, {"needs a number"});
  expect_refused(folder, study, {"--set", "stress_size=1e9"}, 64, {"out of range", "between 0 and 5"});
  expect_refused(folder, study, {"--set", "stress_size=1x"}, 64, {"needs a number"});
  expect_refused(folder, study, {"--off", "uncertainty_to_pres"}, 64, {"did you mean uncertainty_to_press?"});
  expect_refused(folder, study, {"--rung", "R7"}, 64, {"R0 to R6"});
  expect_refused(folder, study, {"--people", "0"}, 64, {"--people", "out of range"});
  expect_refused(folder, study, {"--people", "-5"}, 64, {"--people"});
  expect_refused(folder, study, {"--people", "12.5"}, 64, {"--people"});
  expect_refused(folder, study, {"--people", "99999999999999"}, 64, {"--people"});
  expect_refused(folder, study, {"--years", "1"}, 65, {"nobody reaches the age"});
  expect_refused(folder, study, {"--years", "nan"}, 64, {"--years"});
  expect_refused(folder, study, {"--seed", "one"}, 64, {"--seed"});
  expect_refused(folder, study, {"--block", "513"}, 64, {"--block"});
  expect_refused(folder, study, {"--threads", "-1"}, 64, {"--threads"});
  expect_refused(folder, study, {"--isa", "v9"}, 64, {"--isa"});
  expect_refused(folder, study, {"--progress", "loud"}, 64, {"--progress"});
  expect_refused(folder, study, {"--no-such-flag"}, 64, {"--no-such-flag"});
}

// One good and one bad value per parameter: the table itself says which.
TEST(RunDoor, EveryParameterIsReachedAndBounded) {
  const Folder folder;
  const std::string study =
      folder.write("tiny.yaml", "name: tiny\nseed: 3\npopulation: {founders: 2, years: .1, birth_years: 0}\n");
  Arguments good, bad;
  for (const ParamInfo& p : parameter_table) {
    const auto assign = [&p](double x) {
      char text[64];
      std::snprintf(text, sizeof text, "=%.17g", x);
      return std::string(p.name) + text;
    };
    good.insert(good.end(), {"--set", assign(p.low)});
    bad.insert(bad.end(), {"--set", assign(p.high + 1 + p.high)});
  }
  const Outcome refused = bowlby(run_of(study, folder / "run", bad));
  EXPECT_EQ(refused.code, 64);
  for (const ParamInfo& p : parameter_table)
    EXPECT_NE(refused.err.find("--set " + std::string(p.name) + ": "), std::string::npos)
        << p.name << " took a value beyond its bounds";
  const Outcome taken = bowlby(run_of(study, folder / "run", good));
  EXPECT_EQ(taken.code, 0) << taken.err;
}

// Every value at its lower or upper bound at once is a strange world, but no crash and no NaN.
TEST(RunDoor, TheEdgesOfTheTableRun) {
  const Folder folder;
  const std::string study = folder.write("tiny.yaml", tiny);
  for (const bool high : {false, true}) {
    Arguments extreme;
    for (const ParamInfo& p : parameter_table) {
      char text[96];
      std::snprintf(text, sizeof text, "%.*s=%.17g", static_cast<int>(p.name.size()), p.name.data(),
                    high ? p.high : p.low);
      extreme.insert(extreme.end(), {"--set", text});
    }
    const std::string output = folder / (high ? "high" : "low");
    const Outcome o = bowlby(run_of(study, output, extreme));
    ASSERT_EQ(o.code, 0) << o.err;
    ASSERT_EQ(bowlby({"export", output, output + ".csv"}).code, 0);
    for (const char* table : {"course", "observation", "tie"}) {
      const std::string text = read_file(output + ".csv/" + table + ".csv");
      EXPECT_EQ(text.find("nan"), std::string::npos) << table;
      EXPECT_EQ(text.find("inf,"), std::string::npos) << table;
    }
  }
}

TEST(RunDoor, EveryEdgeAndRungCanBeCut) {
  const Folder folder;
  const std::string study =
      folder.write("tiny.yaml", "name: tiny\nseed: 3\npopulation: {founders: 2, years: .1, birth_years: 0}\n");
  Arguments all;
  for (const EdgeInfo& e : edge_table) all.insert(all.end(), {"--off", std::string(e.name)});
  EXPECT_EQ(bowlby(run_of(study, folder / "all", all)).code, 0);
  for (int r = 0; r <= top_rung; ++r)
    EXPECT_EQ(bowlby(run_of(study, folder / ("r" + std::to_string(r)), {"--rung", "R" + std::to_string(r)})).code, 0);
}

TEST(RunDoor, NothingIsOverwritten) {
  const Folder folder;
  const std::string study = folder.write("tiny.yaml", tiny);
  std::filesystem::create_directories(folder / "full");
  folder.write("full/notes.txt", "mine");
  const Outcome o = bowlby(run_of(study, folder / "full"));
  EXPECT_EQ(o.code, 66);
  EXPECT_NE(o.err.find("nothing is overwritten"), std::string::npos) << o.err;
  EXPECT_EQ(read_file(folder / "full/notes.txt"), "mine");
  folder.write("a_file", "mine");
  EXPECT_EQ(bowlby(run_of(study, folder / "a_file")).code, 66);
  EXPECT_EQ(read_file(folder / "a_file"), "mine");
  ASSERT_EQ(bowlby(run_of(study, folder / "run")).code, 0);
  const std::string before = read_file(folder / "run/results.sqlite");
  EXPECT_EQ(bowlby(run_of(study, folder / "run", {"--seed", "9"})).code, 66);
  EXPECT_EQ(read_file(folder / "run/results.sqlite"), before);
  const Outcome again = bowlby(run_of(study, folder / "run"));
  EXPECT_EQ(again.code, 66);
  EXPECT_NE(again.err.find("--resume"), std::string::npos) << again.err;
  EXPECT_EQ(read_file(folder / "run/results.sqlite"), before);
}

TEST(RunDoor, AnEmptyOrDeepNewFolderIsFine) {
  const Folder folder;
  const std::string study = folder.write("tiny.yaml", tiny);
  std::filesystem::create_directories(folder / "empty");
  EXPECT_EQ(bowlby(run_of(study, folder / "empty")).code, 0);
  EXPECT_EQ(bowlby(run_of(study, folder / "a/b/c")).code, 0);
  EXPECT_TRUE(std::filesystem::exists(folder / "a/b/c/results.sqlite"));
}

TEST(RunDoor, AReadOnlyFolderIsAFileProblem) {
  const Folder folder;
  const std::string study = folder.write("tiny.yaml", tiny);
  std::filesystem::create_directories(folder / "locked");
  std::filesystem::permissions(folder / "locked", std::filesystem::perms(0555));
  const Outcome o = bowlby(run_of(study, folder / "locked/run"), {{"user", "nobody"}});
  EXPECT_EQ(o.code, 66) << o.err;
  EXPECT_NE(o.err.find("may write"), std::string::npos) << o.err;
}

// A file may grow to 200 kB and no further, as on a disk that is full.
TEST(RunDoor, AFullDiskIsAFileProblemAndNothingLooksFinished) {
  const Folder folder;
  const std::string study = folder.write("tiny.yaml", tiny);
  const Outcome o = bowlby(run_of(study, folder / "run", {"--people", "400"}), {{"file_size", "200000"}});
  EXPECT_EQ(o.code, 66) << o.err;
  EXPECT_NE(o.err.find("bowlby: "), std::string::npos) << o.err;
  EXPECT_EQ(digest_of(o), "");
  EXPECT_FALSE(std::filesystem::exists(folder / "run/results.sqlite")) << "what is not finished must not look so";
}

// A real file system that is really full, where a test may mount one.
TEST(RunDoor, ARealFullDisk) {
  const Folder folder;
  const std::string disk = folder / "disk", study = folder.write("tiny.yaml", tiny);
  std::filesystem::create_directories(disk);
  if (::getuid() != 0 || ::mount("none", disk.c_str(), "tmpfs", 0, "size=256k") != 0)
    GTEST_SKIP() << "mounting a small file system needs root (since 2026-11-21); AFullDiskIsAFileProblem... stands in";
  const Outcome o = bowlby(run_of(study, disk + "/run", {"--people", "400"}));
  const bool finished = std::filesystem::exists(disk + "/run/results.sqlite");
  ::umount(disk.c_str());
  EXPECT_EQ(o.code, 66) << o.err;
  EXPECT_NE(o.err.find("disk"), std::string::npos) << o.err;
  EXPECT_FALSE(finished);
}

TEST(RunDoor, LastLineIsTheDigest) {
  const Folder folder;
  const std::string study = folder.write("tiny.yaml", tiny);
  const Outcome loud = bowlby({"run", study, "--output", folder / "loud"});
  ASSERT_EQ(loud.code, 0) << loud.err;
  EXPECT_EQ(digest_of(loud).find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(digest_of(loud).size(), 16u);
  EXPECT_TRUE(loud.out.ends_with("\n"));
  EXPECT_GT(std::filesystem::file_size(folder / "loud/report.html"), 100'000u);
  EXPECT_GT(std::filesystem::file_size(folder / "loud/results.sqlite"), 10'000u);
  for (const auto& entry : std::filesystem::directory_iterator(folder / "loud"))
    EXPECT_TRUE(entry.path().filename() == "results.sqlite" || entry.path().filename() == "report.html")
        << entry.path();
  const Outcome quiet = bowlby(run_of(study, folder / "quiet", {"--quiet"}));
  EXPECT_EQ(quiet.out, "digest " + digest_of(loud) + "\n");
  EXPECT_EQ(quiet.err, "");
}

TEST(RunDoor, ProgressAsJsonIsOneObjectALine) {
  const Folder folder;
  const std::string study = folder.write("tiny.yaml", tiny);
  const Outcome o = bowlby({"run", study, "--output", folder / "run", "--progress=json", "--people", "300"});
  ASSERT_EQ(o.code, 0) << o.err;
  std::istringstream lines(o.err);
  double fraction = 0;
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    ASSERT_FALSE(json.is_discarded()) << line;
    for (const char* key : {"fraction", "year", "living", "person_days", "rate", "seconds", "seconds_left"})
      EXPECT_TRUE(json.at(key).is_number()) << key << " in " << line;
    EXPECT_TRUE(json.at("phase").is_string());
    EXPECT_GE(json.at("fraction").get<double>(), fraction) << "progress goes one way";
    fraction = json.at("fraction").get<double>();
  }
  EXPECT_GE(count, 1);
  EXPECT_DOUBLE_EQ(fraction, 1);
}

}  // namespace
}  // namespace bowlby::doors
