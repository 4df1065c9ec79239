churn-forecast negativity data/signals/made-up-posts.csv --lexicon input/lexicon.txt --labels data/signals/made-up-sample.csv \
  --out negativity.csv --draws-out draws.csv
head -4 negativity.csv draws.csv
wc -l < draws.csv
churn-forecast negativity data/signals/made-up-posts.csv --lexicon input/lexicon.txt --labels data/signals/made-up-sample.csv \
  --method adjusted-count --format csv
