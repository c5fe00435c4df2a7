// The values of claims do not depend on how their runs were dealt out: threads, order, company, kills.
#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "determinism/runs.hpp"
#include "doors/claims_sample.hpp"

namespace bowlby::determinism {
namespace {

using doors::Running;
using std::chrono::milliseconds;

class Claims : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<Folder>();
    sample_ = doors::claims_sample(*folder_);
    digest_ = doors::digest_of(run("plain", {"--threads", "1"}));
    ASSERT_EQ(digest_.size(), 16u);
  }
  static void TearDownTestSuite() { folder_.reset(); }

  static Arguments command(const std::string& name, const Arguments& more, const Arguments& ids = {"C020", "C022"}) {
    return with(with(with({"claims", "run"}, ids), {"--entries", sample_, "--seeds", "6", "--output", *folder_ / name}),
                more);
  }
  static Outcome run(const std::string& name, const Arguments& more, const Arguments& ids = {"C020", "C022"}) {
    const Outcome o = doors::bowlby(command(name, more, ids));
    EXPECT_EQ(o.code, 0) << o.err;
    return o;
  }
  // Waits until `share` of the runs are done, or the program ended.
  static void wait_for(Running& running, double share) {
    const std::string mark = "\"fraction\": ";
    while (running.alive()) {
      const std::string err = running.err_so_far();
      const std::size_t at = err.rfind(mark);
      if (at != std::string::npos && std::strtod(err.c_str() + at + mark.size(), nullptr) >= share) return;
      std::this_thread::sleep_for(milliseconds(5));
    }
  }

  static inline std::unique_ptr<Folder> folder_;
  static inline std::string sample_, digest_;
};

// A fixed few of the built-in claims, whose values everybody must get.
TEST_F(Claims, ThePublishedDigestIsReproduced) {
  const auto published =
      nlohmann::json::parse(doors::read_file(std::string(BOWLBY_SOURCE_DIR) + "/tests/determinism/digests.json"))
          .at("claims");
  Arguments run{"claims", "run"};
  for (const auto& id : published.at("ids")) run.push_back(id.get<std::string>());
  const std::string seeds = std::to_string(published.at("seeds").get<int>());
  const Outcome o = doors::bowlby(with(run, {"--seeds", seeds, "--quiet", "--output", *folder_ / "published"}));
  ASSERT_EQ(o.code, 0) << o.err;
  EXPECT_EQ(doors::digest_of(o), published.at("digest").get<std::string>());
}

TEST_F(Claims, ThreadsChangeNothing) {
  EXPECT_EQ(doors::digest_of(run("four", {"--threads", "4", "--quiet"})), digest_);
  // Below its lead the page is the same too; only the command at its end names the other folder.
  const auto verdicts = [](const std::string& name) {
    const std::string page = doors::read_file(*folder_ / (name + "/claims.html"));
    const std::size_t from = page.find("<section id=\"headlines\""), to = page.find("<section id=\"rule\"");
    return from < to && to != std::string::npos ? page.substr(from, to - from) : "no page in " + name;
  };
  EXPECT_EQ(verdicts("four"), verdicts("plain"));
}

TEST_F(Claims, AClaimAloneIsWhatItIsInCompany) {
  const auto both = nlohmann::json::parse(run("both", {"--json"}).out);
  const auto alone = nlohmann::json::parse(run("alone", {"--json"}, {"C022"}).out);
  ASSERT_EQ(both["claims"].size(), 2u);
  EXPECT_EQ(both["digest"], digest_);
  EXPECT_EQ(alone["claims"][0], both["claims"][1]);
}

TEST_F(Claims, MoreClaimsLaterReuseTheRunsThatAreThere) {
  run("grown", {"--quiet"}, {"C022"});
  const Outcome o = run("grown", {"--resume"});
  EXPECT_EQ(doors::digest_of(o), digest_);
  EXPECT_NE(o.out.find("18 runs"), std::string::npos) << o.out;
  EXPECT_NE(o.out.find("6 of them from before"), std::string::npos) << "C022 alone has run its own cut\n" << o.out;
}

TEST_F(Claims, KilledAndResumed) {
  Running running(*folder_, command("killed", {"--threads", "2", "--progress=json"}));
  wait_for(running, .3);
  running.signal(SIGKILL);
  EXPECT_EQ(running.wait().code, 128 + SIGKILL);
  EXPECT_FALSE(std::filesystem::exists(*folder_ / "killed/claims.html"));
  EXPECT_EQ(doors::bowlby(command("killed", {})).code, 66) << "nothing is overwritten without --resume";
  const Outcome o = run("killed", {"--resume"});
  EXPECT_EQ(doors::digest_of(o), digest_);
  EXPECT_NE(o.out.find("of them from before"), std::string::npos) << o.out;
  EXPECT_FALSE(std::filesystem::exists(*folder_ / "killed/runs"));
}

TEST_F(Claims, InterruptIsOrderly) {
  Running running(*folder_, command("stopped", {"--threads", "1", "--progress=json"}));
  wait_for(running, .2);
  running.signal(SIGINT);
  const Outcome stopped = running.wait();
  EXPECT_EQ(stopped.code, 130) << stopped.err;
  EXPECT_NE(stopped.err.find("--resume"), std::string::npos) << stopped.err;
  EXPECT_EQ(doors::digest_of(stopped), "");
  EXPECT_FALSE(std::filesystem::exists(*folder_ / "stopped/runs"));
  EXPECT_EQ(doors::digest_of(run("stopped", {"--resume", "--quiet"})), digest_);
}

TEST_F(Claims, ResumingWithAnotherStudyRunsItAnew) {
  const Folder other;
  const std::string sample = doors::claims_sample(other), output = other / "out";
  const auto go = [&](const Arguments& more) {
    return doors::bowlby(
        with({"claims", "run", "C020", "--entries", sample, "--seeds", "2", "--output", output}, more));
  };
  const Outcome first = go({});
  ASSERT_EQ(first.code, 0) << first.err;
  std::string study = doors::read_file(sample + "/studies/claims/tiny.yaml");
  study.replace(study.find("founders: 240"), 13, "founders: 270");
  other.write("sample/studies/claims/tiny.yaml", study);
  const Outcome second = go({"--resume"});
  ASSERT_EQ(second.code, 0) << second.err;
  EXPECT_TRUE(std::filesystem::exists(output + "/claims.sqlite.before-1")) << "values are set aside, never deleted";
  EXPECT_NE(second.err.find("before-1"), std::string::npos) << second.err;
  EXPECT_EQ(second.out.find("from before"), std::string::npos) << second.out;
  EXPECT_NE(doors::digest_of(first), doors::digest_of(second));
  const Outcome third = go({"--resume"});
  EXPECT_NE(third.out.find("4 runs in"), std::string::npos) << third.out;
  EXPECT_NE(third.out.find("4 of them from before"), std::string::npos) << third.out;
  EXPECT_EQ(doors::digest_of(second), doors::digest_of(third));
}

}  // namespace
}  // namespace bowlby::determinism
