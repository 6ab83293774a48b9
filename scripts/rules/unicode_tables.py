#!/usr/bin/env python3
"""Writes shared/core/src/text/unicode_tables.cpp from Unicode's own data and lookalikes.txt beside this script.

The character data is Debian's unicode-data (/usr/share/unicode). It leaves out the security data, so Unicode's
confusables (Unicode Technical Standard 39) come whole with a registry package, pinned by hash below. Run this script
after a change to any of them; the output is committed.

For every code point it works out what folding makes of it alone: compatibility decomposition, case folding, marks
dropped where the script's marks are dropped, the plain letter of a letter with a stroke, and recomposition.
"""
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tarfile

UNICODE = pathlib.Path('/usr/share/unicode')
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = ROOT / 'shared/core/src/text/unicode_tables.cpp'
LIMIT = 0x20000  # what lies above is ideographs, private use or ignorable
BLOCK = 32

CLASSES = ['Symbol', 'Letter', 'Latin', 'Foreign', 'Exotic', 'Faux', 'Digit', 'DroppedMark', 'KeptMark', 'Ignored',
           'Space', 'Newline', 'Regional', 'Jamo', 'FauxRare']
DISGUISE, WIDE, HAN, LOOSE, COMPOSES = 1, 2, 4, 8, 16


def rows(name):
    for line in (UNICODE / name).read_text(encoding='utf-8').splitlines():
        line = line.split('#')[0].strip()
        if line:
            yield [field.strip() for field in line.split(';')]


def ranges(name, column=1):
    for fields in rows(name):
        first, _, last = fields[0].partition('..')
        yield int(first, 16), int(last or first, 16), fields[column]


# --- Unicode's data -----------------------------------------------------------------------------------------------

names, category, decomposition, combining, decimal = {}, {}, {}, {}, {}
first = None
for fields in rows('UnicodeData.txt'):
    cp = int(fields[0], 16)
    span = [cp]
    if fields[1].endswith(', First>'):
        first = cp
        continue
    if fields[1].endswith(', Last>'):
        span = range(first, cp + 1)
    for c in span:
        names[c], category[c], combining[c] = fields[1], fields[2], int(fields[3])
    if fields[6]:
        decimal[cp] = int(fields[6])
    if fields[5]:
        tag, _, rest = fields[5].rpartition('> ')
        decomposition[cp] = (tag.strip('<'), [int(x, 16) for x in rest.split()])

case_folding = {}
for fields in rows('CaseFolding.txt'):
    if fields[1] in 'CF':
        case_folding[int(fields[0], 16)] = [int(x, 16) for x in fields[2].split()]

script = {}
for low, high, value in ranges('Scripts.txt'):
    for c in range(low, high + 1):
        script[c] = value

ignorable = set()
for low, high, value in ranges('DerivedCoreProperties.txt'):
    if value == 'Default_Ignorable_Code_Point':
        ignorable.update(range(low, high + 1))

excluded = set()
for low, high, value in ranges('DerivedNormalizationProps.txt'):
    if value == 'Full_Composition_Exclusion':
        excluded.update(range(low, high + 1))

compositions = {tuple(parts): cp for cp, (tag, parts) in decomposition.items()
                if not tag and len(parts) == 2 and cp not in excluded}

flags_of_regions = []
for fields in rows('emoji/emoji-sequences.txt'):
    if fields[1] == 'RGI_Emoji_Flag_Sequence':
        flags_of_regions.append([int(x, 16) - 0x1F1E6 for x in fields[0].split()])

# --- the confusables data ---------------------------------------------------------------------------------------------

# The npm package unhomoglyph (MIT) is Unicode's confusables.txt as JSON: {character: its prototype}, Unicode 13.
CONFUSABLES = ('unhomoglyph', '1.0.6',
               'eeebdc588de15ac85200306ee09a67c986d355ced89611791835bfa0f0f90312'
               '31977e24e305d1dd60e43e7ccbc64377d8b89309328c40bb4a5598b0922df31a')


def prototypes():
    """Unicode's confusables, whole: {character: what it is confused with}."""
    name, version, sha512 = CONFUSABLES
    folder = ROOT / '.deps/unicode'
    package = folder / f'{name}-{version}.tgz'
    if not package.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(['npm', 'pack', '--silent', f'{name}@{version}'], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    if hashlib.sha512(package.read_bytes()).hexdigest() != sha512:
        sys.exit(f'{package} is not the pinned package; remove it and run this again.')
    with tarfile.open(package) as archive:
        return json.load(archive.extractfile('package/data.json'))


def confusable_letters():
    """{code point: (kind, Latin letter)} for every letter of another script that is read as one Latin letter.

    The prototype of a capital I, an l, a 1 and a | is l alike: there the letter's own small form decides (Ι -> ι -> i).
    A prototype that is a small capital (в -> ʙ) is read as its letter.
    """
    data = prototypes()
    found = {}
    for char in data:
        if len(char) != 1 or category.get(ord(char), 'Cn')[0] != 'L' or script.get(ord(char)) in ('Latin', 'Common', None):
            continue
        if ord(char) in decomposition and decomposition[ord(char)][0]:
            continue  # a compatibility form is read as the letter it is a form of
        like = data[char]
        if like == 'l' and len(char.casefold()) == 1:
            like = data.get(char.casefold(), like)
        small_capital = re.fullmatch('LATIN LETTER SMALL CAPITAL ([A-Z])', names.get(ord(like[0]), '') if len(like) == 1 else '')
        if small_capital:
            like = small_capital.group(1)
        if len(like) == 1 and like.isascii() and like.isalpha():
            found[ord(char)] = ('strict', like.lower())
    # What that data lacks, and where a reader of captions reads otherwise.
    for line in (HERE / 'lookalikes.txt').read_text(encoding='utf-8').splitlines():
        if not line.startswith('#'):
            cp, kind, letter, _ = line.split('\t')
            found[int(cp, 16)] = (kind, letter)
    return found


confusables = confusable_letters()

# --- what one code point folds to -----------------------------------------------------------------------------------

# Scripts whose marks are dropped: what is written without them is the same word.
BARE = {'Latin', 'Greek', 'Cyrillic', 'Arabic', 'Hebrew', 'Syriac', 'Coptic', 'Armenian', 'Glagolitic'}
# Scripts that nobody posts in, whose letters stand in lettering that is meant to be read as Latin.
EXOTIC = {'Cherokee', 'Lisu', 'Canadian_Aboriginal', 'Warang_Citi', 'Carian', 'Lycian', 'Elbasan', 'Deseret', 'Old_Italic',
          'Osage', 'Runic', 'Coptic', 'Miao'}
FAUX_RARE = set('卂匚乇卄ㄖㄥ卩丂ㄒㄩ乂ㄚ丨')

QUOTES = {**dict.fromkeys('‘’‚‛′‵´ʹʻʼʽˈ՚׳＇', "'"), **dict.fromkeys('“”„‟«»″‶〝〞〟״＂', '"'),
          **dict.fromkeys('‐‑‒–—―−⁃﹘﹣－־᠆⸺⸻', '-'), '⁄': '/', '∕': '/', '‹': "'", '›': "'"}
# Compatibility mappings that would glue a sign to the word before it, or take apart what is read as one sign.
KEEP = set('™℠©®¨¯¸˘˙˚˛˜˝゛゜') | {chr(c) for c in range(0x3131, 0x318F)}
# Letters that Unicode does not decompose, as they are typed without the key.
PLAIN = {'ß': 'ss', 'ẞ': 'ss', 'æ': 'ae', 'œ': 'oe', 'ø': 'o', 'ł': 'l', 'đ': 'd', 'ħ': 'h', 'ŧ': 't', 'ı': 'i', 'ð': 'd',
         'þ': 'th', 'ŋ': 'n', 'ĸ': 'k', 'ə': 'e', 'ɛ': 'e', 'ɔ': 'o', 'ɑ': 'a', 'ɡ': 'g', 'ɩ': 'i', 'ɐ': 'a', 'ǝ': 'e', 'ɯ': 'm',
         'ʌ': 'v', 'ʍ': 'w', 'ʇ': 't', 'ɥ': 'h', 'ɹ': 'r', 'ʎ': 'y', 'ɒ': 'a', 'ʁ': 'r', 'ʋ': 'v', 'ɸ': 'o', 'ʃ': 's', 'ʒ': 'z',
         'ꞓ': 'c', 'ƿ': 'p', 'ꜱ': 's', 'ꜰ': 'f', 'ǀ': 'l', 'ƨ': 's', 'ƽ': 's', 'ƅ': 'b', 'ᴓ': 'o', 'ᴔ': 'oe', 'ꭓ': 'x', 'ꬽ': 'o',
         'ꞵ': 'b', 'ʊ': 'u', 'ᵿ': 'u', 'ɷ': 'w', 'ɤ': 'y', 'ƍ': 'g', 'ʅ': 'l', 'ꞁ': 'l', 'ɵ': 'o', 'ʘ': 'o'}
DISGUISED_LATIN = set('ɑɡɩɐǝɯʍʇɥɹʎɒʁʋɸꞓƿꜱꜰǀƨƽƅᴓᴔꭓꬽꞵʊᵿɷɤƍʅꞁɵʘʌ')
# The dot that Hindi typists leave out (ज़ारा, जारा).
NUKTA = 0x093C
# Persian and Urdu forms of letters that Arabic keyboards write otherwise, and letters for foreign sounds (ڤالنتينو).
ARABIC = {'ڤ': 'ف', 'ڨ': 'ق', 'ڭ': 'ك', 'ی': 'ي', 'ى': 'ي', 'ک': 'ك', 'ہ': 'ه', 'ۂ': 'ه', 'ە': 'ه', 'ٱ': 'ا', 'ۀ': 'ه'}


def decompose(cp):
    if 0xAC00 <= cp <= 0xD7A3:
        return [cp]
    if cp in decomposition and chr(cp) not in KEEP:
        return [d for part in decomposition[cp][1] for d in decompose(part)]
    return [cp]


def plain_latin(cp):
    """The plain letter of a Latin letter that Unicode takes as a letter of its own, by its name."""
    char = chr(cp)
    if char in PLAIN:
        return PLAIN[char]
    if script.get(cp) != 'Latin' or cp < 0x80:
        return None
    name = names[cp]
    match = re.fullmatch(r'LATIN (?:SMALL|CAPITAL) LETTER ([A-Z]) WITH .*', name)
    match = match or re.fullmatch(r'LATIN LETTER SMALL CAPITAL (?:BARRED )?([A-Z])(?: WITH .*)?', name)
    return match.group(1).lower() if match else None


def is_mark(cp):
    return category.get(cp, 'Cn').startswith('M')


def is_dropped_mark(cp):
    return is_mark(cp) and cp not in (0x3099, 0x309A) and (
        script.get(cp) in BARE | {'Inherited'} or category[cp] == 'Me' or cp == NUKTA)


def fold_one(cp):
    char = chr(cp)
    if char in QUOTES:
        return QUOTES[char]
    if cp in decimal:
        return str(decimal[cp])
    out = []
    for c in decompose(cp):
        for f in case_folding.get(c, [c]):
            out.extend(decompose(f))
    text = ''
    for c in out:
        if chr(c) in QUOTES:
            text += QUOTES[chr(c)]
        elif c in decimal:
            text += str(decimal[c])
        elif chr(c) in ARABIC:
            text += ARABIC[chr(c)]
        elif is_dropped_mark(c) and len(out) > 1:
            continue
        elif c in ignorable or c == 0x0640:
            continue
        else:
            text += plain_latin(c) or chr(c)
    # Recompose what keeps its marks (kana, Indic).
    result = ''
    for c in text:
        pair = (ord(result[-1]), ord(c)) if result else None
        if pair in compositions:
            result = result[:-1] + chr(compositions[pair])
        else:
            result += c
    return result


def is_rare(cp, folded):
    """Mappings left out to keep the tables small: what nobody types to be read as a name."""
    char = chr(cp)
    return (0xF900 <= cp <= 0xFAFF or 0x2E80 <= cp <= 0x2FDF  # ideographs kept for old encodings, radicals
            or 0x3200 <= cp <= 0x33FF and not folded.isascii()  # squared katakana, telegraph signs
            or 0xFB50 <= cp <= 0xFDFF and len(folded) > 1  # Arabic ligatures
            or script.get(cp) in EXOTIC | {'Georgian', 'Glagolitic'})


LETTER_SIGNS = {}  # enclosed letters -> the letter
for cp, name in names.items():
    match = re.fullmatch(r'(?:PARENTHESIZED|CIRCLED|SQUARED|NEGATIVE CIRCLED|NEGATIVE SQUARED|CROSSED NEGATIVE SQUARED'
                         r'|TORTOISE SHELL BRACKETED|CIRCLED ITALIC) LATIN (?:SMALL|CAPITAL) LETTER ([A-Z])', name)
    if match:
        LETTER_SIGNS[cp] = match.group(1).lower()

LINE_ENDS = {0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029}
BLANKS = {0x09, 0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800}


def record(cp):
    """(class, flags, look-alike letter, folded text or None when it stays)."""
    char, cat = chr(cp), category.get(cp, 'Cn')
    if cp in LINE_ENDS:
        return ('Newline', 0, '', '')
    if cp in BLANKS or cat == 'Zs':
        return ('Space', 0, '', '')
    if 0x1F1E6 <= cp <= 0x1F1FF:
        return ('Regional', 0, '', '')
    if cat == 'Cc' or cp in ignorable or cat == 'Cf' or cp == 0x0640:
        return ('Ignored', 0, '', '')
    if is_dropped_mark(cp):
        overlay = 0x0332 <= cp <= 0x0338 or cat == 'Me' or 0x20D0 <= cp <= 0x20F0
        return ('DroppedMark', DISGUISE if overlay else 0, '', '')
    if 0x10000 <= cp < 0x1D000 and cat[0] in 'LMNC' and cp not in confusables:
        return ('Letter', 0, '', None)  # ancient and very small scripts: their letters stand as they are
    if is_mark(cp):
        composes = any(pair[1] == cp for pair in compositions)
        return ('KeptMark', COMPOSES if composes else 0, '', None)
    if 0x1100 <= cp <= 0x11FF:
        return ('Jamo', COMPOSES, '', None)
    if cp in LETTER_SIGNS:
        return ('Latin', DISGUISE, '', LETTER_SIGNS[cp])
    folded = fold_one(cp)
    if not folded:
        return ('Ignored', 0, '', '')
    if is_rare(cp, folded):
        folded = char
    if folded in ('\u3099', '\u309a'):  # the half-width voicing marks
        return ('KeptMark', COMPOSES, '', folded)
    flags = 0
    tag = decomposition.get(cp, ('', []))[0]
    head = folded[:1]
    head_cat = category.get(ord(head), 'Cn') if head else 'Cn'
    kind = 'Symbol'
    if head.isascii() and head.isalpha():
        kind = 'Latin'
    elif head.isascii() and head.isdigit():
        kind = 'Digit'
    elif head_cat[0] == 'L' or head_cat[0] == 'N':
        kind = 'Letter'
    if tag == 'wide':
        flags |= WIDE
    elif kind == 'Latin' and (tag in ('font', 'super', 'sub', 'circle') and char not in 'ªº' or char in DISGUISED_LATIN
                              or 'SMALL CAPITAL' in names.get(cp, '')):
        flags |= DISGUISE
    if script.get(cp) in ('Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo'):
        flags |= HAN
    look = ''
    base = cp if cp in confusables else next(
        (d for d in decompose(cp)[:1] if d != cp and d in confusables and kind == 'Letter'), None)
    if base is not None and kind == 'Letter':
        how, look = confusables[base]
        if how == 'faux':
            kind = 'FauxRare' if char in FAUX_RARE else 'Faux'
        else:
            kind = 'Exotic' if script.get(cp) in EXOTIC else 'Foreign'
            flags |= LOOSE if how == 'loose' else 0
        if tag in ('font', 'circle', 'super', 'sub'):
            flags |= DISGUISE
    return (kind, flags, look, None if folded == char else folded)


# --- the tables -----------------------------------------------------------------------------------------------------

def main():
    records, index, pool, offsets = [], {}, bytearray(), {}
    cells = []
    for cp in range(LIMIT):
        if 0xD800 <= cp <= 0xDFFF:
            kind, flags, look, text = 'Symbol', 0, '', None
        else:
            kind, flags, look, text = record(cp)
        key = (kind, flags, look, text)
        if key not in index:
            offset, length = 0, 0
            if text:
                data = text.encode()
                length = len(data)
                if data not in offsets:
                    found = pool.find(data)
                    if found < 0:
                        found = len(pool)
                        pool += data
                    offsets[data] = found
                offset = offsets[data]
            index[key] = len(records)
            records.append((offset, length, CLASSES.index(kind), flags, ord(look) if look else 0))
        cells.append(index[key])
    blocks, block_index, stage1 = [], {}, []
    for start in range(0, LIMIT, BLOCK):
        block = tuple(cells[start:start + BLOCK])
        if block not in block_index:
            block_index[block] = len(blocks)
            blocks.append(block)
        stage1.append(block_index[block])
    pairs = sorted((a, b, c) for (a, b), c in compositions.items()
                   if c < 0x10000 and not (is_dropped_mark(b)) and not 0xAC00 <= c <= 0xD7A3)
    regions = bytearray(85)
    for a, b in flags_of_regions:
        regions[(a * 26 + b) // 8] |= 1 << ((a * 26 + b) % 8)

    size = len(stage1) * 2 + len(blocks) * BLOCK * 2 + len(records) * 6 + len(pool) + len(pairs) * 6 + len(regions)
    version = re.search(r'-(\d+\.\d+\.\d+)\.txt', (UNICODE / 'CaseFolding.txt').read_text(encoding='utf-8')).group(1)

    def numbers(values, per_line=24):
        values = [str(v) for v in values]
        return '\n'.join('    ' + ','.join(values[i:i + per_line]) + ',' for i in range(0, len(values), per_line))

    out = f'''// What folding makes of each code point, from Unicode {version}. Generated by scripts/rules/unicode_tables.py:
// do not edit.
// clang-format off
#include "text/unicode_tables.h"

namespace touchstone::text::tables {{

const std::uint16_t kStage1[{len(stage1)}] = {{
{numbers(stage1)}
}};

const std::uint16_t kStage2[{len(blocks) * BLOCK}] = {{
{numbers([c for b in blocks for c in b])}
}};

const Record kRecords[{len(records)}] = {{
{numbers(['{%d,%d,%d,%d,%d}' % r for r in records], 8)}
}};

const unsigned char kPool[{len(pool)}] = {{
{numbers(pool)}
}};

const Composition kCompositions[{len(pairs)}] = {{
{numbers(['{%d,%d,%d}' % p for p in pairs], 8)}
}};
const std::size_t kCompositionCount = {len(pairs)};

const unsigned char kRegions[{len(regions)}] = {{
{numbers(regions)}
}};

}}  // namespace touchstone::text::tables
'''
    if '--check' in sys.argv:
        if TARGET.read_text(encoding='utf-8') != out:
            sys.exit(f'{TARGET.name} is not what this script writes; run scripts/rules/unicode_tables.py.')
    else:
        TARGET.write_text(out, encoding='utf-8')
    print(f'{len(records)} records, {len(blocks)} blocks, pool {len(pool)}, compositions {len(pairs)}: {size} bytes')


main()
