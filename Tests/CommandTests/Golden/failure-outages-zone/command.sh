printf "time,reports\n2023-03-01T10:00,5\n" | churn-forecast outages -
