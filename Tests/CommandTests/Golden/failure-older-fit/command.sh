echo '{"format": "churn-forecast fit", "version": 1}' > fit.json
churn-forecast forecast fit.json
