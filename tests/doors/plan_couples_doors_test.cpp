// `bowlby plan` of a plan file: a couples' diary planned, kept, gone on with, handed over to R, and what is refused.
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

namespace fs = std::filesystem;

const std::string world =
    "name: world\nseed: 3\npopulation: {founders: 160, years: 24, adversity: false}\nwaves:\n"
    "  - {name: q, instrument: ecr, ages: 23}\n";

std::string plan(
    const std::string& analysis = "{kind: diary_apim, outcome: security, predictor: distress, tested: own}",
    const std::string& effect = "{edge: contact_soothes}", const std::string& more = "") {
  return "name: small\nstudy: world.yaml\nseed: 8\ncouples: {date: 24}\ndiary: {days: [3, 5], prompts: 3, lost: .05}\n"
         "analysis: " +
         analysis + "\neffect: " + effect + "\nsizes: [10, 16]\nreplicates: 24\ncost: {couple: 50, day: 2}\n" + more;
}

Outcome planned(const Folder& folder, const std::string& text, const Arguments& more = {}) {
  folder.write("world.yaml", world);
  Arguments line{"plan", folder.write("plan.yaml", text), "--quiet"};
  line.insert(line.end(), more.begin(), more.end());
  return bowlby(line);
}

TEST(PlanCouplesDoor, EverySizeAndLengthHasPowerBesideFalseAlarms) {
  const Folder folder;
  const Outcome o = planned(folder, plan(), {"--json"});
  ASSERT_EQ(o.code, 0) << o.err;
  const auto json = nlohmann::json::parse(o.out);
  ASSERT_EQ(json.at("sizes").size(), 4u);
  EXPECT_EQ(json.at("cut"), "contact_soothes");
  for (const auto& size : json.at("sizes")) {
    EXPECT_EQ(size.at("replicates"), 24);
    EXPECT_LE(size.at("power").get<double>(), 1 - size.at("failed").get<double>() / 24);
    EXPECT_GE(size.at("false_alarms_high"), size.at("false_alarms"));
    EXPECT_GE(size.at("effect_high"), size.at("effect_low"));
  }
  EXPECT_EQ(json.at("sizes")[1].at("cost"), 10 * (50 + 5 * 2));
  EXPECT_EQ(json.at("needed").size(), 2u);
}

// Everything that is written, without the number of seconds.
std::map<std::string, std::string> written(const std::string& dir) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::directory_iterator(dir))
    if (entry.is_regular_file()) files[entry.path().filename()] = read_file(entry.path());
  return files;
}

TEST(PlanCouplesDoor, AKilledPlanGoesOnToTheSameBytesWhateverTheThreads) {
  const Folder folder;
  ASSERT_EQ(planned(folder, plan(), {"--output", folder / "whole", "--threads", "1"}).code, 0);
  const auto whole = written(folder / "whole");
  for (const char* name : {"plan.json", "plan.html", "methods.md", "replicate.csv", "replicate.R"})
    EXPECT_TRUE(whole.contains(name)) << name;
  const Arguments line{"plan", folder / "plan.yaml", "--output", folder / "killed", "--threads", "2", "--quiet"};
  {
    Running run(folder, line);
    while (run.alive() && !fs::exists(fs::path(folder / "killed") / "work" / "000000.tsv"))
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    run.signal(SIGKILL);
    run.wait();
  }
  std::ofstream(folder / "killed/work/000001.tsv") << "1\t2\n";  // a torn file is no result
  EXPECT_NE(bowlby(line).code, 0) << "nothing is written over unasked";
  Arguments again = line;
  again.push_back("--resume");
  const Outcome resumed = bowlby(again);
  ASSERT_EQ(resumed.code, 0) << resumed.err;
  EXPECT_EQ(written(folder / "killed"), whole);
  folder.write("other.yaml", plan("{kind: apim, outcome: security, predictor: distress}"));
  again[1] = folder / "other.yaml";
  EXPECT_NE(bowlby(again).err.find("another plan"), std::string::npos);
}

double after(const std::string& text, const std::string& word) {
  const auto at = text.find(word);
  return at == std::string::npos ? 0 : std::strtod(text.c_str() + at + word.size(), nullptr);
}

// The handed-over script finds what was found here, wherever R and nlme are.
TEST(PlanCouplesDoor, TheScriptOfAReplicateFindsTheSameInR) {
  if (std::system("Rscript -e 'library(nlme)' >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "no R with nlme here (since 2026-11-30; tests/oracle/couples.R needs them, too)";
  const char* analyses[]{
      "{kind: diary_apim, outcome: security, predictor: distress, tested: own}",
      "{kind: diary_apim, outcome: security, predictor: distress, tested: own, carry: false}",
      "{kind: diary_apim, outcome: security, predictor: distress, tested: partner, members: alike, random: slopes}",
      "{kind: apim, outcome: security, predictor: distress, tested: own}",
      "{kind: apim, outcome: security, predictor: distress, tested: own, members: alike}"};
  for (const char* analysis : analyses) {
    const Folder folder;
    ASSERT_EQ(planned(folder, plan(analysis), {"--output", folder / "out", "--replicates", "1"}).code, 0);
    std::string here = read_file(folder / "out/replicate.R");
    here.erase(0, here.find("Found here: "));
    ASSERT_EQ(std::system(("cd " + (folder / "out") + " && Rscript replicate.R > r.txt 2> err.txt").c_str()), 0)
        << analysis << read_file(folder / "out/err.txt");
    const std::string r = read_file(folder / "out/r.txt");
    EXPECT_NEAR(after(r, "estimate "), after(here, "Found here: "), 2e-5) << analysis;
    EXPECT_NEAR(after(r, "error "), after(here, "("), 2e-5) << analysis;
  }
}

TEST(PlanCouplesDoor, ALagPutsYesterdayBesideToday) {
  const Folder folder;
  const std::string lagged = "{kind: diary_apim, outcome: security, predictor: security, lag: 1}";
  ASSERT_EQ(planned(folder, plan(lagged), {"--output", folder / "out", "--replicates", "2"}).code, 0);
  EXPECT_NE(read_file(folder / "out/methods.md").find("security on the partner's security of the day before"),
            std::string::npos);
  std::istringstream rows(read_file(folder / "out/replicate.csv"));
  std::string row;
  std::getline(rows, row);
  int days = 0;
  for (; std::getline(rows, row); ++days) EXPECT_EQ(row.find(",1,1,"), std::string::npos) << "no day before the first";
  EXPECT_GT(days, 40);
}

TEST(PlanCouplesDoor, AnArmOfATrialIsCompared) {
  const Folder folder;
  folder.write("world.yaml", world);
  std::string trial = world;
  trial.insert(trial.find("waves"),
               "arms: {assign: couple, at: 22, groups: [{name: wait}, {name: help}]}\n"
               "help:\n  - {kind: couple_work, after: 1, dose: 3, arm: help}\n");
  trial.replace(trial.find("founders: 160"), 13, "founders: 900");  // few couples are together at 22 and at 24
  folder.write("trial.yaml", trial);
  std::string text = plan("{kind: diary_arm, outcome: security}", "{arm: help}");
  text.replace(text.find("world.yaml"), 10, "trial.yaml");
  text.replace(text.find("[10, 16]"), 8, "[6, 8]");
  const Outcome o = planned(folder, text, {"--json", "--replicates", "4"});
  ASSERT_EQ(o.code, 0) << o.err;
  EXPECT_NE(o.out.find("couple_work of help"), std::string::npos);
}

std::string open_set(const std::string& quantiles) {
  return "name: open\nparameters: {contact_soothing: 2.5}\nposterior:\n  - {name: contact_soothing, " + quantiles +
         "}\n";
}

// A parameter that is not left open moves nothing; one that is spreads the effect, and all else is as without draws.
TEST(PlanCouplesDoor, TheEffectIsToldOverDrawsOfParameters) {
  const Folder folder;
  folder.write("closed.yaml", open_set("q05: 2, q25: 2, median: 2, q75: 2, q95: 2"));
  folder.write("open.yaml", open_set("q05: .5, q25: 1.5, median: 2.5, q75: 3.5, q95: 5"));
  const std::string analysis = "{kind: diary_apim, outcome: security, predictor: distress, tested: own}";
  const auto json = [&](const std::string& more) {
    const Outcome o = planned(folder, plan(analysis, "{edge: contact_soothes}", more), {"--json", "--replicates", "2"});
    EXPECT_EQ(o.code, 0) << o.err;
    return nlohmann::json::parse(o.out);
  };
  const auto without = json(""), closed = json("draws: {set: ./closed.yaml, count: 2}\n"),
             open = json("draws: {set: ./open.yaml, count: 5}\n");
  EXPECT_FALSE(without.contains("drawn"));
  for (const auto* other : {&closed, &open}) {
    EXPECT_EQ(other->at("sizes"), without.at("sizes"));
    ASSERT_EQ(other->at("drawn").size(), 2u);
  }
  for (std::size_t d = 0; d < 2; ++d) {
    const auto &same = closed.at("drawn")[d], &spread = open.at("drawn")[d];
    const double truth = without.at("sizes")[d].at("truth").get<double>();
    for (const char* each : {"effect", "effect_low", "effect_high"})
      EXPECT_NEAR(same.at(each).get<double>(), truth, 2e-7) << "both are told to seven digits";
    EXPECT_EQ(same.at("couples_for_80_low"), same.at("couples_for_80_high"));
    EXPECT_EQ(spread.at("draws"), 5);
    EXPECT_LT(spread.at("effect_low").get<double>(), spread.at("effect_high").get<double>());
    EXPECT_LE(spread.at("couples_for_80_low").get<double>(), spread.at("couples_for_80").get<double>());
  }
}

TEST(PlanCouplesDoor, DrawsAreKeptAndGoneOnWith) {
  const Folder folder;
  const std::string text = plan("{kind: apim, outcome: security, predictor: distress, tested: own}",
                                "{edge: contact_soothes}", "draws: {set: posterior-2026-11-25, count: 3}\n");
  ASSERT_EQ(planned(folder, text, {"--output", folder / "whole", "--threads", "1"}).code, 0);
  const auto whole = written(folder / "whole");
  EXPECT_NE(whole.at("plan.html").find("Over 3 draws of 20 parameters, as far as posterior-2026-11-25"),
            std::string::npos);
  EXPECT_NE(whole.at("methods.md").find("Over 3 draws of 20 parameters"), std::string::npos);
  const Arguments line{"plan", folder / "plan.yaml", "--output", folder / "killed", "--threads", "2", "--quiet"};
  {
    Running run(folder, line);  // three handfuls of replicates: the draws follow them
    while (run.alive() && !fs::exists(fs::path(folder / "killed") / "work" / "000003.tsv"))
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    run.signal(SIGKILL);
    run.wait();
  }
  Arguments again = line;
  again.push_back("--resume");
  ASSERT_EQ(bowlby(again).code, 0);
  EXPECT_EQ(written(folder / "killed"), whole);
}

TEST(PlanCouplesDoor, WhatCannotBePlannedIsSaidWithItsPlace) {
  const Folder folder;
  const auto refused = [&](const std::string& text, const Arguments& more = {}) {
    const Outcome o = planned(folder, text, more);
    EXPECT_NE(o.code, 0);
    return o.err;
  };
  const std::string apim = "{kind: diary_apim, outcome: security, predictor: distress}";
  EXPECT_NE(refused(plan("{kind: diary_apm, outcome: security}")).find("plan.yaml:6:"), std::string::npos);
  EXPECT_NE(refused(plan("{kind: diary_apim, outcome: offereds, predictor: distress}")).find("did you mean offered"),
            std::string::npos);
  EXPECT_NE(refused(plan(apim, "{edge: contact_sooths}")).find("did you mean"), std::string::npos);
  EXPECT_NE(refused(plan(apim, "{arm: help}")).find("diary_arm"), std::string::npos);
  EXPECT_NE(refused(plan("{kind: diary_apim, outcome: bids, predictor: bids}")).find("same column"), std::string::npos);
  EXPECT_NE(refused(plan(), {"--outcome", "q.ecr.anxiety_mean"}).find("plan file"), std::string::npos);
  EXPECT_NE(refused(plan(), {"--resume"}).find("--output"), std::string::npos);
  EXPECT_NE(refused(plan("{kind: apim, outcome: security, predictor: distress, lag: 1}")).find("diary_apim"),
            std::string::npos);
  EXPECT_NE(
      refused(plan("{kind: diary_apim, outcome: security, predictor: distress, lag: 3}")).find("a diary of 3 days"),
      std::string::npos);
  const auto drawn = [&](const std::string& draws) { return refused(plan(apim, "{edge: contact_soothes}", draws)); };
  EXPECT_NE(drawn("draws: {count: 5}\n").find("draws.set: is missing"), std::string::npos);
  EXPECT_NE(drawn("draws: {set: posterior-2026-11-52}\n").find("did you mean posterior-2026-11-25"), std::string::npos);
  EXPECT_NE(drawn("draws: {set: first_guesses}\n").find("plan.yaml:11:14: draws.set: tells no quantiles"),
            std::string::npos);
  folder.write("falling.yaml", open_set("q05: 3, q25: 2, median: 2, q75: 2, q95: 2"));
  EXPECT_NE(drawn("draws: {set: ./falling.yaml}\n").find("the quantiles do not rise"), std::string::npos);
  folder.write("unknown.yaml",
               "name: u\nparameters: {contact_soothing: 2.5}\nposterior:\n  - {name: contact_sothing, q05: 1}\n");
  EXPECT_NE(drawn("draws: {set: ./unknown.yaml}\n").find("did you mean contact_soothing"), std::string::npos);
  std::string large = plan();
  large.replace(large.find("[10, 16]"), 8, "[10, 9000]");
  EXPECT_NE(refused(large).find("founders"), std::string::npos);
  std::string missing = plan();
  missing.replace(missing.find("world.yaml"), 10, "wrld.yaml");
  EXPECT_NE(refused(missing).find("wrld.yaml"), std::string::npos);
}

}  // namespace
}  // namespace bowlby::doors
