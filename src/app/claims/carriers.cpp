#include "app/claims/carriers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "app/claims/claims.hpp"
#include "app/claims/jobs.hpp"
#include "app/columns.hpp"
#include "app/session.hpp"
#include "app/workers.hpp"
#include "base/text.hpp"
#include "model/edges.hpp"

namespace bowlby {
namespace {

static_assert(carriers_first_seed >= static_cast<std::uint64_t>(claim_seeds.high),
              "a look would live a verdict's seeds");
constexpr double worth_telling = .05;  // of the effect

// One session. Every part that reads one study shares its runs.
class Session : LongSession<CarriersRequest> {
 public:
  explicit Session(const CarriersRequest& r) : LongSession(r) {
    cuts_.emplace_back();
    std::vector<std::string> edges = r.edges;
    if (edges.empty())
      for (const EdgeInfo& edge : edge_table) edges.emplace_back(edge.name);
    for (const std::string& edge : edges) {
      std::vector<std::string> cut{edge};
      if (!r.with.empty() && edge != r.with) cut.push_back(r.with);
      std::sort(cut.begin(), cut.end());
      cuts_.push_back(cut);
    }
    lay_out();
  }

  Expected<CarriersSummary> go() {
    const auto problems = work_through(
        jobs_.size(), request_.threads, [this] { return stopped(); },
        [this](std::size_t at) { return run_job(request_.book, jobs_[at], request_.stop); },
        [this](std::size_t at, const std::vector<ClaimValue>& rows) { return keep(at, rows); });
    if (!problems.empty()) return problems;
    CarriersSummary out{{}, request_.with, jobs_.size(), request_.seeds, stopped()};
    if (out.stopped) return out;
    for (const auto& [claim, part] : asked()) out.parts.push_back(weigh(claim, part));
    return out;
  }

 private:
  using Key = std::tuple<std::size_t, std::size_t, std::string>;  // claim, part, cut

  // Claims and their parts.
  [[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> asked() const {
    std::vector<std::pair<std::size_t, std::size_t>> out;
    for (const std::size_t claim : request_.selected)
      for (std::size_t part = 0; part < request_.book.claims[claim].parts.size(); ++part)
        if (request_.book.claims[claim].parts[part].ordinary || !request_.ordinary) out.emplace_back(claim, part);
    return out;
  }

  // All of the first seed come first, so that the pace of the beginning tells the pace of the rest.
  void lay_out() {
    std::map<std::string, std::vector<ClaimJob::Readout>> of_study;
    for (const auto& [claim, part] : asked())
      of_study[request_.book.claims[claim].parts[part].study].push_back({claim, part, {}});
    for (int seed = 0; seed < request_.seeds; ++seed)
      for (const auto& [study, readouts] : of_study)
        for (const auto& cut : cuts_) {
          ClaimJob job;
          job.study = study;
          job.cut = cut;
          job.seed =
              request_.book.studies.at(study).scenario.seed + carriers_first_seed + static_cast<std::uint64_t>(seed);
          job.readouts = readouts;
          jobs_.push_back(std::move(job));
          places_.push_back(static_cast<std::size_t>(seed));
        }
  }

  std::optional<Problem> keep(std::size_t at, const std::vector<ClaimValue>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const ClaimJob::Readout& r = jobs_[at].readouts[i];
      auto& list = values_[{r.claim, r.part, cut_text(jobs_[at].cut)}];
      list.resize(static_cast<std::size_t>(request_.seeds));
      list[places_[at]] = rows[i].value;
    }
    ++done_;
    if (request_.progress == nullptr) return std::nullopt;
    Progress p;
    p.phase = "carriers";
    p.done = done_;
    p.of = jobs_.size();
    p.fraction = static_cast<double>(done_) / static_cast<double>(p.of);
    p.seconds = seconds();
    p.seconds_left = p.seconds / static_cast<double>(done_) * static_cast<double>(p.of - done_);
    p.what = jobs_[at].study;
    request_.progress->report(p);
    return std::nullopt;
  }

  PartCarriers weigh(std::size_t claim, std::size_t part) {
    const evidence::ClaimPart& p = request_.book.claims[claim].parts[part];
    const evidence::SeedValues& whole = values_[{claim, part, ""}];
    PartCarriers out{request_.book.claims[claim].id, p.name, p.study, p.cut, std::nullopt, {}};
    for (const auto& cut : cuts_) {
      if (cut.empty()) continue;
      const evidence::PartResult r = evidence::judge_part(p.expect, whole, values_[{claim, part, cut_text(cut)}]);
      out.effect = r.effect;
      if (!r.effect || !r.ablated || !r.drop || r.effect->value == 0) continue;
      const bool first = cut.size() == 1 || cut.front() != request_.with;
      out.carriers.push_back({first ? cut.front() : cut.back(), *r.ablated, *r.drop, r.drop->value / r.effect->value});
    }
    std::sort(out.carriers.begin(), out.carriers.end(), [](const Carrier& a, const Carrier& b) {
      return a.carried != b.carried ? a.carried > b.carried : a.edge < b.edge;
    });
    return out;
  }

  std::vector<std::vector<std::string>> cuts_;
  std::vector<ClaimJob> jobs_;
  std::vector<std::size_t> places_;  // of each job's seed
  std::map<Key, evidence::SeedValues> values_;
  std::size_t done_ = 0;
};

std::string interval(const evidence::Pooled& p) {
  return fmt::format("{:+.3f} [{:+.3f}, {:+.3f}]", p.value, p.low, p.high);
}

}  // namespace

Expected<CarriersSummary> find_carriers(const CarriersRequest& request) { return Session(request).go(); }

std::string carriers_text(const CarriersSummary& s) {
  std::string out;
  for (const PartCarriers& p : s.parts) {
    out += fmt::format("{}{}  {}, {} seeds; the entry cuts {}\n", p.claim, p.part.empty() ? "" : " " + p.part, p.study,
                       s.seeds, joined(p.cut, ", "));
    if (!p.effect) {
      out += "  no estimate from the runs\n\n";
      continue;
    }
    out += fmt::format("  the effect is {}\n", interval(*p.effect));
    out += "  " + left(s.with.empty() ? "without" : "without " + s.with + " and", 44) + left("there is left", 26) +
           "carried\n";
    for (const Carrier& c : p.carriers)
      if (std::fabs(c.carried) >= worth_telling && c.fall.off_zero())
        out += "  " + left(c.edge, 44) + left(interval(c.left), 26) + fmt::format("{:4.0f} %\n", 100 * c.carried);
    out += "\n";
  }
  return out + fmt::format(
                   "{} runs, none with a seed that a verdict lives. A look: what is seen here is judged by\n"
                   "`bowlby claims run`.\n",
                   s.runs);
}

std::string carriers_json(const CarriersSummary& s) {
  const auto pooled = [](const evidence::Pooled& p) {
    return nlohmann::json{{"estimate", p.value}, {"low", p.low}, {"high", p.high}, {"seeds", p.seeds}};
  };
  nlohmann::json out{{"seeds", s.seeds}, {"runs", s.runs}, {"with", s.with}, {"parts", nlohmann::json::array()}};
  for (const PartCarriers& p : s.parts) {
    nlohmann::json part{{"claim", p.claim}, {"part", p.part}, {"study", p.study}, {"cut", p.cut}};
    part["effect"] = p.effect ? pooled(*p.effect) : nlohmann::json();
    part["carriers"] = nlohmann::json::array();
    for (const Carrier& c : p.carriers)
      part["carriers"].push_back(
          {{"edge", c.edge}, {"left", pooled(c.left)}, {"fall", pooled(c.fall)}, {"carried", c.carried}});
    out["parts"].push_back(part);
  }
  return out.dump(2) + "\n";
}

}  // namespace bowlby
