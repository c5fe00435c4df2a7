# Couples' models by R: writes tests/oracle/couples/*.csv (data made here) and golden.tsv (what R finds in them).
# Run in the repository: Rscript tests/oracle/couples.R
suppressMessages({library(nlme); library(lme4)})
dir <- "tests/oracle/couples"
dir.create(dir, showWarnings = FALSE)
RNGkind("Mersenne-Twister", "Inversion", "Rejection")

# Two intercepts (and slopes) per couple, a shared residual carried from day to day, some reports missing.
make <- function(seed, couples, days, between, slope, carry, lost, lost_alone) {
  set.seed(seed)
  rows <- list()
  for (c in seq_len(couples)) {
    b <- between * rnorm(2); b[2] <- .5 * b[1] + .8 * b[2]
    s <- slope * rnorm(2)
    e <- rnorm(2); e[2] <- .4 * e[1] + e[2]
    for (d in seq_len(days)) {
      w <- rnorm(2); w[2] <- .4 * w[1] + w[2]
      if (d > 1) e <- carry * e + sqrt(1 - carry^2) * w
      x <- rnorm(2); x[2] <- .3 * x[1] + x[2]
      y <- c(4, 4.4) + c(.3, .2) * x + c(.1, .15) * rev(x) + b + s * x + e * c(1, .8)
      keep <- c(TRUE, TRUE)
      if (runif(1) < lost) keep <- c(FALSE, FALSE)
      else if (runif(1) < lost_alone) keep[1 + (runif(1) < .5)] <- FALSE
      for (m in which(keep))
        rows[[length(rows) + 1]] <- data.frame(couple = c, member = m - 1, day = d, own = x[m], other = x[3 - m], y = y[m])
    }
  }
  out <- do.call(rbind, rows)
  out$own <- round(out$own, 4); out$other <- round(out$other, 4); out$y <- round(out$y, 4)
  out
}
data <- list(
  cross = make(1, 80, 1, .5, 0, 0, 0, .1),
  diary = make(2, 40, 10, .6, .3, 0, .1, .05),
  carried = make(3, 40, 12, .6, 0, .4, .15, 0),
  ragged = make(4, 30, 8, .6, 0, .4, .1, .1),
  level = make(5, 40, 6, 0, 0, 0, 0, 0))
for (name in names(data)) write.csv(data[[name]], file.path(dir, paste0(name, ".csv")), row.names = FALSE, quote = FALSE)

gold <- list()
keep <- function(data, model, by, ll, beta, se, more = c()) {
  names(beta) <- paste0("b", seq_along(beta)); names(se) <- paste0("se", seq_along(se))
  all <- c(loglik = ll, beta, se, more)
  gold[[length(gold) + 1]] <<- data.frame(data, model, by, what = names(all), value = sprintf("%.10g", all))
}
prepared <- function(name) {
  d <- data[[name]]
  d$role <- factor(d$member); d$m0 <- 1 - d$member; d$m1 <- d$member
  d$couple <- factor(d$couple); d$dayf <- factor(d$day)
  d
}
each <- y ~ 0 + role + role:own + role:other   # b: intercepts, own slopes, partner slopes of members 0 and 1
alike <- y ~ own + other
tight <- list(maxIter = 500, msMaxIter = 500, niterEM = 50, tolerance = 1e-10, msTol = 1e-12, opt = "nlminb")
tight_gls <- list(maxIter = 500, msMaxIter = 500, tolerance = 1e-10, msTol = 1e-12, opt = "nlminb")

d <- prepared("cross")
f <- gls(each, d, correlation = corSymm(form = ~ member + 1 | couple), weights = varIdent(form = ~ 1 | role), control = tight_gls)
keep("cross", "each", "nlme", as.numeric(logLik(f)), coef(f), sqrt(diag(vcov(f))))
f <- gls(alike, d, correlation = corCompSymm(form = ~ 1 | couple), control = tight_gls)
keep("cross", "alike", "nlme", as.numeric(logLik(f)), coef(f), sqrt(diag(vcov(f))))

d <- prepared("diary")
f <- lme(each, d, random = list(couple = pdSymm(~ 0 + m0 + m1)), correlation = corSymm(form = ~ member + 1 | couple / dayf),
         weights = varIdent(form = ~ 1 | role), control = tight)
keep("diary", "intercepts", "nlme", as.numeric(logLik(f)), fixef(f), sqrt(diag(vcov(f))))
d$own0 <- d$own * d$m0; d$own1 <- d$own * d$m1
f <- lme(each, d, random = list(couple = pdSymm(~ 0 + m0 + m1 + own0 + own1)),
         correlation = corSymm(form = ~ member + 1 | couple / dayf), weights = varIdent(form = ~ 1 | role), control = tight)
keep("diary", "slopes", "nlme", as.numeric(logLik(f)), fixef(f), sqrt(diag(vcov(f))))

# One residual variance, shared within the day by a random day: lme4 can hold a variance at exactly none.
for (name in c("diary", "level")) {
  d <- prepared(name)
  f <- suppressMessages(lmer(update(each, . ~ . + (0 + m0 + m1 | couple) + (1 | couple:dayf)), d,
    control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e5), check.conv.singular = "ignore")))
  keep(name, "day", "lme4", as.numeric(logLik(f)), fixef(f), sqrt(diag(as.matrix(vcov(f)))), c(singular = as.numeric(isSingular(f))))
}

source(file.path(dirname(sub("--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))), "carried.R"))
for (name in c("carried", "ragged")) {
  f <- written_out(prepared(name))
  keep(name, "carry", "base", -f$dev / 2, f$beta, f$se, c(rho = tanh(f$par[6]), correlation = tanh(f$par[5])))
}
write.table(do.call(rbind, gold), file.path(dir, "golden.tsv"), sep = "\t", quote = FALSE, row.names = FALSE)
