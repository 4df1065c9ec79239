# Reference values for the tests of covariances, bounds and robust regression.
# R 4.2 with sandwich, nnls and MASS (Debian: r-cran-sandwich r-cran-nnls r-cran-mass). Rscript references.R
suppressMessages({library(sandwich); library(nnls); library(MASS)})
options(digits = 17)
show <- function(name, x) cat(name, paste0("[", paste(format(x, digits = 17, trim = TRUE), collapse = ", "), "]"), "\n")

# Forty rows without a random generator; the same in Macro.swift.
t <- 0:39
x1 <- sin(t / 3) + t / 20
x2 <- (t * 7) %% 5
y <- 2 + 0.8 * x1 - 0.3 * x2 + (1 + x2 / 4) * sin(12.9898 * t * t) * 0.5 + ifelse(t %% 13 == 5, 3, 0)
fit <- lm(y ~ x1 + x2)
show("lm", coef(fit)); show("lm.se", sqrt(diag(vcov(fit))))
for (type in c("HC0", "HC1", "HC2", "HC3")) show(type, c(vcovHC(fit, type = type)))
for (lag in c(4, 10)) {
  show(paste0("NW", lag), c(NeweyWest(fit, lag = lag, prewhite = FALSE, adjust = FALSE)))
  show(paste0("NW", lag, "adjusted"), c(NeweyWest(fit, lag = lag, prewhite = FALSE, adjust = TRUE)))
}
cat("bwNeweyWest", bwNeweyWest(fit, kernel = "Bartlett", prewhite = FALSE), "\n")
show("NWauto", c(NeweyWest(fit, prewhite = FALSE, adjust = FALSE)))
show("cluster", c(vcovCL(fit, cluster = t %/% 8, type = "HC1")))
show("cluster0", c(vcovCL(fit, cluster = t %/% 8, type = "HC0", cadjust = FALSE)))

X <- cbind(1, x1, x2, cos(t / 2), cos(t / 5)^2)
n <- nnls(X, y); show("nnls", n$x); cat("deviance", n$deviance, "\n")

for (psi in c("huber", "bisquare")) {
  f <- rlm(y ~ x1 + x2, psi = if (psi == "huber") psi.huber else psi.bisquare, acc = 1e-13, maxit = 1000)
  show(psi, coef(f)); cat(" scale", f$s, "\n"); show(" se", summary(f)$coefficients[, 2]); show(" w", f$w[c(1, 6, 19)])
}
