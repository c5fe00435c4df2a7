#include "app/data/compare_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/build.hpp"
#include "app/data/worlds.hpp"
#include "app/session.hpp"
#include "app/workers.hpp"
#include "io/files/files.hpp"
#include "io/sweep/sweep_folder.hpp"

namespace bowlby {
namespace {

constexpr const char *table_file = "comparison.csv", *json_file = "comparison.json", *picture_file = "comparison.svg",
                     *words_file = "comparison.txt";

class Session : LongSession<CompareRequest> {
 public:
  explicit Session(const CompareRequest& r) : LongSession(r) {}

  Expected<DataComparison> go() {
    if (!request_.output.empty() && !request_.resume)
      if (auto problem = must_be_free(request_.output, "plan.tsv")) return *problem;
    auto like = WorldsLikeData::of({request_.data, request_.study, request_.only, request_.age, request_.stop});
    if (!like) return like.problems();
    like_.emplace(std::move(*like));
    describe();
    if (auto problem = begin()) return *problem;
    if (!stopped())
      if (auto problems = live(); !problems.empty()) return problems;
    out_.stopped = stopped();
    if (out_.stopped) return std::move(out_);
    for (LivedWorld& w : worlds_) out_.worlds.push_back(std::move(w.values));
    out_.judged = evidence::likeness(like_->values(), out_.worlds);
    remark_on_stand_ins();
    if (auto problem = write()) return *problem;
    return std::move(out_);
  }

 private:
  void describe() {
    out_.features = like_->features();
    out_.unknown = like_->data().unknown;
    out_.data = like_->name();
    out_.study = request_.study.name;
    out_.people = like_->data().people.size();
    out_.couples = like_->couples();
  }

  // Everything that decides what is in a world, and of which data.
  SweepPlan plan() const {
    SweepPlan p;
    p.build = build_commit();
    for (const Feature& f : out_.features) p.measures.push_back(f.id);
    p.study = like_->study_text();
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
    auto first = like_->look_how_many();
    if (!first) return first.problems().front();
    if (!*first || stopped()) return std::nullopt;
    note_mirror();
    worlds_[0] = std::move(**first);
    there_[0] = true;
    tell();
    plan_ = plan();
    if (request_.output.empty()) return std::nullopt;
    if (auto problem = write_sweep_plan(request_.output, plan_)) return problem;
    return keep(0);
  }

  void note_mirror() {
    out_.founders = like_->mirror().study.scenario.founders;
    out_.remarks = like_->mirror().remarks;
  }

  std::optional<Problem> go_on() {
    auto old = read_sweep_plan(request_.output);
    if (!old) return old.problems().front();
    for (std::uint32_t times = 1; times <= WorldsLikeData::most_times; times *= 2) {
      like_->live_with(times);
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
    note_mirror();
    for (std::uint32_t w = 0; w < request_.worlds; ++w) {
      const auto cell = read_cell(request_.output, plan_, plan_.cells[w]);
      if (!cell) return cell.problems().front();
      if (*cell) take(w, **cell);
    }
    const auto kept = std::ranges::count(there_, true);
    out_.note = fmt::format("bowlby: {} of {} worlds are there already", kept, request_.worlds);
    return std::nullopt;
  }

  // The worst of the worlds counts.
  void remark_on_stand_ins() {
    std::size_t lacking = 0, unlike = 0;
    for (const LivedWorld& w : worlds_) lacking = std::max(lacking, w.lacking), unlike = std::max(unlike, w.unlike);
    const auto remark = [this](std::size_t count, const char* what) {
      if (count > 0) out_.remarks.push_back(fmt::format("{} of {} people, at most, {}", count, out_.people, what));
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
        [this, &missing](std::size_t job) -> Expected<std::optional<LivedWorld>> { return like_->world(missing[job]); },
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

  std::optional<WorldsLikeData> like_;
  SweepPlan plan_;
  std::vector<LivedWorld> worlds_;
  std::vector<bool> there_;
  DataComparison out_;
};

}  // namespace

Expected<DataComparison> compare_data(const CompareRequest& request) { return Session(request).go(); }

}  // namespace bowlby
