// A job of the studio, from the order to its files, while the disk fails or the studio is killed at any call that
// changes the disk. The next start has the job, once, and ends it alike, or it says what to do.
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "doors/claims_sample.hpp"
#include "endurance/blows.hpp"
#include "endurance/contents.hpp"
#include "server/client.hpp"

namespace bowlby::doors {
namespace {

struct Wish {
  std::string name, order, file;  // a file of it that is made when somebody asks for it
  int points;                     // in the short form
  Arguments studio = {};          // what the studio is started with
  long ends = 0;                  // see blows()
};

nlohmann::json told(const Answer& a) { return nlohmann::json::parse(a.body, nullptr, false); }

std::vector<std::string> jobs_of(Studio& studio) {
  std::vector<std::string> ids;
  const nlohmann::json list = told(studio.ask("GET", "/api/jobs"));
  for (const auto& job : list.at("jobs")) ids.push_back(job.at("id"));
  return ids;
}

// The state in which the job ended, or the last one seen of a studio that died.
nlohmann::json ended(Studio& studio, const std::string& id) {
  nlohmann::json last = {{"state", "unknown"}};
  for (int i = 0; i < 6000 && studio.program().alive(); ++i) {
    const Answer a = studio.ask("GET", "/api/jobs/" + id);
    if (a.status == 200) last = told(a);
    if (last.at("state") != "waiting" && last.at("state") != "running" && last.at("state") != "unknown") break;
    ::usleep(10'000);
  }
  return last;
}

// All that is to be had of a job that is done.
std::string content(Studio& studio, const Wish& wish, const std::string& id) {
  const std::string job = "/api/jobs/" + id, run = studio.state() + "/jobs/" + id + "/run";
  std::string out = studio.ask("GET", job + "/result").body;
  const Answer file = studio.ask("GET", job + "/files/" + wish.file);
  EXPECT_EQ(file.status, 200) << wish.file;
  if (std::filesystem::exists(run + "/claims.sqlite")) return out + values_of_claims(run);
  out += file.body;
  if (std::filesystem::exists(run)) out += digests_of_run(run);
  return out;
}

// What is told where an order cannot be kept (500) or what a job made cannot be had (409): why, and what to do.
void expect_remedy(const Answer& a, const std::string& where, int status) {
  if (a.status == 0 || a.status / 100 == 2) return;  // no answer: it died; or nothing befell this request
  EXPECT_EQ(a.status, status) << where << a.body;
  EXPECT_FALSE(field(a.body, "remedy").empty()) << where << a.body;
}

// A file is opened by the browser itself, so it gets the same in two lines of plain words.
void expect_remedy_in_words(const Answer& a, const std::string& where) {
  if (a.status == 0 || a.status / 100 == 2) return;
  EXPECT_EQ(a.status, 409) << where << a.body;
  const std::size_t line = a.body.find('\n');
  EXPECT_TRUE(line != std::string::npos && a.body.size() > line + 2) << where << a.body;
}

// Until its end, or until it dies. Only the `last` blows need an end in order, which takes its time; else it is killed.
// The id of the job, if one was promised; `refused` if it was told of.
std::string first_session(const Wish& wish, const std::string& state, const Blow& blow, const std::string& where,
                          Tally& tally, bool& refused, bool last) {
  std::string id;
  try {
    Studio studio(state, wish.studio, true, environment_of(blow));
    const Answer taken = studio.ask("POST", "/api/jobs", wish.order);
    expect_remedy(taken, where, 500);
    if (taken.status == 201) id = field(taken.body, "id");
    refused = taken.status == 500;
    tally.told += refused;
    if (!id.empty() && ended(studio, id).at("state") == "done") {
      expect_remedy(studio.ask("GET", "/api/jobs/" + id + "/result"), where, 409);
      expect_remedy_in_words(studio.ask("GET", "/api/jobs/" + id + "/files/" + wish.file), where);
    }
    tally.finished += studio.program().alive() && !refused;
    studio.program().signal(last ? SIGINT : SIGKILL);
    const int code = studio.program().wait().code;
    EXPECT_TRUE(code == 0 || code == 128 + SIGKILL) << where << code;
  } catch (const std::runtime_error& no_link) {  // it did not come so far
    const std::string why = no_link.what();
    EXPECT_TRUE(why == "no link: " || why.find("; ") != std::string::npos) << where << why;
    tally.told += why != "no link: ";
  }
  return id;
}

void strike(const Wish& wish, const Blow& blow, const std::string& reference, Tally& tally, bool last) {
  const Folder folder;
  const std::string state = folder / "state",
                    where = wish.name + ", " + blow.kind + " at call " + std::to_string(blow.at) + ": ";
  bool refused = false;
  const std::string promised = first_session(wish, state, blow, where, tally, refused, last);
  if (refused) {
    EXPECT_TRUE(std::filesystem::is_empty(state + "/jobs")) << where << "a folder of no job";
  }
  Studio studio(state, wish.studio);
  const std::vector<std::string> there = jobs_of(studio);
  if (!promised.empty()) {
    EXPECT_EQ(there, std::vector<std::string>{promised}) << where << "lost or doubled";
  } else {
    EXPECT_LE(there.size(), refused ? 0u : 1u) << where << "a job that nobody was told of";
  }
  std::string id = there.empty() ? field(studio.ask("POST", "/api/jobs", wish.order).body, "id") : there.front();
  nlohmann::json job = ended(studio, id);
  if (job.at("state") == "failed") {  // it says what to do, and the next order is as good as the first
    ++tally.told;
    EXPECT_FALSE(job.at("problems").empty()) << where;
    for (const auto& problem : job.at("problems")) EXPECT_FALSE(problem.at("remedy").empty()) << where << problem;
    id = field(studio.ask("POST", "/api/jobs", wish.order).body, "id");
    job = ended(studio, id);
  }
  EXPECT_EQ(job.at("state"), "done") << where << job;
  const bool alike = content(studio, wish, id) == reference;
  EXPECT_TRUE(alike) << where << "other content: " << content(studio, wish, id).substr(0, 300);
  tally.alike += alike;
}

void endure(const Wish& wish) {
  std::string reference;
  const Folder folder;
  {
    Studio studio(folder / "state", wish.studio, true, environment_of({}, folder / "count"));
    const std::string id = field(studio.ask("POST", "/api/jobs", wish.order).body, "id");
    ASSERT_FALSE(id.empty());
    ASSERT_EQ(ended(studio, id).at("state"), "done");
    reference = content(studio, wish, id);
    studio.program().signal(SIGINT);
    ASSERT_EQ(studio.program().wait().code, 0);
  }
  ASSERT_GT(reference.size(), 200u);
  const long calls = std::atol(read_file(folder / "count").c_str());
  ASSERT_GT(calls, 10) << "the library that counts was not loaded";
  Tally tally;
  const std::vector<Blow> all = blows(calls, wish.points, wish.ends);
  side_by_side(all, [&](const Blow& blow) { strike(wish, blow, reference, tally, blow.at > calls - 6); });
  tally.tell(wish.name, calls, all.size());
}

TEST(StudioJob, ARun) {
  endure(
      {"a run in the studio", R"({"kind":"run","study":"strange_situation","people":20,"seed":7})", "person.csv", 3});
}

TEST(StudioJob, AScene) {
  endure(
      {"a scene in the studio",
       R"({"kind":"scene","scene":"year","request":{"seed":5,"children":4,"care":{"response":0.6,"consistency":6,"rebuff":0.1,"fright":0.02}}})",
       "result.json", 2});
}

// Forty runs after each other, each with calls of the same kinds.
TEST(StudioJob, Claims) {
  const Folder folder;
  const std::string sample = claims_sample(folder, claims_readout, 24);
  endure(
      {"a claim in the studio", R"({"kind":"claims","claim":"C020"})", "claims.html", 3, {"--entries", sample}, 200});
}

}  // namespace
}  // namespace bowlby::doors
