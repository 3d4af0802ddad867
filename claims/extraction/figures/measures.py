"""What a number is measured in: per cent, money, lengths, weights, spans of time."""

import re

PERCENT = r"%|per\s?cent\b|percentage[\s-]points?\b|pct\b|pc\b|pp\b|basis[\s-]points?\b"
SIGN = r"(?:US|AU|NZ|CA|HK|A|C|S)?\$|[£€¥₹₽₴₪₩]|Rs\.?(?=\s?\d)|(?:USD|EUR|GBP|CHF|AUD|CAD)\s?(?=\d)"
COINS = (
    r"(?:(?:US|American|Canadian|Australian|Singapore|New\sZealand)\s)?dollars?|pounds?(?:\ssterling)?|euros?|cents?|"
    r"pence|p\b(?!\.)|bucks"
)
CURRENCIES = (
    r"yen|yuan|renminbi|ro?ubles?|rupees?|(?:Swiss\s)?francs?|pesos?|crowns?|kron(?:er|or|ur|a|e)|zlotys?|lira|"
    r"rand|hryvnias?|shekels?|dinars?|dirhams?|riyals?|ringgit|rupiah|baht|won|reais|naira|shillings?|forints?|lei"
)
SPANS = (
    r"seconds?|minutes?|mins?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|years?|decades?|"
    r"centur(?:y|ies)"
)
LENGTHS = (
    r"(?:(?:square|cubic|sq|nautical|light)[\s-])?(?:kilomet(?:re|er)s?|met(?:re|er)s?|miles?|feet|foot|ft|"
    r"inch(?:es)?|yards?|centimet(?:re|er)s?|millimet(?:re|er)s?|years)|km/h|kph|kmh|mph|km|cm|mm|m\b|sq\sm|km²|m²"
)
WEIGHTS = (
    r"acres?|hectares?|tonn?es?|tons?|kilogram(?:me)?s?|kilos?|kg|milligram(?:me)?s?|microgram(?:me)?s?|mg|grams?|"
    r"grammes?|g\b|ounces?|lbs?|stone|lit(?:re|er)s?|millilit(?:re|er)s?|ml|barrels?|gallons?|pints?|"
    r"degrees?(?:\s(?:Celsius|Fahrenheit|centigrade|C|F)\b)?|°\s?[CF]?|(?-i:[CF]\b)|knots|(?:kilo|mega|giga|"
    r"tera)?watt(?:[\s-]hours?|s)?|[MGk]Wh?|volts?|(?:kilo|mega|giga|tera)bytes?|[MGT]B|calories|horsepower|"
    r"magnitude|becquerels?"
)
UNIT = rf"(?:{PERCENT}|(?:{SPANS}|{LENGTHS}|{WEIGHTS}|{COINS}|{CURRENCIES})(?![\w’]))"
ATTACHED = (
    r"(?:%|p\b|pc\b|pct\b|pp\b|km\b|km/h|mph\b|kph\b|kmh\b|cm\b|mm\b|m\b|kg\b|mg\b|g\b(?-i:(?<!G))|lbs?\b|ft\b|"
    r"ml\b|°|(?-i:[CF]\b)|" + (r"(?-i:[MGkT]?Wh?\b|[MGTk]B\b)|km²|m²)")
)
DURATION = re.compile(rf"(?:{SPANS})", re.IGNORECASE)
MONEY_WORDS = re.compile(rf"(?:{COINS}|{CURRENCIES})", re.IGNORECASE)
PAID = re.compile(
    r"\b(?:cost\w*|pa(?:y|id|ys|ying)|fin(?:e|ed|es)|worth|pric\w+|budget\w*|rais\w+|sav\w+|spen[dt]\w*|charg\w+|"
    r"bills?|fees?|profits?|loss(?:es)?|debts?|tax\w*|revenue\w*|sales|salar\w+|wages?|grants?|loans?|donat\w+|"
    r"owe[ds]?|earn\w*|sold|bought|buy|sell|rent\w*|compensation|damages|funding|fund|a (?:day|week|month|year|"
    r"head|kilo|litre)|per (?:day|week|month|year|person|hour))\b",
    re.IGNORECASE,
)
SIGNS = {"dollar": "$", "euro": "€", "pound sterling": "£", "usd": "$", "eur": "€", "gbp": "£"}
WEIGHED = 1e5  # no fish weighs a hundred thousand pounds: such pounds are money


def unit_of(sign: str, words: str, value: float, around: str) -> str:
    """The unit as a Figure has it: money by its sign, per cent as %, else the article's own word.

    `around`: the words beside it, which tell pounds that are paid from pounds that are weighed.
    """
    sign, low = sign.strip(), " ".join(words.lower().replace("-", " ").split())
    if sign:
        return SIGNS.get(sign.lower(), sign)
    if low in ("%", "per cent", "percent", "pct", "pc"):
        return "%"
    if low in ("percentage point", "percentage points", "pp"):
        return "percentage points"
    one = (
        "dollar"
        if low.endswith((" dollars", " dollar"))
        else low.removesuffix("s").replace("pounds s", "pound s")
    )
    if one == "pound" and (value >= WEIGHED or PAID.search(around)):
        return "£"
    return SIGNS.get(one, words)


def is_money(unit: str) -> bool:
    """Whether a unit is money, by sign or by word."""
    return (unit[-1:] in "$£€¥₹₽₴₪₩" and bool(unit)) or unit == "Rs" or bool(MONEY_WORDS.fullmatch(unit))
