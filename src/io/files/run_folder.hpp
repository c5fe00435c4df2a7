// What lies in the folder of a run, and so what a run that goes on there has to do.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace bowlby {

// Who began an unfinished results file: provenance's config_hash and commit.
struct Begun {
  std::string config, commit;
};
// Nothing: the file does not say, since it was killed while it was made, or is damaged. A problem: it cannot be read
// just now. A transaction that was cut off is rolled back.
Expected<std::optional<Begun>> begun_by(const std::string& dir);

// A problem unless the folder is free or holds nothing but what a run of ours leaves.
std::optional<Problem> must_hold_a_run_or_nothing(const std::string& dir);

// Out of the way: renamed to PATH.before-1, or the next number that is free. Returns the new path.
Expected<std::string> move_aside(const std::string& path);
// A copy under such a name, where only some of what is in the file cannot be used.
Expected<std::string> copy_aside(const std::string& path);
// The same for a file of runs that another build (`by`) wrote: they are lived anew in the place of the old ones, and
// nobody has to lose these. Says so, or nothing.
Expected<std::string> keep_runs_of_another(const std::string& path, const Expected<std::string>& by,
                                           std::string_view ours);
// Moves aside the unfinished results of a run, with what belongs to them.
Expected<std::string> move_unfinished_aside(const std::string& dir);

}  // namespace bowlby
