// `bowlby plan` of a study file over several waves: repeated measures, growth, crossed lags; kept, gone on with, handed
// over to R, and what is refused.
#include <gtest/gtest.h>

#include <cmath>
#include <csignal>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <thread>

#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

namespace fs = std::filesystem;

const std::string trial =
    "name: trial\nseed: 5\npopulation: {founders: 60, years: 3, birth_years: .5, adversity: false}\narms:\n"
    "  - {name: usual, share: .5}\n  - {name: other, share: .5, care: {response: .45, rebuff: .6}}\nwaves:\n"
    "  - {name: first, instrument: temperament, ages: .6}\n"
    "  - {name: q, instrument: strange_situation, ages: 1.05}\n"
    "  - {name: course, instrument: strange_situation, ages: [1.05, 1.5, 1.95, 2.4], missing: .1}\n"
    "  - {name: rests, instrument: temperament, ages: [1.05, 1.5, 1.95, 2.4]}\n";

const Arguments course{"--outcome", "course.strange_situation.avoidance_8"};

Outcome planned(const Folder& folder, Arguments more, const std::string& text = trial) {
  Arguments line{"plan", folder.write("s.yaml", text), "--quiet"};
  line.insert(line.end(), more.begin(), more.end());
  return bowlby(line);
}
Arguments operator+(Arguments a, const Arguments& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}
nlohmann::json json_of(const Outcome& o) {
  EXPECT_EQ(o.code, 0) << o.err;
  return o.code == 0 ? nlohmann::json::parse(o.out) : nlohmann::json();
}

TEST(PlanWavesDoor, ATrialWithRepeatedMeasuresFindsWhatTheArmDoes) {
  const Folder folder;
  const Arguments sizes{"--analysis", "repeated", "--sizes", "30", "120", "--replicates", "40", "--json"};
  const auto plan = json_of(planned(folder, course + sizes));
  const auto &small = plan.at("sizes")[0], &large = plan.at("sizes")[1];
  EXPECT_GT(large.at("power").get<double>(), small.at("power").get<double>());
  EXPECT_GT(large.at("power").get<double>(), .5);
  EXPECT_LT(large.at("false_alarms_low").get<double>(), .05);
  EXPECT_EQ(plan.at("cut"), nlohmann::json::parse(R"(["care of other"])"));
  EXPECT_EQ(plan.at("effect_in"), "standard deviations");
  const double truth = plan.at("truth").get<double>();
  EXPECT_GT(truth, 0);
  EXPECT_LT(std::fabs(large.at("bias").get<double>()), large.at("effect").get<double>() / 2);
  EXPECT_GT(large.at("coverage").get<double>(), .8);
  EXPECT_GT(small.at("exaggeration"), large.at("exaggeration")) << "few people: only what is large is found";
  const auto intercept = json_of(planned(folder, course + sizes + Arguments{"--covariance", "intercept"}));
  EXPECT_NE(intercept.at("analysis").get<std::string>().find("random intercept"), std::string::npos);
  EXPECT_NE(intercept.at("sizes")[1].at("difference"), large.at("difference"));
}

TEST(PlanWavesDoor, AFitThatFailsCountsAgainstPowerWithItsReason) {
  const Folder folder;
  const Arguments growth{"--analysis", "growth", "--sizes", "24", "--replicates", "40", "--json"};
  const auto plan = json_of(planned(folder, course + growth));
  const auto& size = plan.at("sizes")[0];
  EXPECT_GT(size.at("failed"), 0) << "24 people often have no spread of rates";
  EXPECT_LE(size.at("power").get<double>(), 1 - size.at("failed").get<double>() / 40);
  int told = 0;
  bool heywood = false;
  for (const auto& [why, count] : size.at("failures").items())
    told += count.get<int>(), heywood = heywood || why.find("Heywood") != std::string::npos;
  EXPECT_EQ(told, size.at("failed"));
  EXPECT_TRUE(heywood);
}

TEST(PlanWavesDoor, AnArrowIsCutWhereAPredictorIsNamed) {
  const Folder folder;
  const Arguments lags{"--analysis",   "crossed",
                       "--predictor",  "rests.temperament.negative",
                       "--edge",       "contact_soothes",
                       "--sizes",      "80",
                       "--replicates", "10",
                       "--json"};
  const Outcome o = planned(folder, course + lags);
  if (o.code != 0) GTEST_FAIL() << o.err;
  const auto plan = json_of(o);
  EXPECT_EQ(plan.at("cut"), nlohmann::json::parse(R"(["contact_soothes"])"));
  EXPECT_FALSE(plan.contains("arms"));
}

std::map<std::string, std::string> written(const std::string& dir) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::directory_iterator(dir))
    if (entry.is_regular_file()) files[entry.path().filename()] = read_file(entry.path());
  return files;
}

// Four visits, and one before the arms part: 40 and five times 10 for each.
TEST(PlanWavesDoor, APageAndWhatItCostsStandBesideTheNumbers) {
  const Folder folder;
  const Arguments more =
      course + Arguments{"--analysis", "repeated",     "--baseline", "q.strange_situation.avoidance_8", "--sizes", "20",
                         "50",         "--replicates", "12"};
  const std::string early = std::string(trial).replace(trial.find("ages: 1.05"), 10, "ages: 1.01");
  const Arguments costs{"--cost-person", "40", "--cost-visit", "10", "--output", folder / "kept"};
  const Outcome o = planned(folder, more + costs, early);
  ASSERT_EQ(o.code, 0) << o.err;
  EXPECT_NE(o.out.find("    cost\n"), std::string::npos) << o.out;
  const auto kept = nlohmann::json::parse(read_file(folder / "kept/plan.json"));
  EXPECT_EQ(kept.at("sizes")[0].at("cost"), 20 * 90);
  EXPECT_EQ(kept.at("sizes")[1].at("cost"), 50 * 90);
  const double needed = kept.at("for_80").at("people");
  EXPECT_EQ(kept.at("for_80").at("cost").get<double>(), needed * 90);
  const std::string page = read_file(folder / "kept/plan.html");
  for (const char* part : {"<h1>trial</h1>", ">people</th>", ">cost</th>", ">4500</td>", "repeated measures by REML",
                           "The estimate in a large sample", "Power was found by simulation", "<svg", "</html>",
                           "False alarms: the same study without care of other"})
    EXPECT_NE(page.find(part), std::string::npos) << part;
  for (const char* part : {"couples", ">days</th>", "<script", "http"})
    EXPECT_EQ(page.find(part), std::string::npos) << part;
  const Outcome free = planned(folder, more + Arguments{"--json"}, early);
  EXPECT_FALSE(json_of(free).at("sizes")[0].contains("cost")) << "what nobody has named is not told as nothing";
  const Outcome file =
      bowlby({"plan", folder.write("p.yaml", "name: p\nanalysis: {kind: apim}\n"), "--cost-visit", "3"});
  EXPECT_EQ(file.code, 64);
  EXPECT_NE(file.err.find("a plan file says outcome, analysis, sizes, draws and cost itself"), std::string::npos)
      << file.err;
  EXPECT_EQ(planned(folder, more + Arguments{"--cost-visit", "-1"}).code, 64);
}

// Of a set that leaves nothing open every draw is the study itself; of an open one they differ.
TEST(PlanWavesDoor, TheEffectIsToldOverDrawsOfParameters) {
  const Folder folder;
  const auto set = [&](const char* name, const std::string& quantiles) {
    return folder.write(name,
                        "name: drawn\ntitle: Drawn\nparameters: {press_taxes: .4}\nposterior:\n"
                        "  - {name: care_fright, " +
                            quantiles + "}\n");
  };
  const std::string closed = set("closed.yaml", "q05: .04, q25: .04, median: .04, q75: .04, q95: .04");
  const std::string open = set("open.yaml", "q05: 0, q25: .01, median: .04, q75: .2, q95: .5");
  const Arguments more = course + Arguments{"--analysis", "repeated", "--sizes", "20", "--replicates", "6", "--json"};
  const auto same = json_of(planned(folder, more + Arguments{"--draws", closed, "--draw-count", "2"}));
  for (const char* each : {"effect", "effect_low", "effect_high"})
    EXPECT_EQ(same.at("drawn").at(each), same.at("truth")) << each;
  const auto spread =
      json_of(planned(folder, more + Arguments{"--draws", open, "--draw-count", "4", "--output", folder / "kept"}));
  EXPECT_EQ(same.at("sizes"), spread.at("sizes")) << "draws move no replicate";
  EXPECT_EQ(spread.at("drawn").at("draws"), 4);
  EXPECT_EQ(spread.at("draws_from"), open);
  EXPECT_LT(spread.at("drawn").at("effect_low"), spread.at("drawn").at("effect_high"));
  EXPECT_LE(spread.at("drawn").at("people_for_80_low"), spread.at("drawn").at("people_for_80_high"));
  for (const char* file : {"plan.html", "methods.md"})
    EXPECT_NE(read_file(folder / "kept/" + file).find("Over 4 draws of 1 parameters"), std::string::npos) << file;
  EXPECT_TRUE(fs::exists(folder / "kept/work/000005.tsv")) << "draws are kept, too: two handfuls, then four of them";
  const auto refused = [&](const Arguments& line, const char* words) {
    const Outcome o = planned(folder, more + line);
    EXPECT_EQ(o.code, 64) << o.err;
    EXPECT_NE(o.err.find(words), std::string::npos) << o.err;
  };
  refused({"--draw-count", "4"}, "draws from no set");
  refused({"--draws", "posterior-2026-11-26"}, "did you mean posterior-2026-11-25?");
  refused({"--draws", "first_guesses"}, "tells no quantiles");
}

TEST(PlanWavesDoor, AKilledPlanGoesOnToTheSameBytesWhateverTheThreads) {
  const Folder folder;
  const Arguments more = course + Arguments{"--analysis", "repeated", "--sizes", "20", "40", "--replicates", "30"};
  ASSERT_EQ(planned(folder, more + Arguments{"--output", folder / "whole", "--threads", "1"}).code, 0);
  const auto whole = written(folder / "whole");
  for (const char* name : {"plan.json", "plan.html", "methods.md", "replicate.csv", "replicate.R"})
    EXPECT_TRUE(whole.contains(name)) << name;
  const std::string& methods = whole.at("methods.md");
  for (const char* words : {"with it taken away, ", "Without a test were ", "In a large sample with it taken away ("})
    EXPECT_NE(methods.find(words), std::string::npos) << words << " in\n" << methods;
  const Arguments line = Arguments{"plan", folder / "s.yaml", "--quiet"} + more +
                         Arguments{"--output", folder / "killed", "--threads", "2"};
  {
    Running run(folder, line);
    while (run.alive() && !fs::exists(fs::path(folder / "killed") / "work" / "000001.tsv"))
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    run.signal(SIGKILL);
    run.wait();
  }
  EXPECT_NE(bowlby(line).code, 0) << "nothing is written over unasked";
  const Outcome resumed = bowlby(line + Arguments{"--resume"});
  ASSERT_EQ(resumed.code, 0) << resumed.err;
  EXPECT_EQ(written(folder / "killed"), whole);
  Arguments other = line + Arguments{"--resume", "--covariance", "intercept"};
  EXPECT_NE(bowlby(other).err.find("another plan"), std::string::npos);
}

double after(const std::string& text, const std::string& word) {
  const auto at = text.find(word);
  return at == std::string::npos ? 0 : std::strtod(text.c_str() + at + word.size(), nullptr);
}

// The handed-over script finds what was found here, wherever R and its packages are.
TEST(PlanWavesDoor, TheScriptOfAReplicateFindsTheSameInR) {
  if (std::system("Rscript -e 'library(nlme); library(lme4); library(lavaan); library(MASS)' >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "no R with nlme, lme4, MASS and lavaan here (since 2026-11-30; make oracle installs them)";
  const Arguments one{"--outcome", "q.strange_situation.avoidance_8"},
      first{"--baseline", "first.temperament.negative"};
  const auto by = [](const char* analysis) { return Arguments{"--analysis", analysis}; };
  const Arguments analyses[]{
      one,
      one + first,
      one + by("odds"),
      course + by("repeated"),
      course + by("repeated") + first,
      course + by("repeated") + Arguments{"--covariance", "intercept"},
      course + by("growth"),
      course + by("crossed") + Arguments{"--predictor", "rests.temperament.negative", "--edge", "contact_soothes"}};
  for (const Arguments& analysis : analyses) {
    const Folder folder;
    std::string name;
    for (const std::string& word : analysis) name += word + " ";
    // few people often have no spread of rates, and then there is nothing to compare
    const Arguments size{"--sizes", name.find("growth") != std::string::npos ? "300" : "120", "--replicates", "1"};
    ASSERT_EQ(planned(folder, analysis + size + Arguments{"--output", folder / "out"}).code, 0) << name;
    std::string here = read_file(folder / "out/replicate.R");
    here.erase(0, here.find("Found here: "));
    ASSERT_EQ(std::system(("cd " + (folder / "out") + " && Rscript replicate.R > r.txt 2> err.txt").c_str()), 0)
        << name << read_file(folder / "out/err.txt");
    const std::string r = read_file(folder / "out/r.txt");
    EXPECT_NEAR(after(r, "estimate "), after(here, "Found here: "), 2e-5) << name << here.substr(0, 300);
    EXPECT_NEAR(after(r, "error "), after(here, "("), 2e-5) << name;
    EXPECT_NE(after(r, "error "), 0) << name;
  }
}

TEST(PlanWavesDoor, WhatCannotBePlannedIsSaid) {
  const Folder folder;
  const auto refused = [&](const Arguments& more) {
    const Outcome o = planned(folder, more);
    EXPECT_NE(o.code, 0);
    return o.err;
  };
  const Arguments lags = course + Arguments{"--analysis", "crossed"};
  EXPECT_NE(refused(course).find("several visits"), std::string::npos);
  EXPECT_NE(refused(lags).find("--predictor: is needed"), std::string::npos);
  const Arguments predictor{"--predictor", "rests.temperament.negative"};
  EXPECT_NE(refused(lags + predictor).find("--edge: is needed"), std::string::npos);
  EXPECT_NE(refused(lags + predictor + Arguments{"--edge", "contact_sooths"}).find("did you mean contact_soothes"),
            std::string::npos);
  EXPECT_NE(refused(lags + Arguments{"--predictor", "partner", "--edge", "contact_soothes"}).find("on the same day"),
            std::string::npos);
  EXPECT_NE(refused(course + Arguments{"--analysis", "repeated", "--edge", "contact_soothes"}).find("--edge"),
            std::string::npos);
  EXPECT_NE(refused(course + Arguments{"--analysis", "growth", "--covariance", "free", "--baseline",
                                       "q.strange_situation.avoidance_8"})
                .find("--baseline"),
            std::string::npos);
  EXPECT_NE(refused(course + Arguments{"--analysis", "growth", "--covariance", "intercept"}).find("--covariance"),
            std::string::npos);
  EXPECT_NE(refused({"--outcome", "q.strange_situation.avoidance_8", "--analysis", "growth"}).find("takes 3 to 10"),
            std::string::npos);
  EXPECT_NE(refused({"--outcome", "q.strange_situation.avoidance_8", "--covariance", "free"}).find("--covariance"),
            std::string::npos);
}

TEST(PlanWavesDoor, NothingPredictsItself) {
  const Folder folder;
  std::string apart = trial;
  for (const char* wave :
       {"a, instrument: strange_situation, ages: 1.05", "b, instrument: strange_situation, ages: 1.5",
        "c, instrument: strange_situation, ages: 1.95"})
    apart += std::string("  - {name: ") + wave + "}\n";
  const Arguments three{"--outcome",
                        "a.strange_situation.avoidance_8,b.strange_situation.avoidance_8,"
                        "c.strange_situation.avoidance_8",
                        "--edge",
                        "contact_soothes",
                        "--sizes",
                        "20",
                        "--replicates",
                        "1"};
  const auto refused = [&](const Arguments& more) {
    const Outcome o = planned(folder, more, apart);
    EXPECT_EQ(o.code, 64) << o.out;
    EXPECT_NE(o.err.find("--predictor: is an answer of --outcome, too"), std::string::npos) << o.err;
  };
  refused(three + Arguments{"--analysis", "crossed", "--predictor", three[1]});
  refused(three + Arguments{"--analysis", "growth", "--predictor", "b.strange_situation.avoidance_8"});
}

}  // namespace
}  // namespace bowlby::doors
