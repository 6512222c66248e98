#!/usr/bin/env python3
"""Counts a Pabulib vote without any of Verkstad's code.

    recount.py zurich-d10.pb > zurich-recount.json

It writes two votes: the file's own with three that go on, and a second one on the
eight most-voted of the first, with the same dots on them, where five go on. Each
has what a result says: who goes on, who is left out, the best swap, what is near,
what it takes to turn it, and what equal shares choose. Everything is in whole
numbers or fractions.
"""
import json
import sys
from fractions import Fraction


def read(path):
    part, projects, ballots, head = None, [], [], None
    for line in open(path, encoding="utf-8"):
        cells = line.rstrip("\n").split(";")
        if cells[0] in ("META", "PROJECTS", "VOTES"):
            part, head = cells[0], None
        elif part in ("PROJECTS", "VOTES") and head is None:
            head = cells
        elif part == "PROJECTS":
            projects.append(cells[0])
        elif part == "VOTES":
            row = dict(zip(head, cells))
            points = [int(p) for p in row["points"].split(",")]
            ballots.append({projects.index(v): p for v, p in zip(row["vote"].split(","), points) if p > 0})
    return len(projects), ballots


def order(sums):
    return sorted(range(len(sums)), key=lambda c: (-sums[c], c))


def left_out(ballots, chosen):
    return sum(1 for b in ballots if not any(c in b for c in chosen))


def near(ballots, a, b):
    """The difference is at most one standard deviation of it."""
    n = len(ballots)
    d = [x.get(a, 0) - x.get(b, 0) for x in ballots]
    mean = Fraction(sum(d), n)
    variance = sum((x - mean) ** 2 for x in d) / n
    return Fraction(sum(d)) ** 2 <= n * variance


def margin(ballots, above, below, most):
    gap = sum(b.get(above, 0) - b.get(below, 0) for b in ballots)
    dots, turns = gap // 2 + 1, sorted((b.get(above, 0) + max(0, most - b.get(below, 0)) for b in ballots), reverse=True)
    changed = 0
    while gap >= 0:
        gap -= turns[changed]
        changed += 1
    return {"above": above, "below": below, "dots": dots, "ballots": changed}


def equal_shares(n, ballots, seats):
    """Every ballot has seats/n; then Phragmen's rule with what is left."""
    money = [Fraction(seats, len(ballots))] * len(ballots)
    chosen, backers = [], [[i for i, b in enumerate(ballots) if c in b] for c in range(n)]
    while len(chosen) < seats:
        best = None
        for c in range(n):
            if c in chosen or sum(money[i] for i in backers[c]) < 1:
                continue
            rest, owed = sorted(money[i] for i in backers[c]), Fraction(1)
            for at, m in enumerate(rest):
                price = owed / (len(rest) - at)
                if price <= m:
                    break
                owed -= m
            if best is None or price < best[0]:
                best = (price, c)
        if best is None:
            break
        price, c = best
        for i in backers[c]:
            money[i] -= min(money[i], price)
        chosen.append(c)
    while len(chosen) < seats:  # all earn alike until the backers of one can pay
        waits = [((1 - sum(money[i] for i in backers[c])) / len(backers[c]), c) for c in range(n) if c not in chosen and backers[c]]
        wait, c = min(waits)
        money = [m + wait for m in money]
        for i in backers[c]:
            money[i] = Fraction(0)
        chosen.append(c)
    return sorted(chosen)


def count(n, ballots, seats, most):
    sums = [sum(b.get(c, 0) for b in ballots) for c in range(n)]
    by = order(sums)
    chosen, out = sorted(by[:seats]), by[seats:]
    now = left_out(ballots, chosen)
    swaps = []
    for o in by[:seats]:
        for i in out:
            gain = now - left_out(ballots, [c for c in chosen if c != o] + [i])
            if gain > 0:
                swaps.append((-gain, -by.index(o), by.index(i), o, i))
    swap = min(swaps) if swaps else None
    last, first_out = by[seats - 1], by[seats]
    one_less = 0
    for b in ballots:
        less = [s - b.get(c, 0) for c, s in enumerate(sums)]
        if sorted(order(less)[:seats]) != chosen:
            one_less += 1
    shares = equal_shares(n, ballots, seats)
    return {
        "ballots": len(ballots), "seats": seats, "sums": sums, "chosen": chosen, "left_out": now,
        "left_out_by_more": left_out(ballots, by[: seats + 1]),
        "swap": {"out": swap[3], "in": swap[4], "gain": -swap[0]} if swap else None,
        "near_first": [c for c in by[1:] if near(ballots, by[0], c)],
        "near_cut": [c for at, c in enumerate(by) if near(ballots, c, last if at >= seats else first_out)],
        "first": margin(ballots, by[0], by[1], most), "cut": margin(ballots, last, first_out, most),
        "one_less": one_less, "shares": shares, "shares_left_out": left_out(ballots, shares),
    }


def main():
    n, ballots = read(sys.argv[1])
    first = count(n, ballots, 3, 10)
    kept = sorted(order(first["sums"])[:8])
    again = [{kept.index(c): d for c, d in b.items() if c in kept} for b in ballots]
    second = count(8, [b for b in again if b], 5, 10)
    json.dump({"kept": kept, "votes": [first, second]}, sys.stdout, indent=1)
    print()


main()
