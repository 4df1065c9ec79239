# Reference numbers for exponential smoothing: writes ets.json beside this script.
#
# Made with R 4.2.2, forecast 8.20, jsonlite. Run (takes a few minutes):
#   Rscript ets.R
# On Debian 12: apt-get install r-base-core r-cran-forecast r-cran-jsonlite
#
# Series: AirPassengers, then 50 simulated positive series (set.seed(20261123)),
# rounded to 6 significant digits BEFORE fitting, so the JSON holds exactly what
# was fitted. Fits are ets(y) with its defaults: model="ZZZ", opt.crit="lik",
# ic="aicc", bounds="both", allow.multiplicative.trend=FALSE, lower smoothing
# bounds 1e-4, upper 0.9999, phi in 0.8..0.98.
#
# NOTE on loglik (stored as R gives it): R's ets() leaves the constants out,
#   loglik = -0.5 * (n*log(sum(e^2)) + 2*sum(log|mu|))
# where e are the residuals (relative ones for multiplicative errors), mu is the
# one-step point forecast, and the second term exists only for multiplicative
# errors. aicc is -2*loglik + 2k + 2k(k+1)/(n-k-1), with k = number of
# parameters estimated (alpha, beta, gamma, phi, and initial states: level, trend,
# m-1 seasonals) plus one for the error variance.
#
# "all" (the first 15 series only) holds each of the 15 admissible models fitted
# on its own; null where the fit failed.

suppressMessages({
  library(forecast)
  library(jsonlite)
})

horizon <- 18L
set.seed(20261123)

# One path of the innovations state-space model `error, trend, season`, positive
# throughout (drawn again until it is).
simulateSeries <- function(error, trend, season, damped, n, period) {
  repeat {
    level <- runif(1, 1000, 5000)
    size <- level
    slope <- switch(trend, N = 0, A = size * sample(c(-1, 1, 1), 1) * runif(1, 0.002, 0.012))
    phi <- if (damped) runif(1, 0.85, 0.97) else 1
    if (damped) slope <- slope * 4
    alpha <- runif(1, 0.1, 0.8)
    beta <- if (trend == "N") 0 else alpha * runif(1, 0.02, 0.2)
    gamma <- if (season == "N") 0 else (1 - alpha) * runif(1, 0.01, 0.25)
    noise <- runif(1, 0.02, 0.07)
    wave <- sin(2 * pi * (seq_len(period) / period + runif(1))) * runif(1, 0.08, 0.25) +
      rnorm(period, 0, 0.06)
    wave <- wave - mean(wave)
    s <- switch(season, N = rep(0, period), A = size * wave, M = 1 + wave)
    y <- numeric(n)
    for (t in seq_len(n)) {
      base <- level + phi * slope
      i <- (t - 1L) %% period + 1L
      mu <- switch(season, N = base, A = base + s[i], M = base * s[i])
      e <- if (error == "A") rnorm(1, 0, noise * size) else mu * max(-0.9, rnorm(1, 0, noise))
      y[t] <- mu + e
      # Additive form of the error in the scale of the level and of the season.
      el <- if (season == "M") e / s[i] else e
      es <- if (season == "M") e / base else e
      slope <- phi * slope + beta * el
      level <- base + alpha * el
      s[i] <- s[i] + gamma * es
    }
    if (all(is.finite(y)) && min(y) > 0.1 * size && max(y) < 10 * size) {
      return(ts(signif(y, 6), frequency = period))
    }
  }
}

# Groups of model types; the series are taken from the groups in turn, so that the
# first 15 cover every type.
groups <- list(
  rep(c("ANN", "MNN"), 5),
  rep(c("AAN", "MAN"), 4),
  rep(c("AAdN", "MAdN"), 3),
  rep(c("ANA", "AAA"), 4),
  rep(c("MAM", "MNM"), 4),
  c("AAdA", "MAdM", "AAdA", "MAdM", "AAdA"),
  c("MAM", "AAA", "MNM", "AAdN", "ANA") # quarterly
)
lengths <- c(48L, 60L, 84L, 120L, 144L)

series <- list(list(name = "AirPassengers", y = AirPassengers))
for (round in seq_len(max(sapply(groups, length)))) {
  for (g in seq_along(groups)) {
    if (round > length(groups[[g]])) next
    type <- groups[[g]][round]
    period <- if (g == length(groups)) 4L else 12L
    n <- lengths[(round + g) %% length(lengths) + 1L]
    damped <- nchar(type) == 4L
    y <- simulateSeries(
      substr(type, 1, 1), substr(type, 2, 2), substr(type, nchar(type), nchar(type)),
      damped, n, period
    )
    name <- sprintf("sim%02d-%s-p%d-n%d", length(series), type, period, n)
    series[[length(series) + 1L]] <- list(name = name, y = y)
  }
}

# At most 10 significant digits.
num <- function(x) {
  x <- signif(as.numeric(x), 10)
  if (length(x) == 0 || (length(x) == 1 && !is.finite(x))) NULL else x
}
parameter <- function(fit, key) list(num(if (key %in% names(fit$par)) fit$par[[key]]))

models <- expand.grid(
  trend = c("N", "A", "Ad"), season = c("N", "A", "M"), error = c("A", "M"),
  stringsAsFactors = FALSE
)
models <- models[!(models$error == "A" & models$season == "M"), ]

tableOfAll <- function(y) {
  out <- list()
  for (r in seq_len(nrow(models))) {
    m <- models[r, ]
    fit <- tryCatch(
      ets(y, model = paste0(m$error, substr(m$trend, 1, 1), m$season), damped = m$trend == "Ad"),
      error = function(e) NULL
    )
    entry <- list(NULL)
    if (inherits(fit, "ets") && is.finite(fit$aicc)) {
      entry <- list(list(aicc = num(fit$aicc), loglik = num(fit$loglik)))
    }
    out[paste0(m$error, m$trend, m$season)] <- entry
  }
  out
}

entry <- function(index) {
  name <- series[[index]]$name
  y <- series[[index]]$y
  fit <- ets(y)
  fc <- forecast(fit, h = horizon, level = c(80, 95))
  components <- fit$components
  damped <- components[4] == "TRUE"
  out <- list(
    name = name,
    period = frequency(y),
    values = as.numeric(y),
    method = paste0(components[1], components[2], if (damped) "d" else "", components[3]),
    error = components[1],
    trend = components[2],
    season = components[3],
    damped = damped,
    aicc = num(fit$aicc),
    loglik = num(fit$loglik)
  )
  for (key in c("alpha", "beta", "gamma", "phi")) out[key] <- parameter(fit, key)
  out$sigma2 <- num(fit$sigma2)
  out$initial <- I(num(fit$initstate))
  out$forecast <- num(fc$mean)
  out$lower80 <- num(fc$lower[, 1])
  out$upper80 <- num(fc$upper[, 1])
  out$lower95 <- num(fc$lower[, 2])
  out$upper95 <- num(fc$upper[, 2])
  if (index <= 15) out$all <- tableOfAll(y)
  toJSON(out, auto_unbox = TRUE, digits = NA, null = "null", na = "null")
}

lines <- vapply(seq_along(series), function(i) {
  line <- as.character(entry(i))
  message(i, "/", length(series), " ", series[[i]]$name)
  line
}, "")

argument <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- if (length(argument)) dirname(sub("^--file=", "", argument[1])) else "."
head <- sprintf(
  '{"r":"%s.%s","forecast":"%s","horizon":%d,"series":[',
  R.version$major, R.version$minor, "8.20", horizon
)
stopifnot(packageVersion("forecast") == "8.20")
writeLines(c(head, paste0(lines, c(rep(",", length(lines) - 1), "")), "]}"), file.path(folder, "ets.json"))
