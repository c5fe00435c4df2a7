// What a results file knows before its first row.
#pragma once
#include "io/results/results.hpp"

namespace SQLite {
class Database;
}

namespace bowlby::io {

// Arms, waves and visits, parameters and edges, the study itself and the facts.
void write_study_tables(SQLite::Database&, const Study&, const Results::Facts&);

}  // namespace bowlby::io
