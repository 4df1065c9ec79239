churn-forecast inspect data/simulated/two-causes.csv
