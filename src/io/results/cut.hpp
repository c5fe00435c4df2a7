// An unfinished results file, cut back to the rows it had at a checkpoint.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>

#include "io/results/digests.hpp"
#include "io/results/results.hpp"

namespace SQLite {
class Database;
}

namespace bowlby::io {

// Tables that grow while a run goes, in the order of RowCounts::digests.
inline constexpr std::array grown_tables{"person",     "observation_raw", "invitation_raw", "event_raw", "tie_raw",
                                         "moment_raw", "course",          "stream",         "diary_raw"};
static_assert(grown_tables.size() <= std::tuple_size_v<decltype(RowCounts::digests)>);

// What is wrong with the file, if anything is; SQLite's own failures are thrown. `digests` becomes that of the rows
// left.
std::optional<Problem> cut_back(SQLite::Database&, const std::string& path, const RowCounts&,
                                std::map<std::string, RowDigest>& digests);

}  // namespace bowlby::io
