"""Log-likelihoods of statsmodels' ETSModel where simple starts of the search fail; references of ExponentialSmoothingTests."""
import math
import warnings

import numpy as np
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

warnings.filterwarnings("ignore")
t = np.arange(120)
wave = 350 + 0.1 * t + 3 * np.sin(t * math.pi / 6) + 0.3 * np.sin(12.9898 * t * t)
q = np.arange(84)
growing = 0.5 * np.exp(0.04 * q) * (1 + 0.3 * np.cos(q * math.pi / 2) + 0.05 * np.sin(12.9898 * q * q))


def log_likelihood(y, **form):
    best = ETSModel(y, **form).fit(disp=0, maxiter=5000).llf
    # Without the constant, as in the program.
    return best + len(y) / 2 * (math.log(2 * math.pi / len(y)) + 1)


print("AAN", log_likelihood(wave, error="add", trend="add"))
print("AAdN", log_likelihood(wave, error="add", trend="add", damped_trend=True))
print("MNA", log_likelihood(growing, error="mul", seasonal="add", seasonal_periods=4))
print("MAA", log_likelihood(growing, error="mul", trend="add", seasonal="add", seasonal_periods=4))
