// Leet: digits and signs that stand for letters inside a word, read as those letters.
#include <algorithm>
#include <array>

#include "text/fold.h"
#include "text/utf8.h"

namespace touchstone::text {
namespace {

/// What a sign may stand for. `font` signs come from lettering generators and stand for nothing else.
struct Sign {
  std::uint32_t code_point;
  char letter;
  bool font;
};
constexpr std::array<Sign, 24> kSigns = {{
    {0xA2, 'c', false},  {0xA3, 'l', false},   {0xA5, 'y', false},  {0xA9, 'c', false},  {0xE3F, 'b', true},
    {0x20A1, 'c', true}, {0x20A3, 'f', true},  {0x20A4, 'l', true}, {0x20A5, 'm', true}, {0x20A6, 'n', true},
    {0x20A9, 'w', true}, {0x20AC, 'e', false}, {0x20AD, 'k', true}, {0x20AE, 't', true}, {0x20B1, 'p', true},
    {0x20B2, 'g', true}, {0x20B3, 'a', true},  {0x20B4, 's', true}, {0x20B5, 'c', true}, {0x20B8, 't', true},
    {0x20B9, 'r', true}, {0x20BD, 'p', true},  {0x2B55, 'o', true}, {0x2C65, 'a', true},
}};

/// What stands after a number at a word's start, so that the number is one ("5star", "1piece").
constexpr std::array<std::string_view, 70> kUnits = {
    "piece",  "pieces", "pack",    "packs",  "pair",   "pairs", "set",    "sets",   "inch",   "inches",
    "star",   "stars",  "day",     "days",   "week",   "weeks", "year",   "years",  "month",  "months",
    "hour",   "hours",  "min",     "mins",   "minute", "size",  "sizes",  "way",    "ways",   "color",
    "colors", "colour", "colours", "carat",  "carats", "gang",  "person", "people", "life",   "ply",
    "panel",  "port",   "layer",   "layers", "tier",   "tone",  "step",   "steps",  "pocket", "part",
    "parts",  "fold",   "usd",     "eur",    "off",    "left",  "item",   "items",  "seater", "wheel",
    "door",   "season", "point",   "hole",   "ever",   "you",   "pcs",    "mah",    "in1",    "percent",
};

/// What a number counts or names when it stands behind it ("size8", "jordan1").
constexpr std::array<std::string_view, 40> kNumbered = {
    "size",    "sizes", "part",    "page",   "type",   "level",   "model",  "item",  "code",   "room",
    "unit",    "step",  "phase",   "class",  "grade",  "number",  "style",  "color", "colour", "option",
    "photo",   "slide", "look",    "outfit", "iphone", "series",  "galaxy", "pixel", "note",   "jordan",
    "version", "batch", "chapter", "season", "tier",   "jordans", "airmax", "watch", "gen",    "week",
};

constexpr char letter_of(char c) {
  switch (c) {
    case '0':
      return 'o';
    case '1':
      return 'i';
    case '3':
      return 'e';
    case '4':
      return 'a';
    case '5':
      return 's';
    case '7':
      return 't';
    case '8':
      return 'b';
    case '9':
      return 'g';
    case '@':
      return 'a';
    case '$':
      return 's';
    case '!':
      return 'i';
    case '|':
      return 'l';
    case '+':
      return 't';
    default:
      return 0;
  }
}

constexpr bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

/// One character of a word.
struct Piece {
  std::uint32_t begin;  ///< byte offset in the folded text
  std::uint8_t length;
  char shown;   ///< the ASCII character; 0 for a sign beyond ASCII
  char letter;  ///< what it stands for: itself for a letter; 0 for a digit that stands for nothing
  bool font;
};

constexpr bool is_sign(const Piece& piece) {
  return !is_letter(piece.shown) && !is_digit(piece.shown);
}

/// The next piece at `at`, or a piece of length 0 where no word goes on.
Piece piece_at(std::string_view text, std::size_t at) {
  const char c = text[at];
  const auto begin = static_cast<std::uint32_t>(at);
  if (is_letter(c)) return {begin, 1, c, c, false};
  if (is_digit(c)) return {begin, 1, c, letter_of(c), false};
  if (static_cast<unsigned char>(c) < 0x80) {
    const char letter = letter_of(c);
    return {begin, static_cast<std::uint8_t>(letter != 0 ? 1 : 0), c, letter, false};
  }
  // Nothing but U+00A2…U+00A9, U+0E3F and U+20A1…U+2C65 is a sign.
  if (c != '\xC2' && c != '\xE0' && c != '\xE2') return {begin, 0, 0, 0, false};
  const Decoded decoded = decode(text, at);
  for (const Sign& sign : kSigns) {
    if (sign.code_point == decoded.code_point) {
      return {begin, static_cast<std::uint8_t>(decoded.length), 0, sign.letter, sign.font};
    }
  }
  return {begin, 0, 0, 0, false};
}

/// A word of letters, digits and signs, and which of its pieces are read as letters.
class Word {
 public:
  void clear() { pieces_.clear(); }
  void add(const Piece& piece) { pieces_.push_back(piece); }
  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }
  [[nodiscard]] bool changes(std::size_t i) const { return changed_[i] != 0; }

  /// Decides; false when the word stays as it is.
  bool decide() {
    trim();
    changed_.assign(pieces_.size(), 0);
    const auto letters = static_cast<std::size_t>(
        std::count_if(pieces_.begin(), pieces_.end(), [](const Piece& p) { return is_letter(p.shown); }));
    if (letters < 2 || letters == pieces_.size()) return false;
    spelled_ = letters >= 3 && runs_of_signs() >= 2;
    std::size_t taken = 0;
    for (std::size_t first = 0; first < pieces_.size();) {
      if (is_letter(pieces_[first].shown)) {
        ++first;
        continue;
      }
      std::size_t last = first + 1;
      while (last < pieces_.size() && !is_letter(pieces_[last].shown)) ++last;
      const Reading reading = read_run(first, last);
      if (reading == Reading::kNumber) return false;
      if (reading == Reading::kLetters) {
        for (std::size_t i = first; i < last; ++i) {
          changed_[i] = 1;
          if (!pieces_[i].font) ++taken;
        }
      }
      first = last;
    }
    const bool any = std::any_of(changed_.begin(), changed_.end(), [](std::uint8_t c) { return c != 0; });
    if (!any || letters + (spelled_ ? 2 : 0) <= taken) return false;
    choose_i_or_l();
    return true;
  }

 private:
  enum class Reading : std::uint8_t { kLetters, kLeave, kNumber };

  /// Signs at the ends are punctuation, prices, mentions; only $ and | and the currencies may begin or end a
  /// name.
  void trim() {
    const auto may_end = [](const Piece& p) { return !is_sign(p) || p.shown == '$' || p.font; };
    const auto may_begin = [](const Piece& p) {
      return !is_sign(p) || (p.shown != '@' && p.shown != '!' && p.shown != '+');
    };
    while (!pieces_.empty() && !may_end(pieces_.back())) pieces_.pop_back();
    std::size_t skip = 0;
    while (skip < pieces_.size() && !may_begin(pieces_[skip])) ++skip;
    pieces_.erase(pieces_.begin(), pieces_.begin() + static_cast<std::ptrdiff_t>(skip));
  }

  /// How many runs of digits and signs the letters part.
  [[nodiscard]] std::size_t runs_of_signs() const {
    std::size_t runs = 0;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const bool begins = !is_letter(pieces_[i].shown) && (i == 0 || is_letter(pieces_[i - 1].shown));
      if (begins) ++runs;
    }
    return runs;
  }

  /// Letters that follow, up to the next digit or sign.
  [[nodiscard]] std::string letters_after(std::size_t at) const {
    std::string letters;
    for (; at < pieces_.size() && is_letter(pieces_[at].shown); ++at) letters += pieces_[at].shown;
    return letters;
  }
  [[nodiscard]] std::string letters_before(std::size_t at) const {
    std::string letters;
    for (; at > 0 && is_letter(pieces_[at - 1].shown); --at)
      letters.insert(letters.begin(), pieces_[at - 1].shown);
    return letters;
  }

  /// How the run [first, last) of digits and signs is read.
  [[nodiscard]] Reading read_run(std::size_t first, std::size_t last) const {
    const std::size_t length = last - first;
    bool fonts = true;
    for (std::size_t i = first; i < last; ++i) {
      if (pieces_[i].letter == 0) return Reading::kNumber;
      fonts = fonts && pieces_[i].font;
    }
    if (fonts) return Reading::kLetters;
    if (length > 2) return Reading::kNumber;
    if (length == 2) {
      const char a = pieces_[first].shown;
      const char b = pieces_[first + 1].shown;
      const bool doubled = a == b;
      const bool inside = first > 0 && last < pieces_.size();
      if (is_digit(a) && is_digit(b) && !doubled && !(a == '0' && b == '1') && !(spelled_ && inside)) {
        return Reading::kNumber;
      }
      if (a == b && (a == '!' || a == '+')) return Reading::kLeave;
    }
    if (first == 0) {
      const std::string rest = letters_after(last);
      const bool unit = std::find(kUnits.begin(), kUnits.end(), rest) != kUnits.end();
      // A currency's sign may begin initials too ("¥SL").
      const std::size_t least = pieces_[first].shown == 0 ? 2 : 3;
      return rest.size() >= least && length == 1 && !unit ? Reading::kLetters : Reading::kLeave;
    }
    if (last == pieces_.size()) return read_end(first, length);
    return Reading::kLetters;
  }

  [[nodiscard]] Reading read_end(std::size_t first, std::size_t length) const {
    const char c = pieces_[first].shown;
    const std::string stem = letters_before(first);
    if (length > 1) return is_digit(c) ? Reading::kNumber : Reading::kLeave;
    if (!is_digit(c)) return stem.size() >= 3 ? Reading::kLetters : Reading::kLeave;
    // A name whose other signs are letters too ("pr4d4"), or one that ends in a letter-like digit ("gucc1").
    if (std::any_of(changed_.begin(), changed_.end(), [](std::uint8_t taken) { return taken != 0; })) {
      return Reading::kLetters;
    }
    if (c == '0') return stem.size() >= 2 && first == stem.size() ? Reading::kLetters : Reading::kLeave;
    const bool numbered = std::find(kNumbered.begin(), kNumbered.end(), stem) != kNumbered.end();
    const bool letter_like = c == '1' || c == '3' || c == '4' || c == '5';
    return letter_like && stem.size() >= 4 && !numbered ? Reading::kLetters : Reading::kLeave;
  }

  /// 1 and | are i or l, by their neighbours.
  void choose_i_or_l() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      Piece& piece = pieces_[i];
      if (changed_[i] == 0 || (piece.shown != '1' && piece.shown != '|')) continue;
      const auto at = [&](std::size_t k) { return k < pieces_.size() ? pieces_[k].letter : '\0'; };
      const char before = i > 0 ? at(i - 1) : '\0';
      const char after = at(i + 1);
      const bool doubled = (i > 0 && pieces_[i - 1].shown == piece.shown) ||
                           (i + 1 < pieces_.size() && pieces_[i + 1].shown == piece.shown);
      piece.letter = doubled || reads_as_l(i, before, after) ? 'l' : 'i';
    }
  }

  [[nodiscard]] bool reads_as_l(std::size_t i, char before, char after) const {
    if (i == 0) return is_vowel(after);
    if (is_vowel(before)) {
      if (after == 0 || is_vowel(after)) return true;
      const bool diphthong =
          before == 'u' || (before == 'a' && (after == 'n' || after == 'r' || after == 'd'));
      return !diphthong;
    }
    // b1ack, c1ean, f1ower; but t1ffany, d1or, cart1er.
    const bool cluster = before == 'b' || before == 'c' || before == 'f' || before == 'p' || before == 'k';
    return i == 1 && cluster && is_vowel(after);
  }

  std::vector<Piece> pieces_;
  std::vector<std::uint8_t> changed_;
  bool spelled_ = false;  ///< letters and signs take turns, so the signs are letters too ("v3r54c3")
};

/// What a byte of folded text may be: a letter, the beginning of a sign or a digit, or neither.
enum ByteClass : std::uint8_t { kNeither, kLetterByte, kSignByte };
constexpr std::array<std::uint8_t, 256> make_byte_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t c = 0; c < 128; ++c) {
    const char shown = static_cast<char>(c);
    classes[c] = is_letter(shown) ? kLetterByte : letter_of(shown) != 0 ? kSignByte : kNeither;
  }
  classes[0xC2] = classes[0xE0] = classes[0xE2] = kSignByte;
  return classes;
}
constexpr std::array<std::uint8_t, 256> kByteClasses = make_byte_classes();

/// Quick test of a whole text: a digit or sign beside a letter.
bool may_hold_leet(std::string_view text) {
  bool after_letter = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::uint8_t kind = kByteClasses[static_cast<unsigned char>(text[i])];
    if (kind != kSignByte) {
      after_letter = kind == kLetterByte;
      ++i;
      continue;
    }
    const std::size_t length = piece_at(text, i).length;
    const bool before_letter = i + length < text.size() && is_letter(text[i + length]);
    if (length != 0 && (after_letter || before_letter)) return true;
    after_letter = false;
    i += length != 0 ? length : 1;
  }
  return false;
}

}  // namespace

Folded undo_leet(const Folded& folded) {
  const std::string_view text = folded.text;
  Folded out;
  if (!may_hold_leet(text)) return out;
  std::size_t copied = 0;  // everything before is in `out`
  const auto copy_to = [&](std::size_t stop) {
    const auto from = static_cast<std::ptrdiff_t>(copied);
    const auto to = static_cast<std::ptrdiff_t>(stop);
    out.text.append(text.substr(copied, stop - copied));
    out.start.insert(out.start.end(), folded.start.begin() + from, folded.start.begin() + to);
    out.end.insert(out.end.end(), folded.end.begin() + from, folded.end.begin() + to);
    out.disguised.insert(out.disguised.end(), folded.disguised.begin() + from, folded.disguised.begin() + to);
    copied = stop;
  };
  Word word;
  for (std::size_t at = 0; at < text.size();) {
    // Nearly every word is letters only.
    std::size_t letters_end = at;
    while (letters_end < text.size() && is_letter(text[letters_end])) ++letters_end;
    if (letters_end == text.size() ||
        (kByteClasses[static_cast<unsigned char>(text[letters_end])] == kNeither &&
         !is_digit(text[letters_end]))) {
      at = letters_end + 1;
      continue;
    }
    word.clear();
    bool plain = true;
    std::size_t stop = at;
    while (stop < text.size()) {
      const Piece piece = piece_at(text, stop);
      if (piece.length == 0) break;
      plain = plain && is_letter(piece.shown);
      word.add(piece);
      stop += piece.length;
    }
    if (stop == at) {
      ++at;
      continue;
    }
    if (!plain && word.decide()) {
      for (std::size_t i = 0; i < word.pieces().size(); ++i) {
        const Piece& piece = word.pieces()[i];
        if (!word.changes(i)) continue;
        copy_to(piece.begin);
        out.text += piece.letter;
        out.start.push_back(folded.start[piece.begin]);
        out.end.push_back(folded.end[piece.begin]);
        out.disguised.push_back(1);
        copied = piece.begin + piece.length;
      }
    }
    at = stop;
  }
  if (out.text.empty() && copied == 0) return Folded{};
  copy_to(text.size());
  return out;
}

}  // namespace touchstone::text
