#pragma once
// A published number that a simulated one is laid beside, as evidence/targets.tsv holds it.
// Plain types only: reading the file is the io layer's work.

#include <optional>
#include <string>
#include <string_view>

namespace bowlby::evidence {

// What kind of number the estimate is. `sign` gives a direction only (-1, 0 or 1).
enum class Statistic { proportion, mean, sd, r, d, kappa, hazard, odds_ratio, rate, sign };

// calibrate: a fit must meet it; soft: a weak constraint; context: know it, never fit to it.
enum class Role { calibrate, soft, context };

struct Target {
  std::string id;
  Role role = Role::context;
  std::string domain;
  std::string quantity;
  std::string population;
  double estimate = 0.0;
  Statistic statistic = Statistic::proportion;
  std::optional<double> ci_low;  // published 95 % interval, where there is one
  std::optional<double> ci_high;
  std::optional<long> n_samples;  // studies or samples pooled
  std::optional<long> n_people;
  std::string source;
  std::string verified;     // what was read, or "recalled"
  double confidence = 0.0;  // our trust in the transcription, 0-1
  std::string notes;

  // Nobody has checked the figure against its source: it carries no weight in a fit.
  [[nodiscard]] bool recalled() const { return verified == "recalled"; }
  [[nodiscard]] bool has_interval() const { return ci_low.has_value() && ci_high.has_value(); }
};

// The names used in the file; nothing when the name is unknown.
[[nodiscard]] std::optional<Statistic> statistic_named(std::string_view name);
[[nodiscard]] std::optional<Role> role_named(std::string_view name);
[[nodiscard]] std::string_view name_of(Statistic statistic);
[[nodiscard]] std::string_view name_of(Role role);

}  // namespace bowlby::evidence
