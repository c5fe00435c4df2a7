#include "app/plan/people/handover.hpp"

#include <fmt/format.h>

#include <cmath>

#include "app/build.hpp"
#include "base/text.hpp"
#include "io/text/numbers.hpp"

namespace bowlby {
namespace {

std::string cell(double value) { return std::isfinite(value) ? io::number_text(value) : ""; }

std::vector<std::string> numbered(const char* what, std::size_t count) {
  std::vector<std::string> out;
  for (std::size_t j = 1; j <= count; ++j) out.push_back(fmt::format("{}{}", what, j));
  return out;
}

std::vector<std::string> each(const std::vector<std::string>& names, auto&& f) {
  std::vector<std::string> out;
  for (std::size_t j = 0; j < names.size(); ++j) out.push_back(f(names[j], j));
  return out;
}

// Long rows, and an arm's own column at each wave at which the arms may differ.
std::string by_repeated(const PlanRequest& r, std::size_t waves) {
  const bool baseline = !r.baseline.empty();
  std::string out = fmt::format(
      "y <- paste0(\"y\", 1:{})\n"
      "l <- data.frame(id = rep(d$id, length(y)), arm = d$arm, j = rep(seq_along(y), each = nrow(d)), y = "
      "unlist(d[y]))\n"
      "l <- l[!is.na(l$y), ]; l <- l[order(l$id, l$j), ]; l$wave <- factor(l$j)\n"
      "for (j in {}:{}) l[[paste0(\"arm\", j)]] <- l$arm * (l$j == j)\n"
      "model <- reformulate(c(\"0\", \"wave\", paste0(\"arm\", {}:{})), \"y\")\n",
      waves, baseline ? 2 : 1, waves, baseline ? 2 : 1, waves);
  out += r.covariance == PlanCovariance::intercept
             ? "suppressMessages(library(lme4))\nf <- lmer(update(model, . ~ . + (1 | id)), l, control = lmerControl(\n"
               "  optimizer = \"bobyqa\", optCtrl = list(rhoend = 1e-10), check.conv.singular = \"ignore\"))\nbeta <- "
               "fixef(f)\n"
             : "suppressMessages(library(nlme))\nf <- gls(model, l, correlation = corSymm(form = ~ j | id), weights = "
               "varIdent(form = ~ 1 | wave),\n  control = list(maxIter = 500, msMaxIter = 500, tolerance = 1e-9, msTol "
               "= 1e-11, opt = "
               "\"nlminb\"))\nbeta <- coef(f)\n";
  return out + "k <- length(beta); estimate <- beta[k]; error <- sqrt(diag(as.matrix(vcov(f))))[k]\n";
}

constexpr const char* by_lavaan = R"(suppressMessages(library(lavaan))
fit <- function(from) suppressWarnings(lavaan(model, d, missing = "ml", fixed.x = FALSE, information = "observed",
  test = "none", baseline = FALSE, start = from))
f <- fit("default")
for (p in elsewhere(f)) {
  g <- fit(p)
  if (lavInspect(g, "converged") && (!lavInspect(f, "converged") || logLik(g) > logLik(f))) f <- g
}
if (lavInspect(f, "converged")) f <- fit(f)  # once more from where it ended: closer to the top
e <- parameterEstimates(f); e <- e[match("tested", e$label), ]; estimate <- e$est; error <- e$se
)";

// lavaan, too, is sent off from several places.
constexpr const char* from_elsewhere =
    R"(elsewhere <- function(f) lapply(list(c(.5, .2), c(.1, .6), c(.8, 0)), function(s) {
  p <- parTable(f); v <- c(var(d$y1, na.rm = TRUE), var(d$x1, na.rm = TRUE))
  own <- p$op == "~~" & p$lhs == p$rhs; of <- function(y, x) ifelse(grepl(y, p$lhs), v[1], ifelse(grepl(x, p$lhs), v[2], 0))
  p$est[own] <- (s[1] * of("^stays_y", "^stays_x") + .9 * (1 - s[1]) * of("^p", "^q"))[own]
  p$est[p$op == "~~" & !own] <- 0; p$est[p$op == "~"] <- ifelse(grepl("^own", p$label), s[2], 0)[p$op == "~"]
  p
})
)";

std::string model_lines(const std::vector<std::string>& lines) {
  return "model <- '\n  " + joined(lines, "\n  ") + "\n'\n";
}

std::string by_growth(const AnswerColumns& columns) {
  const bool arms = columns.predictor.empty();
  const std::vector<std::string> y = numbered("y", columns.outcome.size());
  const std::string x = arms ? "arm" : "x1";
  std::vector<std::string> lines{
      "level =~ " + joined(each(y, [](const std::string& name, std::size_t) { return "1*" + name; }), " + "),
      "rate =~ " + joined(each(y,
                               [&](const std::string& name, std::size_t j) {
                                 return io::number_text(columns.times[j] - columns.times[0]) + "*" + name;
                               }),
                          " + "),
      "rate ~ tested*" + x,
      "level ~ " + x,
      "level ~~ level + rate",
      "rate ~~ rate",
      x + " ~~ " + x,
      "level + rate + " + x + " ~ 1"};
  for (const std::string& name : y) lines.push_back(name + " ~~ " + name);
  return model_lines(lines) + "elsewhere <- function(f) list()\n" + by_lavaan;
}

std::string by_crossed(const PlanRequest& r, std::size_t waves) {
  std::vector<std::string> lines;
  const auto stays = [&](const char* what) {
    return joined(each(numbered(what, waves), [](const std::string& name, std::size_t) { return "1*" + name; }), " + ");
  };
  lines.push_back("stays_y =~ " + stays("y")), lines.push_back("stays_x =~ " + stays("x"));
  lines.insert(lines.end(), {"stays_y ~~ stays_y + stays_x", "stays_x ~~ stays_x"});
  for (std::size_t j = 1; j <= waves; ++j) {
    lines.push_back(fmt::format("p{0} =~ 1*y{0}; q{0} =~ 1*x{0}; y{0} ~ 1; x{0} ~ 1", j));
    lines.push_back(fmt::format("p{0} ~~ p{0}; q{0} ~~ q{0}; p{0} ~~ q{0}", j));
    if (j == 1) continue;
    lines.push_back(fmt::format("p{0} ~ own*p{1} + {2}*q{1}", j, j - 1, r.partner ? "to_y" : "tested"));
    lines.push_back(fmt::format("q{0} ~ own_x*q{1} + to_x*p{1}", j, j - 1));
  }
  if (r.partner) lines.push_back("tested := (to_y + to_x) / 2");
  return model_lines(lines) + from_elsewhere + by_lavaan;
}

std::string by_one_wave(const PlanRequest& r) {
  const bool baseline = !r.baseline.empty();
  if (r.test == PlanTest::paired)
    return "f <- t.test(d$y1, d$baseline, paired = TRUE); estimate <- f$estimate; error <- f$stderr\n";
  if (r.test == PlanTest::odds)
    return fmt::format(
        "f <- MASS::polr(factor(y1) ~ arm{}, d, Hess = TRUE, control = list(reltol = 1e-14, maxit = 1000))\n"
        "estimate <- coef(f)[\"arm\"]; error <- sqrt(vcov(f)[\"arm\", \"arm\"])\n",
        baseline ? " + baseline" : "");
  if (baseline)
    return "f <- lm(y1 ~ arm + baseline, d); estimate <- coef(f)[\"arm\"]; error <- sqrt(vcov(f)[\"arm\", \"arm\"])\n";
  return "f <- t.test(d$y1[d$arm == 1], d$y1[d$arm == 0]); estimate <- diff(rev(f$estimate)); error <- f$stderr\n";
}

std::string in_large_sample(const std::string& where, const LargeSample& t) {
  if (!t.failed.empty()) return fmt::format("{} there was no estimate: {}. ", where, t.failed);
  return fmt::format("{} ({} tested) the estimate was {:.4f} (standard error {:.4f}). ", where, t.people, t.value,
                     t.error);
}

}  // namespace

std::string answers_csv(const PlanRequest& r, const AnswerTable& t) {
  const bool baseline = !r.baseline.empty() && r.test != PlanTest::repeated;
  std::vector<std::string> names{"id", "arm"};
  for (const std::string& name : numbered("y", t.outcome.cols)) names.push_back(name);
  for (const std::string& name : numbered("x", t.predictor.cols)) names.push_back(name);
  if (baseline) names.push_back("baseline");
  std::string out = joined(names, ",") + "\n";
  for (std::size_t i = 0; i < t.id.size(); ++i) {
    out += fmt::format("{},{}", t.id[i], t.arm[i] < 0 ? "" : std::to_string(t.arm[i]));
    for (const double v : t.outcome.row(i)) out += "," + cell(v);
    for (const double v : t.predictor.row(i)) out += "," + cell(v);
    if (baseline) out += "," + cell(t.baseline[i]);
    out += "\n";
  }
  return out;
}

std::string answers_script(const PlanRequest& r, const AnswerColumns& columns, const PlanSummary& s,
                           const PlanOutcome& here) {
  const std::size_t waves = columns.outcome.size() + (r.test == PlanTest::repeated && columns.baseline ? 1 : 0);
  std::string out = fmt::format(
      "# {}: {}\n# The first replicate of the plan with its effect, at the largest size.\n"
      "# Run in this folder: Rscript replicate.R. Found here: {}\n"
      "d <- read.csv(\"replicate.csv\")\n",
      s.outcome, s.analysis,
      here.failed.empty() ? fmt::format("{:.6f} ({:.6f})", here.estimate, here.error) : "no test: " + here.failed);
  switch (r.test) {
    case PlanTest::repeated:
      out += by_repeated(r, waves);
      break;
    case PlanTest::growth:
      out += by_growth(columns);
      break;
    case PlanTest::crossed:
      out += by_crossed(r, waves);
      break;
    default:
      out += by_one_wave(r);
  }
  return out + "cat(sprintf(\"estimate %.6f\\nerror %.6f\\n\", estimate, error))\n";
}

std::string methods_text(const PlanRequest& r, const PlanSummary& s) {
  std::string out = fmt::format(
      "# Methods: {}\n\nPower was found by simulation with bowlby {} (commit {}), a simulation of attachment theory. "
      "The study {} (seed {}) was lived {} times at each size, from birth on. The outcome was {}. The analysis was {}. "
      "The effect is what {} does in the theory; no effect size was assumed. For the false alarms it was taken away. "
      "Tests were two-sided at .05. Replicates without a test counted as not found. ",
      r.study.name, build_version(), build_commit(), r.study.name, r.study.scenario.seed, r.replicates, s.outcome,
      s.analysis, joined(s.cut, ", "));
  const char* cut = s.predicted ? "the arrow cut" : "it taken away";
  for (const PlanSize& p : s.sizes)
    if (p.power && p.false_alarms)
      out += fmt::format(
          "With {} founders power was {:.3f} (95 % interval {:.3f} to {:.3f}); with {}, {:.3f} ({:.3f} to {:.3f}) of "
          "replicates found an effect. Without a test were {} of {} replicates, and {} of those with {}. ",
          p.people, p.power->value, p.power->low, p.power->high, cut, p.false_alarms->value, p.false_alarms->low,
          p.false_alarms->high, p.failed, p.tried, p.cut_failed, cut);
  out += in_large_sample("In a large sample", s.truth);
  out += in_large_sample(fmt::format("In a large sample with {}", cut), s.cut_truth);
  if (s.drawn)
    out += fmt::format(
        "Over {} draws of {} parameters within the middle 90 % of {}, the estimate in a large sample was {}",
        s.drawn->drawn, s.drawn_parameters, s.draws_from, drawn_line(*s.drawn, "people"));
  return out + "\n";
}

}  // namespace bowlby
