churn-forecast negativity data/signals/made-up-posts.csv --lexicon input/lexicon.txt --labels data/signals/made-up-sample.csv \
  --train --classifier tone.bin --examples 2
churn-forecast negativity data/signals/made-up-posts.csv --lexicon input/lexicon.txt --classifier tone.bin --format csv | tail -2
