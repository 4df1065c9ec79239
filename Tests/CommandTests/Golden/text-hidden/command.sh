cat > plan.yaml <<'END'
title: "storm \e]0;owned\a \e[31mRED \x9b2J \u202egnp.exe"
base: {month: 2022-12, users: 100M}
growth: {perYear: 0.01, sd: 0.005}
innovation: 0.008
drivers:
  outages: {reference: 0.75, effect: {value: 0.001, sd: 0.0005}}
horizon: 2023-02
scenarios:
  calm: {outages: hold}
  "st\e[31morm": {outages: 1}
END
for question in run price tornado; do churn-forecast scenario $question plan.yaml; done
