churn-forecast negativity data/signals/made-up-posts.csv --language de
CHURN_FORECAST_LEXICA=nowhere churn-forecast negativity data/signals/made-up-posts.csv
churn-forecast negativity data/signals/made-up-posts.csv --train
churn-forecast negativity data/signals/made-up-posts.csv --classifier data/signals/made-up-posts.csv
churn-forecast negativity data/signals/made-up-posts.csv --out data/signals/made-up-posts.csv
churn-forecast negativity data/signals/made-up-reports.csv
churn-forecast negativity data/signals/made-up-posts.csv --lexicon input/lexicon.txt --draws-out draws.csv
