#include "server/job.hpp"

#include <algorithm>

#include "server/http.hpp"

namespace bowlby::server {
namespace {

constexpr std::string_view kinds[]{"scene", "run", "claims"};
constexpr std::string_view states[]{"waiting", "running", "done", "failed", "cancelled"};

// What the saved and the shown form share.
void common(JsonWriter& json, const Job& j) {
  json.field("id", j.id);
  json.field("kind", name_of(j.order.kind));
  json.field("title", j.order.title);
  json.field("state", name_of(j.state));
  json.field("created", j.created);
  json.field("started", text_or_null(j.started));
  json.field("ended", text_or_null(j.ended));
  json.field("digest", text_or_null(j.digest));
  json.field("files", j.files);
  problem_list(json, "problems", j.problems);
}

void progress_fields(JsonWriter& json, const JobProgress& p) {
  json.field("done", p.done);
  json.field("total", p.total);
  json.field("text", p.text);
  json.field("seconds_left", p.seconds_left);
}

}  // namespace

std::string_view name_of(JobKind k) { return kinds[static_cast<std::size_t>(k)]; }
std::string_view name_of(JobState s) { return states[static_cast<std::size_t>(s)]; }

bool is_job_id(std::string_view id) {
  return !id.empty() && id.size() <= 40 && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

std::string to_json(const JobProgress& p) {
  JsonWriter json;
  json.object([&] { progress_fields(json, p); });
  return json.take();
}

void put(JsonWriter& json, const Job& j) {
  json.object([&] {
    common(json, j);
    progress_fields(json, j.progress);
    json.key("request");
    json.raw(j.order.asked);
    if (j.order.kind == JobKind::scene)
      json.field("scene", j.order.scene);
    else if (j.order.kind == JobKind::claims)
      json.field("claim", j.order.claim);
    else
      json.field("study", j.order.study);
    json.field("command", j.order.command);
  });
}

std::string to_json(const Job& j) {
  JsonWriter json;
  json.value(j);
  return json.take();
}

std::string to_record(const Job& j) {
  JsonWriter json;
  json.object([&] {
    common(json, j);
    json.field("scene", j.order.scene);
    json.field("request", j.order.request);
    json.field("study", j.order.study);
    json.field("text", j.order.text);
    json.field("claim", j.order.claim);
    json.field("entries", j.order.entries);
    json.field("report", j.order.report);
    json.field("command", j.order.command);
    json.field("asked", j.order.asked);
  });
  return json.take() + "\n";
}

Expected<Job> from_record(std::string_view bytes, const std::string& name) {
  const auto read = parse_json(bytes, name, longest_record);
  if (!read) return read.problems();
  const auto text = [&read](std::string_view key) { return read->at(key).text; };
  Job j;
  j.id = text("id");
  const auto kind = std::find(std::begin(kinds), std::end(kinds), text("kind"));
  const auto state = std::find(std::begin(states), std::end(states), text("state"));
  if (!is_job_id(j.id) || kind == std::end(kinds) || state == std::end(states))
    return Problem{Fault::data, name, 0, 0, "", "is no job of this program", "move the file away"};
  j.order.kind = static_cast<JobKind>(kind - std::begin(kinds));
  j.state = static_cast<JobState>(state - std::begin(states));
  j.order.title = text("title");
  j.order.scene = text("scene");
  j.order.request = text("request");
  j.order.study = text("study");
  j.order.text = text("text");
  if (read->has("claim")) j.order.claim = text("claim");
  if (read->has("entries")) j.order.entries = text("entries");
  j.order.report = read->at("report").truth;
  j.order.command = text("command");
  j.order.asked = text("asked");
  if (!parse_json(j.order.asked, name)) j.order.asked = "{}";
  j.created = text("created");
  j.started = text("started");
  j.ended = text("ended");
  j.digest = text("digest");
  for (const Json& f : read->at("files").items) j.files.push_back(f.text);
  for (const Json& p : read->at("problems").items)
    j.problems.push_back({Fault::data, "", 0, 0, p.at("key").text, p.at("reason").text, p.at("remedy").text});
  if (j.state == JobState::done) j.progress.done = j.progress.total;
  return j;
}

}  // namespace bowlby::server
