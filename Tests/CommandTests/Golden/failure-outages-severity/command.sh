printf "start,end,severity\n2023-03-01T10:00Z,2023-03-01T11:00Z,awful\n" | churn-forecast outages -
