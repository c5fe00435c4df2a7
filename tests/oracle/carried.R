# Sigma x AR(1), which no package of R has: the likelihood written out, couple by couple, with the whole covariance of each.
# Both scripts of this folder take it from here. `d` as they prepare it; `each` is their formula.
written_out <- function(d) {
  X <- model.matrix(each, d); y <- d$y; rows <- split(seq_along(y), d$couple)
  pieces <- function(t) {
    G <- matrix(c(t[1], t[2], 0, t[3]), 2); G <- G %*% t(G)
    s <- exp(t[4]); r <- tanh(t[5]); rho <- tanh(t[6]); S <- matrix(c(1, r * s, r * s, s^2), 2)
    xx <- 0; xy <- 0; yy <- 0; ld <- 0
    for (i in rows) {
      m <- d$member[i] + 1
      V <- G[m, m] + S[m, m] * rho^abs(outer(d$day[i], d$day[i], "-"))
      U <- chol(V); Xi <- backsolve(U, X[i, , drop = FALSE], transpose = TRUE); yi <- backsolve(U, y[i], transpose = TRUE)
      xx <- xx + crossprod(Xi); xy <- xy + crossprod(Xi, yi); yy <- yy + sum(yi^2); ld <- ld + 2 * sum(log(diag(U)))
    }
    beta <- solve(xx, xy); n <- length(y) - ncol(X); s2 <- as.numeric(yy - crossprod(xy, beta)) / n
    list(dev = n * (1 + log(2 * pi * s2)) + ld + as.numeric(determinant(xx)$modulus), beta = drop(beta), se = sqrt(diag(s2 * solve(xx))))
  }
  best <- NULL
  for (start in list(c(.5, 0, .5, 0, 0, 0), c(.3, .1, .3, 0, .3, .3))) {
    o <- nlminb(start, function(t) pieces(t)$dev, control = list(rel.tol = 1e-14, x.tol = 1e-10, eval.max = 5000, iter.max = 2000))
    if (is.null(best) || o$objective < best$objective) best <- o
  }
  c(pieces(best$par), list(par = best$par))
}
