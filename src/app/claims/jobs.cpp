#include "app/claims/jobs.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "app/build.hpp"
#include "app/run/in_memory.hpp"
#include "evidence/estimators.hpp"
#include "io/results/reader.hpp"
#include "io/study/file.hpp"
#include "model/edges.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

std::string hash_of(const std::string& text) {
  num::Digest d;
  d.bytes(text.data(), text.size());
  return num::hex(d.result());
}

// The study a job runs. The book has checked that the edges exist.
Study study_of(const ClaimBook& book, const ClaimJob& job) {
  Study study = book.studies.at(job.study);
  for (const std::string& edge : job.cut) study.scenario.edges.cut(find_edge(edge));
  study.scenario.seed = job.seed;
  return study;
}

Problem in_claim(const evidence::Claim& c, const evidence::ClaimPart& p, std::string reason, std::string remedy) {
  return {Fault::data,      "", 0, 0, c.id + (p.name.empty() ? "" : "." + p.name) + ".readout", std::move(reason),
          std::move(remedy)};
}

// The columns the estimator reads, by their names; text where a number belongs is a problem, not a missing value.
Expected<evidence::Sample> sample_of(const ResultsReader& reader, const evidence::Claim& c,
                                     const evidence::ClaimPart& p) {
  evidence::Sample s;
  std::vector<std::size_t> from;
  std::string missing, text;
  const auto header = [&](const std::vector<std::string>& names) {
    for (const std::string_view column : evidence::columns_of(p.estimator)) {
      const auto at = std::find(names.begin(), names.end(), column);
      if (at == names.end()) missing = column;
      from.push_back(static_cast<std::size_t>(at - names.begin()));
      s.names.emplace_back(column);
    }
    s.columns.resize(s.names.size());
  };
  const auto row = [&](std::span<const Cell> cells) {
    if (!missing.empty()) return;
    for (std::size_t i = 0; i < from.size(); ++i) {
      const Cell& cell = cells[from[i]];
      if (std::holds_alternative<std::string>(cell)) text = s.names[i];
      s.columns[i].push_back(std::holds_alternative<double>(cell) ? std::get<double>(cell) : std::nan(""));
    }
  };
  if (auto problem = reader.visit(p.readout, {}, header, row))
    return in_claim(c, p, problem->reason, "try the query on a run of studies/claims/" + p.study + ".yaml");
  if (!missing.empty()) return in_claim(c, p, "returns no column " + missing, p.estimator + " reads it");
  if (!text.empty()) return in_claim(c, p, "returns text in column " + text, "return numbers");
  return s;
}

Expected<std::vector<ClaimValue>> read_out(const ClaimBook& book, const ClaimJob& job, const ResultsReader& reader) {
  std::vector<ClaimValue> rows = rows_of(book, job);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const evidence::Claim& c = book.claims[job.readouts[i].claim];
    const evidence::ClaimPart& p = c.parts[job.readouts[i].part];
    const auto sample = sample_of(reader, c, p);
    if (!sample) return sample.problems();
    const evidence::Maybe estimate = evidence::estimate(p.estimator, *sample);
    rows[i].value = evidence::effect_scale(p.estimator, estimate);
    rows[i].n = estimate ? estimate->n : 0;
  }
  return rows;
}

}  // namespace

std::string cut_text(const std::vector<std::string>& cut) {
  std::string text;
  for (const std::string& edge : cut) text += (text.empty() ? "" : ",") + edge;
  return text;
}

std::vector<std::vector<std::string>> cuts_of(const evidence::ClaimPart& part) {
  std::vector<std::vector<std::string>> cuts{{}, part.cut};
  if (!part.placebo.empty()) cuts.push_back(part.placebo);
  return cuts;
}

std::vector<ClaimJob> plan_jobs(const ClaimBook& book, const std::vector<std::size_t>& selected, int seeds) {
  std::map<std::tuple<int, std::string, std::vector<std::string>>, ClaimJob> jobs;
  for (const std::size_t claim : selected)
    for (std::size_t part = 0; part < book.claims[claim].parts.size(); ++part) {
      const evidence::ClaimPart& p = book.claims[claim].parts[part];
      const std::string hash = hash_of(p.estimator + '\n' + p.readout);
      for (int seed = 0; seed < seeds; ++seed)
        for (const std::vector<std::string>& edges : cuts_of(p)) {
          ClaimJob& job = jobs[{seed, p.study, edges}];
          job.readouts.push_back({claim, part, hash});
          if (!job.study.empty()) continue;
          job.study = p.study;
          job.cut = edges;
          job.seed = book.studies.at(p.study).scenario.seed + static_cast<std::uint64_t>(seed);
          job.hash = hash_of(write_study(study_of(book, job)) + std::string(build_version()) + ' ' +
                             std::string(build_commit()));
        }
    }
  std::vector<ClaimJob> list;
  for (auto& [key, job] : jobs) list.push_back(std::move(job));
  return list;
}

std::vector<ClaimValue> rows_of(const ClaimBook& book, const ClaimJob& job) {
  std::vector<ClaimValue> rows;
  for (const ClaimJob::Readout& r : job.readouts) {
    const evidence::Claim& c = book.claims[r.claim];
    rows.push_back({c.id, c.parts[r.part].name, cut_text(job.cut), job.seed, std::nullopt, 0, job.hash, r.hash});
  }
  return rows;
}

Expected<std::vector<ClaimValue>> run_job(const ClaimBook& book, const ClaimJob& job, const std::atomic<bool>* stop) {
  const auto lived = live_in_memory(study_of(book, job), stop);
  if (!lived) return lived.problems();
  return *lived ? read_out(book, job, **lived) : std::vector<ClaimValue>();
}

}  // namespace bowlby
