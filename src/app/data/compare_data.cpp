#include "app/data/compare_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "app/build.hpp"
#include "app/data/mirror.hpp"
#include "app/run/in_memory.hpp"
#include "app/session.hpp"
#include "app/workers.hpp"
#include "io/files/files.hpp"
#include "io/study/file.hpp"
#include "io/sweep/sweep_folder.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

// Worlds are replicates of the study far behind those that anybody runs, so that no world is the data themselves.
constexpr std::uint32_t first_world = 5000;
constexpr int most_doublings = 4;
constexpr double worth_doubling = .7;  // what must be left of those without a stand-in, at most

constexpr const char *table_file = "comparison.csv", *json_file = "comparison.json", *picture_file = "comparison.svg",
                     *words_file = "comparison.txt";

using Values = std::vector<evidence::Maybe>;

// What was measured in a world, and how well the people of the data were stood in for.
struct LivedWorld {
  Values values;
  std::size_t lacking = 0, unlike = 0;
  std::string text() const { return fmt::format("{}-{}", lacking, unlike); }
  void read(const std::string& text) {
    lacking = std::strtoul(text.c_str(), nullptr, 10);
    if (const std::size_t line = text.find('-'); line != std::string::npos)
      unlike = std::strtoul(text.c_str() + line + 1, nullptr, 10);
  }
};

Problem nothing_in_common(const std::string& data, const std::vector<std::string>& unknown,
                          const std::vector<std::string>& only) {
  std::string why = "holds no answers that the model gives, too";
  if (!unknown.empty()) why += fmt::format(" ({} it has not, or on another range)", fmt::join(unknown, ", "));
  return {Fault::data,
          data,
          0,
          0,
          only.empty() ? "" : "--only",
          why,
          "score it with a key that has the model's instrument, scale and range (docs/data.md)"};
}

class Session : LongSession<CompareRequest> {
 public:
  explicit Session(const CompareRequest& r) : LongSession(r) {}

  Expected<DataComparison> go() {
    if (!request_.output.empty() && !request_.resume)
      if (auto problem = must_be_free(request_.output, "plan.tsv")) return *problem;
    if (auto problem = read()) return *problem;
    auto mirror = mirror_study(request_.study, data_, request_.age);
    if (!mirror) return mirror.problems();
    mirror_ = std::move(*mirror);
    if (auto problem = begin()) return *problem;
    if (!stopped())
      if (auto problems = live(); !problems.empty()) return problems;
    out_.stopped = stopped();
    if (out_.stopped) return std::move(out_);
    for (LivedWorld& w : worlds_) out_.worlds.push_back(std::move(w.values));
    out_.judged = evidence::likeness(values_of(out_.features), out_.worlds);
    remark_on_stand_ins();
    if (auto problem = write()) return *problem;
    return std::move(out_);
  }

 private:
  std::optional<Problem> read() {
    const auto reader = read_results(request_.data, true);
    if (!reader) return reader.problems().front();
    auto seen = read_seen(*reader, {request_.only, std::nullopt});
    if (!seen) return seen.problems().front();
    data_ = std::move(*seen);
    out_.features = features_of(data_);
    std::erase_if(out_.features, [](const Feature& f) { return !f.value; });
    out_.unknown = data_.unknown;
    if (out_.features.empty()) return nothing_in_common(request_.data, data_.unknown, request_.only);
    out_.data = reader->provenance("study_name").value_or(request_.data);
    out_.study = request_.study.name;
    out_.people = data_.people.size();
    for (const auto& p : data_.people) out_.couples += p.partner != Seen::nobody ? 1 : 0;
    out_.couples /= 2;
    return std::nullopt;
  }

  static Values values_of(const std::vector<Feature>& features) {
    Values out;
    for (const Feature& f : features) out.push_back(f.value);
    return out;
  }

  // What was measured in the stand-ins of a world, in the order of the data; nothing when asked to stop.
  Expected<std::optional<StandIns>> lived(std::uint32_t world) const {
    Study study = mirror_.study;
    study.replicates = first_world + world + 1;
    const auto run = live_in_memory(study, request_.stop, first_world + world);
    if (!run) return run.problems();
    if (!*run) return std::optional<StandIns>();
    const auto seen = read_seen(**run, {{}, mirror_.couples_at});
    if (!seen) return seen.problems();
    return std::optional(stand_in(data_, mirror_, *seen, world));
  }

  LivedWorld measured(const StandIns& s) const {
    std::map<std::string, evidence::Maybe> by_id;
    for (const Feature& f : features_of(s.seen)) by_id[f.id] = f.value;
    LivedWorld out{{}, s.lacking, s.unlike};
    for (const Feature& f : out_.features) out.values.push_back(by_id[f.id]);
    return out;
  }

  // Everything that decides what is in a world, and of which data.
  SweepPlan plan() const {
    SweepPlan p;
    p.build = build_commit();
    num::Digest data;
    const auto add = [&data](const std::string& text) { data.bytes(text.data(), text.size()); };
    for (const Feature& f : out_.features) {
      add(f.id + fmt::format("={:.17g}\n", f.value ? f.value->value : Seen::none));
      p.measures.push_back(f.id);
    }
    p.study = write_study(mirror_.study) + "# data " + num::hex(data.result()) + "\n";
    for (std::uint32_t w = 1; w <= request_.worlds; ++w) p.cells.push_back({w, w, {}});
    return p;
  }

  // Goes on with what is in the folder, or looks how many must live for everybody to have a stand-in.
  std::optional<Problem> begin() {
    worlds_.assign(request_.worlds, {});
    there_.assign(request_.worlds, false);
    if (std::error_code error;
        request_.resume && !request_.output.empty() && std::filesystem::exists(request_.output + "/plan.tsv", error))
      return go_on();
    if (auto problem = enough_people()) return problem;
    if (stopped()) return std::nullopt;
    plan_ = plan();
    if (request_.output.empty()) return std::nullopt;
    if (auto problem = write_sweep_plan(request_.output, plan_)) return problem;
    return keep(0);
  }

  std::optional<Problem> go_on() {
    auto old = read_sweep_plan(request_.output);
    if (!old) return old.problems().front();
    const std::uint32_t least = mirror_.study.scenario.founders;
    for (int k = 0; k <= most_doublings; ++k) {
      mirror_.study.scenario.founders = least << k;
      plan_ = plan();
      if (old->study == plan_.study) break;
    }
    if (old->build != plan_.build || old->study != plan_.study || old->measures != plan_.measures ||
        old->cells.size() != plan_.cells.size())
      return Problem{Fault::data,
                     request_.output,
                     0,
                     0,
                     "--resume",
                     "was begun with other data, another study, number of worlds or build of bowlby",
                     "take another folder"};
    out_.founders = mirror_.study.scenario.founders;
    out_.remarks = mirror_.remarks;
    for (std::uint32_t w = 0; w < request_.worlds; ++w) {
      const auto cell = read_cell(request_.output, plan_, plan_.cells[w]);
      if (!cell) return cell.problems().front();
      if (*cell) take(w, **cell);
    }
    const auto kept = std::ranges::count(there_, true);
    out_.note = fmt::format("bowlby: {} of {} worlds are there already", kept, request_.worlds);
    return std::nullopt;
  }

  std::optional<Problem> enough_people() {
    std::size_t without = 0;
    std::optional<StandIns> best;
    for (int k = 0; k <= most_doublings; ++k) {
      auto world = lived(0);
      if (!world) return world.problems().front();
      if (!*world) return std::nullopt;
      const std::size_t now = (*world)->lacking + (*world)->unlike;
      if (best && static_cast<double>(now) > worth_doubling * static_cast<double>(without)) {
        mirror_.study.scenario.founders /= 2;
        break;
      }
      best = std::move(**world), without = now;
      if (without == 0 || k == most_doublings || mirror_.study.scenario.founders > study_limits::founders.high / 2)
        break;
      mirror_.study.scenario.founders *= 2;
    }
    if (best->lacking == data_.people.size())
      return Problem{Fault::data,
                     "",
                     0,
                     0,
                     request_.study.name,
                     "nobody in it answers what the people of the data answered",
                     "take a study with these instruments, arms and ages"};
    out_.founders = mirror_.study.scenario.founders;
    out_.remarks = mirror_.remarks;
    worlds_[0] = measured(*best);
    there_[0] = true;
    tell();
    return std::nullopt;
  }

  // The worst of the worlds counts.
  void remark_on_stand_ins() {
    std::size_t lacking = 0, unlike = 0;
    for (const LivedWorld& w : worlds_) lacking = std::max(lacking, w.lacking), unlike = std::max(unlike, w.unlike);
    const auto remark = [this](std::size_t count, const char* what) {
      if (count > 0)
        out_.remarks.push_back(fmt::format("{} of {} people, at most, {}", count, data_.people.size(), what));
    };
    remark(lacking, "had nobody to stand in for them in a world");
    remark(unlike, "had somebody of another sex or arm, or without the partner, to stand in for them in a world");
  }

  std::vector<Problem> live() {
    std::vector<std::uint32_t> missing;
    for (std::uint32_t w = 0; w < request_.worlds; ++w)
      if (!there_[w]) missing.push_back(w);
    return work_through(
        missing.size(), request_.threads, [this] { return stopped(); },
        [this, &missing](std::size_t job) -> Expected<std::optional<LivedWorld>> {
          const auto s = lived(missing[job]);
          if (!s) return s.problems();
          return *s ? std::optional(measured(**s)) : std::nullopt;
        },
        [this, &missing](std::size_t job, const std::optional<LivedWorld>& world) -> std::optional<Problem> {
          if (!world) return std::nullopt;
          const std::uint32_t w = missing[job];
          worlds_[w] = *world, there_[w] = true;
          tell();
          return request_.output.empty() ? std::nullopt : keep(w);
        });
  }

  // On the disk; what is judged is what stands there, so that a resumed comparison is the same to the last digit.
  std::optional<Problem> keep(std::uint32_t w) {
    if (auto problem = write_cell(request_.output, plan_, plan_.cells[w], {worlds_[w].text(), worlds_[w].values}))
      return problem;
    const auto cell = read_cell(request_.output, plan_, plan_.cells[w]);
    if (!cell) return cell.problems().front();
    if (*cell) take(w, **cell);
    return std::nullopt;
  }
  void take(std::uint32_t w, const CellResult& cell) {
    there_[w] = true;
    worlds_[w].values = cell.values;
    worlds_[w].read(cell.digest);
  }

  void tell() {
    if (!request_.progress) return;
    Progress p;
    p.phase = "worlds";
    p.done = static_cast<std::size_t>(std::ranges::count(there_, true)), p.of = request_.worlds;
    p.fraction = static_cast<double>(p.done) / static_cast<double>(p.of);
    p.seconds = seconds();
    p.seconds_left = p.seconds * (1 - p.fraction) / p.fraction;
    p.what = request_.study.name;
    request_.progress->report(p);
  }

  std::optional<Problem> write() {
    if (request_.output.empty()) return std::nullopt;
    const auto file = [&](const char* name, const std::string& text) {
      out_.files.push_back(request_.output + "/" + name);
      return write_whole(out_.files.back(), text);
    };
    if (auto problem = file(table_file, to_csv(out_))) return problem;
    if (auto problem = file(json_file, to_json(out_))) return problem;
    if (auto problem = file(picture_file, to_picture(out_))) return problem;
    return file(words_file, to_text(out_));
  }

  Seen data_;
  MirrorStudy mirror_;
  SweepPlan plan_;
  std::vector<LivedWorld> worlds_;
  std::vector<bool> there_;
  DataComparison out_;
};

}  // namespace

Expected<DataComparison> compare_data(const CompareRequest& request) { return Session(request).go(); }

}  // namespace bowlby
