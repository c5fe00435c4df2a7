#include <fmt/format.h>

#include <cmath>

#include "app/build.hpp"
#include "app/plan/couples.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "report/plan_page.hpp"

namespace bowlby {
namespace {

std::string share_text(const evidence::Maybe& share) {
  return share ? fmt::format("{:.3f} ({:.3f} to {:.3f})", share->value, share->low, share->high) : "-";
}

std::string size_text(double size) { return std::isfinite(size) ? fmt::format("{:.0f}", std::ceil(size)) : "no end"; }

std::string needed_text(const PlanFile& plan, int days, const char* power,
                        const std::optional<evidence::SizeNeeded>& n) {
  if (!n) return fmt::format("{} days, for {}: no size; found no more often than by chance\n", days, power);
  std::string out = fmt::format("{} days, for {}: {} couples ({} to {})", days, power, size_text(n->size),
                                size_text(n->low), size_text(n->high));
  if (plan.costs()) out += fmt::format(", cost {:.0f}", cost_of(plan, std::ceil(n->size), days));
  return out + "\n";
}

std::string failures_text(const CouplePlanCell& c) {
  std::string out;
  for (const auto& [why, count] : c.failed)
    out += fmt::format("{} couples, {} days: {} of {} without a test: {}\n", c.couples, c.days, count, c.tried, why);
  return out;
}

std::size_t failed_count(const CouplePlanCell& c) {
  std::size_t sum = 0;
  for (const auto& [why, count] : c.failed) sum += count;
  return sum;
}

std::string optional_text(const std::optional<double>& v) { return v ? fmt::format("{:.2f}", *v) : "-"; }

std::string errors_text(const PlanFile& p) {
  return p.robust ? "with robust errors by couple" : "with Satterthwaite's degrees of freedom";
}

// What the effect hangs on beside luck: parameters that no fit has settled.
std::string drawn_text(const CouplePlanSummary& s) {
  if (s.drawn.empty()) return "";
  std::string out = fmt::format("Over {} draws of {} parameters, as far as {} leaves them open:\n", s.plan.draws,
                                s.plan.spreads.size(), s.plan.draws_from);
  for (const DrawnEffects& d : s.drawn) out += fmt::format("{} days: {}", d.days, drawn_line(d, "couples"));
  return out;
}

std::string truth_text(const CouplePlanSummary& s) {
  std::string out;
  for (std::size_t d = 0; d < s.plan.days.size() && d < s.cells.size(); ++d) {
    const CouplePlanCell& c = s.cells[d];
    const auto one = [](const PlanTruth& t) {
      return t.failed.empty() ? fmt::format("{:.4f} (se {:.4f})", t.value, t.error) : "none: " + t.failed;
    };
    out += fmt::format("{} days: {} with the effect; {} without it\n", c.days, one(c.truth), one(c.cut_truth));
  }
  return out + drawn_text(s);
}

}  // namespace

std::string analysis_text(const PlanFile& p) {
  const std::string members = p.alike ? "members exchangeable" : "an equation for each member";
  if (p.kind == PlanKind::diary_arm)
    return fmt::format("diary {} on arm {}, random intercepts of both members{}, {}", name_of(p.outcome), p.arm,
                       p.carry ? ", residual carried over days" : "", members);
  const char* whose = p.partner ? "the partner's" : "own";
  const std::string when = p.lag == 0   ? "the same day"
                           : p.lag == 1 ? "the day before"
                                        : fmt::format("{} days before", p.lag);
  if (p.kind == PlanKind::apim)
    return fmt::format("actor-partner model of means over the diary: {} on {} {}, {}", name_of(p.outcome), whose,
                       name_of(p.predictor), members);
  return fmt::format(
      "diary actor-partner model: {} on {} {} of {}, centred at the person's mean, random {} of both "
      "members{}, {}",
      name_of(p.outcome), whose, name_of(p.predictor), when,
      p.random == RandomPart::slopes ? "intercepts and own slopes" : "intercepts",
      p.carry ? ", residual carried over days" : "", members);
}

std::string to_text(const CouplePlanSummary& s) {
  std::string out =
      fmt::format("{}: {}\nREML, two-sided at .05, {}\n", s.plan.name, analysis_text(s.plan), errors_text(s.plan));
  out += fmt::format("false alarms: the same world without {}\n\n", s.cut);
  out += fmt::format("{:>7}{:>6}  {:<25}{:<25}{:<28}{:>8}{:>10}{:>7}{:>7}{:>7}{:>9}", "couples", "days", "power (95 %)",
                     "false alarms (95 %)", "effect (middle 90 %)", "bias", "coverage", "wrong", "times", "failed",
                     "singular");
  out += s.plan.costs() ? fmt::format("{:>10}\n", "cost") : "\n";
  for (const CouplePlanCell& c : s.cells) {
    out += fmt::format(
        "{:>7}{:>6}  {:<25}{:<25}{:<28}{:>8.4f}{:>10}{:>7}{:>7}{:>7}{:>9}", c.couples, c.days, share_text(c.power),
        share_text(c.false_alarms), fmt::format("{:.4f} ({:.4f} to {:.4f})", c.effect, c.effect_low, c.effect_high),
        c.bias, optional_text(c.coverage), c.wrong_sign, optional_text(c.exaggeration), failed_count(c), c.singular);
    out += s.plan.costs() ? fmt::format("{:>10.0f}\n", c.cost) : "\n";
  }
  out += fmt::format("\nThe effect in a large sample ({} couples; {} without the effect):\n", s.pool, s.cut_pool) +
         truth_text(s);
  for (const CouplePlanCell& c : s.cells) out += failures_text(c);
  out += "\nIntervals that hold the large sample's value without the effect:";
  for (const CouplePlanCell& c : s.cells) out += " " + optional_text(c.cut_coverage);
  out += "\nA replicate without a test counts as not found. times: what was found, over the effect.\n";
  for (const auto& n : s.needed)
    out += needed_text(s.plan, n.days, ".80", n.for_80) + needed_text(s.plan, n.days, ".90", n.for_90);
  for (const std::string& f : s.files) out += "written: " + f + "\n";
  return out;
}

std::string methods_text(const CouplePlanSummary& s) {
  const PlanFile& p = s.plan;
  std::string out = fmt::format(
      "# Methods: {}\n\nPower was found by simulation with bowlby {} (commit {}), a simulation of attachment theory. "
      "A population was lived up to year {:g}, from the study file {} (seed {}). {} couples lived together on that day",
      p.name, build_version(), build_commit(), p.date, p.study_name, p.study.scenario.seed, s.pool);
  if (p.together > 0) out += fmt::format(", for {} months at least", p.together);
  out += fmt::format(
      ". Each of {} replicates drew couples from them without replacement, and let them keep a diary with {} prompts a "
      "day with new luck (seed {}). ",
      p.replicates, p.prompts, p.seed);
  if (p.lost > 0) out += fmt::format("A share of {:g} of the days was lost at random. ", p.lost);
  out += fmt::format("The analysis was a {}, fitted by restricted maximum likelihood. ", analysis_text(p));
  out += fmt::format(
      "The effect is that of {} in the theory; no effect size was assumed. Tests were two-sided at .05, {}. "
      "Replicates without a test counted as not found. ",
      p.edge.empty() ? "the arm " + p.arm : "the arrow " + p.edge, errors_text(p));
  for (const CouplePlanCell& c : s.cells)
    if (c.power && c.false_alarms)
      out += fmt::format(
          "With {} couples and {} days power was {:.3f} (95 % interval {:.3f} to {:.3f}); with {}, {:.3f} ({:.3f} to "
          "{:.3f}) of replicates found an effect. ",
          c.couples, c.days, c.power->value, c.power->low, c.power->high,
          p.edge.empty() ? "both arms treated alike" : "the arrow cut", c.false_alarms->value, c.false_alarms->low,
          c.false_alarms->high);
  for (const DrawnEffects& d : s.drawn)
    out += fmt::format(
        "Over {} draws of {} parameters within the middle 90 % of {}, the effect in a large sample of {} days was "
        "{:.4f} "
        "in the median ({:.4f} to {:.4f}), and {} couples ({} to {}) would give a power of .80. ",
        d.drawn, p.spreads.size(), p.draws_from, d.days, d.effect, d.effect_low, d.effect_high, size_text(d.couples),
        size_text(d.couples_low), size_text(d.couples_high));
  return out + fmt::format("\n\nDigest of all replicates: {}\n", s.digest);
}

std::string to_json(const CouplePlanSummary& s) {
  JsonWriter json;
  const auto share = [&](const std::string& name, const evidence::Maybe& m) {
    json.field(name, m ? std::optional(m->value) : std::nullopt);
    json.field(name + "_low", m ? std::optional(m->low) : std::nullopt);
    json.field(name + "_high", m ? std::optional(m->high) : std::nullopt);
  };
  const auto needed = [&](const char* name, const std::optional<evidence::SizeNeeded>& n, int days) {
    json.key(name);
    if (!n) return json.value(nullptr);
    json.object([&] {
      json.field("couples", std::ceil(n->size));
      json.field("low", std::ceil(n->low));
      json.field("high", std::ceil(n->high));
      if (s.plan.costs()) json.field("cost", cost_of(s.plan, std::ceil(n->size), days));
    });
  };
  json.object([&] {
    json.field("plan", s.plan.name);
    json.field("analysis", analysis_text(s.plan));
    json.field("cut", s.cut);
    json.field("couples_to_draw_from", s.pool);
    json.key("sizes");
    json.lines(s.cells, [&](const CouplePlanCell& c) {
      json.object([&] {
        json.field("couples", c.couples);
        json.field("days", c.days);
        json.field("replicates", c.tried);
        share("power", c.power);
        share("false_alarms", c.false_alarms);
        json.field("effect", c.effect);
        json.field("effect_low", c.effect_low);
        json.field("effect_high", c.effect_high);
        json.field("standardised", c.standardised);
        json.field("truth", c.truth.value);
        json.field("truth_error", c.truth.error);
        json.field("truth_without_effect", c.cut_truth.value);
        json.field("bias", c.bias);
        json.field("coverage", c.coverage);
        json.field("coverage_without_effect", c.cut_coverage);
        json.field("wrong_sign", c.wrong_sign);
        json.field("exaggeration", c.exaggeration);
        json.field("failed", failed_count(c));
        json.field("failed_without_effect", c.cut_failed);
        json.field("singular", c.singular);
        json.field("cost", c.cost);
      });
    });
    json.key("needed");
    json.lines(s.needed, [&](const CouplePlanSummary::Needed& n) {
      json.object([&] {
        json.field("days", n.days);
        needed("for_80", n.for_80, n.days);
        needed("for_90", n.for_90, n.days);
      });
    });
    if (!s.drawn.empty()) {
      json.field("draws_from", s.plan.draws_from);
      json.key("drawn");
      json.lines(s.drawn, [&](const DrawnEffects& d) {
        json.object([&] {
          json.field("days", d.days);
          drawn_fields(json, d, "couples");
        });
      });
    }
    json.field("digest", s.digest);
  });
  return json.take() + "\n";
}

std::string to_page(const CouplePlanSummary& s) {
  report::PlanPage page;
  page.title = s.plan.title.empty() ? s.plan.name : s.plan.title;
  page.analysis = analysis_text(s.plan);
  page.cut = "world without " + s.cut;
  page.truth = truth_text(s);
  page.methods = methods_text(s);
  for (const CouplePlanCell& c : s.cells)
    page.rows.push_back({c.couples, c.days, c.power, c.false_alarms, c.effect, c.effect_low, c.effect_high, c.bias,
                         c.coverage, c.exaggeration, c.wrong_sign, failed_count(c), c.singular, c.cost});
  for (const auto& n : s.needed)
    for (const std::string& line :
         {needed_text(s.plan, n.days, ".80", n.for_80), needed_text(s.plan, n.days, ".90", n.for_90)})
      page.needed.push_back(line);
  page.costs = s.plan.costs();
  return report::plan_page(page);
}

}  // namespace bowlby
