printf 'cohort,age,users\n2024-01,0,100\n2024-01,1,60\n2024-01,2,70\n2024-02,0,90\n2024-02,1,50\n' > growing.csv
churn-forecast retention growing.csv
