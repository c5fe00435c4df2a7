// Killed, or failed by the disk, at any call that changes it: every command goes on to the same results, or says what
// to do, and loses nothing. A few calls each in the short form, every one with BOWLBY_ENDURANCE=full (`make
// endurance`).
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <functional>

#include "doors/calibration_sample.hpp"
#include "doors/claims_sample.hpp"
#include "doors/program.hpp"
#include "endurance/blows.hpp"
#include "endurance/contents.hpp"

namespace bowlby::doors {
namespace {

namespace fs = std::filesystem;

// A command that writes into one folder.
struct Case {
  std::string name;
  Arguments command;  // the folder comes last
  bool resumes = true;
  std::function<std::string(const std::string& folder)> content;  // what must come out, as text
  int points = 8;                                                 // in the short form
  std::function<void(const std::string& folder)> before = {};     // what must be there already
  std::string again = "--resume";  // what a command that resumes is told; empty: it does so anyway
};

Outcome with_blow(const Arguments& command, const Blow& blow, const std::string& count = {}) {
  const Folder folder;
  return Running(folder, command, {}, environment_of(blow, count)).wait();
}

Arguments into(const Case& c, const std::string& output, bool again) {
  Arguments all = c.command;
  all.push_back(output);
  if (again && c.resumes && !c.again.empty()) all.push_back(c.again);
  return all;
}

// One death, then the same command (with --resume) until it ends well; at most three times, as no more may be needed.
void die_once(const Case& c, const Blow& blow, const std::string& reference, Tally& tally) {
  const Folder folder;
  const std::string output = folder / "out";
  if (c.before) c.before(output);
  const Outcome first = with_blow(into(c, output, false), blow);
  const std::string where = c.name + ", " + blow.kind + " at call " + std::to_string(blow.at) + ": ";
  EXPECT_TRUE(first.code == 0 || first.code == 66 || first.code == 128 + SIGKILL) << where << first.code << first.err;
  if (first.code == 66) {
    EXPECT_NE(first.err.find("; "), std::string::npos) << where << "no remedy: " << first.err;
  }
  tally.finished += first.code == 0;
  tally.told += first.code == 66;
  Outcome again = first;
  // what comes whole or not at all may be whole already; then the command says that it is there
  const auto there = [&] { return !c.resumes && fs::exists(output); };
  for (int tries = 0; again.code != 0 && tries < 3 && !there(); ++tries) again = bowlby(into(c, output, true));
  EXPECT_TRUE(again.code == 0 || there()) << where << again.err;
  const bool alike = c.content(output) == reference;
  EXPECT_TRUE(alike) << where << "other content";
  tally.alike += alike;
}

void endure(const Case& c) {
  const Folder folder;
  if (c.before) c.before(folder / "whole");
  const Outcome whole = with_blow(into(c, folder / "whole", false), {}, folder / "count");
  ASSERT_EQ(whole.code, 0) << whole.err;
  const std::string reference = c.content(folder / "whole");
  ASSERT_GT(reference.size(), 16u);
  const long calls = std::atol(read_file(folder / "count").c_str());
  ASSERT_GT(calls, 3) << "the library that counts was not loaded";
  Tally tally;
  const std::vector<Blow> all = blows(calls, c.points);
  side_by_side(all, [&](const Blow& blow) { die_once(c, blow, reference, tally); });
  tally.tell(c.name, calls, all.size());
}

const std::string tiny =
    "name: tiny\nseed: 3\npopulation: {founders: 12, years: 1.2}\n"
    "waves:\n  - {name: infancy, instrument: strange_situation, ages: 1.05}\n"
    "record: {courses: 12, moments: 2, moments_from: 0, moments_until: 1}\n";

// With a tenth of the moments: packing them takes longer than all else that an archive does.
std::string short_of_moments() {
  const std::string until = "moments_until: 1";
  return std::string(tiny).replace(tiny.find(until), until.size(), "moments_until: .1");
}

std::string all_files(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  std::string out;
  for (const std::string& name : names) out += name + "\n" + read_file(folder + "/" + name) + "\n";
  return out;
}

TEST(Endurance, ARun) {
  const Folder folder;
  endure({"run",
          {"run", folder.write("tiny.yaml", tiny), "-q", "-j", "1", "--no-report", "--checkpoint-seconds", "0", "-o"},
          true,
          digests_of_run,
          12});
}

TEST(Endurance, AnExport) {
  const Folder folder;
  ASSERT_EQ(bowlby({"run", folder.write("tiny.yaml", tiny), "-q", "--no-report", "-o", folder / "run"}).code, 0);
  endure({"export", {"export", folder / "run"}, false, all_files, 8});
}

TEST(Endurance, AnArchive) {
  const Folder folder;
  ASSERT_EQ(
      bowlby({"run", folder.write("tiny.yaml", short_of_moments()), "-q", "--no-report", "-o", folder / "run"}).code,
      0);
  endure({"archive", {"archive", folder / "run", "-o"}, false, read_file, 8});
}

TEST(Endurance, ASweep) {
  const Folder folder;
  const std::string study = folder.write("tiny.yaml", tiny);
  const auto planned = [&](const std::string& output) {
    ASSERT_EQ(bowlby({"sweep", "plan", study, "--seeds", "3", "--measure", "alive", "-o", output}).code, 0);
  };
  const auto table = [](const std::string& output) {
    const Outcome gathered = bowlby({"sweep", "gather", output});
    EXPECT_EQ(gathered.code, 0) << gathered.err;
    return gathered.code == 0 ? read_file(output + "/table.csv") : "";
  };
  endure({"sweep", {"sweep", "work", "-q", "-j", "1"}, true, table, 8, planned, ""});
}

// Claims laid out for tasks: their cells, and what is gathered of them.
TEST(Endurance, TasksAndTheirGathering) {
  const Folder folder;
  const std::string sample = claims_sample(folder, claims_readout, 24);
  const auto begun = [&](const std::string& output) {
    ASSERT_EQ(bowlby({"claims", "run", "C020", "--seeds", "2", "--entries", sample, "--begin", "-o", output}).code, 0);
  };
  const auto lived = [&](const std::string& output) {
    begun(output);
    ASSERT_EQ(bowlby({"sweep", "work", output, "-q"}).code, 0);
  };
  const auto page = [](const std::string& output) { return read_file(output + "/claims.html"); };
  const auto gathered = [&](const std::string& output) {
    EXPECT_EQ(bowlby({"sweep", "gather", output}).code, 0);
    return page(output);
  };
  endure({"tasks", {"sweep", "work", "-q", "-j", "1"}, true, gathered, 4, begun, ""});
  endure({"gathering", {"sweep", "gather"}, true, page, 4, lived, ""});
}

TEST(Endurance, Claims) {
  const Folder folder;
  const std::string sample = claims_sample(folder, claims_readout, 24);
  endure({"claims",
          {"claims", "run", "C020", "--seeds", "2", "-q", "-j", "1", "--entries", sample, "-o"},
          true,
          values_of_claims,
          4});
}

TEST(Endurance, ARecovery) {
  const auto tables = [](const std::string& output) {
    return read_file(output + "/people.tsv") + read_file(output + "/recovery.tsv") +
           read_file(output + "/recovery.svg");
  };
  endure({"recover", {"recover", "--people", "10", "--days", "5", "-q", "-j", "1", "-o"}, true, tables, 4});
}

TEST(Endurance, APlanOfCouples) {
  const Folder folder;
  folder.write("world.yaml",
               "name: world\nseed: 3\npopulation: {founders: 90, years: 24, adversity: false}\nwaves:\n"
               "  - {name: q, instrument: ecr, ages: 23}\n");
  const std::string plan =
      folder.write("plan.yaml",
                   "name: small\nstudy: world.yaml\ncouples: {date: 24}\ndiary: {days: [3], prompts: 2}\n"
                   "analysis: {kind: diary_apim, tested: own}\neffect: {edge: contact_soothes}\nsizes: [8]\n"
                   "seed: 8\nreplicates: 22\n");
  const auto results = [](const std::string& output) {
    std::string all;
    for (const char* name : {"plan.json", "plan.html", "methods.md", "replicate.csv", "replicate.R"})
      all += read_file(output + "/" + name);
    return all;
  };
  endure({"plan", {"plan", plan, "-q", "-j", "1", "-o"}, true, results, 6});
}

TEST(Endurance, AFit) {
  const Folder folder;
  const std::string study =
      folder.write("young.yaml",
                   "name: young\nseed: 2\npopulation: {founders: 24, years: 1.3, birth_years: "
                   ".2}\nwaves:\n  - {name: infancy, instrument: strange_situation, ages: 1.05}\n");
  ASSERT_EQ(bowlby({"run", study, "-q", "--no-report", "-o", folder / "data"}).code, 0);
  const auto tables = [](const std::string& output) {
    std::string all;
    for (const char* name : {"parameters.csv", "statistics.csv", "gates.csv", "gates.svg", "fit.json", "fit.txt"})
      all += read_file(output + "/" + name);
    return all;
  };
  endure({"fit",
          {"fit", folder / "data", "--study", study, "--fit", "care_mean", "--runs", "40", "-q", "-j", "1", "-o"},
          true,
          tables,
          4});
}

TEST(Endurance, AValidation) {
  const auto table = [](const std::string& output) { return read_file(output + "/validation.tsv"); };
  endure({"validate",
          {"validate", "--study", "rearing", "--study", "twins", "--scale", ".005", "-q", "-j", "1", "-o"},
          true,
          table,
          3});
}

TEST(Endurance, ACalibration) {
  const Folder folder;
  // every run of the fit and what came of them; the digest is of both
  const auto stored = [](const std::string& output) {
    return rows_of(output + "/calibration.sqlite",
                   {"SELECT value FROM provenance WHERE key = 'digest'",
                    "SELECT stage || number || target || ' ' || value FROM output ORDER BY stage, number, target",
                    "SELECT target || parameter || ' ' || mu FROM screening ORDER BY target, parameter"});
  };
  endure({"calibrate",
          {"calibrate", calibration_sample(folder), "--stage", "screen", "-q", "-j", "1", "-o"},
          true,
          stored,
          4});
}

}  // namespace
}  // namespace bowlby::doors
