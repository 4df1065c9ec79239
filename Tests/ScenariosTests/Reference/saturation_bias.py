"""How often 90 % intervals of what was lost cover the truth where the saturation is estimated, with and without its correction.

The regression g = α − β x − κ y by least squares, 800 series a setting, 2,000 draws of a multivariate t. What it printed:

months  kappa   as estimated   corrected by 0.7 and 1.1 (below, above)
    72   0.10          0.850        0.904 (0.056, 0.040)
    72   0.20          0.882        0.920 (0.040, 0.040)
    72   0.05          0.830        0.899 (0.049, 0.052)
   120   0.10          0.863        0.901 (0.052, 0.046)
    48   0.15          0.838        0.902 (0.041, 0.056)
"""

import numpy as np

SERIES, DRAWS, BETA, ALPHA, SIGMA = 800, 2000, 0.004, 0.004, 0.012


def series(random, months, kappa):
    """x, y as it was, and y with x = 1 in the second half."""
    x, level = np.empty(months), 2.0
    for month in range(months):
        level = max(0, 2 + 0.6 * (level - 2) + 1.2 * random.standard_normal())
        x[month] = level
    y, other = np.zeros(months), np.zeros(months)
    for month in range(1, months):
        shock = SIGMA * random.standard_normal()
        y[month] = (1 - kappa) * y[month - 1] + ALPHA - BETA * (x[month] - 2) + shock
        level = x[month] if month < months // 2 else 1
        other[month] = (1 - kappa) * other[month - 1] + ALPHA - BETA * (level - 2) + shock
    return x, y, other[-1] - y[-1]


def cover(random, months, kappa):
    hits = np.zeros((2, 3))
    for _ in range(SERIES):
        x, y, truth = series(random, months, kappa)
        design = np.column_stack([np.ones(months - 1), -(x[1:] - x[:12].mean()), -y[:-1]])
        theta = np.linalg.lstsq(design, np.diff(y), rcond=None)[0]
        rest = np.diff(y) - design @ theta
        n, p = design.shape
        covariance = rest @ rest / (n - p) * np.linalg.inv(design.T @ design)
        factor, normals = np.linalg.cholesky(covariance), random.standard_normal((DRAWS, p))
        scale = np.sqrt((n - p) / random.chisquare(n - p, DRAWS))[:, None]
        for row, (share, spread) in enumerate([(0, 1), (0.7, 1.1)]):
            shift = -min(max(theta[2], 0), share * (1 + 3 * (1 - theta[2])) / n)
            draws = theta + covariance[:, 2] / covariance[2, 2] * shift + normals @ (spread * factor).T * scale
            lost = np.zeros(DRAWS)
            for month in range(months // 2, months):
                lost = (1 - draws[:, 2]) * lost + draws[:, 1] * (x[month] - 1)
            low, high = np.quantile(lost, [0.05, 0.95])
            hits[row] += [low <= truth <= high, truth < low, truth > high]
    return hits / SERIES


if __name__ == "__main__":
    for months, kappa in [(72, 0.1), (72, 0.2), (72, 0.05), (120, 0.1), (48, 0.15)]:
        plain, corrected = cover(np.random.default_rng(5), months, kappa)
        print("%6d %6.2f %14.3f %12.3f (%.3f, %.3f)" % (months, kappa, plain[0], *corrected))
