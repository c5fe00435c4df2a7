#include "app/sweep/claims.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "app/build.hpp"
#include "app/claims/jobs.hpp"
#include "io/study/claims_file.hpp"
#include "io/sweep/laid_out.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

constexpr const char *entry = "entry", *study = "study";

std::string copy_name(const char* kind, const std::string& file) {
  return std::string(kind) + "." + std::filesystem::path(file).filename().string();
}

Expected<ClaimSources> sources_in(const std::string& dir, const LaidOut& laid) {
  if (laid.one("entries").empty()) return built_in_claims();
  ClaimSources out;
  for (const auto& [kind, files] : {std::pair{entry, &out.entries}, {study, &out.studies}})
    for (const std::string& name : laid.all(kind)) {
      auto text = read_copy(dir, copy_name(kind, name));
      if (!text) return text.problems();
      files->push_back({name, std::move(*text)});
    }
  return out;
}

// What was asked, back from the folder; its pieces are those of `tasks`.
Expected<ClaimsRequest> request_in(const std::string& dir) {
  const auto laid = read_laid_out(dir);
  if (!laid) return laid.problems();
  const auto sources = sources_in(dir, *laid);
  if (!sources) return sources.problems();
  ClaimsRequest r;
  auto book = read_claims(*sources);
  if (!book) return book.problems();
  r.book = std::move(*book);
  auto selected = select_claims(r.book, laid->all("claim"), false, false);
  if (!selected) return selected.problems();
  r.selected = std::move(*selected);
  io::Refusal why;
  r.seeds = io::read_whole_number<int>(laid->one("seeds"), claim_seeds, why).value_or(r.seeds);
  r.entries = laid->one("entries"), r.tasks = laid->key, r.command = laid->command;
  return r;
}

std::size_t cells_of(const ClaimsRequest& r) { return plan_jobs(r.book, r.selected, r.seeds).size(); }

std::string words_of(const ClaimsSummary& done) {
  return fmt::format("{}{} runs\nvalues   {}\npage     {}\ndigest {}\n", outcome_text(done), done.jobs, done.results,
                     done.page, num::hex(done.digest));
}

}  // namespace

Expected<std::size_t> lay_out_claims(const ClaimsRequest& r, const ClaimSources& sources) {
  LaidOut laid{"claims", std::string(build_commit()), r.command, {}};
  for (const std::size_t place : r.selected) laid.ask("claim", r.book.claims[place].id);
  laid.ask("seeds", std::to_string(r.seeds));
  std::vector<CopiedFile> copies;
  if (!r.entries.empty()) {
    laid.ask("entries", r.entries);
    for (const auto& [kind, files] : {std::pair{entry, &sources.entries}, {study, &sources.studies}})
      for (const TextFile& f : *files) {
        laid.ask(kind, std::filesystem::path(f.name).filename().string());
        copies.push_back({copy_name(kind, f.name), f.text});
      }
  }
  if (auto problem = lay_out(r.output, laid, copies)) return *problem;
  return cells_of(r);
}

Expected<std::size_t> cells_of_claims(const std::string& dir) {
  const auto request = request_in(dir);
  if (!request) return request.problems();
  return cells_of(*request);
}

Expected<SweepWorked> work_claims(const SweepWork& r) {
  const auto request = request_in(r.dir);
  if (!request) return request.problems();
  const auto jobs = plan_jobs(request->book, request->selected, request->seeds);
  const Pieces pieces(r.dir, request->tasks);
  const auto live = [&](std::size_t job) -> Expected<std::optional<std::string>> {
    const auto rows = run_job(request->book, jobs[job], r.stop);
    if (!rows) return rows.problems();
    return rows->empty() ? std::nullopt : std::optional(text_of(*rows));
  };
  return work_pieces(r, pieces, {jobs.size(), live, [&](std::size_t job) { return jobs[job].study; }});
}

Expected<GatheredWork> gather_claims(const GatherWork& r) {
  auto request = request_in(r.dir);
  if (!request) return request.problems();
  auto out = bring_together(r, request->tasks, cells_of(*request), key_of_laid_out);
  if (!out || !out->missing.empty()) return out;
  const std::string command = request->command;  // as in one go
  pass_on(r, *request);
  request->command = command;
  const auto done = run_claims(*request);
  if (!done) return done.problems();
  out->text = r.json ? outcome_json(*done) : words_of(*done), out->stopped = done->stopped;
  return out;
}

}  // namespace bowlby
