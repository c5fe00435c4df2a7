// Long commands done by many tasks (`--begin`, then `bowlby sweep work` and `gather`): the bytes of one go, whatever
// the tasks, their order, the folders, the kills and the damage.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>

#include "doors/claims_sample.hpp"
#include "doors/killed_workers.hpp"
#include "doors/laid_out_tasks.hpp"

namespace bowlby::doors {
namespace {

const std::string young =
    "name: young\nseed: 2\npopulation: {founders: 24, years: 18.3, birth_years: .2}\nwaves:\n"
    "  - {name: grown, instrument: ecr, ages: 18}\n";

const std::string mine = "name: mine\ntitle: Mine\nparameters: {press_taxes: .4}\n";

const Kind kinds[]{
    plan_of_trial("PlanOfRepeatedMeasures",
                  {"--analysis", "repeated", "--covariance", "intercept", "--cost-visit", "12.5"}),
    {"Claims",
     [](const Folder& folder) {
       return Arguments{"claims",  "run", "C020",      "C022",
                        "--seeds", "3",   "--entries", claims_sample(folder, claims_readout, 24),
                        "--quiet"};
     },
     {"claims.html"},
     9,
     {"sample"},
     120,
     "claims"},
    {"Fit",
     [](const Folder& folder) {
       const std::string data = folder / "data", study = folder.write("young.yaml", young);
       if (!fs::exists(data)) {
         const Outcome o = bowlby({"run", study, "--quiet", "--no-report", "--output", data});
         EXPECT_EQ(o.code, 0) << o.err;
       }
       return Arguments{"fit", data, "--study", study, "--fit", "ecr_anxiety_level=-2.5:0", "--runs", "40", "--quiet"};
     },
     {"parameters.csv", "statistics.csv", "gates.csv", "gates.svg", "fit.json", "fit.txt"},
     40,
     {"young.yaml"},
     300,
     "parameters",
     "runs/cells"},
    {"Validation",
     [](const Folder& folder) {
       return Arguments{"validate", "--study", "rearing",      "twins",
                        "--scale",  ".005",    "--parameters", folder.write("mine.yaml", mine),
                        "--quiet"};
     },
     {"validation.tsv", "validation.html"},
     2,
     {"mine.yaml"},
     200,
     "rows",
     nullptr},
};

class TasksDoor : public testing::TestWithParam<Kind> {};

TEST_P(TasksDoor, OneTwoAndSevenTasksGiveTheBytesOfOneGo) {
  const Kind& kind = GetParam();
  for (const int of : {1, 2, 7}) {
    const Folder folder;
    const std::string dir = laid_out(kind, folder, "tasks");
    for (int task = of; task > 1; --task) ASSERT_EQ(work(dir, task, of).code, 0);
    const Outcome early = bowlby({"sweep", "gather", dir, "--json"});
    EXPECT_EQ(early.code, 65) << early.out;
    EXPECT_NE(early.err.find(" cells are missing: 1"), std::string::npos) << early.err;
    const auto missing = nlohmann::json::parse(early.out);
    EXPECT_EQ(missing.at("cells"), kind.cells);
    const auto tasks = static_cast<std::size_t>(of);
    EXPECT_EQ(missing.at("missing").size(), (kind.cells + tasks - 1) / tasks) << early.out;
    for (const std::string& name : kind.results) EXPECT_FALSE(fs::exists(dir + "/" + name)) << name;
    const Outcome last = work(dir, 1, of);
    EXPECT_EQ(last.code, 0) << last.err;
    EXPECT_NE(work(dir).out.find(" 0 lived now"), std::string::npos);
    const Outcome json = bowlby({"sweep", "gather", dir, "--json"});
    ASSERT_EQ(json.code, 0) << json.err;
    EXPECT_TRUE(nlohmann::json::parse(json.out).contains(kind.json)) << json.out;
    EXPECT_EQ(written(kind, dir), in_one_go(kind)) << of << " tasks";
  }
}

TEST_P(TasksDoor, FoldersOfTwoMachinesGiveTheBytesOfOneGo) {
  const Folder folder;
  const std::string here = laid_out(GetParam(), folder, "here"), there = folder / "there";
  fs::copy(here, there, fs::copy_options::recursive);
  ASSERT_EQ(work(here, 1, 2).code, 0);
  ASSERT_EQ(work(there, 2, 2).code, 0);
  EXPECT_EQ(gathered(GetParam(), {here, there}), in_one_go(GetParam()));
}

TEST_P(TasksDoor, KilledAtRandomMomentsItGivesTheBytesOfOneGo) {
  const char* endurance = std::getenv("BOWLBY_ENDURANCE");
  const int kills = endurance && std::string(endurance) == "full" ? 100 : 4;
  std::mt19937 random(7);
  int killed = 0, rounds = 0;
  while (killed < kills) {
    ASSERT_LT(++rounds, 10 * kills) << "the tasks end before anybody can kill them";
    const Folder folder;
    const std::string dir = laid_out(GetParam(), folder, "killed");
    for (int turn = 0; turn < 3 && killed < kills; ++turn) killed += killed_workers(dir, GetParam().longest_ms, random);
    EXPECT_EQ(work(dir).code, 0);
    EXPECT_EQ(gathered(GetParam(), {dir}), in_one_go(GetParam()));
  }
  std::printf("## tasks of %s: killed %d times in %d folders, every result the same\n", GetParam().name, killed,
              rounds);
}

TEST_P(TasksDoor, ADamagedCellIsLivedAgainAndOneOfOtherWorkIsRefused) {
  if (!GetParam().where) return;
  const Folder folder;
  const std::string dir = laid_out(GetParam(), folder, "damaged");
  ASSERT_EQ(work(dir).code, 0);
  const fs::path piece = pieces(GetParam(), dir)[1];
  const std::string whole = read_file(piece.string());
  std::string bent = whole;
  bent[bent.find('\n') + 1] ^= 1;
  for (const std::string& bad : {bent, whole.substr(0, whole.size() / 2), std::string()}) {
    folder.write(fs::path("damaged") / GetParam().where / piece.filename(), bad);
    EXPECT_EQ(bowlby({"sweep", "gather", dir}).code, 65);
    const Outcome again = work(dir);
    EXPECT_NE(again.out.find(" 1 lived now"), std::string::npos) << again.out << again.err;
    EXPECT_EQ(read_file(piece.string()), whole);
  }
  EXPECT_EQ(gathered(GetParam(), {dir}), in_one_go(GetParam()));
  fs::copy_file(pieces(GetParam(), dir)[0], piece, fs::copy_options::overwrite_existing);
  for (const char* call : {"work", "gather"}) {
    const Outcome o = bowlby({"sweep", call, dir});
    EXPECT_EQ(o.code, 65);
    EXPECT_NE(o.err.find("belongs to another"), std::string::npos) << o.err;
  }
}

TEST_P(TasksDoor, AFolderOfAnotherBuildIsRefusedAndAsksAreNotChanged) {
  const Folder folder;
  const std::string dir = laid_out(GetParam(), folder, "other"), asked = read_file(dir + "/asked.tsv");
  const auto refused = [&](const std::string& line, const std::string& words) {
    std::string text = asked;
    const std::size_t at = text.find("\n" + line + "\t") + 1;
    text.replace(at, text.find('\n', at) - at, line + "\tnothing");
    folder.write("other/asked.tsv", text);
    for (const char* call : {"work", "gather", "slurm"}) {
      const Outcome o = bowlby({"sweep", call, dir});
      EXPECT_EQ(o.code, 65) << call;
      EXPECT_NE(o.err.find(words), std::string::npos) << o.err;
    }
  };
  refused("build", "another build");
  refused("work", "\"nothing\" is nothing that tasks do");
  const std::size_t command = asked.find("\n", asked.find("\ncommand\t") + 1) + 1;
  refused(asked.substr(command, asked.find('\t', command) - command), "was changed since");
}

TEST_P(TasksDoor, TheBatchScriptCallsATaskForEachCellAtMost) {
  const Folder folder;
  const std::string dir = laid_out(GetParam(), folder, "batch");
  const Outcome o = bowlby({"sweep", "slurm", dir});
  ASSERT_EQ(o.code, 0) << o.err;
  const std::string n = std::to_string(GetParam().cells);
  EXPECT_NE(o.out.find("#SBATCH --array=1-" + n + "%" + n + "\n"), std::string::npos) << o.out;
  EXPECT_NE(o.out.find("exec bowlby sweep work " + dir + " --task"), std::string::npos) << o.out;
}

TEST_P(TasksDoor, AFolderThatIsThereIsNotLaidOutAgain) {
  const Folder folder;
  laid_out(GetParam(), folder, "twice");
  const Outcome o = bowlby(GetParam().command(folder) + Arguments{"--output", folder / "twice", "--begin"});
  EXPECT_NE(o.code, 0);
  if (std::string(GetParam().name) == "Fit") return;  // begins with lives of its own, and goes on with them
  const Outcome both =
      bowlby(GetParam().command(folder) + Arguments{"--output", folder / "new", "--begin", "--resume"});
  EXPECT_EQ(both.code, 64) << both.err;
  EXPECT_FALSE(fs::exists(folder / "new"));
}

INSTANTIATE_TEST_SUITE_P(All, TasksDoor, testing::ValuesIn(kinds),
                         [](const testing::TestParamInfo<Kind>& kind) { return std::string(kind.param.name); });

// Into the same folder by the same line, so that not even the provenance differs.
TEST(TasksDoorOfClaims, TheFileOfValuesIsTheSameByteByByte) {
  const Folder folder;
  const Arguments line{"claims",   "run",         "C020",      "C022",
                       "--seeds",  "3",           "--entries", claims_sample(folder, claims_readout, 24),
                       "--output", folder / "out"};
  ASSERT_EQ(bowlby(line).code, 0);
  const std::string once = read_file(folder / "out/claims.sqlite");
  fs::remove_all(folder / "out");
  ASSERT_EQ(bowlby(line).code, 0);
  EXPECT_TRUE(read_file(folder / "out/claims.sqlite") == once) << "threads end in another order";
  fs::remove_all(folder / "out");
  ASSERT_EQ(bowlby(line + Arguments{"--begin"}).code, 0);
  fs::remove_all(folder / "sample");
  for (const int task : {3, 1, 2}) ASSERT_EQ(work(folder / "out", task, 3).code, 0);
  for (const char* turn : {"first", "second"}) {
    ASSERT_EQ(bowlby({"sweep", "gather", folder / "out"}).code, 0) << turn;
    EXPECT_TRUE(read_file(folder / "out/claims.sqlite") == once) << turn;
    EXPECT_FALSE(fs::exists(folder / "out/gathering.sqlite"));
  }
}

// As a cluster would: each task of the array, in some order, and the first of them killed.
TEST(TasksDoorOfClaims, TheBatchScriptDoesItAll) {
  const Folder folder;
  const std::string dir = laid_out(kinds[1], folder, "of mine");
  const Outcome script = bowlby({"sweep", "slurm", dir, "--tasks", "3"});
  ASSERT_EQ(script.code, 0) << script.err;
  const std::string file = folder.write("tasks.sh", script.out), bin = folder / "bin";
  fs::create_directories(bin);
  fs::create_symlink(BOWLBY_PROGRAM, bin + "/bowlby");
  const auto task = [&](const std::string& number, const std::string& by = "") {
    return std::system(
        ("PATH='" + bin + "':$PATH SLURM_ARRAY_TASK_ID=" + number + " " + by + " bash '" + file + "' >/dev/null 2>&1")
            .c_str());
  };
  task("2", "timeout -s KILL 0.02");
  for (const char* number : {"3", "1", "2"}) EXPECT_EQ(task(number), 0) << number;
  EXPECT_EQ(gathered(kinds[1], {dir}), in_one_go(kinds[1]));
  const Outcome partial = bowlby({"sweep", "gather", dir, "--partial"});
  EXPECT_EQ(partial.code, 64);
  EXPECT_NE(partial.err.find("(claims) is judged as a whole: a claim is judged on every seed"), std::string::npos)
      << partial.err;
}

TEST(TasksDoorOfClaims, WrongNamesAndChangedEntriesAreRefused) {
  const Folder folder;
  const Outcome wrong = bowlby({"claims", "run", "C02O", "--begin", "--output", folder / "a"});
  EXPECT_EQ(wrong.code, 64);
  EXPECT_NE(wrong.err.find("did you mean C02"), std::string::npos) << wrong.err;
  EXPECT_FALSE(fs::exists(folder / "a"));
  const std::string dir = laid_out(kinds[1], folder, "laid"), entries = read_file(dir + "/entry.a.yaml");
  folder.write("laid/entry.a.yaml", entries + "# looked at\n");
  for (const char* call : {"work", "gather"}) {
    const Outcome o = bowlby({"sweep", call, dir});
    EXPECT_EQ(o.code, 65);
    EXPECT_NE(o.err.find("was changed since"), std::string::npos) << o.err;
  }
  const Outcome built_in = bowlby({"claims", "run", "C020", "--seeds", "2", "--begin", "--output", folder / "own"});
  EXPECT_EQ(built_in.code, 0) << built_in.err;
  const Outcome script = bowlby({"sweep", "slurm", folder / "own", "--tasks", "3"});
  EXPECT_NE(script.out.find("#SBATCH --array=1-3%3\n"), std::string::npos) << script.out << script.err;
}

TEST(TasksDoorOfValidations, ADamagedRunIsLivedAgainAndOneOfAnotherSizeIsRefused) {
  const Kind& kind = kinds[3];
  const Folder folder;
  const std::string dir = laid_out(kind, folder, "laid"), run = dir + "/runs/twins/results.sqlite";
  ASSERT_EQ(work(dir).code, 0);
  std::string bent = read_file(run);
  const std::size_t answer = bent.rfind("symptoms");
  ASSERT_NE(answer, std::string::npos);
  bent[answer] = 'S';
  folder.write("laid/runs/twins/results.sqlite", bent);
  const Outcome early = bowlby({"sweep", "gather", dir});
  EXPECT_NE(early.err.find("1 of 2 cells are missing: 2"), std::string::npos) << early.err;
  const Outcome again = work(dir);
  EXPECT_NE(again.out.find(" 1 lived now"), std::string::npos) << again.out << again.err;
  EXPECT_TRUE(read_file(dir + "/runs/twins.before-1/results.sqlite") == bent) << "nothing is thrown away";
  EXPECT_EQ(gathered(kind, {dir}), in_one_go(kind));
  fs::remove_all(dir + "/runs/twins");
  ASSERT_EQ(bowlby({"run", study_path("twins"), "--people", "30", "-q", "--no-report", "-o", dir + "/runs/twins"}).code,
            0);
  const Outcome other = work(dir);
  EXPECT_EQ(other.code, 65);
  EXPECT_NE(other.err.find("was run with another size"), std::string::npos) << other.err;
  const Outcome wrong = bowlby({"validate", "--study", "twin", "--begin", "--output", folder / "a"});
  EXPECT_NE(wrong.err.find("did you mean twins?"), std::string::npos) << wrong.err;
  const Outcome docs = bowlby({"validate", "--docs", "page.md", "--begin", "--output", folder / "a"});
  EXPECT_EQ(docs.code, 64);
  EXPECT_FALSE(fs::exists(folder / "a"));
}

}  // namespace
}  // namespace bowlby::doors
