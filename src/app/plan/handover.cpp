#include "app/plan/handover.hpp"

#include <fmt/format.h>

#include "app/plan/couples.hpp"
#include "base/text.hpp"
#include "io/text/numbers.hpp"

namespace bowlby {
namespace {

std::vector<std::string> predictors(const PlanFile& plan) {
  auto names = column_names(plan);
  names.erase(names.begin());
  return names;
}

// y on the columns of both members, apart or alike.
std::string formula(const PlanFile& plan) {
  std::string out = plan.alike ? "y ~ 1" : "y ~ 0 + role";
  for (const std::string& name : predictors(plan)) out += plan.alike ? " + " + name : " + role:" + name;
  return out;
}

std::string r_names(const std::vector<std::string>& names) { return "c(" + joined(names, ", ") + ")"; }

// Columns of the random part, in the order of the engine; `groups` are correlated within themselves.
std::string random_columns(const PlanFile& plan) {
  if (plan.kind == PlanKind::apim) return "z <- matrix(0, nrow(d), 0); groups <- integer(0)\n";
  const bool slopes = plan.random == RandomPart::slopes;
  std::vector<std::string> z =
      plan.alike ? std::vector<std::string>{"1", "d$sign"} : std::vector<std::string>{"d$m0", "d$m1"};
  if (slopes) {
    const auto with = [&](std::string column) { z.push_back(std::move(column)); };
    with(plan.alike ? "d$own" : "d$m0 * d$own");
    with(plan.alike ? "d$sign * d$own" : "d$m1 * d$own");
  }
  const char* groups = plan.alike ? (slopes ? "c(0, 1, 0, 1)" : "c(0, 1)") : (slopes ? "c(0, 0, 0, 0)" : "c(0, 0)");
  return fmt::format("z <- cbind({}); groups <- {}\n", joined(z, ", "), groups);
}

// nlme has no residual that is shared within a day and carried from day to day: the likelihood is written out.
constexpr const char* written_out = R"(
rows <- split(seq_len(nrow(d)), d$couple)
q <- length(groups)
free <- which(lower.tri(diag(q), diag = TRUE) & outer(groups, groups, "=="))
pieces <- function(t) {
  L <- matrix(0, q, q)
  if (q > 0) { L[free] <- t[seq_along(free)]; t <- t[-seq_along(free)] }
  s <- if (alike) 1 else exp(t[1]); if (!alike) t <- t[-1]
  r <- tanh(t[1]); rho <- if (carry) tanh(t[2]) else 0
  S <- matrix(c(1, r * s, r * s, s^2), 2)
  xx <- 0; xy <- 0; yy <- 0; logs <- 0; white <- list()
  for (i in rows) {
    m <- d$member[i]; Z <- z[i, , drop = FALSE] %*% L
    V <- tcrossprod(Z) + S[m, m] * rho^abs(outer(d$day[i], d$day[i], "-"))
    U <- chol(V)
    Xi <- backsolve(U, X[i, , drop = FALSE], transpose = TRUE); yi <- backsolve(U, d$y[i], transpose = TRUE)
    white[[length(white) + 1]] <- list(x = Xi, y = yi)
    xx <- xx + crossprod(Xi); xy <- xy + crossprod(Xi, yi); yy <- yy + sum(yi^2); logs <- logs + 2 * sum(log(diag(U)))
  }
  beta <- solve(xx, xy); n <- nrow(X) - ncol(X); s2 <- as.numeric(yy - crossprod(xy, beta)) / n
  list(deviance = n * (1 + log(2 * pi * s2)) + logs + as.numeric(determinant(xx)$modulus),
       beta = drop(beta), covariance = s2 * solve(xx), bread = solve(xx), white = white)
}
start <- c(ifelse(row(diag(q)) == col(diag(q)), .5, 0)[free], rep(0, (!alike) + 1 + carry))
o <- nlminb(start, function(t) pieces(t)$deviance, control = list(rel.tol = 1e-12, eval.max = 5000, iter.max = 2000))
f <- pieces(o$par)
beta <- setNames(f$beta, colnames(X)); covariance <- f$covariance; loglik <- -f$deviance / 2
if (robust) {
  meat <- Reduce("+", lapply(f$white, function(w) tcrossprod(crossprod(w$x, w$y - w$x %*% f$beta))))
  n <- length(rows); covariance <- f$bread %*% meat %*% f$bread * n / (n - 1)
}
)";

// Where days do not carry over, by nlme: an independent program.
std::string by_nlme(const PlanFile& plan) {
  const char* control =
      "control <- list(maxIter = 500, msMaxIter = 500, tolerance = 1e-9, msTol = 1e-11, opt = \"nlminb\")\n";
  const std::string shared =
      plan.alike ? "corCompSymm(form = ~ 1 | couple / day)" : "corSymm(form = ~ member | couple / day)";
  const std::string spread = plan.alike ? "" : ", weights = varIdent(form = ~ 1 | role)";
  std::string out = "suppressMessages(library(nlme)); d$day <- factor(d$day)\n" + std::string(control);
  if (plan.kind == PlanKind::apim)
    return out +
           fmt::format("f <- gls({}, d, correlation = {}{}, control = control)\nbeta <- coef(f)\n", formula(plan),
                       shared, spread) +
           "covariance <- vcov(f); loglik <- as.numeric(logLik(f))\n";
  const bool slopes = plan.random == RandomPart::slopes;
  out += "d$own0 <- d$m0 * d$own; d$own1 <- d$m1 * d$own; d$sign_own <- d$sign * d$own\n";
  const std::string random = plan.alike ? fmt::format("pdBlocked(list(pdSymm(~ 1{}), pdSymm(~ 0 + sign{})))",
                                                      slopes ? " + own" : "", slopes ? " + sign_own" : "")
                                        : fmt::format("pdSymm(~ 0 + m0 + m1{})", slopes ? " + own0 + own1" : "");
  if (plan.kind == PlanKind::diary_arm)
    out.erase(out.find("d$own0"), out.find('\n', out.find("d$own0")) + 1 - out.find("d$own0"));
  return out +
         fmt::format("f <- lme({}, d, random = list(couple = {}), correlation = {}{}, control = control)\n",
                     formula(plan), random, shared, spread) +
         "beta <- fixef(f); covariance <- vcov(f); loglik <- as.numeric(logLik(f))\n";
}

}  // namespace

std::string replicate_csv(const PlanFile& plan, std::span<const CoupleDays* const> couples) {
  const PlannedAnalysis a = analysis_of(plan, couples, plan.days.back());
  const std::size_t width = column_names(plan).size();
  std::string out = "couple,member,day,y," + joined(predictors(plan), ",") + "\n";
  for (std::size_t i = 0; i < a.rows.y.size(); ++i) {
    const std::size_t block = plan.alike ? 0 : a.rows.member[i] * width;
    out += fmt::format("{},{},{},{}", a.rows.couple[i] + 1, a.rows.member[i] + 1, a.rows.day[i],
                       io::number_text(a.rows.y[i]));
    for (std::size_t k = 1; k < width; ++k) out += "," + io::number_text(a.rows.fixed(i, block + k));
    out += "\n";
  }
  return out;
}

std::string replicate_script(const PlanFile& plan, const PlanOutcome& here) {
  const bool one_day = plan.kind == PlanKind::apim;
  std::string out = fmt::format(
      "# {}: {}\n# The first replicate of the plan with its effect: the largest size, the most days.\n"
      "# Run in this folder: Rscript replicate.R. Found here: {}\n"
      "d <- read.csv(\"replicate.csv\")\n"
      "d$role <- factor(d$member); d$m0 <- d$member == 1; d$m1 <- d$member == 2; d$sign <- ifelse(d$m0, 1, -1)\n"
      "alike <- {}; carry <- {}; robust <- {}\n",
      plan.name, analysis_text(plan),
      here.failed.empty() ? fmt::format("{:.6f} ({:.6f})", here.estimate, here.error) : "no test: " + here.failed,
      plan.alike ? "TRUE" : "FALSE", plan.carry && !one_day ? "TRUE" : "FALSE", plan.robust ? "TRUE" : "FALSE");
  if (!plan.robust && (one_day || !plan.carry))
    out += by_nlme(plan);
  else
    out += random_columns(plan) + fmt::format("X <- model.matrix({}, d)\n", formula(plan)) + written_out;
  const std::string tested = column_names(plan)[tested_column(plan)];
  out += plan.alike ? fmt::format("w <- as.numeric(names(beta) == \"{}\")\n", tested)
                    : fmt::format("w <- ifelse(names(beta) %in% {}, .5, 0)\n",
                                  r_names({"\"role1:" + tested + "\"", "\"role2:" + tested + "\""}));
  out +=
      "cat(sprintf(\"estimate %.6f\\nerror %.6f\\nloglik %.6f\\n\", sum(w * beta), sqrt(drop(w %*% covariance %*% w)), "
      "loglik))\n";
  return out;
}

}  // namespace bowlby
