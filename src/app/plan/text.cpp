#include <fmt/format.h>

#include <cmath>

#include "app/plan/plan.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace bowlby {
namespace {

std::string share_text(const evidence::Maybe& share) {
  return share ? fmt::format("{:.3f} ({:.3f} to {:.3f})", share->value, share->low, share->high) : "-";
}

std::string people_text(double size) { return std::isfinite(size) ? fmt::format("{:.0f}", std::ceil(size)) : "no end"; }

std::string needed_text(const char* power, const std::optional<evidence::SizeNeeded>& needed, double cost_each) {
  if (!needed) return fmt::format("for {}: no size; the effect was found no more often than by chance\n", power);
  std::string out = fmt::format("for {}: {} people ({} to {})", power, people_text(needed->size),
                                people_text(needed->low), people_text(needed->high));
  if (cost_each > 0 && std::isfinite(needed->size))
    out += fmt::format(", cost {:.0f}", std::ceil(needed->size) * cost_each);
  return out + "\n";
}

std::string failures_text(const PlanSize& p) {
  std::string out;
  for (const auto& [why, count] : p.failures)
    out += fmt::format("{} people: {} of {} without a test: {}\n", p.people, count, p.tried, why);
  return out;
}

std::string optional_text(const std::optional<double>& v) { return v ? fmt::format("{:.2f}", *v) : "-"; }

std::string truth_text(const LargeSample& t) {
  return t.failed.empty() ? fmt::format("{:.4f} (se {:.4f}, {} tested)", t.value, t.error, t.people)
                          : "none: " + t.failed;
}

// Whose effect it is.
std::string who(const PlanSummary& s) {
  if (s.predicted) return "everybody";
  return s.test == PlanTest::paired ? "everybody" : fmt::format("{} against {}", s.second_arm, s.first_arm);
}

}  // namespace

std::string analysis_text(const PlanRequest& r) {
  const std::string by = joined(r.predictor, ", ");
  switch (r.test) {
    case PlanTest::paired:
      return "paired t test against " + r.baseline;
    case PlanTest::odds:
      return "proportional odds" + (r.baseline.empty() ? std::string() : " at one " + r.baseline);
    case PlanTest::repeated:
      return fmt::format(
          "repeated measures by REML, {}{}, the arms' difference at the last wave",
          r.covariance == PlanCovariance::intercept ? "a random intercept" : "variances and covariances free",
          r.baseline.empty() ? std::string() : ", arms alike at " + r.baseline);
    case PlanTest::growth:
      return "latent growth curve by ML, the effect on the rate of change of " +
             (by.empty() ? std::string("the arm") : by);
    case PlanTest::crossed:
      return r.partner ? "cross-lagged panel with random intercepts by ML, of a woman and a man, the partner's lagged "
                         "effect as the mean of both"
                       : "cross-lagged panel with random intercepts by ML, the lagged effect of " + by;
    case PlanTest::means:
      break;
  }
  return r.baseline.empty() ? "Welch's t test" : "analysis of covariance on " + r.baseline;
}

std::string needed_text(const PlanSummary& s) {
  return needed_text(".80", s.for_80, s.cost_each) + needed_text(".90", s.for_90, s.cost_each);
}

std::string large_sample_text(const PlanSummary& s) {
  std::string out = fmt::format("The estimate in a large sample, not standardised: {} with the effect; {} without it\n",
                                truth_text(s.truth), truth_text(s.cut_truth));
  if (s.drawn)
    out += fmt::format("Over {} draws of {} parameters, as far as {} leaves them open: {}", s.drawn->drawn,
                       s.drawn_parameters, s.draws_from, drawn_line(*s.drawn, "people"));
  return out;
}

std::string to_text(const PlanSummary& s) {
  std::string out = fmt::format("{}: {}, {}, two-sided at .05\n", s.outcome, who(s), s.analysis);
  out += fmt::format("false alarms: the same study without {}\n\n", joined(s.cut, ", "));
  out += fmt::format("{:>7}  {:<24}{:<24}{:<26}{:>8}{:>10}{:>11}{:>7}{:>7}{:>8}", "people", "power (95 %)",
                     "false alarms (95 %)",
                     s.test == PlanTest::odds ? "log odds (middle 90 %)" : "effect in sd (middle 90 %)", "bias",
                     "coverage", "wrong sign", "times", "failed", "tested");
  out += s.cost_each > 0 ? fmt::format("{:>10}\n", "cost") : "\n";
  for (const PlanSize& p : s.sizes) {
    out += fmt::format(
        "{:>7}  {:<24}{:<24}{:<26}{:>8.3f}{:>10}{:>11}{:>7}{:>7}{:>8.0f}", p.people, share_text(p.power),
        share_text(p.false_alarms), fmt::format("{:.2f} ({:.2f} to {:.2f})", p.effect, p.effect_low, p.effect_high),
        p.bias, optional_text(p.coverage), p.wrong_sign, optional_text(p.exaggeration), p.failed, p.people_tested);
    out += s.cost_each > 0 ? fmt::format("{:>10.0f}\n", p.cost) : "\n";
  }
  out += "\n" + large_sample_text(s);
  for (const PlanSize& p : s.sizes) out += failures_text(p);
  out += "A replicate without a test counts as not found. Sizes by a curve through all rows above:\n";
  out += needed_text(s);
  for (const std::string& f : s.files) out += "written: " + f + "\n";
  return out;
}

std::string to_json(const PlanSummary& s, bool timed) {
  JsonWriter json;
  const auto share = [&](const std::string& name, const evidence::Maybe& m) {
    json.field(name, m ? std::optional(m->value) : std::nullopt);
    json.field(name + "_low", m ? std::optional(m->low) : std::nullopt);
    json.field(name + "_high", m ? std::optional(m->high) : std::nullopt);
  };
  const auto needed = [&](const char* name, const std::optional<evidence::SizeNeeded>& n) {
    json.key(name);
    if (!n) return json.value(nullptr);
    json.object([&] {
      json.field("people", std::ceil(n->size));
      json.field("low", std::ceil(n->low));
      json.field("high", std::ceil(n->high));
      if (s.cost_each > 0) json.field("cost", std::ceil(n->size) * s.cost_each);
    });
  };
  json.object([&] {
    json.field("outcome", s.outcome);
    json.field("analysis", s.analysis);
    if (s.test != PlanTest::paired && !s.predicted)
      json.field("arms", std::vector<std::string>{s.first_arm, s.second_arm});
    json.field("cut", s.cut);
    json.field("effect", s.effect);
    json.field("effect_in", s.test == PlanTest::odds ? "log odds ratio" : "standard deviations");
    json.field("truth", s.truth.failed.empty() ? std::optional(s.truth.value) : std::nullopt);
    json.field("truth_error", s.truth.error);
    json.field("truth_without_effect", s.cut_truth.failed.empty() ? std::optional(s.cut_truth.value) : std::nullopt);
    json.key("sizes");
    json.lines(s.sizes, [&](const PlanSize& p) {
      json.object([&] {
        json.field("people", p.people);
        json.field("replicates", p.tried);
        share("power", p.power);
        share("false_alarms", p.false_alarms);
        json.field("effect", p.effect);
        json.field("effect_low", p.effect_low);
        json.field("effect_high", p.effect_high);
        json.field("difference", p.difference);
        json.field("bias", p.bias);
        json.field("coverage", p.coverage);
        json.field("coverage_without_effect", p.cut_coverage);
        json.field("wrong_sign", p.wrong_sign);
        json.field("exaggeration", p.exaggeration);
        json.field("failed", p.failed);
        json.key("failures");
        json.object([&] {
          for (const auto& [why, count] : p.failures) json.field(why, count);
        });
        json.field("failed_without_effect", p.cut_failed);
        json.field("singular", p.singular);
        json.field("people_tested", p.people_tested);
        if (s.cost_each > 0) json.field("cost", p.cost);
      });
    });
    needed("for_80", s.for_80);
    needed("for_90", s.for_90);
    if (s.drawn) {
      json.field("draws_from", s.draws_from);
      json.key("drawn");
      json.object([&] { drawn_fields(json, *s.drawn, "people"); });
    }
    if (timed) json.field("seconds", s.seconds);
  });
  return json.take() + "\n";
}

}  // namespace bowlby
