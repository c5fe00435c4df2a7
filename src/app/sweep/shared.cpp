#include "app/sweep/shared.hpp"

#include "app/session.hpp"
#include "app/sweep/calibrated.hpp"
#include "app/sweep/claims.hpp"
#include "app/sweep/fitted.hpp"
#include "app/sweep/planned.hpp"
#include "app/sweep/validated.hpp"
#include "app/workers.hpp"
#include "io/plan/plan_work.hpp"
#include "io/sweep/laid_out.hpp"

namespace bowlby {
namespace {

constexpr const char* of_a_plan = "power and false alarms are shares of all replicates that were asked for";

const SharedWork kinds[]{
    {"plan", of_a_plan, cells_of_people_plan, work_people_plan, gather_people_plan},
    {"claims", "a claim is judged on every seed, as it is and with its edges cut", cells_of_claims, work_claims,
     gather_claims},
    {"fit", "what lies between the runs is fitted to all of them", cells_of_fit, work_fit, gather_fit},
    {"validation", "its table is of all studies that were asked for", cells_of_validation, work_validation,
     gather_validation},
    {"calibration", "each stage is chosen by all runs of the stages before", cells_of_calibration, work_calibration,
     gather_calibration, stages_of_calibration}};

class PieceSession : LongSession<SweepWork> {
 public:
  PieceSession(const SweepWork& r, const Pieces& pieces, const PieceWork& work)
      : LongSession(r), pieces_(pieces), work_(work) {}

  Expected<SweepWorked> go() {
    for (std::size_t piece = request_.task - 1; piece < work_.count; piece += request_.of) {
      const auto there = pieces_.read(piece);
      if (!there) return there.problems();
      ++out_.share;
      if (*there)
        ++out_.there;
      else
        missing_.push_back(piece);
    }
    auto problems = work_through(
        missing_.size(), request_.threads, [this] { return stopped(); },
        [this](std::size_t at) -> Expected<std::optional<std::string>> {
          if (request_.enough && request_.enough->load()) return std::optional<std::string>();
          return work_.live(missing_[at]);
        },
        [this](std::size_t at, const std::optional<std::string>& text) -> std::optional<Problem> {
          if (!text) return std::nullopt;
          if (auto problem = pieces_.write(missing_[at], *text)) return problem;
          tell(missing_[at]);
          return std::nullopt;
        });
    if (!problems.empty()) return problems;
    out_.stopped = stopped();
    out_.seconds = seconds();
    return out_;
  }

 private:
  void tell(std::size_t piece) {
    ++out_.lived;
    if (request_.progress) request_.progress->report(progress_of(out_, missing_.size(), seconds(), work_.says(piece)));
  }

  const Pieces& pieces_;
  const PieceWork& work_;
  std::vector<std::size_t> missing_;
  SweepWorked out_;
};

const SharedWork couples{"plan of couples", of_a_plan, cells_of_plan, work_plan, gather_plan};

}  // namespace

Expected<const SharedWork*> shared_work_in(const std::string& dir) {
  if (is_planned(dir)) return &couples;
  if (!is_laid_out(dir)) return static_cast<const SharedWork*>(nullptr);
  const auto laid = read_laid_out(dir);
  if (!laid) return laid.problems();
  if (auto problem = another_build(dir, laid->build)) return *problem;
  for (const SharedWork& kind : kinds)
    if (laid->work == kind.name) return &kind;
  return Problem{Fault::data,
                 dir + "/asked.tsv",
                 0,
                 0,
                 "work",
                 io::shown(laid->work) + " is nothing that tasks do",
                 "restore the file, or lay the work out anew in another folder"};
}

Expected<SweepWorked> work_pieces(const SweepWork& r, const Pieces& pieces, const PieceWork& work) {
  return PieceSession(r, pieces, work).go();
}

Expected<std::string> key_of_laid_out(const std::string& dir) {
  const auto laid = read_laid_out(dir);
  if (!laid) return laid.problems();
  return laid->key;
}

Problem another_work(const std::string& dir, const std::string& other) {
  return {Fault::data,
          other,
          0,
          0,
          "",
          "has another plan than " + dir,
          "gather folders of one plan: copy the laid out folder to the other machine"};
}

Expected<GatheredWork> bring_together(const GatherWork& r, const std::string& key, std::size_t cells,
                                      const KeyOf& key_of) {
  const Pieces here(r.dir, key);
  for (const std::string& other : r.others) {
    const auto its = key_of(other);
    if (!its) return its.problems();
    if (*its != key) return another_work(r.dir, other);
    if (auto problem = here.take_over(Pieces(other, *its), cells)) return *problem;
  }
  const auto missing = here.missing(cells);
  if (!missing) return missing.problems();
  GatheredWork out;
  out.missing = *missing, out.cells = cells;
  return out;
}

}  // namespace bowlby
