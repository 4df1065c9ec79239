"""Maximum likelihood of the shifted beta-geometric and the beta discrete Weibull distribution in 40 digits.

The percentages are those that Fader and Hardie (2007) print for 1,000 customers of each segment; fitted to years 1 to 7.
Prints the values of BetaRetentionReference in Tests/ChurnModelsTests/Retention.

    pip install mpmath && python retention_beta.py
"""
from mpmath import mp, mpf, log, exp, loggamma, findroot, diff, matrix, inverse, sqrt

mp.dps = 40
SEGMENTS = {
    "regular": [1000, 631, 468, 382, 326, 289, 262, 241],
    "highEnd": [1000, 869, 743, 653, 593, 551, 517, 491],
}


def survival(t, la, lb, lc):
    a, b, u = exp(la), exp(lb), mpf(t) ** exp(lc) if t else mpf(0)
    return exp(loggamma(b + u) - loggamma(a + b + u) + loggamma(a + b) - loggamma(b))


def likelihood(users, la, lb, lc=mpf(0)):
    s = [survival(t, la, lb, lc) for t in range(len(users))]
    lost = sum((users[t - 1] - users[t]) * log(s[t - 1] - s[t]) for t in range(1, len(users)))
    return lost + users[-1] * log(s[-1])


def fit(users, start):
    n = len(start)

    def partial(k):
        order = tuple(int(i == k) for i in range(n))
        return lambda *x: diff(lambda *y: likelihood(users, *y), x, order)

    x = findroot([partial(k) for k in range(n)], start, tol=mpf(10) ** -25, maxsteps=60)
    x = [x[i] for i in range(n)]
    hessian = matrix(n, n)
    for i in range(n):
        for j in range(n):
            order = tuple(int(k == i) + int(k == j) for k in range(n))
            hessian[i, j] = -diff(lambda *y: likelihood(users, *y), tuple(x), order)
    return x, likelihood(users, *x), inverse(hessian)


for name, users in SEGMENTS.items():
    for kind, start in (("sbg", [log(mpf("0.68")), log(mpf("1.2" if name == "regular" else "3.8"))]),
                        ("bdw", [log(mpf("0.5")), log(mpf("0.9" if name == "regular" else "2.8")), log(mpf("1.2"))])):
        x, value, covariance = fit(users, start)
        n = len(x)
        print(name, kind)
        print("  parameters", [mp.nstr(exp(v), 15) for v in x])
        print("  logLikelihood", mp.nstr(value, 15))
        print("  log standard errors", [mp.nstr(sqrt(covariance[i, i]), 12) for i in range(n)])
        print("  covariance 0 1", mp.nstr(covariance[0, 1], 12))
        lc = x[2] if n > 2 else mpf(0)
        print("  survival 1-7, 12", [mp.nstr(survival(t, x[0], x[1], lc), 12) for t in [1, 2, 3, 4, 5, 6, 7, 12]])
