#!/usr/bin/env python3
"""One year of a portfolio in two currencies, worked out apart from the service.

Writes transactions.csv, market-prices.csv and fx-rates.csv, and expected.json with what they amount to at four dates.
Everything is computed here with exact fractions by the rules of DEFINITIONS 4, 7, 8 (FIFO), 10, 12, 13 and 14, in the
plainest way: for each date, start with nothing and walk through all transactions up to it. Shares no code with the
service. Run: python3 working.py
"""
import csv
import json
import random
from datetime import date, timedelta
from fractions import Fraction as F

DATES = [date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31)]
SECURITIES = {"YEAR_ALFA": ("USD", 100), "YEAR_BETA": ("USD", 42), "YEAR_GAMMA": ("EUR", 65), "YEAR_DELTA": ("EUR", 230)}
ORDER = {"RETURN_OF_CAPITAL": 0, "DEPOSIT": 0, "BUY": 2, "DIVIDEND": 3, "INTEREST": 3, "SELL": 4, "WITHDRAWAL": 5, "FEE": 5}

rng = random.Random(2024)


def weekdays():
    d = date(2024, 1, 1)
    while d <= date(2024, 12, 31):
        if d.weekday() < 5:
            yield d
        d += timedelta(days=1)


def money(units):  # cents to a decimal with two places
    return "%d.%02d" % divmod(units, 100)


def make():
    prices, rates = [], []
    level = {s: p * 100 for s, (_, p) in SECURITIES.items()}
    fx = 11000
    for d in weekdays():
        if d.weekday() == 4 or d == date(2024, 1, 1):
            for s, (currency, _) in SECURITIES.items():
                level[s] += rng.randint(-350, 400)
                prices.append((s, d, money(level[s]), currency))
        if d.weekday() in (0, 3):
            fx += rng.randint(-90, 90)
            rates.append((d, "%d.%04d" % divmod(fx, 10000)))
    rows, held, n = [], {s: 0 for s in SECURITIES}, 0

    def add(d, kind, security, currency, quantity="", price="", amount="", fees="", withholding=""):
        nonlocal n
        n += 1
        rows.append(("Y%03d" % n, d, kind, security, currency, quantity, price, amount, fees, withholding))

    days = list(weekdays())
    add(days[0], "DEPOSIT", "", "USD", amount="150000")
    add(days[0], "DEPOSIT", "", "EUR", amount="90000.50")
    for i, d in enumerate(days[1:], 1):
        if i % 2 and i % 7:
            continue
        s = rng.choice(list(SECURITIES))
        currency = SECURITIES[s][0]
        price = level[s] + rng.randint(-2500, 2500)
        if held[s] > 30 and rng.random() < 0.42:
            q = rng.randint(5, held[s])
            held[s] -= q
            add(d, "SELL", s, currency, q, money(price), fees=money(rng.randint(100, 999)))
        else:
            q = rng.randint(10, 90)
            held[s] += q
            add(d, "BUY", s, currency, q, money(price), fees=money(rng.randint(100, 999)))
        if i % 30 == 5 and held[s]:
            add(d, "DIVIDEND", s, currency, amount=money(held[s] * 37), withholding=money(held[s] * 5))
        if i % 60 == 12 and held[s]:
            add(d, "RETURN_OF_CAPITAL", s, currency, amount=money(held[s] * 11))
        if i % 44 == 0:
            add(d, "FEE", "", "USD", amount="25.75")
            add(d, "INTEREST", "", "EUR", amount=money(rng.randint(500, 3000)))
        if i % 66 == 0:
            add(d, "WITHDRAWAL", "", rng.choice(["USD", "EUR"]), amount=money(rng.randint(100000, 400000)))
    return rows, prices, rates


def at_or_before(series, d):
    found = None
    for when, value in series:
        if when <= d:
            found = value
    return found


def work(rows, prices, rates, until):
    rate = lambda d: F(at_or_before([(r[0], r[1]) for r in rates], d))
    base = lambda amount, currency, d: amount if currency == "USD" else amount * rate(d)
    lots = {s: [] for s in SECURITIES}  # [quantity, cost, cost in base]
    realized = {s: [F(0), F(0)] for s in SECURITIES}
    cash = {"USD": F(0), "EUR": F(0)}
    for (_, d, kind, s, currency, quantity, price, amount, fees, withholding) in sorted(
        rows, key=lambda r: (r[1], ORDER[r[2]], r[0])
    ):
        if d > until:
            continue
        q, fee = F(quantity or 0), F(fees or 0)
        gross = F(amount) if amount else q * F(price)
        if kind == "BUY":
            cost = gross + fee
            lots[s].append([q, cost, base(cost, currency, d)])
            cash[currency] -= cost
        elif kind == "SELL":
            proceeds = gross - fee
            cash[currency] += proceeds
            left = q
            while left:
                lot = lots[s][0]
                take = min(left, lot[0])
                cost, cost_base = lot[1] * take / lot[0], lot[2] * take / lot[0]
                part = proceeds * take / q
                realized[s][0] += part - cost
                realized[s][1] += base(part, currency, d) - cost_base
                lot[0], lot[1], lot[2] = lot[0] - take, lot[1] - cost, lot[2] - cost_base
                left -= take
                if not lot[0]:
                    lots[s].pop(0)
        elif kind == "RETURN_OF_CAPITAL":
            cash[currency] += gross
            units = sum(lot[0] for lot in lots[s])
            for lot in lots[s]:
                part = gross * lot[0] / units
                assert part <= lot[1]
                # The cost that leaves was paid at the rate of its purchase and comes back at today's: in base currency
                # that difference is realised, so that gains in base stay additive (DEFINITIONS 13).
                part_base = lot[2] * part / lot[1]
                realized[s][1] += base(part, currency, d) - part_base
                lot[2] -= part_base
                lot[1] -= part
        elif kind in ("DIVIDEND", "INTEREST"):
            cash[currency] += gross - F(withholding or 0)
        elif kind == "DEPOSIT":
            cash[currency] += gross
        else:
            cash[currency] -= gross
    positions, value = [], cash["USD"] + base(cash["EUR"], "EUR", until)
    for s, (currency, _) in SECURITIES.items():
        quantity = sum(lot[0] for lot in lots[s])
        price = at_or_before([(p[1], p[2]) for p in prices if p[0] == s], until)
        market_value = quantity * F(price)
        value += base(market_value, currency, until)
        positions.append(
            {
                "security_id": s,
                "quantity": text(quantity),
                "cost_basis": text(sum(lot[1] for lot in lots[s])),
                "cost_basis_base": text(sum(lot[2] for lot in lots[s])),
                "realized_pnl": text(realized[s][0]),
                "realized_pnl_base": text(realized[s][1]),
                "market_value": text(market_value),
            }
        )
    return {
        "as_of": until.isoformat(),
        "positions": positions,
        "cash": {c: text(v) for c, v in cash.items()},
        "total_value": text(value),
    }


def text(fraction):
    """Twenty decimals, cut off: far beyond the tolerance with which they are compared."""
    scaled = abs(fraction) * 10**20
    digits = "%d.%020d" % divmod(scaled.numerator // scaled.denominator, 10**20)
    return ("-" if fraction < 0 else "") + digits.rstrip("0").rstrip(".")


def write(name, header, rows):
    with open(name, "w", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


rows, prices, rates = make()
write(
    "transactions.csv",
    "transaction_id,portfolio_id,transaction_date,transaction_type,security_id,currency,quantity,price,gross_transaction_amount,fees,withholding_tax".split(","),
    [(i, "YEAR", d, k, s, c, q, p, a, f, w) for i, d, k, s, c, q, p, a, f, w in rows],
)
write("market-prices.csv", ["security_id", "price_date", "price", "currency"], prices)
write("fx-rates.csv", ["from_currency", "to_currency", "rate_date", "rate"], [("EUR", "USD", d, r) for d, r in rates])
with open("expected.json", "w") as f:
    json.dump([work(rows, prices, rates, d) for d in DATES], f, indent=1)
    f.write("\n")
print(len(rows), "transactions", len(prices), "prices", len(rates), "rates")
