// What the workers of the job table do: live a study, or answer a scene.
#pragma once
#include <string>

#include "server/jobs.hpp"

namespace bowlby::server {

// `threads` at most, so that the page is answered while a long run lives; it never changes a result.
JobTable::Work job_work(int threads);

// What came of a finished job, as JSON: the scene's answer, or the run's measures and targets.
Expected<std::string> job_result(const Job&, const std::string& folder);

// What a done job made and cannot be shown now, with the file, why and what to do; looked at from outside, so that a
// list of many jobs is told at once. Damage within a file is told by whoever asks for it.
std::vector<Problem> job_faults(const Job&, const std::string& folder);

// Path of a file of a job for download; only names that the job lists. CSV files are made when first asked for.
Expected<std::string> job_file(const Job&, const std::string& folder, std::string_view name);

}  // namespace bowlby::server
