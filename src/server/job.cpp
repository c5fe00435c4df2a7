#include "server/job.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "server/http.hpp"

namespace bowlby::server {
namespace {

constexpr std::string_view kinds[]{"scene", "run", "claims"};
constexpr std::string_view states[]{"waiting", "running", "done", "failed", "cancelled"};

std::string text_or_null(const std::string& s) { return s.empty() ? "null" : json_quoted(s); }

std::string member(std::string_view key, const std::string& json) { return json_quoted(key) + ":" + json; }

// What the saved and the shown form share, without the braces.
std::string common(const Job& j) {
  std::string files;
  for (const std::string& f : j.files) files += (files.empty() ? "" : ",") + json_quoted(f);
  const std::string problems = problems_json(j.problems);  // {"problems":[...]}
  return member("id", json_quoted(j.id)) + "," + member("kind", json_quoted(name_of(j.order.kind))) + "," +
         member("title", json_quoted(j.order.title)) + "," + member("state", json_quoted(name_of(j.state))) + "," +
         member("created", json_quoted(j.created)) + "," + member("started", text_or_null(j.started)) + "," +
         member("ended", text_or_null(j.ended)) + "," + member("digest", text_or_null(j.digest)) + "," +
         member("files", "[" + files + "]") + "," + problems.substr(1, problems.size() - 2);
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
  json.object([&] {
    json.field("done", p.done);
    json.field("total", p.total);
    json.field("text", p.text);
  });
  std::string out = json.take();
  out.pop_back();
  JsonWriter left;
  if (p.seconds_left) left.value(*p.seconds_left);
  return out + ",\"seconds_left\":" + (p.seconds_left ? left.take() : "null") + "}";
}

std::string to_json(const Job& j) {
  std::string progress = to_json(j.progress);
  std::string out =
      "{" + common(j) + "," + progress.substr(1, progress.size() - 2) + "," + member("request", j.order.asked);
  if (j.order.kind == JobKind::scene)
    out += "," + member("scene", json_quoted(j.order.scene));
  else if (j.order.kind == JobKind::claims)
    out += "," + member("claim", json_quoted(j.order.claim));
  else
    out += "," + member("study", json_quoted(j.order.study));
  return out + "," + member("command", json_quoted(j.order.command)) + "}";
}

std::string to_record(const Job& j) {
  return "{" + common(j) + "," + member("scene", json_quoted(j.order.scene)) + "," +
         member("request", json_quoted(j.order.request)) + "," + member("study", json_quoted(j.order.study)) + "," +
         member("text", json_quoted(j.order.text)) + "," + member("claim", json_quoted(j.order.claim)) + "," +
         member("entries", json_quoted(j.order.entries)) + "," + member("report", j.order.report ? "true" : "false") +
         "," + member("command", json_quoted(j.order.command)) + "," + member("asked", json_quoted(j.order.asked)) +
         "}\n";
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
