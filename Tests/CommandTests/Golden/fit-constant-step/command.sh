churn-forecast fit data/twitter/mau-quarterly.csv --driver 'step(2015-01)' --from 2012-03
