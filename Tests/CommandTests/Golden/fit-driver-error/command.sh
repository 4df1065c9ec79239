churn-forecast fit data/signals/made-up-history.csv --driver outages --driver-error outages=outages_se --baseline constant --errors independent --out fit.json
churn-forecast forecast fit.json --months 3
churn-forecast fit data/signals/made-up-history.csv --driver 'log1p(outages)' --driver-error outages=outages_se --baseline constant --errors independent --format json | head -30
churn-forecast fit data/signals/made-up-history.csv --driver outages --driver-error outages=outages_se --baseline constant --errors independent --format csv
churn-forecast fit data/signals/made-up-history.csv --driver outages --driver-error negativity=outages_se
churn-forecast fit data/signals/made-up-history.csv --driver outages --driver-error outages=nothing
