printf 'title: t\nbase: {data: input/monthly.csv}\nmodel: {drivers: {outages: {}, negativity: {}}}\nhorizon: 2021-12\ndraws: 2000\nscenarios: {a: {}, b: {negativity: {distribution: {process: normal, sd: 0.02}}}}\n' > plan.yaml
churn-forecast scenario run plan.yaml --format csv
printf 'title: t\nbase: {data: input/monthly.csv}\nmodel: {drivers: {outages: {}, negativity: {}}}\nhorizon: 2021-12\ndraws: 2000\nscenarios: {a: {outages: {forecast: hold}}}\n' > refused.yaml
churn-forecast scenario run refused.yaml
