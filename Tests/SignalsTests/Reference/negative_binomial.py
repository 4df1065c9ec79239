"""Prints upper tails and quantiles of negative binomial counts for NegativeBinomialTests. Needs scipy."""
from scipy.special import betainc
from scipy.optimize import brentq

for mean, size, n in [(2, 7, 13), (0.3, 0.5, 4), (150, 8, 600), (20, 1e4, 45), (1200, 30, 2500), (5, 3, 1)]:
    tail = lambda x: betainc(x, size, mean / (mean + size))
    quantile = lambda p: brentq(lambda x: tail(x) - p, 1e-9, 1e7, xtol=1e-10)
    print(f"({mean}, {size}, {n}, {tail(n)!r}, {quantile(0.1)!r}, {quantile(2e-6)!r}),")
