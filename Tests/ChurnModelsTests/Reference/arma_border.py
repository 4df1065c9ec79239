"""Writes the highest exact Gaussian log-likelihoods into arma_border.json: two regressions whose moving average lies at the border of invertibility.

The likelihood is that of arma_search.py, by the Cholesky factor of the covariance of the errors; the highest of 40 random starts. Statsmodels' SARIMAX prints higher ones for the first, −56.7 and −17.7, where
roots of both parts lie within 1e-6 of the unit circle: there its covariance of the first state is wrong, and the likelihood by the Cholesky factor is −378. Needs numpy, scipy, statsmodels; a minute.
"""
import json
import os

import numpy as np
from scipy.optimize import minimize

from arma_search import coefficients, log_likelihood

path = os.path.join(os.path.dirname(__file__), "arma_border.json")
cases = json.load(open(path))
for case in cases:
    p, y = case["ar"], np.array(case["growth"])
    x = np.c_[np.ones(len(y)), case["x"], np.arange(len(y)) / 10]
    rng = np.random.default_rng(1)
    case["logLikelihood"] = max(
        -minimize(lambda u: -log_likelihood(coefficients(u[:p]), -coefficients(u[p:]), y, x), rng.normal(0, 1.2, p + case["ma"]),
                  method="L-BFGS-B", bounds=[(-4, 4)] * (p + case["ma"])).fun
        for _ in range(40))
    print(case["ar"], case["ma"], case["logLikelihood"])
json.dump(cases, open(path, "w"))
