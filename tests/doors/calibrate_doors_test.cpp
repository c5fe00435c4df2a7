// `bowlby calibrate` from outside: the same digest whatever happens on the way, and faults with a place.
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "doors/calibration_sample.hpp"
#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

// Seconds in all: two short studies, two parameters, a target for either.
const std::string tiny = R"(name: tiny
seed: 3
studies:
  - {study: rearing, people: 45}
  - {study: twins, people: 40}
targets: {calibrate: 1}
stages: {trajectories: 1, fitted: 2, runs: 20, second_runs: 20, noise_runs: 3, check_seeds: 1, check_times: 1,
         chains: 2, steps: 2000, recovery_runs: 10}
parameters:
  care_fright: [.01, .1]
  care_mean: [-.6, 1]
)";

const std::string home = tiny + R"(near:
  runs: 8
  rounds: 2
  check_seeds: 1
  check_times: 1
  people: {rearing: 63}
  relations:
    - name: boys_less_girls
      says: secure share of boys less that of girls
      study: rearing
      low: -.05
      high: .05
      sql: |
        -- estimator: difference
        SELECT o.value AS x, p.sex AS g FROM observation o JOIN person p ON p.id = o.person AND p.replicate = o.replicate
        WHERE o.instrument = 'strange_situation' AND o.scale = 'class_secure'
  parameters:
    care_fright: [.02, .03]
    care_mean: [.1, .3]
)";

}  // namespace

TEST(CalibrateDoors, NearHomeIsTheSameForThreadsAndKillsAndTakesABestPlaceOfItsBox) {
  const Folder folder;
  const std::string file = folder.write("home.yaml", home);
  const Outcome whole = bowlby({"calibrate", file, "--near", "-o", folder / "whole", "-j", "1"});
  ASSERT_EQ(whole.code, 0) << whole.err;
  EXPECT_NE(whole.out.find("boys_less_girls"), std::string::npos) << whole.out;
  EXPECT_NE(whole.out.find("round 2: "), std::string::npos) << whole.out;
  const std::string taken = read_file(folder / "whole/calibrated.yaml");
  EXPECT_NE(taken.find("# The best place near home"), std::string::npos);
  EXPECT_NE(taken.find("settings: {runs: 8, rounds: 2,"), std::string::npos) << taken;
  EXPECT_NE(taken.find("\n  care_mean: 0."), std::string::npos) << taken;
  {
    Running running(folder, {"calibrate", file, "--near", "-o", folder / "cut", "--progress", "json"});
    for (int i = 0; i < 1000 && running.err_so_far().find("\"done\": 5") == std::string::npos; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    running.signal(SIGKILL);
    running.wait();
  }
  const Outcome resumed = bowlby({"calibrate", file, "--near", "-o", folder / "cut", "--resume", "-j", "2"});
  ASSERT_EQ(resumed.code, 0) << resumed.err;
  EXPECT_EQ(digest_of(resumed), digest_of(whole));

  const Outcome homeless = bowlby({"calibrate", folder.write("tiny.yaml", tiny), "--near", "-o", folder / "no"});
  EXPECT_EQ(homeless.code, 65);
  EXPECT_NE(homeless.err.find("near"), std::string::npos);
  const Outcome odd = bowlby({"calibrate",
                              folder.write("odd.yaml", tiny + "near:\n  people: {twins: 41}\n  parameters:\n"
                                                              "    care_mean: [.1, .3]\n    care_fright: [.02, .03]\n"),
                              "--near", "-o", folder / "no"});
  EXPECT_EQ(odd.code, 65);
  EXPECT_NE(odd.err.find("pairs"), std::string::npos) << odd.err;
}

TEST(CalibrateDoors, ThreadsKillsAndStagesDoNotChangeTheDigest) {
  const Folder folder;
  const std::string file = calibration_of_two(folder, "tiny.yaml");
  const Outcome whole = bowlby({"calibrate", file, "-o", folder / "whole", "-j", "1"});
  ASSERT_EQ(whole.code, 0) << whole.err;
  ASSERT_FALSE(digest_of(whole).empty());
  EXPECT_NE(whole.out.find("care_fright"), std::string::npos);
  EXPECT_NE(read_file(folder / "whole/calibrated.yaml").find(digest_of(whole)), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder / "whole/runs"));

  // ends after the screening, then is killed in the middle of the design, then goes on with two threads
  EXPECT_EQ(bowlby({"calibrate", file, "-o", folder / "cut", "-j", "2", "--stage", "screen", "-q"}).code, 0);
  {
    Running running(folder, {"calibrate", file, "-o", folder / "cut", "--resume", "--progress", "json"});
    for (int i = 0; i < 4000 && running.err_so_far().find("\"study\": \"design\"") == std::string::npos; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    running.signal(SIGKILL);
    EXPECT_EQ(running.wait().code, 128 + SIGKILL);
  }
  const Outcome resumed = bowlby({"calibrate", file, "-o", folder / "cut", "--resume", "-j", "2"});
  ASSERT_EQ(resumed.code, 0) << resumed.err;
  EXPECT_EQ(digest_of(resumed), digest_of(whole));
  EXPECT_NE(resumed.out.find("of them from before"), std::string::npos);

  // another seed is another result, and a folder that holds something is left alone
  const std::string other = calibration_of_two(folder, "other.yaml", "4");
  EXPECT_NE(digest_of(bowlby({"calibrate", other, "-o", folder / "other", "--stage", "screen", "-q"})),
            digest_of(bowlby({"calibrate", file, "-o", folder / "again", "--stage", "screen", "-q"})));
  const Outcome first = bowlby({"calibrate", file, "-o", folder / "new", "--stage", "screen", "-q", "--resume"});
  EXPECT_EQ(first.code, 0) << "resumable from nothing: " << first.err;
  const Outcome refused = bowlby({"calibrate", file, "-o", folder / "whole"});
  EXPECT_EQ(refused.code, 66) << refused.err;
  EXPECT_FALSE(read_file(folder / "whole/calibration.sqlite").empty());
}

TEST(CalibrateDoors, AnInterruptEndsOrderlyAndSaysHowToGoOn) {
  const Folder folder;
  const std::string file = folder.write("tiny.yaml", tiny);
  Running running(folder, {"calibrate", file, "-o", folder / "out", "--progress", "json"});
  for (int i = 0; i < 1000 && running.err_so_far().find("\"done\": 2") == std::string::npos; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  running.signal(SIGINT);
  const Outcome stopped = running.wait();
  EXPECT_EQ(stopped.code, 130);
  EXPECT_NE(stopped.err.find("--resume"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder / "out/runs"));
}

TEST(CalibrateDoors, FaultsOfTheFileHaveAPlaceAndAnOffer) {
  const Folder folder;
  std::string wrong = tiny;
  wrong.replace(wrong.find("care_fright"), 11, "care_frigth");
  const std::string file = folder.write("wrong.yaml", wrong);
  const Outcome o = bowlby({"calibrate", file, "-o", folder / "out"});
  EXPECT_EQ(o.code, 65);
  EXPECT_NE(o.err.find("wrong.yaml:10:3: parameters.care_frigth: unknown key; did you mean care_fright?"),
            std::string::npos)
      << o.err;
  EXPECT_FALSE(std::filesystem::exists(folder / "out"));
  EXPECT_EQ(bowlby({"calibrate", "/nowhere.yaml", "-o", folder / "out"}).code, 66);
  EXPECT_EQ(bowlby({"calibrate", "--stage", "all", "-o", folder / "out"}).code, 64);
  EXPECT_EQ(bowlby({"calibrate", "--quick"}).code, 64);  // no output
}

}  // namespace bowlby::doors
