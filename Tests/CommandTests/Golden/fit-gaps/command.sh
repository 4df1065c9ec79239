churn-forecast fit input/gaps.csv --driver outages --driver negativity --missing outages=interpolate
