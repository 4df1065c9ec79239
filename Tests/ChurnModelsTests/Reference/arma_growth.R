# The references of ARMAGrowthReference.swift: growth of TestSeries with a driver and ARMA errors. R 4.2.2.
t <- 0:59
x <- 2 + sin(t / 3) + ifelse(t %% 7 == 0, 1, 0)
y <- numeric(60)
y[1] <- 10
for (k in 1:59) {
  noise <- 0.01 * sin(12.9898 * k * k) + 0.005 * cos(78.233 * k)
  season <- 0.02 * cos(2 * pi * (k %% 12) / 12)
  y[k + 1] <- 0.9 * y[k] + 1.15 + season - 0.03 * (x[k + 1] - 2) + noise
}
g <- diff(y)
for (order in list(c(1, 0), c(2, 0), c(0, 1), c(1, 1), c(2, 1), c(3, 0))) {
  fit <- arima(g, order = c(order[1], 0, order[2]), xreg = x[-1], method = "ML",
               optim.control = list(reltol = 1e-14, maxit = 2000))
  cat(sprintf("    .init(p: %d, q: %d, logLikelihood: %.12f),\n", order[1], order[2], fit$loglik))
}
