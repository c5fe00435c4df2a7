#include "server/routes.hpp"

#include <algorithm>
#include <chrono>

#include "app/scene/scene.hpp"
#include "app/scene/schema.hpp"
#include "base/json.hpp"
#include "io/files/file_reader.hpp"
#include "server/app_files.hpp"
#include "server/events.hpp"
#include "server/evidence.hpp"
#include "server/theory.hpp"
#include "server/work.hpp"

namespace bowlby::server {
namespace {

Response json(std::string body) {
  Response r;
  r.body = std::move(body);
  return r;
}

Response one_field(const char* key, std::string_view value) {
  JsonWriter out;
  out.object([&] { out.field(key, value); });
  return json(out.take());
}

Response nothing_here() { return refusal(404, "there is nothing at this address", "use the links of the page"); }

Response wrong_method(const char* right) {
  Response no = refusal(405, "this address does not answer this method", std::string("use ") + right);
  no.headers.emplace_back("Allow", right);
  return no;
}

// Malformed JSON is 400; JSON that asks for what cannot be is 422; the rest is ours.
int status_of(const std::vector<Problem>& problems) {
  for (const Problem& p : problems) {
    if (p.fault == Fault::internal || p.fault == Fault::file) return 500;
    if (p.line > 0) return 400;
  }
  return 422;
}
Response refused(const std::vector<Problem>& problems) { return refusal(status_of(problems), problems); }

// What lies in a job's folder is not as it was made: no fault of the program, and the page says which file.
Response not_shown(const std::vector<Problem>& problems) {
  return refusal(problems.front().fault == Fault::internal ? 500 : 409, problems);
}

// The same for a file, which a browser opens by itself: a line that can be read.
Response in_words(const std::vector<Problem>& problems) {
  Response r = not_shown(problems);
  r.type = "text/plain; charset=utf-8";
  r.body.clear();
  for (const Problem& p : problems) {
    const bool named = p.file.empty() || p.reason.starts_with(p.file);
    r.body += (named ? "" : p.file + ": ") + p.reason + "\n" + p.remedy + "\n";
  }
  return r;
}

const char* type_of(std::string_view name) {
  if (name.ends_with(".html")) return "text/html; charset=utf-8";
  if (name.ends_with(".csv")) return "text/csv; charset=utf-8";
  if (name.ends_with(".json")) return "application/json";
  return "application/vnd.sqlite3";
}

}  // namespace

Semaphore::Permit Semaphore::acquire(double seconds) {
  std::unique_lock lock(mutex_);
  if (!freed_.wait_for(lock, std::chrono::duration<double>(seconds), [this] { return free_ > 0; })) return nullptr;
  --free_;
  return Permit(this, [](void* semaphore) {
    auto* mine = static_cast<Semaphore*>(semaphore);
    {
      const std::lock_guard again(mine->mutex_);
      ++mine->free_;
    }
    mine->freed_.notify_one();
  });
}

Expected<std::shared_ptr<Routes>> Routes::make(Setting setting, JobTable& jobs) {
  auto routes = std::shared_ptr<Routes>(new Routes(std::move(setting), jobs));
  if (auto problems = routes->prepare()) return *problems;
  return routes;
}

std::optional<std::vector<Problem>> Routes::prepare() {
  std::vector<Problem> problems;
  const auto keep = [&](const char* name, const Expected<std::string>& text) {
    if (text)
      fixed_[name] = *text;
    else
      problems.insert(problems.end(), text.problems().begin(), text.problems().end());
  };
  fixed_["about"] = about_json();
  fixed_["parameters"] = parameters_json();
  fixed_["edges"] = edges_json();
  fixed_["equations"] = std::string(equations_json());
  keep("studies", studies_json(setting_.shelf));
  keep("claims", claims_json(setting_.shelf.entries()));
  keep("targets", targets_json());
  keep("help-lines", help_lines_json(setting_.help_lines));
  return problems.empty() ? std::nullopt : std::optional(problems);
}

Response Routes::answer(const Request& r) {
  const std::string_view path = r.path;
  if (!path.starts_with("/api/")) return page(r);
  const std::string_view name = path.substr(5);
  if (const auto found = fixed_.find(name); found != fixed_.end())
    return r.method == "GET" ? json(found->second) : wrong_method("GET");
  if (name == "notebook" || name.starts_with("notebook/")) {
    const std::string_view what = name.substr(std::min(name.size(), std::string_view("notebook/").size()));
    return setting_.notebook ? setting_.notebook->answer(r, what) : no_notebook(r, what);
  }
  if (name.starts_with("scene/")) return r.method == "POST" ? scene(r, name.substr(6)) : wrong_method("POST");
  if (name == "jobs")
    return r.method == "POST" ? new_job(r) : r.method == "GET" ? job_list(r) : wrong_method("GET, POST");
  if (name.starts_with("jobs/")) return one_job(r, name.substr(5));
  return nothing_here();
}

Response Routes::page(const Request& r) const {
  const AppFile* file = app_file(r.path);
  if (!file) return nothing_here();
  if (r.method != "GET") return wrong_method("GET");
  Response out;
  out.type = file->type;
  const std::string tag = "\"" + std::string(file->tag) + "\"";
  out.headers.emplace_back("ETag", tag);
  if (!setting_.notebook)  // where one is open, a browser keeps nothing of the visit, be it our own script
    out.headers.emplace_back("Cache-Control", file->lasting ? "private, max-age=31536000, immutable" : "no-cache");
  if (r.header("if-none-match") == tag) {
    out.status = 304;
    return out;
  }
  if (r.header("x-accept-encoding").find("gzip") == std::string_view::npos) {
    out.body = unpacked(*file);
    return out;
  }
  out.headers.emplace_back("Content-Encoding", "gzip");
  out.headers.emplace_back("Vary", "Accept-Encoding");
  out.body = file->packed;
  return out;
}

Response Routes::scene(const Request& r, std::string_view kind) {
  const auto& kinds = scene_kinds();
  if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
    return refusal(404, "there is no such scene", "see the schema of the interface");
  const bool long_one = kind == "lineage";
  const auto lineage_permit = long_one ? lineages_.acquire(scene_wait) : nullptr;
  if (long_one && !lineage_permit)
    return refusal(503, "three generations are being lived for another request", "try again in a moment, or as a job");
  const auto permit = scenes_.acquire(scene_wait);
  if (!permit) return refusal(503, "many scenes are being answered", "try again in a moment");
  SceneContext context;
  context.waited_for = true;
  context.threads = setting_.threads;
  // A page that asks anew gives up its last question.
  context.stop = [this, &r] { return setting_.stopping() || (r.connected && !r.connected()); };
  auto answer = scene_answer(kind, r.body, context);
  if (answer) return json(std::move(*answer));
  if (answer.problems().front().key == scene_stopped_key) return refusal(503, answer.problems());
  return refused(answer.problems());
}

Response Routes::new_job(const Request& r) {
  auto order = read_order(r.body, setting_.shelf);
  if (!order) return refused(order.problems());
  const auto id = jobs_.add(std::move(*order));
  if (!id && id.problems().front().fault == Fault::data) return refused(id.problems());
  if (!id) return refusal(id.problems().front().fault == Fault::usage ? 429 : 500, id.problems());
  Response out = one_field("id", *id);
  out.status = 201;
  out.headers.emplace_back("Location", "/api/jobs/" + *id);
  return out;
}

// A page of the list, newest first: at most `most` of one kind, older than `before`; `older` tells whether there are
// more.
Response Routes::job_list(const Request& r) const {
  std::size_t most = jobs_per_page;
  std::string_view before, kind;
  for (const auto& [key, value] : r.query) {
    if (key == "before")
      before = value;
    else if (key == "kind")
      kind = value;
    else if (key != "most" || value.empty() || value.size() > 4 ||
             value.find_first_not_of("0123456789") != value.npos || (most = std::stoul(value)) < 1 ||
             most > most_jobs_per_page)
      return refusal(400, "the list has no such page",
                     "most=1 to " + std::to_string(most_jobs_per_page) + ", before=ID, kind=scene, run or claims", key);
  }
  std::vector<Job> shown;
  bool older = false;
  for (const Job& j : jobs_.all()) {  // names sort as the jobs came
    if ((!before.empty() && j.id >= before) || (!kind.empty() && name_of(j.order.kind) != kind)) continue;
    if ((older = shown.size() == most)) break;
    shown.push_back(with_faults(j));
  }
  JsonWriter list;
  list.object([&] {
    list.field("jobs", shown);
    list.field("older", older);
    // Told as long as they lie there, to whoever asks for the newest of all kinds or of one: nobody can tell their
    // kind.
    if (const auto& damaged = jobs_.unreadable(); !damaged.empty() && before.empty())
      problem_list(list, "unreadable", damaged);
  });
  return json(list.take());
}

// ID, ID/events, ID/result, ID/kept, ID/files/NAME
Response Routes::one_job(const Request& r, std::string_view rest) {
  const std::size_t slash = rest.find('/');
  const std::string_view id = rest.substr(0, slash);
  const std::string_view what = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
  const auto job = is_job_id(id) ? jobs_.find(id) : std::nullopt;
  if (!job) return refusal(404, "there is no such job", "see the list of jobs");
  if (slash == std::string_view::npos && r.method == "DELETE") return cancelled(id);
  if (what == "kept") return r.method == "DELETE" ? removed(id) : wrong_method("DELETE");
  if (r.method != "GET") return wrong_method(slash == std::string_view::npos ? "GET, DELETE" : "GET");
  if (slash == std::string_view::npos) return json(to_json(with_faults(*job)));
  if (what == "events") return events(id);
  if (what == "result") return result(*job);
  if (what.starts_with("files/")) return file(*job, what.substr(6));
  return nothing_here();
}

Response Routes::cancelled(std::string_view id) {
  if (!jobs_.cancel(id)) return refusal(409, "the job has ended already", "what it made is kept");
  return json(to_json(*jobs_.find(id)));
}

// A name of its own, not DELETE of the job: one who cancels a moment too late must not lose what was made.
Response Routes::removed(std::string_view id) {
  if (!jobs_.remove(id)) return refusal(409, "the job has not ended, or its folder cannot be moved", "cancel it first");
  return one_field("removed", id);
}

Response Routes::events(std::string_view id) {
  auto permit = streams_.acquire();
  if (!permit) return refusal(429, "eight streams are open already", "close another page of the studio");
  Response out;
  out.type = "text/event-stream";
  out.stream = [this, permit, id = std::string(id)](ResponseWriter& to) {
    stream_events(jobs_, id, {setting_.stopping, setting_.heartbeat_seconds}, to);
  };
  return out;
}

Response Routes::result(const Job& job) const {
  if (job.state == JobState::failed) return refusal(409, job.problems);
  if (job.state != JobState::done)
    return refusal(409, "the job has no result: it is " + std::string(name_of(job.state)), "watch its events");
  auto text = job_result(job, jobs_.folder_of(job.id));
  return text ? json(std::move(*text)) : not_shown(text.problems());
}

// With what of it cannot be shown any more.
Job Routes::with_faults(Job job) const {
  for (Problem& p : job_faults(job, jobs_.folder_of(job.id))) job.problems.push_back(std::move(p));
  return job;
}

Response Routes::file(const Job& job, std::string_view name) const {
  const auto path = job_file(job, jobs_.folder_of(job.id), name);
  if (!path && path.problems().front().fault == Fault::usage) return refusal(404, path.problems());
  if (!path) return in_words(path.problems());
  auto opened = FileReader::open(*path);
  if (!opened) return in_words(opened.problems());
  Response out;
  out.type = type_of(name);
  if (!name.ends_with(".html"))
    out.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + std::string(name) + "\"");
  else  // the report carries its script and style within itself, under a policy of its own
    out.headers.emplace_back(
        "Content-Security-Policy",
        "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src "
        "'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  out.length = opened->size();
  if (out.length == 0) return out;
  auto reader = std::make_shared<FileReader>(std::move(*opened));
  out.stream = [reader](ResponseWriter& to) {
    for (std::string piece = reader->next(); !piece.empty(); piece = reader->next())
      if (!to.write(piece)) return;
  };
  return out;
}

}  // namespace bowlby::server
