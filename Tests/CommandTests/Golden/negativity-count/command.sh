churn-forecast negativity data/signals/made-up-posts.csv --lexicon input/lexicon.txt --scored scored.csv --out negativity.csv
head -4 scored.csv negativity.csv
