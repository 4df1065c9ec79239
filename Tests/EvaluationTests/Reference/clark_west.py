# Reference numbers for the test of Clark and West with the variance of cosine transforms; printed for ClarkWestTests.swift.
#
# The transforms are scipy's type-II DCT, orthonormalised: element j is sqrt(2/n) sum f_t cos(pi j (t - 1/2)/n).
#
# Made with Python 3.11.7, numpy 2.4.6, scipy 1.17.1. Run: python clark_west.py
import numpy as np
from scipy.fft import dct
from scipy.stats import t

for n in (8, 20, 36):
    k = np.arange(n)
    smaller = np.sin(1.7 * k + 0.3) + 0.2 * np.cos(0.4 * k)
    larger = 0.8 * smaller + 0.3 * np.cos(2.1 * k)
    f = smaller**2 - (larger**2 - (smaller - larger) ** 2)
    terms = n // 3
    variance = np.mean(dct(f, type=2, norm="ortho")[1 : terms + 1] ** 2)
    statistic = f.mean() / np.sqrt(variance / n)
    print(n, repr(float(f.mean())), repr(float(statistic)), repr(float(t.sf(statistic, terms))))
