// A run's folder before its first month: made anew, gone on with, or finished already.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/run/run_study.hpp"
#include "base/problem.hpp"
#include "io/results/results.hpp"
#include "population/world.hpp"

namespace bowlby {

inline constexpr std::uint32_t checkpoint_version = 2;

// What a checkpoint carries besides the world.
struct CheckpointHeader {
  std::uint64_t config = 0, chain = 0;
  std::uint32_t replicate = 0, unused = 0;
  double person_days = 0, seconds = 0;  // of finished replicates; of earlier sessions
  RowCounts rows;
};

struct Opened {
  std::optional<Results> results;      // none where the run is finished
  std::optional<RunSummary> finished;  // the run as it ended, without its report
  CheckpointHeader header;             // where to go on
  std::string world_bytes;             // the world at that place; empty at the beginning
  std::string note;                    // how it was resumed, where that needs a word
};

// Opens the folder of a request, whose lock the caller holds. Nothing that was there is lost: what cannot be used is
// moved aside and told in the note. Faults: data, if it is another run's; io.
Expected<Opened> open_run(const RunRequest&, const Results::Facts&);

std::string checkpoint_path(const std::string& dir);

// Writes the checkpoint, whole or not at all; makes of its bytes the world again. Faults: io; data.
std::optional<Problem> save_run(const std::string& dir, const CheckpointHeader&, const World&);
std::optional<Problem> restore_run(const std::string& dir, const std::string& bytes, World&);

// Whether the checkpoint in a folder is another study's, setting's or version's, so that nothing can go on from it
// here. One that cannot be read just now is not.
bool checkpoint_of_another(const std::string& dir, const Study&);

// Hash of everything that decides a run's bits.
std::uint64_t config_hash(const Study&);

// The same, and the build: another build's model may go on to a state that neither of the two would have reached.
std::uint64_t resume_hash(const Study&, std::string_view commit);

}  // namespace bowlby
