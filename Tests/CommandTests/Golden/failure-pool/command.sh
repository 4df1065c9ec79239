churn-forecast batch - --driver outages --pool < input/panel.csv
