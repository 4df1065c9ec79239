"""Writes tone.json: texts and their scores by Python's VADER (pip install vaderSentiment==3.3.2), with made-up lexica.

French words that negate and that make others stronger or weaker are read from ToneLanguage.swift. Usage: python3 tone.py > tone.json
"""
import json
import os
import random
import re
import sys

import vaderSentiment.vaderSentiment as vader

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = open(os.path.join(HERE, "../../../Sources/Signals/Negativity/ToneLanguage.swift"), encoding="utf-8").read()
WORDS = {
    "good": 1.9, "great": 3.1, "bad": -2.5, "awful": -2.0, "hate": -2.7, "love": 3.2, "no": -1.2, "shit": -2.6, "badass": 1.4, "kind": 2.4,
    "kiss": 1.8, "death": -2.9, "die": -2.9, "ass": -2.5, "heart": 3.2, "beating": -2.0, "bomb": -2.2, "yeah": 1.2, "right": 0.4,
    ":)": 2.0, ":(": -1.9, "lol": 1.8, "doubt": -1.5, "without": -0.1, "smiling": 1.9, "angry": -2.3, "bus": 0.3, "stop": -1.2, "fun": 2.3,
}
FRENCH = {
    "bon": 1.9, "mauvais": -2.1, "super": 2.9, "nul": -2.3, "aime": 2.4, "déteste": -2.7, "génial": 3.0, "panne": -1.6, "ça": 0.1, ":)": 2.0,
    "triste": -2.1, "heureux": 2.6, "no": -1.0,
}
EMOJI = {"😀": "smiling face", "😡": "angry face", "👍": "good sign", "é": "fun"}
FILL = [
    "the", "so", "this", "never", "least", "at", "very", "VERY", "but", "BUT", "or", "nor", "kind of", "sort of", "just enough", "not", "don't", "isn't",
    "without doubt", "without a doubt", "the shit", "the bomb", "bad ass", "yeah right", "to die for", "kiss of death", "beating heart", "bus stop",
    "really", "barely", "hardly", "more", "it", "was", "!", "!!", "?", "??", "????", "...", "\"good\"", "(great)", "x", "ok.", "😀", "😡😀", "ÉTÉ", "café",
    "\u00a0", "\u2028", "a\x1cb", "don\u2019t", "Straße", "ǅ", "un peu", "à peine", "pas", "très", "TRÈS", "jamais", "sans", "moins",
]


def words(name):
    found = re.search(name + r' = """\n(.*?)"""', SOURCE, re.S)
    return [word.replace("_", " ") for word in found[1].replace("\\\n", " ").split()]


def scored(lexicon, seed):
    random.seed(seed)
    analyzer = vader.SentimentIntensityAnalyzer()
    analyzer.lexicon, analyzer.emojis = lexicon, EMOJI
    pool = list(lexicon) * 2 + FILL
    texts = ["", " ", "!!!", "😀"] + [
        " ".join(word.upper() if random.random() < 0.15 else word for word in random.choices(pool, k=random.randint(1, 12))) for _ in range(400)
    ]
    return [[text, *(analyzer.polarity_scores(text)[key] for key in ("compound", "pos", "neu", "neg"))] for text in texts]


english = scored(WORDS, 1)
vader.NEGATE = words("frenchNegations")
vader.BOOSTER_DICT = {**{word: 0.293 for word in words("frenchBoosters")}, **{word: -0.293 for word in words("frenchDampeners")}}
json.dump(
    {"words": WORDS, "mots": FRENCH, "emoji": EMOJI, "english": english, "french": scored(FRENCH, 2)}, sys.stdout, ensure_ascii=False, indent=0)
