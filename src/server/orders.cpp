#include "server/orders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "app/scene/answer.hpp"
#include "app/scene/schema.hpp"
#include "io/embedded.hpp"
#include "io/files/files.hpp"
#include "io/study/claims_file.hpp"
#include "io/study/file.hpp"
#include "io/text/fields.hpp"
#include "server/evidence.hpp"

namespace bowlby::server {
namespace {

using Problems = std::vector<Problem>;
using io::offer;
using Names = std::vector<std::string>;

Problem wrong(std::string key, std::string reason, std::string remedy) {
  return {Fault::usage, "", 0, 0, std::move(key), std::move(reason), std::move(remedy)};
}

// The members of an order, each asked for by name; what nobody asked for is a fault.
class Reader {
 public:
  Reader(const Json& from, Problems& problems, const Names& known) : from_(from), problems_(problems) {
    for (const std::string& key : from.keys)
      if (std::find(known.begin(), known.end(), key) == known.end())
        problems.push_back(wrong(key.substr(0, 64), "there is no such key", offer(key, known)));
  }

  std::string text(const char* key, std::string otherwise = {}) {
    const Json* value = find(key, Json::Kind::text, "a text");
    return value ? value->text : std::move(otherwise);
  }
  bool truth(const char* key, bool otherwise) {
    const Json* value = find(key, Json::Kind::truth, "true or false");
    return value ? value->truth : otherwise;
  }
  std::optional<double> whole(const char* key, double low, double high) {
    const Json* value = find(key, Json::Kind::number, "a number");
    if (!value) return std::nullopt;
    if (value->number >= low && value->number <= high && std::floor(value->number) == value->number)
      return value->number;
    problems_.push_back(wrong(key, "is out of range", fmt::format("a whole number from {:.0f} to {:.0f}", low, high)));
    return std::nullopt;
  }
  const Json* find(const char* key, Json::Kind kind, const char* what) {
    const Json* value = from_.find(key);
    if (!value || value->kind == kind) return value;
    problems_.push_back(wrong(key, std::string("is ") + kind_name(*value), std::string("give ") + what));
    return nullptr;
  }

 private:
  const Json& from_;
  Problems& problems_;
};

// Problems of the readers for the command line, named as the page knows them.
Problem for_page(Problem p) {
  for (const auto& [option, key] : {std::pair{"--set ", "set."}, std::pair{"--off ", "off."}})
    if (p.key.starts_with(option)) p.key = key + p.key.substr(6);
  p.file.clear();
  p.line = p.column = 0;
  return p;
}

Expected<JobOrder> scene_order(const Json& body, JobOrder order) {
  Problems problems;
  Reader read(body, problems, {"kind", "scene", "request"});
  order.kind = JobKind::scene;
  order.scene = read.text("scene");
  const auto& kinds = scene_kinds();
  if (std::find(kinds.begin(), kinds.end(), order.scene) == kinds.end())
    problems.push_back(wrong("scene", "there is no such scene", offer(order.scene, kinds)));
  const Json* request = read.find("request", Json::Kind::object, "an object");
  if (!problems.empty()) return problems;
  Json checked = request ? *request : Json{};
  checked.kind = Json::Kind::object;
  order.request = to_text(checked);
  if (auto faults = check_request(order.scene, checked, "request"); !faults.empty()) return faults;
  order.title = order.scene;
  order.command = "bowlby scene " + order.scene + " --request FILE.json";
  return order;
}

// What tells one run of a study from another, in the order of the form.
struct Changes {
  std::string said;
  void add(const std::string& what) { said += (said.empty() ? "" : ", ") + what; }
};

void cut_edges(Json off, Scenario& s, JobOrder& order, Changes& changes, Problems& problems) {
  const auto faults = check_member("RunJob", "off", off);
  problems.insert(problems.end(), faults.begin(), faults.end());
  if (!faults.empty() && faults.front().key == "off") return;  // too many: nobody wants to hear of each
  for (const Json& edge : off.items) {
    if (edge.kind != Json::Kind::text) continue;
    if (const auto p = cut_edge(s.edges, edge.text)) problems.push_back(for_page(*p));
    order.command += " --off " + edge.text;
    changes.add("without " + edge.text);
  }
}

void apply_changes(Reader& read, Study& study, JobOrder& order, Changes& changes, Problems& problems) {
  const auto note = [&problems](const std::optional<Problem>& p) {
    if (p) problems.push_back(for_page(*p));
  };
  Scenario& s = study.scenario;
  if (const auto people = read.whole("people", 1, 200000)) {
    if (*people != s.founders) changes.add(count_text(static_cast<int>(*people), "person", "people"));
    s.founders = static_cast<std::uint32_t>(*people);
    order.command += fmt::format(" --people {:.0f}", *people);
  }
  if (const auto seed = read.whole("seed", 0, 9007199254740991.)) {
    if (*seed != static_cast<double>(s.seed)) changes.add(fmt::format("seed {:.0f}", *seed));
    s.seed = static_cast<std::uint64_t>(*seed);
    order.command += fmt::format(" --seed {:.0f}", *seed);
  }
  if (const auto replicates = read.whole("replicates", 1, 50)) {
    if (*replicates != study.replicates)
      changes.add(count_text(static_cast<int>(*replicates), "replicate", "replicates"));
    study.replicates = static_cast<std::uint32_t>(*replicates);
    order.command += fmt::format(" --replicates {:.0f}", *replicates);
  }
  if (const Json* set = read.find("set", Json::Kind::object, "an object of parameters and numbers"))
    for (std::size_t i = 0; i < set->keys.size(); ++i) {
      const std::string& name = set->keys[i];
      if (set->items[i].kind != Json::Kind::number) {
        problems.push_back(wrong("set." + name.substr(0, 64), "is no number", "give a number"));
        continue;
      }
      const std::string assignment = fmt::format("{}={}", name, set->items[i].number);
      note(set_parameter(s.params, assignment));
      order.command += " --set " + assignment;
      changes.add(fmt::format("{} {}", name, set->items[i].number));
    }
  if (const Json* off = read.find("off", Json::Kind::list, "a list of edges"))
    cut_edges(*off, s, order, changes, problems);
}

constexpr std::size_t longest_changes = 160;  // of names that have no letters beyond ASCII

Expected<JobOrder> claims_order(const Json& body, JobOrder order, const StudyShelf& shelf) {
  Problems problems;
  Reader read(body, problems, {"kind", "claim"});
  order.kind = JobKind::claims;
  order.claim = read.text("claim");
  order.entries = shelf.entries();
  const auto sources = claims_from(order.entries);
  if (!sources) return sources.problems();
  const auto book = read_claims(*sources);
  if (!book) return book.problems();
  Names names;
  const evidence::Claim* claim = nullptr;
  for (const evidence::Claim& c : book->claims) {
    if (!c.parts.empty()) names.push_back(c.id);
    if (c.id == order.claim) claim = &c;
  }
  if (!claim)
    problems.push_back(wrong("claim", "there is no such claim", offer(order.claim, names)));
  else if (claim->parts.empty())
    problems.push_back(wrong("claim", "there is nothing to run: no experiment covers this claim", "choose another"));
  if (!problems.empty()) return problems;
  order.title = order.claim + " · " + claim->words;
  order.command = claims_command(order.claim, order.entries);
  return order;
}

Expected<JobOrder> run_order(const Json& body, JobOrder order, const StudyShelf& shelf) {
  Problems problems;
  Reader read(body, problems, {"kind", "study", "people", "seed", "replicates", "set", "off", "report", "name"});
  order.kind = JobKind::run;
  order.study = read.text("study");
  order.report = read.truth("report", true);
  const auto text = shelf.texts().find(order.study);
  if (text == shelf.texts().end()) {
    Names names;
    for (const auto& [name, yaml] : shelf.texts()) names.push_back(name);
    problems.push_back(wrong("study", "there is no such study", offer(order.study, names)));
    return problems;
  }
  auto study = parse_study(text->second, order.study);
  if (!study) return study.problems();
  order.command = "bowlby run studies/" + order.study + ".yaml";
  Changes changes;
  apply_changes(read, *study, order, changes, problems);
  const std::string title = study->title.empty() ? study->name : study->title;
  order.title = changes.said.empty() ? title : changes.said.substr(0, longest_changes) + " · " + title;
  if (const std::string name = read.text("name"); !name.empty()) {
    Json given = body.at("name");
    const auto faults = check_member("RunJob", "name", given);
    problems.insert(problems.end(), faults.begin(), faults.end());
    order.title = name + " · " + order.title;
  }
  if (!problems.empty()) return problems;
  order.text = write_study(*study);
  // What was changed is judged by the same rules as a file.
  const auto checked = parse_study(order.text, "the study with these changes");
  if (checked) return order;
  for (const Problem& p : checked.problems()) problems.push_back(for_page(p));
  return problems;
}

}  // namespace

StudyShelf::StudyShelf() {
  for (const EmbeddedFile& f : embedded_files()) {
    std::string_view name = f.name;
    if (!name.starts_with("studies/") || !name.ends_with(".yaml")) continue;
    name = name.substr(8, name.size() - 13);
    // The plan of a fit lies among the studies and is none.
    if (name.find('/') == std::string_view::npos && parse_study(f.text, std::string(name)))
      texts_.emplace(name, f.text);
  }
}

std::optional<std::vector<Problem>> StudyShelf::add_file(const std::string& path) {
  const auto text = read_whole(path, std::size_t{1} << 20);
  if (!text) return text.problems();
  const auto study = parse_study(*text, path);
  if (!study) return study.problems();
  texts_[std::filesystem::path(path).stem().string()] = *text;
  return std::nullopt;
}

std::optional<std::vector<Problem>> StudyShelf::take_claims(const std::string& folder) {
  const auto sources = claims_of_folder(folder);
  if (!sources) return sources.problems();
  const auto book = read_claims(*sources);
  if (!book) return book.problems();
  if (auto problems = check_readouts(book->claims); !problems.empty()) return problems;
  entries_ = std::filesystem::absolute(folder).string();  // a later studio may be started elsewhere
  return std::nullopt;
}

namespace {
Expected<JobOrder> any_order(std::string_view bytes, const StudyShelf& shelf) {
  const auto body = parse_json(bytes, "the request");
  if (!body) return body.problems();
  if (body->kind != Json::Kind::object) return wrong("", std::string("is ") + kind_name(*body), "send an object");
  JobOrder order;
  order.asked = to_text(*body);
  const std::string kind = body->at("kind").text;
  if (kind == "scene") return scene_order(*body, std::move(order));
  if (kind == "run") return run_order(*body, std::move(order), shelf);
  if (kind == "claims") return claims_order(*body, std::move(order), shelf);
  return wrong("kind", "there is no such kind of job", offer(kind, {"scene", "run", "claims"}));
}
}  // namespace

Expected<JobOrder> read_order(std::string_view bytes, const StudyShelf& shelf) {
  auto order = any_order(bytes, shelf);
  if (order || order.problems().size() <= most_order_problems) return order;
  return Problems(order.problems().begin(), order.problems().begin() + most_order_problems);
}

}  // namespace bowlby::server
