// A job: something that takes longer than a blink. What was asked, where it stands, what came of it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/problem.hpp"
#include "io/text/json_tree.hpp"

namespace bowlby::server {

enum class JobKind { scene, run, claims };
enum class JobState { waiting, running, done, failed, cancelled };
std::string_view name_of(JobKind);
std::string_view name_of(JobState);
inline bool ended(JobState s) { return s >= JobState::done; }

struct JobOrder {
  JobKind kind = JobKind::scene;
  std::string title;
  std::string scene, request;  // a scene: its kind and its request as JSON
  std::string study, text;     // a run: name of the study, and the study with every change written out
  std::string claim;           // claims: the id of the one to run
  bool report = true;          // a run: with report.html
  std::string command;         // the line that does the same in a terminal
  std::string asked = "{}";    // the whole order as it was sent
  std::string entries = {};    // claims: the folder of its entry; empty: the built-in ones
};

struct JobProgress {
  double done = 0, total = 1;
  std::string text;
  std::optional<double> seconds_left;
};

struct Job {
  std::string id;
  JobOrder order;
  JobState state = JobState::waiting;
  JobProgress progress;
  std::string created, started, ended;  // ISO 8601, or empty
  std::string digest;
  std::vector<Problem> problems;
  std::vector<std::string> files;  // what can be downloaded
};

// A name of the job table: letters, digits and hyphens, so that it is a folder's name and nothing else.
bool is_job_id(std::string_view);

// As the page sees it.
void put(JsonWriter&, const Job&);
std::string to_json(const Job&);
std::string to_json(const JobProgress&);

// As it is saved, and back; a longer record is not read.
inline constexpr std::size_t longest_record = std::size_t{8} << 20;
std::string to_record(const Job&);
Expected<Job> from_record(std::string_view bytes, const std::string& name_for_errors);

}  // namespace bowlby::server
