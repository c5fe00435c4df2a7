#include "app/run/opening.hpp"

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <type_traits>
#include <utility>
#include <vector>

#include "app/build.hpp"
#include "io/files/checkpoint_file.hpp"
#include "io/files/run_folder.hpp"
#include "io/results/reader.hpp"
#include "io/study/file.hpp"
#include "num/digest.hpp"
#include "population/checkpoint.hpp"

namespace bowlby {
namespace {

static_assert(std::is_trivially_copyable_v<CheckpointHeader>);

bool is_there(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

Problem of_another(const std::string& path) {
  return {Fault::data,
          path,
          0,
          0,
          "",
          "belongs to another study, seed or setting, or to another build of bowlby",
          "resume with the same program, study and options it was started with"};
}

class Opening {
 public:
  Opening(const RunRequest& r, const Results::Facts& facts) : request_(r), facts_(facts) {
    opened_.header.config = resume_hash(r.study, build_commit());
  }

  Expected<Opened> go() {
    if (request_.resume && is_there(results_path(request_.output))) return finished();
    if (auto problem = open()) return *problem;
    return std::move(opened_);
  }

 private:
  std::optional<Problem> open() {
    if (!request_.resume) return keep(Results::open_new(request_.output, request_.study, facts_));
    if (is_there(checkpoint_path(request_.output))) return open_checkpoint();
    if (auto problem = must_hold_a_run_or_nothing(request_.output)) return problem;
    if (!is_there(unfinished_results_path(request_.output))) {
      opened_.note = "There was nothing to resume; the run began at its beginning.";
      return keep(Results::open_beside(request_.output, request_.study, facts_));
    }
    return open_without_checkpoint();
  }

  std::optional<Problem> keep(Expected<Results> opened) {
    if (!opened) return opened.problems().front();
    opened_.results.emplace(std::move(*opened));
    return std::nullopt;
  }

  std::optional<Problem> open_checkpoint() {
    const std::string path = checkpoint_path(request_.output);
    const auto bytes = read_checkpoint(path, checkpoint_version);
    if (!bytes) return bytes.problems().front();
    CheckpointHeader found;
    if (bytes->size() < sizeof found)
      return Problem{Fault::data, path, 0, 0, "", "is too short", "start the run again"};
    std::memcpy(&found, bytes->data(), sizeof found);
    if (found.config != opened_.header.config) return of_another(path);
    opened_.header = found;
    opened_.world_bytes = bytes->substr(sizeof found);
    return keep(Results::open_resume(request_.output, found.rows));
  }

  // Killed before its first checkpoint: no row is lost by beginning again, and what cannot be used is moved aside.
  std::optional<Problem> open_without_checkpoint() {
    const auto begun = begun_by(request_.output);
    if (!begun) return begun.problems().front();
    if (*begun && ((*begun)->config != num::hex(config_hash(request_.study)) || (*begun)->commit != build_commit()))
      return of_another(unfinished_results_path(request_.output));
    if (*begun) {
      opened_.note = "There was no checkpoint yet; the run began again at its beginning.";
      const auto problem = keep(Results::open_resume(request_.output, RowCounts{}));
      if (!problem || problem->fault != Fault::data) return problem;
    }
    const auto aside = move_unfinished_aside(request_.output);
    if (!aside) return aside.problems().front();
    opened_.note = "What was there could not be resumed and is now " + *aside + "; the run began at its beginning.";
    return keep(Results::open_beside(request_.output, request_.study, facts_));
  }

  // A run that is finished is not lived again, whatever else was missing.
  Expected<Opened> finished() {
    const std::string path = results_path(request_.output);
    const auto reader = read_results(request_.output, true);  // thoroughly: finished is what is whole
    if (!reader) return reader.problems();
    if (reader->provenance("config_hash") != num::hex(config_hash(request_.study)))
      return Problem{Fault::data,
                     path,
                     0,
                     0,
                     "",
                     "is the finished run of another study, seed or setting",
                     "resume with the study and options it was started with, or choose another --output"};
    RunSummary& s = opened_.finished.emplace();
    s.finished_before = true;
    const auto number = [&](const char* key) {
      return std::strtod(reader->provenance(key).value_or("").c_str(), nullptr);
    };
    s.digest = std::strtoull(reader->provenance("digest").value_or("").c_str(), nullptr, 16);
    s.seconds = number("seconds"), s.person_days = number("person_days");
    s.rate = s.seconds > 0 ? s.person_days / s.seconds : 0;
    s.note = "This run was finished already; nothing was lived again.";
    if (const std::string by = reader->provenance("commit").value_or(""); by != build_commit())
      s.note += " It was another build of bowlby (" + by + ").";
    return std::move(opened_);
  }

  const RunRequest& request_;
  const Results::Facts& facts_;
  Opened opened_;
};

}  // namespace

std::string checkpoint_path(const std::string& dir) { return dir + "/run.checkpoint"; }

std::optional<Problem> save_run(const std::string& dir, const CheckpointHeader& header, const World& lived) {
  const std::vector<std::byte> world = save_world(lived);
  std::string bytes(sizeof header + world.size(), '\0');
  std::memcpy(bytes.data(), &header, sizeof header);
  std::memcpy(bytes.data() + sizeof header, world.data(), world.size());
  return write_checkpoint(checkpoint_path(dir), checkpoint_version, bytes);
}

std::optional<Problem> restore_run(const std::string& dir, const std::string& bytes, World& world) {
  if (restore_world(world, {reinterpret_cast<const std::byte*>(bytes.data()), bytes.size()})) return std::nullopt;
  return Problem{Fault::data,          checkpoint_path(dir), 0, 0, "", "does not hold a world of this study",
                 "start the run again"};
}

std::uint64_t config_hash(const Study& study) {
  const std::string text = write_study(study) + build_version().data();
  num::Digest d;
  d.bytes(text.data(), text.size());
  return d.result();
}

std::uint64_t resume_hash(const Study& study, std::string_view commit) {
  num::Digest d;
  d.word(config_hash(study));
  d.bytes(commit.data(), commit.size());
  return d.result();
}

bool checkpoint_of_another(const std::string& dir, const Study& study) {
  const auto version = version_of_checkpoint(checkpoint_path(dir));
  if (version && *version != checkpoint_version) return true;
  const auto bytes = read_checkpoint(checkpoint_path(dir), checkpoint_version);
  CheckpointHeader found;
  if (!bytes || bytes->size() < sizeof found) return false;
  std::memcpy(&found, bytes->data(), sizeof found);
  return found.config != resume_hash(study, build_commit());
}

Expected<Opened> open_run(const RunRequest& request, const Results::Facts& facts) {
  return Opening(request, facts).go();
}

}  // namespace bowlby
