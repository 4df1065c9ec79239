"""Reference values for LinearSolverTests and DistributionsTests.

python3 -m venv env && env/bin/pip install statsmodels scipy mpmath && env/bin/python linear.py
"""
import mpmath as mp
import numpy as np
import statsmodels.api as sm



# Deterministic data without a random generator: 12 rows, two predictors, weights.
i = np.arange(12.0)
x1 = i * i / 10 - i
x2 = np.array([1, 0, 2, 1, 3, 0, 1, 4, 2, 0, 5, 1.0])
y = np.array([1.2, 0.7, -0.4, -0.9, -2.2, -1.1, -1.6, -3.4, -1.9, 0.8, -1.5, 2.6])
w = np.array([1, 2, 1, 0.5, 1, 3, 1, 1, 2, 1, 0.25, 1.0])
X = np.column_stack([np.ones(12), x1, x2])

for name, fit in [("OLS", sm.OLS(y, X).fit()), ("WLS", sm.WLS(y, X, weights=w).fit())]:
    k = 4  # the variance counts as a parameter
    aic = -2 * fit.llf + 2 * k
    print(name)
    print("  coefficients", [repr(float(v)) for v in fit.params])
    print("  standardErrors", [repr(float(v)) for v in fit.bse])
    print("  sigma", repr(float(np.sqrt(fit.scale))), "rSquared", repr(float(fit.rsquared)),
          "adjusted", repr(float(fit.rsquared_adj)))
    print("  logLikelihood", repr(float(fit.llf)), "aicc", repr(float(aic + 2 * k * (k + 1) / (12 - k - 1))),
          "bic", repr(float(-2 * fit.llf + k * np.log(12))))
    print("  durbinWatson", repr(float(sm.stats.durbin_watson(fit.wresid))))
    print("  interval 95 %", fit.conf_int()[1].tolist(), "p", repr(float(fit.pvalues[1])))

mp.mp.dps = 40


def t_upper(x, v):
    x, v = mp.mpf(x), mp.mpf(v)
    return mp.betainc(v / 2, mp.mpf(1) / 2, 0, v / (v + x * x), regularized=True) / 2


def show(name, value):
    print(name, mp.nstr(value, 17))


show("normal upper 1.96", mp.erfc(mp.mpf("1.96") / mp.sqrt(2)) / 2)
show("normal upper 37", mp.erfc(37 / mp.sqrt(2)) / 2)
show("normal quantile 0.975", mp.sqrt(2) * mp.erfinv(mp.mpf("0.95")))
show("t upper 2.5, 7", t_upper("2.5", 7))
show("t upper 40, 30", t_upper(40, 30))
show("t quantile 0.975, 7", mp.findroot(lambda x: t_upper(x, 7) - mp.mpf("0.025"), 2.36))
show("t quantile 0.9, 157", mp.findroot(lambda x: t_upper(x, 157) - mp.mpf("0.1"), 1.28))
f_upper = lambda x, a, b: mp.betainc(mp.mpf(b) / 2, mp.mpf(a) / 2, 0, b / (b + a * mp.mpf(x)), regularized=True)
show("F upper 4.2, 3, 20", f_upper("4.2", 3, 20))
show("chi2 upper 11.3, 4", mp.gammainc(2, mp.mpf("11.3") / 2, mp.inf, regularized=True))
show("chi2 upper 1400, 4", mp.gammainc(2, mp.mpf(1400) / 2, mp.inf, regularized=True))
show("chi2 quantile 0.3, 9", mp.findroot(lambda x: mp.gammainc(mp.mpf(9) / 2, 0, x / 2, regularized=True) - mp.mpf("0.3"), 6))
