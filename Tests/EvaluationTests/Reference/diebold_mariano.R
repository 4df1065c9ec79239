# The references of DieboldMarianoReference.swift. R 4.2.2, forecast 8.20.
# dm.test takes errors and squares them itself (power = 2); losses are given, so their square roots are passed.
library(forecast)
t <- 0:39
first <- 1 + 0.5 * sin(t * 1.3)
second <- 1.1 + 0.4 * cos(t * 0.7)
for (h in c(1, 3, 6)) {
  test <- dm.test(sqrt(first), sqrt(second), h = h, power = 2, varestimator = "acf")
  cat(h, format(unname(test$statistic), digits = 17), format(test$p.value, digits = 17), "\n")
}
