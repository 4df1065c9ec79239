churn-forecast batch - --driver outages --months 2 --quiet < input/panel.csv
