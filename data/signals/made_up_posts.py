"""Writes made-up-posts.csv and made-up-sample.csv: invented posts about a service, and a sample of such posts with labels.

The share of negative posts is 22 % until October 2022 and 45 % from November 2022 on.
"""
import csv
import os
import random

HERE = os.path.dirname(os.path.abspath(__file__))
random.seed(20221101)
SUBJECTS = ["The app", "My feed", "This service", "The new design", "Search", "The timeline", "Support", "The last update", "Video", "My account"]
NEGATIVE = [
    "is down again, what a joke", "has been broken all day", "is getting worse and worse", "keeps showing me hateful replies",
    "is full of insults and spam", "lost all my drafts, I am so angry", "is a terrible mess since the update", "is unbearable!!",
    "never loads before the match is over", "shows the same ad ten times an hour", "has more bots than people now",
    "was great once, now it makes me sad", "is not good, not good at all", "logs me out every five minutes",
]
NEUTRAL = [
    "has a new button on the left", "asks for the birthday now", "was updated at noon", "is on the second tab", "opens in the browser too",
    "has version 9.41", "shows times in UTC", "sends a code by mail", "can be set to two columns", "counts replies twice",
]
POSITIVE = [
    "is great today", "works really well for me", "made my day :)", "is so much faster, thanks!", "is fun with friends",
    "helped me find a job, wow", "is not bad at all", "is the best place for news", "has lovely people", "looks beautiful at night",
]
TAILS = ["", "", "", " 🙂", " 😡", " lol", " @help", " https://example.org/a1", " #monday", " ..."]


def post(share):
    drawn = random.random()
    kind = "negative" if drawn < share else "neutral" if drawn < share + 0.5 * (1 - share) else "positive"
    phrases = {"negative": NEGATIVE, "neutral": NEUTRAL, "positive": POSITIVE}[kind]
    return f"{random.choice(SUBJECTS)} {random.choice(phrases)}{random.choice(TAILS)}", kind


with open(os.path.join(HERE, "made-up-posts.csv"), "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["time", "language", "text"])
    for number in range(12):
        year, month = divmod(2022 * 12 + 6 + number, 12)
        share = 0.22 if number < 4 else 0.45
        for place in range(90):
            day, hour = divmod(place * 28 * 24 // 90, 24)
            writer.writerow([f"{year}-{month + 1:02}-{day + 1:02}T{hour:02}:{random.randrange(60):02}:00Z", "en", post(share)[0]])
with open(os.path.join(HERE, "made-up-sample.csv"), "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["language", "text", "label"])
    for _ in range(300):
        writer.writerow(["en", *post(0.35)])
