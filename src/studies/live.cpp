#include "studies/live.hpp"

#include <utility>

#include "num/digest.hpp"
#include "studies/survey.hpp"

namespace bowlby {
namespace {

// Once a simulated year the state's digest joins the chain.
void mark(const World& w, std::uint64_t& chain, Recorder& to) {
  const std::uint64_t digest = state_digest(w);
  num::Digest d;
  d.word(chain);
  d.word(digest);
  chain = d.result();
  to.stream({w.today(), digest, static_cast<std::uint32_t>(w.living.size())});
}

Run begin(const Study& study, const LifeTables& tables, std::uint32_t replicate, const RunOptions& options) {
  Scenario scenario = study.scenario;
  scenario.replicate = replicate;
  return Run(std::move(scenario), tables, options);
}

}  // namespace

Lived live(const Study& study, const LifeTables& tables, Recorder& to, LiveOptions options) {
  LivedSoFar at = options.from;
  for (; at.replicate < study.replicates; ++at.replicate) {
    if (options.replicate) options.replicate(at.replicate);
    Run run =
        options.world ? Run(std::move(*options.world), options.run) : begin(study, tables, at.replicate, options.run);
    options.world.reset();
    Survey survey(study, to);
    while (!run.done()) {
      run.step_month(&survey, &to);
      if (run.world().month % months_per_year == 0 || run.done()) mark(run.world(), at.chain, to);
      if (options.month && !options.month(run, at)) return {at, true};
    }
    run.hand_over(to);
    at.person_days += run.world().person_days;
  }
  return {at, false};
}

}  // namespace bowlby
