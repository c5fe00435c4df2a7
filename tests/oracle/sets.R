# Made-up sets and what R finds in them, against what the program's own fits found: tools/check/plan_oracle.py calls it.
#   Rscript tests/oracle/sets.R make DIR COUNT    DIR/sets.tsv and DIR/KIND_NUMBER.csv, COUNT sets of each kind
#   Rscript tests/oracle/sets.R golden DIR        DIR/KIND.csv and golden.tsv of models of waves (tests/oracle/waves)
#   Rscript tests/oracle/sets.R compare DIR       DIR/fits.tsv (by the program) against R; code 1 where they differ
suppressMessages({library(nlme); library(lme4); library(MASS); library(lavaan)})
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
within <- c(loglik = 1e-6, coefficient = 1e-5, error = 1e-4)

# ---- sets
couples <- function(couples, days, between = .6, slope = 0, carry = 0, lost = .1, lost_alone = .05) {
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
  round(do.call(rbind, rows), 4)
}
answers <- function(n) {  # ordered, many at the floor
  arm <- rep(0:1, length.out = n); baseline <- rnorm(n)
  data.frame(arm, baseline = round(baseline, 4), y = pmin(pmax(floor(.7 * arm + .8 * baseline + 1.7 * rlogis(n)), 0), 6))
}
holes <- function(y, lost) {y[matrix(runif(length(y)) < lost, nrow(y))] <- NA; y}
trial <- function(n, waves, lost, between = .7) {  # two arms, each wave with a spread of its own
  arm <- rep(0:1, length.out = n)
  y <- matrix(rnorm(n * waves), n) %*% diag(seq(1, 1.4, length.out = waves)) + between * rnorm(n) + .3 * outer(arm, seq_len(waves) - 1)
  data.frame(arm, y = holes(round(3 + y, 4), lost))
}
curves <- function(n, waves, lost, rate = .3) {
  x <- rnorm(n, 2, .5); level <- 3 + .4 * x + rnorm(n); speed <- .2 + .3 * x + rate * rnorm(n)
  y <- level + outer(speed, seq_len(waves) - 1) + .8 * matrix(rnorm(n * waves), n)
  data.frame(x = round(x, 4), y = holes(round(y, 4), lost))
}
panel <- function(n, waves, lost, stays = .8) {
  y <- x <- matrix(0, n, waves); p <- rnorm(n); q <- .3 * p + rnorm(n); s <- stays * rnorm(n); r <- .4 * s + stays * rnorm(n)
  for (j in seq_len(waves)) {
    if (j > 1) {a <- .3 * p + .15 * q + rnorm(n); q <- .25 * q + .1 * p + rnorm(n) + .2 * a; p <- a}
    y[, j] <- 4 + s + p; x[, j] <- 20 + 3 * (r + q)
  }
  data.frame(y = holes(round(y, 4), lost), x = holes(round(x, 4), lost))
}
kinds <- list(
  apim = function() couples(60, 1, lost = 0, lost_alone = .1),
  apim_alike = function() couples(60, 1, lost = 0, lost_alone = .1),
  intercepts = function() couples(30, 8),
  slopes = function() couples(40, 8, slope = .4),
  day = function() couples(30, 6),
  level = function() couples(30, 5, between = 0, lost = 0, lost_alone = 0),
  carry = function() couples(25, 8, carry = .4),
  odds = function() answers(80),
  repeated = function() trial(40, 3, 0), repeated_gaps = function() trial(60, 4, .15), repeated_baseline = function() trial(60, 4, .1),
  repeated_intercept = function() trial(40, 4, .1), repeated_level = function() trial(30, 3, 0, between = 0),
  growth = function() curves(150, 4, 0), growth_gaps = function() curves(150, 4, .15), growth_level = function() curves(80, 3, 0, rate = 0),
  crossed = function() panel(300, 4, 0), crossed_gaps = function() panel(300, 3, .1), crossed_level = function() panel(150, 3, 0, stays = 0))

# ---- the same by R: log-likelihood, coefficients, errors
each <- y ~ 0 + role + role:own + role:other
tight <- list(maxIter = 1000, msMaxIter = 1000, niterEM = 100, tolerance = 1e-10, msTol = 1e-13, opt = "nlminb")
result <- function(loglik, coefficient, error) list(loglik = as.numeric(loglik), coefficient = unname(coefficient), error = unname(error))
of <- function(f, beta) result(logLik(f), beta, sqrt(diag(as.matrix(vcov(f)))))
prepared <- function(d) {
  d$role <- factor(d$member); d$m0 <- 1 - d$member; d$m1 <- d$member
  d$own0 <- d$own * d$m0; d$own1 <- d$own * d$m1
  d$couple <- factor(d$couple); d$dayf <- factor(d$day)
  d
}
one_day <- function(formula, shared, weights) function(d) {
  f <- gls(formula, prepared(d), correlation = shared, weights = weights, control = tight[-3])
  of(f, coef(f))
}
# A search of nlme may end early or not at all; the best of several is R's answer.
diary <- function(random) function(d) {
  best <- NULL
  for (way in list(tight, within(tight, {opt <- "optim"; niterEM <- 20}))) {
    f <- tryCatch(lme(each, prepared(d), random = list(couple = pdSymm(random)), control = way,
                      correlation = corSymm(form = ~ member + 1 | couple / dayf), weights = varIdent(form = ~ 1 | role)),
                  error = function(e) NULL)
    if (!is.null(f) && (is.null(best) || logLik(f) > logLik(best))) best <- f
  }
  if (is.null(best)) NULL else of(best, fixef(best))
}
order_of_terms <- c(4, 1, 2, 3)  # lme4 puts the term with more groups first
shared_day <- function(d) {
  best <- NULL  # from several places: at a variance of none the search of lme4 may stay where it is not highest
  for (start in list(c(1, 0, 1, 1), c(.2, 0, .2, .5), c(.05, .05, .3, 1), c(.3, -.3, .05, 1))) {
    f <- suppressMessages(suppressWarnings(lmer(update(each, . ~ . + (0 + m0 + m1 | couple) + (1 | couple:dayf)), prepared(d),
      start = list(theta = start[order_of_terms]), control = lmerControl(optimizer = "bobyqa",
      optCtrl = list(rhoend = 1e-10, maxfun = 1e5), check.conv.singular = "ignore"))))
    if (is.null(best) || logLik(f) > logLik(best)) best <- f
  }
  f <- best
  c(of(f, fixef(f)), singular = isSingular(f))
}
source(file.path(dirname(sub("--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))), "carried.R"))
carried <- function(d) {
  f <- written_out(prepared(d))
  result(-f$dev / 2, f$beta, f$se)
}
waves_of <- function(d, what = "y") grep(paste0("^", what, "\\."), names(d), value = TRUE)
long <- function(d) {
  y <- waves_of(d)
  l <- data.frame(id = rep(seq_len(nrow(d)), length(y)), arm = d$arm, j = rep(seq_along(y), each = nrow(d)), y = unlist(d[y]))
  l <- l[!is.na(l$y), ]; l <- l[order(l$id, l$j), ]
  l$wave <- factor(l$j)
  l
}
free_waves <- function(baseline) function(d) {  # unstructured; with a baseline the arms are alike at the first wave
  l <- long(d)
  for (j in unique(l$j)) l[[paste0("a", j)]] <- l$arm * (l$j == j)
  formula <- reformulate(c("0", "wave", paste0("a", setdiff(sort(unique(l$j)), if (baseline) 1))), "y")
  f <- gls(formula, l, correlation = corSymm(form = ~ j | id), weights = varIdent(form = ~ 1 | wave), control = tight[-3])
  of(f, coef(f))
}
one_intercept <- function(d) {
  f <- suppressMessages(lmer(y ~ 0 + wave + wave:arm + (1 | id), long(d),
    control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10), check.conv.singular = "ignore")))
  c(of(f, fixef(f)), singular = isSingular(f))
}
paths <- function(model, d, tested, elsewhere = function(f) list()) {
  fit <- function(from) {  # lavaan prints what it stumbles over
    capture.output(f <- suppressWarnings(lavaan(model, d, missing = "ml", fixed.x = FALSE, information = "observed", test = "none",
      baseline = FALSE, start = from, control = list(eval.max = 20000, iter.max = 10000))))
    f
  }
  f <- fit("default")
  for (p in elsewhere(f)) {
    g <- fit(p)
    if (lavInspect(g, "converged") && (!lavInspect(f, "converged") || logLik(g) > logLik(f))) f <- g
  }
  if (lavInspect(f, "converged")) f <- fit(f)  # once more from where it ended: closer to the top
  if (!lavInspect(f, "converged")) return(NULL)
  e <- parameterEstimates(f, ci = FALSE, remove.system.eq = FALSE); e <- e[match(tested, e$label), ]
  c(result(logLik(f), e$est, e$se), improper = !suppressWarnings(lavInspect(f, "post.check")))
}
curve <- function(d) {
  y <- waves_of(d); t <- seq_along(y) - 1
  model <- c(paste("level =~", paste0("1*", y, collapse = " + ")), paste("rate =~", paste0(t, "*", y, collapse = " + ")),
             "rate ~ c*x", "level ~ b*x", "level ~~ level + rate", "rate ~~ rate", "x ~~ x", paste(y, "~~", y), "level + rate + x ~ 1")
  paths(model, d, c("c", "b"))
}
lags <- function(d) {
  y <- waves_of(d); x <- waves_of(d, "x"); k <- seq_along(y); p <- paste0("p", k); q <- paste0("q", k); later <- k[-1]
  model <- c(paste("ry =~", paste0("1*", y, collapse = " + ")), paste("rx =~", paste0("1*", x, collapse = " + ")),
             paste0(p, " =~ 1*", y), paste0(q, " =~ 1*", x), "ry ~~ ry + rx", "rx ~~ rx", paste(p, "~~", p), paste(q, "~~", q),
             paste(p, "~~", q), paste0(p[later], " ~ a*", p[later - 1], " + b*", q[later - 1]),
             paste0(q[later], " ~ c*", q[later - 1], " + d*", p[later - 1]), paste(c(y, x), "~ 1"))
  from <- function(f) lapply(list(c(.5, .2), c(.1, .6), c(.8, 0)), function(s) {  # there may be several peaks
    p <- parTable(f); v <- ifelse(grepl("^(ry|p)", p$lhs), var(d$y.1, na.rm = TRUE), var(d$x.1, na.rm = TRUE))
    own <- p$op == "~~" & p$lhs == p$rhs
    p$est[own] <- (v * ifelse(grepl("^r", p$lhs), s[1], .9 * (1 - s[1])) * !grepl("^[yx]", p$lhs))[own]
    p$est[p$op == "~~" & !own] <- 0; p$est[p$op == "~"] <- ifelse(p$label %in% c("a", "c"), s[2], 0)[p$op == "~"]
    p
  })
  paths(model, d, c("a", "b", "c", "d"), from)
}
by_r <- list(
  repeated = free_waves(FALSE), repeated_gaps = free_waves(FALSE), repeated_baseline = free_waves(TRUE),
  repeated_intercept = one_intercept, repeated_level = one_intercept,
  growth = curve, growth_gaps = curve, growth_level = curve, crossed = lags, crossed_gaps = lags, crossed_level = lags,
  apim = one_day(each, corSymm(form = ~ member + 1 | couple), varIdent(form = ~ 1 | role)),
  apim_alike = one_day(y ~ own + other, corCompSymm(form = ~ 1 | couple), NULL),
  intercepts = diary(~ 0 + m0 + m1), slopes = diary(~ 0 + m0 + m1 + own0 + own1),
  day = shared_day, level = shared_day, carry = carried,
  odds = function(d) {
    f <- polr(factor(y) ~ arm + baseline, d, Hess = TRUE, control = list(reltol = 1e-15, maxit = 1000))
    result(logLik(f), coef(f)["arm"], sqrt(vcov(f)["arm", "arm"]))
  })

# ---- the two commands
make <- function(dir, count) {
  sets <- list()
  for (k in seq_along(kinds))
    for (n in seq_len(count)) {
      set.seed(1000 * k + n)
      name <- paste0(names(kinds)[k], "_", n)
      write.csv(kinds[[k]](), file.path(dir, paste0(name, ".csv")), row.names = FALSE, quote = FALSE, na = "")
      sets[[length(sets) + 1]] <- data.frame(set = name, kind = names(kinds)[k])
    }
  write.table(do.call(rbind, sets), file.path(dir, "sets.tsv"), sep = "\t", quote = FALSE, row.names = FALSE)
}
golden <- function(dir) {
  gold <- list()
  for (kind in grep("repeated|growth|crossed", names(kinds), value = TRUE)) {
    set.seed(7 + match(kind, names(kinds)))
    file <- file.path(dir, paste0(kind, ".csv"))
    write.csv(kinds[[kind]](), file, row.names = FALSE, quote = FALSE, na = "")
    f <- by_r[[kind]](read.csv(file))
    names(f$coefficient) <- paste0("b", seq_along(f$coefficient)); names(f$error) <- paste0("se", seq_along(f$error))
    all <- c(loglik = f$loglik, f$coefficient, f$error, unlist(f[setdiff(names(f), c("loglik", "coefficient", "error"))]))
    gold[[kind]] <- data.frame(kind, what = names(all), value = sprintf("%.10g", all))
  }
  write.table(do.call(rbind, gold), file.path(dir, "golden.tsv"), sep = "\t", quote = FALSE, row.names = FALSE)
}
distance <- function(ours, theirs)
  c(loglik = abs(ours$loglik - theirs$loglik) / abs(theirs$loglik),
    coefficient = max(abs(ours$coefficient - theirs$coefficient) / pmax(1, abs(theirs$coefficient))),
    error = max(abs(ours$error / theirs$error - 1)))
compare <- function(dir) {
  sets <- read.delim(file.path(dir, "sets.tsv"))
  fits <- read.delim(file.path(dir, "fits.tsv"), quote = "")
  table <- list()
  for (i in seq_len(nrow(sets))) {
    name <- sets$set[i]; kind <- sets$kind[i]
    mine <- fits[fits$set == name, ]
    take <- function(what) as.numeric(mine$value[mine$what == what])
    ours <- list(loglik = take("loglik"), coefficient = take("b"), error = take("se"), singular = identical(take("singular"), 1), improper = identical(take("improper"), 1))
    failed <- mine$value[mine$what == "failed"]
    theirs <- tryCatch(by_r[[kind]](read.csv(file.path(dir, paste0(name, ".csv")))), error = function(e) {message(name, ": ", conditionMessage(e)); NULL})
    verdict <- "agree"; d <- c(loglik = NA, coefficient = NA, error = NA)
    if (length(failed) > 0) verdict <- if (is.null(theirs)) "both without a fit" else paste("own fit failed:", failed)
    else if (is.null(theirs)) verdict <- "R without a fit"
    else {
      d <- distance(ours, theirs)
      if (any(d > within)) {
        gap <- (ours$loglik - theirs$loglik) / abs(theirs$loglik)
        # who stands lower has not reached the top; a level top is told apart by neither
        verdict <- if (gap > 1e-9) "R stops lower" else if (gap < -1e-9) "own fit stops lower" else "differ at one height"
      }
      if (!is.null(theirs$singular) && theirs$singular != ours$singular) verdict <- paste0("singular for one of the two (own loglik ", signif(ours$loglik - theirs$loglik, 2), " above)")
      if (!is.null(theirs$improper) && theirs$improper != ours$improper) verdict <- "improper for one of the two"
    }
    table[[i]] <- data.frame(set = name, kind, verdict, singular = ours$singular, improper = ours$improper, t(d))
  }
  table <- do.call(rbind, table)
  for (kind in unique(table$kind)) {
    t <- table[table$kind == kind, ]
    cat(sprintf("%-18s %3d sets, %3d agree, %3d singular, %3d improper; farthest: loglik %.1e, coefficient %.1e, error %.1e\n", kind, nrow(t),
                sum(t$verdict == "agree"), sum(t$singular), sum(t$improper), max(t$loglik, na.rm = TRUE), max(t$coefficient, na.rm = TRUE), max(t$error, na.rm = TRUE)))
  }
  odd <- table[table$verdict != "agree", ]
  if (nrow(odd) > 0) print(odd, row.names = FALSE, digits = 3)
  cat(sprintf("%d sets, %d agree, %d singular, %d improper\n", nrow(table), sum(table$verdict == "agree"), sum(table$singular), sum(table$improper)))
  write.table(table, file.path(dir, "compared.tsv"), sep = "\t", quote = FALSE, row.names = FALSE)
  ours <- grepl("own|differ|for one", table$verdict)
  quit(status = if (any(ours) || mean(table$verdict == "agree") < .95) 1 else 0)
}
args <- commandArgs(TRUE)
switch(args[1], make = make(args[2], as.integer(args[3])), golden = golden(args[2]), compare = compare(args[2]),
       stop("make, golden or compare"))
