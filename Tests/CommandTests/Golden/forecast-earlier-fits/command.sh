churn-forecast forecast input/earlier-growth.json --months 4
churn-forecast forecast input/earlier-flows.json --months 4
churn-forecast forecast input/earlier-auto.json --months 4
