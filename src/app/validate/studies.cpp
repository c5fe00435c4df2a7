#include "app/validate/studies.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>

#include "app/build.hpp"
#include "app/run/opening.hpp"
#include "app/validate/compare.hpp"
#include "app/validate/lives.hpp"
#include "io/embedded.hpp"
#include "io/files/run_folder.hpp"
#include "io/results/results.hpp"
#include "io/study/file.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

// Names of the studies to be run: those asked for, or every one that a published number or a mark is measured in.
Expected<std::vector<std::string>> names_of(const std::vector<evidence::Target>& targets,
                                            const ValidateRequest& request) {
  const auto of_lives = studies_of_lives();
  if (!of_lives) return of_lives.problems();
  std::set<std::string> known = *of_lives;
  for (const auto& t : targets)
    if (const std::string s = study_of_target(t.id); !s.empty() && !request.only_lives) known.insert(s);
  const std::vector<std::string> all(known.begin(), known.end());
  if (request.studies.empty()) return all;
  std::string offered;
  for (const std::string& s : all) offered += (offered.empty() ? "" : ", ") + s;
  for (const std::string& name : request.studies)
    if (!known.contains(name)) {
      const std::string near = nearest_name(name, all);
      return Problem{
          Fault::usage,
          "",
          0,
          0,
          "--study " + name,
          request.only_lives ? "no mark of lives is measured in it" : "no published number is measured in it",
          near.empty() ? "these studies have some: " + offered : "did you mean " + near + "?"};
    }
  const std::set<std::string> chosen(request.studies.begin(), request.studies.end());
  return std::vector<std::string>(chosen.begin(), chosen.end());
}

}  // namespace

Expected<std::vector<Study>> studies_to_validate(const std::vector<evidence::Target>& targets,
                                                 const ValidateRequest& request) {
  const auto names = names_of(targets, request);
  if (!names) return names.problems();
  std::vector<Study> studies;
  for (const std::string& name : *names) {
    const std::string file = "studies/" + name + ".yaml";
    const auto text = embedded_file(file);
    if (!text) return Problem{Fault::internal, file, 0, 0, "", "is not inside the program", "report this"};
    auto study = parse_study(std::string(*text), file, request.parameters ? &*request.parameters : nullptr);
    if (!study) return study.problems();
    const double people =
        std::max(24.0, std::round(study->scenario.founders * request.scale / 2) * 2);  // twins come in pairs
    study->scenario.founders = static_cast<std::uint32_t>(people);
    studies.push_back(std::move(*study));
  }
  return studies;
}

std::string run_folder(const ValidateRequest& request, const Study& study) {
  return request.output + "/runs/" + study.name;
}

Expected<bool> is_validated(const ValidateRequest& request, const Study& study, bool thorough) {
  const std::string run = run_folder(request, study);
  if (!std::filesystem::exists(results_path(run))) return false;
  const auto reader = read_results(run, thorough);
  if (!reader) return reader.problems();
  if (reader->provenance("config_hash") == num::hex(config_hash(study)) &&
      reader->provenance("commit") == std::string(build_commit()))
    return true;
  return Problem{Fault::data,
                 run,
                 0,
                 0,
                 "",
                 "was run with another size, study or version",
                 "resume with the same options and program, or choose another --output"};
}

Expected<RunSummary> live_validated(const ValidateRequest& request, const Study& study, ProgressSink& progress) {
  RunRequest run;
  run.study = study;
  run.output = run_folder(request, study);
  run.command = request.command;
  run.threads = request.threads;
  run.report = false;
  run.progress = &progress;
  run.stop = request.stop;
  if (request.resume) {
    const auto there = is_validated(request, study);
    if (!there) return there.problems();
    if (*there) {
      RunSummary s;
      s.results = results_path(run.output);
      return s;
    }
  }
  run.resume = request.resume;
  return run_study(run);
}

}  // namespace bowlby
