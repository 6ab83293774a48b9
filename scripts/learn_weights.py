"""Learns the weights of the verdict's confidence from labelled cases; scripts/learn_weights --help explains.

A case asks: does the careful person who labelled it rule as the table did? The table is right on nearly every case as
it stands, because it was written with them. So every case is also judged in noisy copies, in which a few words are
misspelt and the label stays what it is: there the table errs as it does on text that nobody here has seen, and the
doubts that come with an error are learned.
"""
import argparse
import hashlib
import json
import math
import pathlib
import random
import subprocess
import sys
from collections import Counter, defaultdict

ROOT = pathlib.Path(__file__).resolve().parent.parent
CASES = ROOT / 'tests/vectors/cases'
FACTS = ROOT / 'tests/vectors/doubts.tsv'
MODEL = ROOT / 'shared/rules/model.json'
TOOL = ROOT / 'build/native/touchstone'

COPIES = 4  # noisy copies of a case
NOISE = 0.15  # share of the words of a copy that are misspelt
FOLDS = 10
RIDGE = 2.0  # pulls a weight to 0; chosen by --validate
ROUNDS = 60
LEVELS = ['clear', 'check', 'caution', 'warn']
ROWS = [f'row_{n}' for n in range(1, 14)]
# Below these an alert is less sure than a guess, and its level falls.
THRESHOLDS = {'caution': 50, 'warn': 50}


# --- gathering --------------------------------------------------------------------------------------------------------

def misspell(text, chance):
    """Some words of the text with a letter dropped, doubled, swapped or changed, as hasty typing does."""
    words = text.split(' ')
    for i, word in enumerate(words):
        letters = sum(c.isalpha() for c in word)
        if letters < 4 or '/' in word or '@' in word or chance.random() >= NOISE:
            continue
        at = chance.randrange(1, len(word))
        kind = chance.randrange(4)
        if kind == 0:
            words[i] = word[:at] + word[at + 1:]
        elif kind == 1:
            words[i] = word[:at] + word[at] + word[at:]
        elif kind == 2:
            words[i] = word[:at - 1] + word[at] + word[at - 1] + word[at + 1:]
        else:
            words[i] = word[:at] + chance.choice('aeinorst') + word[at + 1:]
    return ' '.join(words)


def requests_of(case):
    yield dict(case['request'], explain=True)
    for copy in range(COPIES):
        chance = random.Random(f"{case['id']} {copy}")
        noisy = json.loads(json.dumps(case['request']))
        noisy['promotion']['text'] = misspell(noisy['promotion']['text'], chance)
        noisy['explain'] = True
        yield noisy


def fold_of(case):
    """Cases that belong together (a positive and its near-misses) stand in one fold."""
    base = case['id'].rstrip('abcdefghijklmnopqrstuvwxyz')
    return hashlib.sha256(base.encode()).digest()[0] % FOLDS


def holds(level, label):
    """Whether the label bears the level out: clear is clear, an alert at least as serious."""
    return level == label if label == 'clear' or level == 'clear' else LEVELS.index(label) >= LEVELS.index(level)


def gather():
    cases = [json.loads(line) for file in sorted(CASES.glob('*.jsonl')) for line in file.read_text('utf-8').splitlines()]
    requests = [(case, request) for case in cases for request in requests_of(case)]
    run = subprocess.run([TOOL, 'inspect'], input='\n'.join(json.dumps(r) for _, r in requests).encode(),
                         stdout=subprocess.PIPE, check=True)
    lines = Counter()
    for (case, _), answer in zip(requests, run.stdout.decode().splitlines(), strict=True):
        explained = json.loads(answer)['explained']
        factors = ' '.join(f"{f['name']}={f['value']}" for f in explained['factors'])
        right = holds(explained['ruled'], case['expect']['verdict'])
        lines[(fold_of(case), explained['ruled'], factors, int(right))] += 1
    text = ('# What the weights are learned from, one line a kind of ruling: fold, level, row and doubts in percent, whether\n'
            '# the label bears it out, how often. Written by scripts/learn_weights --gather.\n')
    text += ''.join('\t'.join(map(str, (*key, count))) + '\n' for key, count in sorted(lines.items()))
    FACTS.write_text(text, 'utf-8')
    print(f'{FACTS.relative_to(ROOT)}: {len(cases)} cases, {len(requests)} rulings, {len(lines)} kinds')


def read_facts():
    rows = []
    for line in FACTS.read_text('utf-8').splitlines():
        if line.startswith('#'):
            continue
        fold, level, factors, right, count = line.split('\t')
        pairs = [factor.split('=') for factor in factors.split()]
        rows.append((int(fold), level, {name: int(value) / 100 for name, value in pairs}, int(right), int(count)))
    return rows


# --- learning ---------------------------------------------------------------------------------------------------------

def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def learn(rows, doubts, ridge=RIDGE):
    """Weights by name: Newton steps one weight at a time, a doubt's never above 0, all pulled to 0 but the bias."""
    weights = {'bias': 0.0, **{name: 0.0 for name in ROWS + doubts}}
    # Where a weight applies, and by how much.
    columns = {name: [] for name in weights}
    for i, (_, _, factors, _, _) in enumerate(rows):
        columns['bias'].append((i, 1.0))
        for name, value in factors.items():
            columns[name].append((i, value))
    logits = [0.0] * len(rows)
    for _ in range(ROUNDS):
        for name, column in columns.items():
            pull = 0.0 if name == 'bias' else ridge
            slope, curve = -pull * weights[name], pull + 1e-9
            for i, value in column:
                p = sigmoid(logits[i])
                slope += rows[i][4] * value * (rows[i][3] - p)
                curve += rows[i][4] * value * value * p * (1 - p)
            step = max(-1.0, min(1.0, slope / curve))
            fresh = weights[name] + step
            if name in doubts:
                fresh = min(0.0, fresh)
            step = fresh - weights[name]
            weights[name] = fresh
            for i, value in column:
                logits[i] += step * value
    return weights


def chance_of(weights, factors):
    return sigmoid(weights['bias'] + sum(weights[name] * value for name, value in factors.items()))


def model_text(weights, doubts):
    def thousandths(name):
        return round(weights[name] * 100) * 10

    return json.dumps({
        'about': 'Written by scripts/learn_weights: how sure a ruling of the verdict table is. Weights are thousandths of a '
                 'logit, thresholds percent; the doubts are explained in core/src/verdict/doubts.h.',
        'bias': thousandths('bias'),
        'rows': {name: thousandths(name) for name in ROWS},
        'doubts': {name: thousandths(name) for name in doubts},
        'thresholds': THRESHOLDS,
    }, indent=2) + '\n'


# --- validating -------------------------------------------------------------------------------------------------------

def brier(pairs):
    total = sum(count for _, _, count in pairs)
    return sum(count * (p - right) ** 2 for p, right, count in pairs) / total


def held_out(rows, doubts, ridge=RIDGE):
    """(chance, right, count, level) of each line, by weights learned from the other folds."""
    out = []
    for fold in range(FOLDS):
        weights = learn([row for row in rows if row[0] != fold], doubts, ridge)
        out += [(chance_of(weights, factors), right, count, level) for at, level, factors, right, count in rows if at == fold]
    return out


def base_rates(rows, key):
    """The same with nothing but the share of right rulings of a kind (all, of a level, of a row) in the other folds."""
    out = []
    for fold in range(FOLDS):
        right, all_of = defaultdict(float), defaultdict(float)
        for row in rows:
            if row[0] != fold:
                right[key(row)] += row[3] * row[4]
                all_of[key(row)] += row[4]
        out += [((right[key(row)] + 1) / (all_of[key(row)] + 2), row[3], row[4]) for row in rows if row[0] == fold]
    return out


def row_of(row):
    return next(name for name in row[2] if name in ROWS)


def validation(rows, doubts):
    """Markdown: Brier scores and the reliability table, all on folds that the weights were not learned from."""
    tested = held_out(rows, doubts)
    lines = ['| confidence from | Brier score, held out |', '| --- | --- |']
    for name, pairs in (('the share of right rulings', base_rates(rows, lambda row: 0)),
                        ("the level's share", base_rates(rows, lambda row: row[1])),
                        ("the row's share", base_rates(rows, row_of)),
                        ('the model', [t[:3] for t in tested])):
        lines.append(f'| {name} | {brier(pairs):.4f} |')
    lines += ['', '| level | confidence | rulings | right | mean confidence |', '| --- | --- | --- | --- | --- |']
    for level in LEVELS:
        for low, high in ((0, 50), (50, 80), (80, 90), (90, 95), (95, 101)):
            inside = [t for t in tested if t[3] == level and low <= 100 * t[0] < high]
            count = sum(t[2] for t in inside)
            if count:
                right = sum(t[1] * t[2] for t in inside) / count
                mean = sum(t[0] * t[2] for t in inside) / count
                lines.append(f'| {level} | {low}–{min(high, 100)} % | {count} | {100 * right:.1f} % | {100 * mean:.1f} % |')
    return '\n'.join(lines)


def main():
    parser = argparse.ArgumentParser(
        prog='scripts/learn_weights', formatter_class=argparse.RawDescriptionHelpFormatter,
        description='Learns shared/rules/model.json from tests/vectors/doubts.tsv; the same file gives the same bytes.',
        epilog='After a change to the doubts, or many new cases: scripts/learn_weights --gather, then without it, then build.')
    parser.add_argument('--gather', action='store_true', help='judge the labelled cases and their noisy copies anew, into '
                        'tests/vectors/doubts.tsv (needs build/native/touchstone)')
    parser.add_argument('--check', action='store_true', help='write nothing; fail when model.json is not what would be written')
    parser.add_argument('--validate', action='store_true', help='write nothing; print how the confidence fares held out, as '
                        'Markdown')
    parser.add_argument('--ridge', type=float, default=RIDGE, help='for --validate: another pull to 0')
    options = parser.parse_args()
    if options.gather:
        gather()
        return
    doubts = list(json.loads(MODEL.read_text('utf-8'))['doubts'])
    rows = read_facts()
    if options.validate:
        if options.ridge != RIDGE:
            print(f'{brier([t[:3] for t in held_out(rows, doubts, options.ridge)]):.5f}')
        else:
            print(validation(rows, doubts))
        return
    text = model_text(learn(rows, doubts), doubts)
    if options.check:
        if MODEL.read_text('utf-8') != text:
            sys.exit('shared/rules/model.json is not what scripts/learn_weights writes; run it and build.')
        print('model.json is what scripts/learn_weights writes')
    else:
        MODEL.write_text(text, 'utf-8')
        print(f'{MODEL.relative_to(ROOT)} written from {sum(row[4] for row in rows)} rulings')


main()
