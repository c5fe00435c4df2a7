#pragma once
// A mark: how lives must look so that a reader can believe them, as evidence/lives.tsv holds it. No fit looks at it.

#include <optional>
#include <string>
#include <vector>

#include "evidence/target.hpp"
#include "evidence/verdict.hpp"

namespace bowlby::evidence {

struct Mark {
  std::string id;
  std::string topic;  // marks of one topic stand together
  std::string quantity;
  std::string target;               // the published number whose query and band it takes; or empty
  std::optional<double> low, high;  // inside from `low` to `high`; open where there is none
  std::string source;               // of the mark
  std::string notes;
};

struct MarkRow {
  Mark mark;
  double low = 0.0, high = 0.0;  // the band, open to infinity
  Maybe simulated;
  Verdict verdict = Verdict::unmeasured;
  std::string study;   // that measures it; empty where nothing does
  std::string remark;  // choice made by the query, or why there is no number
};

// The band of a mark, and whether the estimate lies in it. `target`: the published number that it names, if it does.
// With a band of its own and a target the mark's own band counts.
[[nodiscard]] MarkRow judge(const Mark& mark, const Target* target, const Maybe& simulated);

// How far outside the band, in widths of the band or, where it is open, in sizes of its edge; 0 inside.
[[nodiscard]] double distance(const MarkRow& row);

// Outside first, the farthest first among them; then inside; then what is not measured.
void sort_misses_first(std::vector<MarkRow>& rows);

}  // namespace bowlby::evidence
