#include "app/sweep/shared.hpp"

#include "app/sweep/planned.hpp"
#include "io/plan/plan_work.hpp"
#include "io/sweep/laid_out.hpp"
#include "io/sweep/pieces.hpp"

namespace bowlby {
namespace {

const SharedWork kinds[]{{"plan", cells_of_people_plan, work_people_plan, gather_people_plan}};
const SharedWork couples{"plan of couples", cells_of_plan, work_plan, gather_plan};

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

Expected<GatheredWork> bring_together(const GatherWork& r, const std::string& key, std::size_t cells,
                                      const KeyOf& key_of) {
  const Pieces here(r.dir, key);
  for (const std::string& other : r.others) {
    const auto its = key_of(other);
    if (!its) return its.problems();
    if (*its != key)
      return Problem{Fault::data,
                     other,
                     0,
                     0,
                     "",
                     "has another plan than " + r.dir,
                     "gather folders of one plan: copy the laid out folder to the other machine"};
    if (auto problem = here.take_over(Pieces(other, *its), cells)) return *problem;
  }
  const auto missing = here.missing(cells);
  if (!missing) return missing.problems();
  GatheredWork out;
  out.missing = *missing, out.cells = cells;
  return out;
}

}  // namespace bowlby
