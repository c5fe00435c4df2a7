// The studio as its page meets it: the way in, the page's files, what it tells, jobs from order to download, and what a
// crash leaves.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "io/text/json_tree.hpp"
#include "server/client.hpp"

namespace bowlby::doors {
namespace {

using namespace std::chrono_literals;

Json parsed(const Answer& a) {
  const auto j = parse_json(a.body, "answer");
  EXPECT_TRUE(j) << a.body.substr(0, 300);
  return j ? *j : Json{};
}

std::string post_job(Studio& studio, const std::string& body) {
  const Answer a = studio.ask("POST", "/api/jobs", body);
  EXPECT_EQ(a.status, 201) << a.body;
  return field(a.body, "id");
}

const std::string short_run = R"({"kind":"run","study":"rearing","people":300,"seed":7,"report":false})";

TEST(StudioDoor, TheLinkLeadsInOnceAndThePageIsThere) {
  Studio studio({}, false);
  const std::string target = studio.link().substr(studio.link().find("/?"));
  const auto visit = [&](const std::string& to, const std::string& cookie) {
    return studio.raw("GET " + to + " HTTP/1.1\r\n" + studio.host() +
                      (cookie.empty() ? "" : "Cookie: " + cookie + "\r\n") +
                      "Accept-Encoding: gzip\r\nConnection: close\r\n\r\n");
  };
  const Answer in = visit(target, "");
  EXPECT_EQ(in.status, 303);
  EXPECT_EQ(in.header("Location"), "/");
  const std::string set = in.header("Set-Cookie");
  EXPECT_NE(set.find("HttpOnly"), std::string::npos);
  EXPECT_NE(set.find("SameSite=Strict"), std::string::npos);
  EXPECT_EQ(visit(target, "").status, 403) << "a link works once";
  const std::string cookie = set.substr(0, set.find(';'));
  const Answer page = visit("/", cookie);
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.header("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(page.header("Content-Encoding"), "gzip");
  // The same for a reader that cannot unpack; and every file the page names is there, and no other machine.
  const Answer plain =
      studio.raw("GET / HTTP/1.1\r\n" + studio.host() + "Cookie: " + cookie + "\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(plain.header("Content-Encoding"), "");
  EXPECT_TRUE(plain.body.starts_with("<!doctype html>"));
  EXPECT_EQ(plain.body.find("//"), std::string::npos) << plain.body;
  std::size_t files = 0;
  for (const std::string mark : {"src=\"", "href=\""})
    for (std::size_t at = 0; (at = plain.body.find(mark, at)) != std::string::npos; ++files) {
      at += mark.size();
      const std::string name = plain.body.substr(at, plain.body.find('"', at) - at);
      const Answer file = visit(name, cookie);
      EXPECT_EQ(file.status, 200) << name;
      EXPECT_NE(file.header("Cache-Control").find("immutable"), std::string::npos) << name;
      const Answer again = studio.raw("GET " + name + " HTTP/1.1\r\n" + studio.host() + "Cookie: " + cookie +
                                      "\r\nIf-None-Match: " + file.header("ETag") + "\r\nConnection: close\r\n\r\n");
      EXPECT_EQ(again.status, 304) << name;
    }
  EXPECT_GE(files, 2u);
}

TEST(StudioDoor, TellsTheTheoryAndTheEvidence) {
  Studio studio;
  EXPECT_FALSE(parsed(studio.ask("GET", "/api/about")).at("version").text.empty());
  const Json parameters = parsed(studio.ask("GET", "/api/parameters")).at("parameters");
  const Json edges = parsed(studio.ask("GET", "/api/edges")).at("edges");
  const Json equations = parsed(studio.ask("GET", "/api/equations")).at("equations");
  const Json studies = parsed(studio.ask("GET", "/api/studies")).at("studies");
  const Json claims = parsed(studio.ask("GET", "/api/claims"));
  const Json targets = parsed(studio.ask("GET", "/api/targets"));
  const Json help = parsed(studio.ask("GET", "/api/help-lines"));
  EXPECT_GT(parameters.items.size(), 200u);
  EXPECT_GT(edges.items.size(), 80u);
  EXPECT_GT(equations.items.size(), 20u);
  EXPECT_GT(studies.items.size(), 3u);
  EXPECT_GT(claims.at("claims").items.size(), 200u);
  EXPECT_EQ(targets.at("targets").items.size(), 237u);
  for (const Json& p : parameters.items) EXPECT_FALSE(p.at("group").text.empty()) << p.at("name").text;
  // A verdict is one of a committed run, or is said not to be there.
  for (const Json& c : claims.at("claims").items)
    if (claims.at("run").kind == Json::Kind::null) {
      const std::string verdict = c.at("verdict").text;
      EXPECT_TRUE(verdict == "not run yet" || verdict == "uncovered" || verdict == "covered by tests") << verdict;
    }
  for (const Json& line : help.at("lines").items)  // nobody checked it: the page must be able to say so
    EXPECT_EQ(line.at("source").text == "recalled", line.at("checked_on").text.empty()) << line.at("name").text;
}

TEST(StudioDoor, TheUsersOwnTableOfPlacesToTurnTo) {
  const Folder folder;
  const std::string head = "country\tname\tnumber\tweb\tfor_whom\thours\tsource\tchecked_on\twritten_on\tconfidence\n";
  const std::string good =
      folder.write("lines.tsv", head + "DE\tOurs\t1\t\tus\talways\twe\t2026-11-24\t2026-11-24\t1\n");
  Studio studio({"--help-lines", good});
  const Json lines = parsed(studio.ask("GET", "/api/help-lines")).at("lines");
  ASSERT_EQ(lines.items.size(), 1u);
  EXPECT_EQ(lines.items[0].at("name").text, "Ours");
  const Outcome bad = bowlby(
      {"studio", "--no-open", "--state", folder / "s", "--help-lines", folder.write("bad.tsv", "country\nDE\n")});
  EXPECT_EQ(bad.code, 65) << bad.err;
}

TEST(StudioDoor, ARunIsWatchedAndGivesTheDigestOfTheCommandLine) {
  Studio studio;
  const std::string id = post_job(studio, short_run);
  Line line(studio.port());
  line.send("GET /api/jobs/" + id + "/events HTTP/1.1\r\n" + studio.host() + studio.key() + "\r\n");
  const std::string events = line.read_until("event: done", 60);
  EXPECT_NE(events.find("text/event-stream"), std::string::npos);
  EXPECT_NE(events.find("event: progress"), std::string::npos);
  EXPECT_NE(events.find("event: done"), std::string::npos) << events;
  const std::string job = studio.finished(id);
  EXPECT_EQ(field(job, "state"), "done") << job;
  const Folder folder;
  const Outcome run = bowlby(
      {"run", study_path("rearing"), "--people", "300", "--seed", "7", "--no-report", "--output", folder / "run"});
  EXPECT_EQ(field(job, "digest"), digest_of(run)) << run.err;
  const Json result = parsed(studio.ask("GET", "/api/jobs/" + id + "/result"));
  EXPECT_EQ(result.at("digest").text, field(job, "digest"));
  EXPECT_GT(result.at("measures").items.size(), 0u);
  EXPECT_GT(result.at("targets").items.size(), 0u);
}

TEST(StudioDoor, FilesOfARunCanBeTakenAwayAndNoOthers) {
  Studio studio;
  const std::string id = post_job(studio, R"({"kind":"run","study":"rearing","people":100,"seed":7})");
  EXPECT_EQ(studio.ask("GET", "/api/jobs/" + id + "/result").status, 409);
  const std::string job = studio.finished(id);
  ASSERT_EQ(field(job, "state"), "done") << job;
  const std::string files = "/api/jobs/" + id + "/files/";
  const Answer page = studio.ask("GET", files + "report.html");
  EXPECT_TRUE(page.body.starts_with("<!doctype html>"));
  EXPECT_NE(page.header("Content-Security-Policy").find("sandbox"), std::string::npos);
  const Answer table = studio.ask("GET", files + "results.sqlite");
  EXPECT_TRUE(table.body.starts_with("SQLite format 3"));
  EXPECT_EQ(std::to_string(table.body.size()), table.header("Content-Length"));
  EXPECT_NE(table.header("Content-Disposition").find("attachment"), std::string::npos);
  EXPECT_TRUE(studio.ask("GET", files + "person.csv").body.starts_with("id,"));
  EXPECT_TRUE(studio.ask("GET", files + "person.csv").body.starts_with("id,")) << "the second time, too";
  for (const char* name : {"job.json", "run.checkpoint", "nobody.csv", ""})
    EXPECT_EQ(studio.ask("GET", files + name).status, 404) << name;
}

TEST(StudioDoor, JobsAreCancelled) {
  Studio studio;
  const std::string running = post_job(studio, R"({"kind":"run","study":"generations","people":20000})");
  const std::string waiting = post_job(studio, short_run);
  EXPECT_EQ(field(studio.ask("DELETE", "/api/jobs/" + waiting).body, "state"), "cancelled");
  EXPECT_EQ(studio.ask("DELETE", "/api/jobs/" + running).status, 200);
  EXPECT_EQ(field(studio.finished(running), "state"), "cancelled");
  EXPECT_EQ(studio.ask("DELETE", "/api/jobs/" + running).status, 409);
  EXPECT_EQ(studio.ask("DELETE", "/api/jobs/nobody").status, 404);
  const std::string list = studio.ask("GET", "/api/jobs").body;
  EXPECT_LT(list.find(waiting), list.find(running)) << "newest first";
  // the list has pages
  const Json first = parsed(studio.ask("GET", "/api/jobs?most=1&kind=run"));
  ASSERT_EQ(first.at("jobs").items.size(), 1u);
  EXPECT_EQ(first.at("jobs").items[0].at("id").text, waiting);
  EXPECT_TRUE(first.at("older").truth);
  const Json second = parsed(studio.ask("GET", "/api/jobs?most=1&before=" + waiting));
  ASSERT_EQ(second.at("jobs").items.size(), 1u);
  EXPECT_EQ(second.at("jobs").items[0].at("id").text, running);
  EXPECT_FALSE(second.at("older").truth);
  EXPECT_TRUE(parsed(studio.ask("GET", "/api/jobs?kind=scene")).at("jobs").items.empty());
  for (const char* bad : {"most=0", "most=-1", "most=1001", "most=x", "page=2"})
    EXPECT_EQ(studio.ask("GET", std::string("/api/jobs?") + bad).status, 400) << bad;
  // and what has ended can be taken off it, by a request that says so
  EXPECT_EQ(studio.ask("DELETE", "/api/jobs/" + waiting + "/kept").status, 200);
  EXPECT_EQ(studio.ask("GET", "/api/jobs/" + waiting).status, 404);
  EXPECT_EQ(studio.ask("GET", "/api/jobs/" + running + "/kept").status, 405);
  EXPECT_EQ(studio.ask("GET", "/api/jobs/" + running).status, 200);
}

TEST(StudioDoor, EightStreamsAndNoMoreAndALeaverMakesRoom) {
  Studio studio;
  const std::string id = post_job(studio, R"({"kind":"run","study":"generations","people":20000})");
  const std::string ask = "GET /api/jobs/" + id + "/events HTTP/1.1\r\n" + studio.host() + studio.key() + "\r\n";
  std::vector<Line> streams;
  for (int i = 0; i < 8; ++i) {
    streams.emplace_back(studio.port());
    streams.back().send(ask);
    EXPECT_NE(streams.back().read_until("event: progress").find("event: progress"), std::string::npos);
  }
  EXPECT_EQ(studio.raw(ask, 1).status, 429);
  EXPECT_TRUE(studio.answers());
  streams.pop_back();
  std::this_thread::sleep_for(1500ms);
  Line again(studio.port());
  again.send(ask);
  EXPECT_NE(again.read_until("event: progress").find("HTTP/1.1 200"), std::string::npos);
  studio.ask("DELETE", "/api/jobs/" + id);
}

TEST(StudioDoor, KilledWithJobsPendingTheNextStartFinishesThemWithTheSameDigest) {
  const Folder folder;
  const std::string state = folder / "state";
  std::string running, waiting;
  const std::string order = R"({"kind":"run","study":"generations","people":1500,"seed":3,"report":false})";
  {
    Studio studio(state, {}, true);
    running = post_job(studio, order);
    waiting = post_job(studio, short_run);
    // Well after the first checkpoint, before the end.
    const std::string mark = state + "/jobs/" + running + "/run/run.checkpoint";
    for (int i = 0; i < 600 && !std::filesystem::exists(mark); ++i) std::this_thread::sleep_for(50ms);
    EXPECT_TRUE(std::filesystem::exists(mark));
    EXPECT_EQ(field(studio.ask("GET", "/api/jobs/" + running).body, "state"), "running");
    studio.kill();
  }
  Studio studio(state, {}, true);
  const std::string first = studio.finished(running, 120), second = studio.finished(waiting);
  EXPECT_EQ(field(first, "state"), "done") << first;
  EXPECT_EQ(field(second, "state"), "done") << second;
  const Outcome run = bowlby(
      {"run", study_path("generations"), "--people", "1500", "--seed", "3", "--no-report", "--output", folder / "run"});
  EXPECT_EQ(field(first, "digest"), digest_of(run)) << run.err;
}

TEST(StudioDoor, EndsInOrderAndSaysWhatIsWrongAtTheStart) {
  Studio studio;
  post_job(studio, R"({"kind":"run","study":"generations","people":20000})");
  const Outcome second = bowlby({"studio", "--no-open", "--state", studio.state()});
  EXPECT_EQ(second.code, 66) << second.err;
  const Outcome taken =
      bowlby({"studio", "--no-open", "--state", studio.state() + "2", "--port", std::to_string(studio.port())});
  EXPECT_EQ(taken.code, 64) << taken.err;
  const Folder words;
  const Outcome weak =
      bowlby({"studio", "--no-open", "--state", studio.state() + "2", "--token-file", words.write("token", "short")});
  EXPECT_EQ(weak.code, 64) << weak.err;
  const Outcome missing = bowlby({"studio", "--no-open", "--state", studio.state() + "2", "--study", "nothing.yaml"});
  EXPECT_EQ(missing.code, 66) << missing.err;
  const auto start = std::chrono::steady_clock::now();
  studio.program().signal(SIGINT);
  EXPECT_EQ(studio.program().wait().code, 0);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 20s);
}

TEST(StudioDoor, ThePortIsTheUsualOneOrWhereThatIsTakenAFreeOne) {
  Studio first, second;
  EXPECT_TRUE(Line(19070).open()) << "held by the first, unless somebody else has it";
  EXPECT_NE(first.port(), second.port());
  EXPECT_TRUE(first.answers() && second.answers());
}

TEST(StudioDoor, WhatIsKeptIsForItsOwnerOnly) {
  const mode_t before = ::umask(022);
  Studio studio;
  ::umask(before);
  studio.finished(post_job(studio, R"({"kind":"run","study":"strange_situation","people":20})"));
  const auto open_to_others = [](const std::filesystem::path& path) {
    return (std::filesystem::status(path).permissions() & static_cast<std::filesystem::perms>(077)) !=
           std::filesystem::perms::none;
  };
  EXPECT_FALSE(open_to_others(studio.state()));
  int seen = 0;
  for (const auto& at : std::filesystem::recursive_directory_iterator(studio.state())) {
    EXPECT_FALSE(open_to_others(at.path())) << at.path();
    ++seen;
  }
  EXPECT_GT(seen, 4);
}

TEST(StudioDoor, ABrowserIsStartedWithAPrivateFileAndNeverWithTheLink) {
  const Folder folder;
  const std::string stand_in = folder.write("xdg-open", "#!/bin/sh\necho \"$@\" > \"${0%/*}/said\"\n");
  std::filesystem::permissions(stand_in, std::filesystem::perms::owner_all);
  const std::string path = std::getenv("PATH");
  ::setenv("PATH", (folder.path().string() + ":" + path).c_str(), 1);
  ::setenv("DISPLAY", ":none", 1);
  {
    Running program(folder, {"studio", "--state", folder / "state"});
    ::setenv("PATH", path.c_str(), 1);
    ::unsetenv("DISPLAY");
    for (int i = 0; i < 1000 && read_file(folder / "said").find('\n') == std::string::npos; ++i)
      std::this_thread::sleep_for(10ms);
    std::string said = read_file(folder / "said");
    ASSERT_TRUE(said.ends_with('\n')) << program.err_so_far();
    said.pop_back();
    EXPECT_EQ(said.find("token"), std::string::npos) << said;
    EXPECT_EQ(std::filesystem::status(said).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    const std::string out = program.out_so_far();
    EXPECT_NE(read_file(said).find("url=" + out.substr(0, out.find('\n'))), std::string::npos);
    program.signal(SIGINT);
    EXPECT_EQ(program.wait().code, 0);
    EXPECT_FALSE(std::filesystem::exists(said)) << "gone with the studio";
  }
}

TEST(StudioDoor, AJobWhoseRecordIsDamagedIsToldInTheList) {
  const Folder folder;
  const std::string state = folder / "state";
  std::string id, other;
  {
    Studio studio(state, {});
    id = post_job(studio, short_run);
    other = post_job(studio, R"({"kind":"run","study":"strange_situation","people":20})");
    studio.finished(id), studio.finished(other);
    EXPECT_FALSE(parsed(studio.ask("GET", "/api/jobs")).has("unreadable"));
    studio.kill();
  }
  std::filesystem::resize_file(state + "/jobs/" + id + "/job.json", 40);
  Studio studio(state, {});
  for (const char* target : {"/api/jobs", "/api/jobs?kind=run&most=1", "/api/jobs?kind=scene"}) {
    const Json list = parsed(studio.ask("GET", target));
    ASSERT_TRUE(list.has("unreadable")) << target;
    ASSERT_EQ(list.at("unreadable").items.size(), 1u) << target;
    EXPECT_EQ(list.at("unreadable").items[0].at("key").text, "jobs/" + id);
    EXPECT_TRUE(list.at("unreadable").items[0].at("remedy").text.starts_with("move that folder"));
  }
  EXPECT_EQ(parsed(studio.ask("GET", "/api/jobs")).at("jobs").items.size(), 1u) << "the other one is there";
}

// A page that would show a job's results is told which file cannot be read, why, and what to do: no fault of the
// program.
TEST(StudioDoor, ResultsThatCannotBeReadAreToldWithTheirFile) {
  const Folder folder;
  const std::string state = folder / "state";
  Studio studio(state, {});
  const std::string id = post_job(studio, short_run), run = state + "/jobs/" + id + "/run";
  studio.finished(id);
  ASSERT_EQ(studio.ask("GET", "/api/jobs/" + id + "/result").status, 200);
  std::filesystem::remove(state + "/jobs/" + id + "/result.json");
  std::filesystem::resize_file(run + "/results.sqlite", 4096);
  for (const std::string what : {"/result", "/files/person.csv"}) {
    const auto no = studio.ask("GET", "/api/jobs/" + id + what);
    EXPECT_EQ(no.status, 409) << what;
    EXPECT_NE(no.body.find(run + "/results.sqlite"), std::string::npos) << no.body;
  }
  const Json told = parsed(studio.ask("GET", "/api/jobs")).at("jobs").items[0];
  EXPECT_EQ(told.at("state").text, "done");
  ASSERT_EQ(told.at("problems").items.size(), 1u);
  EXPECT_NE(told.at("problems").items[0].at("reason").text.find("results.sqlite"), std::string::npos);
  EXPECT_FALSE(told.at("problems").items[0].at("remedy").text.empty());
  EXPECT_EQ(parsed(studio.ask("GET", "/api/jobs/" + id)).at("problems").items.size(), 1u);
}

// What takes minutes is a job: it tells how far it is and can be cancelled. At the door it would hold a place.
TEST(StudioDoor, ThreeGenerationsAreWaitedForOnlyWhereTheyAreFew) {
  Studio studio;
  for (const char* large : {R"({"founders":4000,"replicates":12,"years":100})", R"({"founders":300})", "{}",
                            R"({"founders":220,"replicates":2,"years":60,"programme":{"kind":"therapy"}})"}) {
    const auto start = std::chrono::steady_clock::now();
    const Answer no = studio.ask("POST", "/api/scene/lineage", large);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 3s) << large;
    EXPECT_EQ(no.status, 422) << large << no.body;
    EXPECT_NE(no.body.find("50000"), std::string::npos) << no.body;
    EXPECT_NE(field(no.body, "remedy").find("as a job"), std::string::npos) << no.body;
  }
  const std::string id =
      post_job(studio, R"({"kind":"scene","scene":"lineage","request":{"founders":4000,"replicates":12,"years":100}})");
  EXPECT_EQ(studio.ask("DELETE", "/api/jobs/" + id).status, 200);
  std::vector<int> codes(4);
  std::vector<std::thread> askers;
  for (int& code : codes)
    askers.emplace_back([&studio, &code] {
      code = studio.ask("POST", "/api/scene/lineage", R"({"founders":100,"replicates":2,"years":60})").status;
    });
  for (std::thread& t : askers) t.join();
  EXPECT_GE(std::ranges::count(codes, 200), 1);
  for (const int code : codes) EXPECT_TRUE(code == 200 || code == 503) << code;
}

}  // namespace
}  // namespace bowlby::doors
