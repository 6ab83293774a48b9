// One pass over folded text: names however they are written, and goods words.
//
// The trie is walked from every place where a word may begin. Between two letters of a key the text may hold
// separators, a masked letter may stand for any, and a letter may be stretched; what that makes of a match is
// weighed when the key is complete. Words that lead nowhere are then looked up by their skeleton. A budget
// that grows with the text bounds the work whatever the text is.
#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <tuple>

#include "lexicon/edits.h"
#include "lexicon/parts.h"
#include "text/commas.h"
#include "text/letters.h"
#include "text/one_of.h"
#include "text/utf8.h"

namespace touchstone::lexicon {
namespace {

constexpr int kLeastConfidence = 50;
/// Below this a reading of a misspelt or masked name needs a second signal.
constexpr int kSure = 75;
/// Of a name in which one letter is another that looks like it.
constexpr std::uint8_t kAlikeConfidence = 84;
constexpr std::uint32_t kMaxMasks = 5;
constexpr std::uint32_t kMaxGapGlyphs = 3;
constexpr std::uint8_t kMaxDepth = 40;
constexpr int kMaxStemLooks = 24;
/// A `case` name of so many letters is no initials: one capital for each of its words will do.
constexpr std::size_t kShortestCapitalised = 4;
/// Of the names that share a skeleton only the first few are compared; curated names seldom share one.
constexpr int kMaxSkeletonLooks = 8;
constexpr std::uint8_t kMaxStretch = 24;
constexpr std::size_t kShortestRunTogether = 8;
constexpr std::size_t kShortestDoubled = 8;
constexpr std::size_t kShortestPair = 8;
constexpr std::size_t kLongestRunTogether = 64;
/// Liberties taken (separators skipped, masks tried) per byte of text; plain walks go on when they are spent.
constexpr std::int64_t kLibertiesPerByte = 8;
constexpr std::int64_t kLibertiesAtLeast = 4096;
/// And from one place in the text, so that one bad place does not spend them all.
constexpr std::int64_t kLibertiesPerWalk = 768;

/// Case endings that Latin-script languages put on foreign names (Rolexu, Gucciho, Gucciego, Guccim,
/// Moncleren, Pradát, Jordanów, Fendihez).
constexpr std::array<std::string_view, 66> kLatinEndings = {
    "a",   "u",   "y",   "i",    "e",   "o",   "em",  "om",  "ow",  "ie",  "ou",  "ho",  "mu",  "ach",
    "ami", "ech", "um",  "en",   "er",  "n",   "in",  "t",   "et",  "ot",  "at",  "k",   "ek",  "ok",
    "val", "vel", "ban", "ben",  "m",   "ch",  "mi",  "ego", "emu", "owi", "owy", "ovi", "ovy", "ova",
    "im",  "ra",  "re",  "nak",  "nek", "hoz", "hez", "ba",  "be",  "bol", "rol", "tol", "ja",  "je",
    "jat", "om",  "ul",  "ului", "uri", "den", "dan", "nin", "li",  "lu"};
/// The same after a name of four letters, of which a single letter more makes too many words.
constexpr std::array<std::string_view, 18> kLongLatinEndings = {"em",  "om",  "ow",  "ho",  "mu",  "ach",
                                                                "ami", "ech", "ego", "emu", "owi", "ban",
                                                                "ben", "val", "vel", "nak", "hoz", "bol"};
/// What Persian writes at a name's end (my, your, their; the plural; is; the object), folded.
constexpr std::array<std::string_view, 23> kPersianEndings = {
    "ست",  "ي",   "يي",  "ام",  "ات",  "اش",  "يم", "و",   "م",   "ت", "ش", "مو",
    "مون", "تون", "شون", "مان", "تان", "شان", "ها", "هام", "هاي", "ه", "رو"};
/// Articles and prepositions that lose their vowel before another (dell', quell') have so many letters.
constexpr std::size_t kLongestArticle = 5;
/// Last labels by which a dotted word is an address and no name.
constexpr std::array<std::string_view, 40> kTopLevel = {
    "com", "net", "org", "io", "co", "to",   "eu",    "us",   "uk", "de", "fr",  "it", "es", "pt",
    "nl",  "be",  "ch",  "at", "pl", "cz",   "ru",    "ua",   "tr", "cn", "jp",  "kr", "in", "id",
    "br",  "mx",  "ca",  "au", "me", "shop", "store", "link", "ee", "ly", "app", "bio"};

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}
bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}
bool all_ascii_letters(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// What a sign between or in place of letters may be.
enum class Sign : std::uint8_t {
  kHard,   ///< * # @ ~ _ and the like, emoji: masks a letter, also the last one
  kSoft,   ///< . - ! ? ' + | / : masks a letter between letters, else ends a word
  kBreak,  ///< , ; brackets, quotes, a new line: no name goes on after it
  kSpace,
};

Sign sign_at(std::string_view text, std::size_t at) {
  switch (text[at]) {
    case ' ':
      return Sign::kSpace;
    case '\n':
    case ',':
    case ';':
    case '(':
    case ')':
    case '[':
    case ']':
    case '{':
    case '}':
    case '<':
    case '>':
    case '"':
    case '\\':
    case '\x02':
      return Sign::kBreak;
    case '.':
    case '-':
    case '!':
    case '?':
    case '\'':
    case '+':
    case '|':
    case '/':
    case ':':
    case '&':
    case '=':
      return Sign::kSoft;
    default:
      return text::starts_with_comma(text.substr(at)) ? Sign::kBreak : Sign::kHard;
  }
}

/// Emoji often follow a word; only these are written in place of its last letters.
bool is_end_mask(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 7> kStars = {"×", "•", "●", "∗", "✱", "✻", "✽"};
  const char c = text[at];
  if (c == '*' || c == '~' || c == '_' || c == '@' || c == '$') return true;
  return std::any_of(kStars.begin(), kStars.end(),
                     [&](std::string_view star) { return text.substr(at, star.size()) == star; });
}

/// True for one emoji or pictograph: a sign from U+2180 on that is no letter.
bool is_emoji(std::string_view sign) {
  if (sign.size() != glyph_at(sign, 0).size) return false;
  const auto first = static_cast<unsigned char>(sign[0]);
  return first == 0xF0 || (first == 0xE2 && static_cast<unsigned char>(sign[1]) >= 0x86);
}

bool is_latin_or_digit(Script script) {
  return script == Script::kLatin || script == Script::kDigit;
}

/// Letters that a digit is read as within a word.
std::string_view leet_letters(char digit) {
  switch (digit) {
    case '0':
      return "o";
    case '1':
      return "il";
    case '3':
      return "e";
    case '4':
      return "a";
    case '5':
      return "s";
    case '6':
    case '9':
      return "g";
    case '7':
      return "t";
    case '8':
      return "b";
    default:
      return {};
  }
}

class Scanner {
 public:
  Scanner(const Parts& parts, const text::Folded& folded, std::string_view original)
      : parts_(parts),
        trie_(parts.trie),
        folded_(folded),
        text_(folded.text),
        original_(original),
        liberties_(kLibertiesAtLeast + kLibertiesPerByte * static_cast<std::int64_t>(folded.text.size())) {}

  Scan run() {
    std::size_t at = 0;
    while (at < text_.size()) {
      const Glyph glyph = glyph_at(text_, at);
      if (!is_word(glyph.script)) {
        read_sign(at);
        at += glyph.size;
        continue;
      }
      at = read_token(at);
    }
    resolve();
    return std::move(scan_);
  }

 private:
  enum class Context : std::uint8_t { kPlain, kHashtag, kHandle };

  /// A walk: how much of a key the text has given so far, and by which liberties.
  struct Path {
    Trie::Cursor cursor;
    std::uint32_t at = 0;     ///< next byte of the text
    std::uint32_t key = 0;    ///< bytes of the key so far
    std::uint32_t tails = 0;  ///< of them, those that go on a letter beyond ASCII
    std::uint64_t gaps = 0;   ///< bit i: separators stood before byte i of the key
    std::uint8_t masks = 0;
    std::uint8_t doubled = 0;    ///< a letter written twice that the key has once
    std::uint8_t stretched = 0;  ///< a letter written three times or more
    std::uint8_t leet = 0;
    std::uint8_t depth = 0;
    bool last_masked = false;
    bool after_gap = false;  ///< separators were skipped and no letter came since

    [[nodiscard]] bool plain() const { return masks == 0 && doubled == 0 && stretched == 0 && leet == 0; }
  };

  // --- The text, sign by sign and token by token ---

  void read_sign(std::size_t at) {
    const char sign = text_[at];
    if (sign == ' ' || sign == '\n') {
      context_ = Context::kPlain;
      return;
    }
    const bool after_word = is_word(glyph_before(text_, at).script);
    if (sign == '#') {
      context_ = Context::kHashtag;
    } else if (sign == '@' && !after_word) {
      context_ = Context::kHandle;
    } else if (!(context_ != Context::kPlain &&
                 (sign == '_' || (context_ == Context::kHandle && sign == '.')))) {
      context_ = Context::kPlain;
    }
    if (!after_word && context_ == Context::kPlain && is_end_mask(text_, at)) walk_masked_start(at);
  }

  /// A run of letters and digits; returns its end, or the end of the address that it begins.
  std::size_t read_token(std::size_t begin) {
    std::size_t end = begin;
    std::uint64_t hash = kHashStart;
    bool ascii = true;
    while (end < text_.size()) {
      const auto c = static_cast<unsigned char>(text_[end]);
      if (c < 0x80) {
        if (!is_word(detail::kAsciiScripts[c])) break;
        hash = hash_byte(hash, c);
        ++end;
        continue;
      }
      const Glyph glyph = glyph_at(text_, end);
      if (!is_word(glyph.script)) break;
      ascii = false;
      end += glyph.size;
    }
    if (context_ != Context::kHandle) {
      if (const std::size_t address = address_end(begin, end); address != 0) return address;
    }
    // The t of "don't" begins nothing.
    const bool contracted =
        end - begin == 1 && begin >= 2 && text_[begin - 1] == '\'' && is_letter(text_[begin - 2]);
    if (contracted) return end;
    token_begin_ = begin;
    token_end_ = end;
    ordinary_ = ascii && parts_.words.contains(hash_finish(hash));
    whole_ = false;
    begin_walk(begin, false);
    if (ascii) {
      read_latin(begin, end);
      if (!whole_) read_misspelt(begin, end);
    } else {
      read_mixed(begin, end);
    }
    return end;
  }

  /// The end of the web or mail address that begins with this token, 0 when it is none.
  [[nodiscard]] std::size_t address_end(std::size_t begin, std::size_t end) const {
    const std::string_view rest = text_.substr(end);
    const auto until_space = [&](std::size_t from) {
      while (from < text_.size() && text_[from] != ' ' && text_[from] != '\n') ++from;
      return from;
    };
    if (rest.starts_with("://")) return until_space(end);
    if (rest.size() < 2 || (rest[0] != '.' && rest[0] != '@' && rest[0] != '-')) return 0;
    // Labels of letters, digits and hyphens, parted by dots, the last a known one.
    std::size_t at = end;
    std::size_t label = begin;
    bool dotted = false;
    std::size_t longest = end - begin;
    while (at < text_.size()) {
      const char c = text_[at];
      if (is_ascii_alnum(c) || c == '-') {
        ++at;
        continue;
      }
      if ((c == '.' || c == '@') && at + 1 < text_.size() && is_ascii_alnum(text_[at + 1])) {
        longest = std::max(longest, at - label);
        dotted = dotted || c == '.';
        label = ++at;
        continue;
      }
      break;
    }
    if (!dotted || longest < 2) return 0;
    const std::string_view last = text_.substr(label, at - label);
    const bool path = at < text_.size() && text_[at] == '/';
    if (!text::is_one_of(kTopLevel, last) && !(path && last.size() >= 2 && all_ascii_letters(last))) return 0;
    return path ? until_space(at) : at;
  }

  void read_latin(std::size_t begin, std::size_t end) {
    walk(begin, false);
    const std::size_t size = end - begin;
    const bool tag = context_ != Context::kPlain;
    if (size > kLongestRunTogether) return;
    if (!tag && (size < kShortestRunTogether || ordinary_)) return;
    for (std::size_t at = begin + 1; at + 2 <= end; ++at) walk(at, true);
  }

  /// A token with letters beyond ASCII: words may begin wherever the script changes, and anywhere in scripts
  /// without spaces.
  void read_mixed(std::size_t begin, std::size_t end) {
    Script previous = Script::kNone;
    std::size_t run = begin;
    for (std::size_t at = begin; at < end;) {
      const Glyph glyph = glyph_at(text_, at);
      const bool joined =
          glyph.script == previous || (is_latin_or_digit(glyph.script) && is_latin_or_digit(previous));
      if (!joined) run = at;
      const bool digit_before = previous == Script::kDigit && glyph.script == Script::kLatin;
      if (!joined) {
        walk(at, false);
      } else if (is_unspaced(glyph.script) || context_ == Context::kHashtag || digit_before) {
        walk(at, true);
      } else if ((glyph.script == Script::kArabic || glyph.script == Script::kHebrew) && at - run <= 6) {
        // The article and the prepositions are written together with the name.
        if (is_prefix(text_.substr(run, at - run))) walk(at, false);
      }
      previous = glyph.script;
      at += glyph.size;
    }
  }

  static bool is_prefix(std::string_view letters) {
    static constexpr std::array<std::string_view, 26> kPrefixes = {
        "ال", "و", "ف", "ب", "ك", "ل", "لل", "وال", "بال", "فال", "كال", "ول", "وب",
        "ה",  "ו", "ב", "ל", "מ", "ש", "כ",  "וה",  "מה",  "של",  "שה",  "וב", "ול"};
    return text::is_one_of(kPrefixes, letters);
  }

  // --- Walking the trie ---

  void begin_walk(std::size_t begin, bool inner) {
    begin_ = begin;
    inner_ = inner;
    walk_floor_ = std::max<std::int64_t>(0, liberties_ - kLibertiesPerWalk);
  }
  bool take_liberty() { return liberties_ > walk_floor_ && --liberties_ >= 0; }

  void walk(std::size_t begin, bool inner) {
    // Nearly every word ends its walk here, at one look. A letter twice, or a digit, may be a disguise, which
    // is seen on the slow way.
    const std::size_t letters = plain_letters(begin);
    const char* word = text_.data() + begin;
    if (letters == 4 && !trie_.begins(word[0], word[1], word[2], word[3])) return;
    if (letters == 3 && !trie_.begins(word[0], word[1], word[2])) return;
    begin_walk(begin, inner);
    Path path;
    if (letters >= 2) {
      if (!trie_.start_pair(word[0], word[1], path.cursor)) return;
      path.at = static_cast<std::uint32_t>(begin + 2);
      path.key = 2;
      follow(path);
      return;
    }
    const auto first = static_cast<unsigned char>(text_[begin]);
    if (trie_.start(first, path.cursor)) {
      path.at = static_cast<std::uint32_t>(begin + 1);
      path.key = 1;
      // The rest of a character beyond ASCII.
      const Glyph glyph = glyph_at(text_, begin);
      for (std::size_t i = 1; i < glyph.size; ++i) {
        if (!trie_.step(path.cursor, static_cast<unsigned char>(text_[begin + i]))) return;
        ++path.at;
        ++path.key;
        ++path.tails;
      }
      follow(path);
    }
    if (!inner && all_digits(text_.substr(begin, 1)) && begin + 1 < text_.size() &&
        detail::ascii_script(static_cast<unsigned char>(text_[begin + 1])) == Script::kLatin) {
      follow_leet(Path{}, static_cast<std::uint32_t>(begin), true);
    }
  }

  /// How many of the four characters from here are letters, none the same as the one before it.
  [[nodiscard]] std::size_t plain_letters(std::size_t begin) const {
    const std::size_t most = std::min<std::size_t>(4, text_.size() - begin);
    const char* word = text_.data() + begin;
    std::size_t count = 0;
    while (count < most && is_letter(word[count]) && (count == 0 || word[count] != word[count - 1])) ++count;
    // What cuts the letters short may itself be a disguise.
    if (count < most && is_ascii_alnum(word[count])) return std::min<std::size_t>(count, 1);
    return count;
  }

  /// "*ucci": the first letter is masked.
  void walk_masked_start(std::size_t at) {
    const std::size_t next = at + glyph_at(text_, at).size;
    if (next + 3 >= text_.size() || !all_ascii_letters(text_.substr(next, 3))) return;
    begin_walk(at, false);
    token_begin_ = at;
    token_end_ = next;
    while (token_end_ < text_.size() && is_ascii_alnum(text_[token_end_])) ++token_end_;
    trie_.first_children([&](unsigned char byte, const Trie::Cursor& cursor) {
      if (byte < 'a' || byte > 'z' || !take_liberty()) return;
      Path path;
      path.cursor = cursor;
      path.at = static_cast<std::uint32_t>(next);
      path.key = 1;
      path.masks = 1;
      path.depth = 1;
      follow(path);
    });
  }

  void follow(Path path) {
    // Letters that are followed without any liberty, in a tight loop.
    if (!path.after_gap) {
      while (path.at < text_.size() && !trie_.value(path.cursor)) {
        const char c = text_[path.at];
        if (!is_letter(c) || c == text_[path.at - 1] || is_filler(path.at)) break;
        if (!trie_.step_here(path.cursor, static_cast<unsigned char>(c))) return;
        ++path.at;
        ++path.key;
        path.last_masked = false;
      }
    }
    while (true) {
      if (!path.after_gap) {
        if (const auto value = trie_.value(path.cursor)) complete(path, *value);
      }
      if (path.at >= text_.size()) return;
      const char c = text_[path.at];
      if (is_ascii_alnum(c) && !is_filler(path.at)) {
        Trie::Cursor next = path.cursor;
        const bool again = c > '9' && text_[path.at - 1] == c;
        if (trie_.step(next, static_cast<unsigned char>(c))) {
          if (again && may_be_one_more(path) && path.depth < kMaxDepth && take_liberty()) {
            Path skipped = path;
            ++skipped.at;
            ++(run_length(path.at) >= 3 ? skipped.stretched : skipped.doubled);
            ++skipped.depth;
            follow(skipped);
          }
          path.cursor = next;
          ++path.at;
          ++path.key;
          path.last_masked = path.after_gap = false;
          continue;
        }
        if (again) {
          ++path.at;
          if (run_length(path.at - 1) >= 3) {
            if (++path.stretched > kMaxStretch) return;
          } else if (++path.doubled > 2) {
            return;
          }
          continue;
        }
        if (c <= '9') follow_leet(path, path.at, false);
        return;
      }
      const Glyph glyph = glyph_at(text_, path.at);
      if (!is_word(glyph.script) || is_ascii_alnum(c)) {
        follow_gap(path);
        return;
      }
      for (std::size_t i = 0; i < glyph.size; ++i) {
        if (!trie_.step(path.cursor, static_cast<unsigned char>(text_[path.at + i]))) return;
      }
      path.at += glyph.size;
      path.key += glyph.size;
      path.tails += glyph.size - 1;
      path.last_masked = path.after_gap = false;
    }
  }

  /// True when a letter that repeats the one before it, and that some key has twice, may still be one too
  /// many: of a stretched letter, or once in a long word.
  [[nodiscard]] bool may_be_one_more(const Path& path) const {
    return run_length(path.at) >= 3 ||
           (path.plain() && path.at - begin_ + rest_after(path.at).size() >= kShortestDoubled);
  }

  /// How often the letter at `at` stands in a row around it.
  [[nodiscard]] std::size_t run_length(std::size_t at) const {
    std::size_t first = at;
    std::size_t last = at + 1;
    while (first > begin_ && text_[first - 1] == text_[at] && at - first < 3) --first;
    while (last < text_.size() && text_[last] == text_[at] && last - at < 3) ++last;
    return last - first;
  }

  void follow_leet(const Path& path, std::uint32_t at, bool first) {
    if (path.leet >= 3 || path.depth >= kMaxDepth || !take_liberty()) return;
    for (const char letter : leet_letters(text_[at])) {
      Path other = path;
      const auto byte = static_cast<unsigned char>(letter);
      if (first ? !trie_.start(byte, other.cursor) : !trie_.step(other.cursor, byte)) continue;
      other.at = at + 1;
      ++other.key;
      ++other.leet;
      ++other.depth;
      other.last_masked = other.after_gap = false;
      follow(other);
    }
  }

  /// Signs after a letter of the key: separators to skip, or masks that stand for a letter each.
  void follow_gap(const Path& path) {
    if (path.depth >= kMaxDepth) return;
    const Gap& gap = gap_at(path.at);
    const bool skippable = gap.word_next && gap.glyphs <= kMaxGapGlyphs && gap.glyphs > 0;
    // In handles "_" and "." part words; an apostrophe is an ending's or an article's ("my son's").
    const bool maskable = gap.masks > 0 && may_mask(path.at) && path.masks + gap.masks <= kMaxMasks &&
                          context_ != Context::kHandle && (gap.hard || (gap.word_next && !gap.spaced));
    const bool skip = skippable && may_step(path.cursor, text_[gap.end]);
    if ((!skip && !maskable) || !take_liberty()) return;
    const std::uint32_t masks = gap.masks;
    if (skip) {
      Path other = path;
      other.at = static_cast<std::uint32_t>(gap.end);
      if (path.key < 64) other.gaps |= std::uint64_t{1} << path.key;
      ++other.depth;
      other.after_gap = true;
      follow(other);
    }
    if (maskable) follow_masks(path, masks);
  }

  /// False of the signs that stand for no letter: an apostrophe is an ending's or an article's ("my son's"),
  /// "_" parts the words of a tag, and in scripts without capitals a stop, a comma or a dash ends what is
  /// said.
  [[nodiscard]] bool may_mask(std::size_t at) const {
    static constexpr std::array<std::string_view, 4> kStops = {"。", "～", "~", "…"};
    const char sign = text_[at];
    if (sign == '\'') return false;
    if (sign == '_' && context_ == Context::kHashtag) return false;
    if (is_latin_or_digit(glyph_before(text_, at).script)) return true;
    return sign_at(text_, at) != Sign::kSoft &&
           std::none_of(kStops.begin(), kStops.end(),
                        [&](std::string_view stop) { return text_.substr(at, stop.size()) == stop; });
  }

  /// The signs from here to the next letter.
  struct Gap {
    std::size_t begin = static_cast<std::size_t>(-1);
    std::size_t end = 0;
    std::uint32_t glyphs = 0;
    std::uint32_t masks = 0;  ///< signs before the first space
    bool spaced = false;
    bool hard = true;  ///< the masks may stand at a word's end
    bool word_next = false;
  };

  /// An x or a nought between syllables or ideographs is a sign (샤x넬, 롤x스): their names hold no Latin
  /// letters.
  [[nodiscard]] bool is_filler(std::size_t at) const {
    return (text_[at] == 'x' || text_[at] == '0') && is_between_syllables(at);
  }
  [[nodiscard]] bool is_between_syllables(std::size_t at) const {
    if (at == 0 || at + 1 >= text_.size()) return false;
    const Script before = glyph_before(text_, at).script;
    return (before == Script::kHangul || before == Script::kHan) && glyph_at(text_, at + 1).script == before;
  }

  /// Kept until another place is asked for, since every walk over a word comes to the same place.
  const Gap& gap_at(std::size_t begin) {
    if (gap_.begin == begin) return gap_;
    gap_ = Gap{};
    gap_.begin = begin;
    std::size_t at = begin;
    while (at < text_.size() && gap_.glyphs <= kMaxGapGlyphs + 1) {
      const Glyph glyph = glyph_at(text_, at);
      const bool filler = is_filler(at);
      if (is_word(glyph.script) && !filler) break;
      const Sign sign = filler ? Sign::kHard : sign_at(text_, at);
      if (sign == Sign::kBreak) break;
      if (sign == Sign::kSpace) gap_.spaced = true;
      if (!gap_.spaced) {
        ++gap_.masks;
        gap_.hard = gap_.hard && is_end_mask(text_, at);
      }
      ++gap_.glyphs;
      at += glyph.size;
    }
    gap_.end = at;
    gap_.word_next = at < text_.size() && is_word(glyph_at(text_, at).script);
    return gap_;
  }

  /// False when the letter cannot come next, even read as leet.
  [[nodiscard]] bool may_step(Trie::Cursor cursor, char c) const {
    return (c >= '0' && c <= '9') || trie_.step(cursor, static_cast<unsigned char>(c));
  }

  /// `count` signs, each read as any one letter.
  void follow_masks(const Path& path, std::uint32_t count) {
    const bool ascii = is_ascii_alnum(text_[begin_]);
    trie_.children(path.cursor, [&](unsigned char byte, const Trie::Cursor& cursor) {
      if (!take_liberty()) return;
      Path other = path;
      other.cursor = cursor;
      ++other.key;
      if (byte < 0x80) {
        if (byte < 'a') return;
        follow_mask_end(other, count);
      } else if (!ascii) {
        follow_mask_bytes(other, count, byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1);
      }
    });
  }

  void follow_mask_bytes(const Path& path, std::uint32_t count, int bytes) {
    trie_.children(path.cursor, [&](unsigned char byte, const Trie::Cursor& cursor) {
      if (byte < 0x80 || !take_liberty()) return;
      Path other = path;
      other.cursor = cursor;
      ++other.key;
      ++other.tails;
      if (bytes > 1) {
        follow_mask_bytes(other, count, bytes - 1);
      } else {
        follow_mask_end(other, count);
      }
    });
  }

  void follow_mask_end(Path path, std::uint32_t count) {
    path.at += glyph_at(text_, path.at).size;
    ++path.masks;
    ++path.depth;
    path.last_masked = true;
    path.after_gap = false;
    if (count > 1) {
      follow_masks(path, count - 1);
    } else {
      follow(path);
    }
  }

  // --- Weighing a complete key ---

  void complete(const Path& path, std::uint32_t value) {
    parts_.each_entry(value, [&](Entry entry) {
      entry.letters = path.key - path.tails;
      switch (entry.kind()) {
        case Kind::kGoods:
          if (path.plain()) complete_goods(entry, path);
          break;
        case Kind::kHandle:
        case Kind::kSite:
          break;
        default:
          complete_name(entry, path);
      }
      return true;
    });
  }

  [[nodiscard]] static std::uint64_t inner_gaps(const Entry& entry, const Path& path) {
    // Words that begin behind the first bytes are not recorded; gaps are free there.
    return path.gaps & ~std::uint64_t{entry.boundaries} & ((1ULL << Entry::kBoundaryBytes) - 1);
  }

  void note_whole(std::size_t end) { whole_ = whole_ || (begin_ == token_begin_ && end >= token_end_); }

  void complete_goods(const Entry& entry, const Path& path) {
    if (inner_gaps(entry, path) != 0) return;
    if (inner_ && context_ == Context::kPlain && !is_unspaced(glyph_at(text_, begin_).script) &&
        !ends_compound(entry, path.at)) {
      return;
    }
    if (!goods_end(entry, path.at)) return;
    scan_.goods.push_back({static_cast<std::uint32_t>(begin_), path.at, entry.goods()});
    note_whole(path.at + rest_after(path.at).size());
  }

  /// The letters that follow within the same word: the same script, or Latin letters and digits.
  [[nodiscard]] std::string_view rest_after(std::size_t end) const {
    if (end >= text_.size()) return {};
    const Script last = glyph_before(text_, end).script;
    std::size_t at = end;
    while (at < text_.size()) {
      const Glyph glyph = glyph_at(text_, at);
      const bool same = glyph.script == last || (is_latin_or_digit(last) && is_latin_or_digit(glyph.script));
      if (!same || !is_word(glyph.script)) break;
      at += glyph.size;
      if (at - end > kLongestRunTogether) break;
    }
    return text_.substr(end, at - end);
  }

  /// "Wanderschuhe", "vászontáska": the last word of a compound says what the goods are.
  [[nodiscard]] bool ends_compound(const Entry& entry, std::size_t end) const {
    constexpr std::uint32_t kShortest = 5;
    constexpr std::size_t kShortestBefore = 3;
    if (entry.endings() < Endings::kCompoundCase || entry.letters < kShortest) return false;
    if (begin_ < token_begin_ + kShortestBefore) return false;
    const std::string_view rest = rest_after(end);
    return rest.empty() || rest == "s" || rest == "n" || rest == "en" ||
           (entry.endings() == Endings::kCompoundChain && rest.size() <= 3);
  }

  [[nodiscard]] bool goods_end(const Entry& entry, std::size_t end) const {
    const std::string_view rest = rest_after(end);
    if (rest.empty()) return true;
    const Script script = glyph_before(text_, end).script;
    const std::size_t letters = glyph_count(rest);
    switch (script) {
      case Script::kLatin:
      case Script::kDigit:
        if (rest == "s" || rest == "es" || all_digits(rest)) return true;
        if (context_ != Context::kPlain) return plausible(rest, false);
        switch (entry.endings()) {
          case Endings::kPlural:
            return false;
          case Endings::kCase:
          case Endings::kCompoundCase:
            return entry.letters >= 5 && letters <= 3;
          case Endings::kChain:
          case Endings::kCompoundChain:
            return entry.letters >= 4 && letters <= 6;
        }
        return false;
      case Script::kCyrillic:
        return entry.letters >= 4 && letters <= 3;
      case Script::kGreek:
        return entry.letters >= 4 && letters <= 2;
      case Script::kArabic:
      case Script::kHebrew:
        return entry.letters >= 3 && letters <= 2;
      case Script::kIndic:
        return entry.letters >= 2 && letters <= 2;
      default:
        return true;
    }
  }

  struct Ending {
    int confidence = 0;  ///< 0 when the name does not end here
    bool run_together = false;
  };

  void complete_name(const Entry& entry, const Path& path) {
    const Kind kind = entry.kind();
    const bool weak = entry.has(Entry::kWeak);
    const std::size_t letters = entry.letters;
    if ((kind == Kind::kNot || entry.has(Entry::kCase)) && (!path.plain() || inner_gaps(entry, path) != 0)) {
      if (kind == Kind::kNot || path.leet + path.masks + path.doubled + path.stretched > 0) return;
    }
    int confidence = spelling_confidence(entry, path);
    if (confidence == 0) return;
    const Ending ending = name_end(entry, path);
    if (ending.confidence == 0) return;
    confidence = confidence * ending.confidence / 100;
    if (kind != Kind::kNot && is_of_an_ordinary_word(path)) return;
    // "HM" and "h&m" are H&M, "hm" is a hum.
    const bool joined_initials =
        letters <= 3 && entry.boundaries != 0 && path.gaps == 0 && !ending.run_together;
    if (joined_initials && context_ == Context::kPlain && !written_in_capitals(begin_, path.at)) return;
    const bool whole_tag = context_ == Context::kHashtag && begin_ == token_begin_ && path.at == token_end_;
    if (entry.has(Entry::kCase) && !ending.run_together && !written_in_capitals(begin_, path.at) &&
        !(letters >= kShortestCapitalised && written_as_a_name(begin_, path.at))) {
      // "#lv" is nothing but the initials; in running text small letters are a word.
      if (!whole_tag || letters < 2) return;
      confidence = confidence * 7 / 10;
    }
    if (entry.has(Entry::kInflected)) confidence = confidence * 88 / 100;
    if (confidence < kLeastConfidence) return;

    NameMatch match;
    match.begin = static_cast<std::uint32_t>(begin_);
    match.end = path.at;
    match.brand = entry.brand();
    match.goods = entry.goods();
    match.person = entry.has(Entry::kPerson);
    match.excluded = kind == Kind::kNot;
    match.run_together = ending.run_together || context_ == Context::kHandle;
    match.confidence = static_cast<std::uint8_t>(confidence);
    const bool disguised =
        !path.plain() || inner_gaps(entry, path) != 0 || is_disguised(match.begin, match.end);
    match.form = disguised              ? Form::kObfuscated
                 : kind == Kind::kAlias ? Form::kAlias
                 : kind == Kind::kLine  ? Form::kLine
                                        : Form::kExact;
    match.weak = weak || ((disguised || match.run_together) && confidence < kSure);
    found_.push_back(match);
    note_whole(path.at + rest_after(path.at).size());
  }

  [[nodiscard]] bool is_disguised(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end && i < folded_.disguised.size(); ++i) {
      if (folded_.disguised[i] != 0) return true;
    }
    return false;
  }

  /// True when the name is a part of a listed word that stands here ("Fila" in "филиал", a branch), or when
  /// the marks that folding takes away make it a listed word ("pátek", Friday, is no Patek).
  [[nodiscard]] bool is_of_an_ordinary_word(const Path& path) {
    if (!path.plain() || path.gaps != 0) return false;
    constexpr int kMostBefore = 3;
    constexpr int kMostBehind = 4;
    std::size_t from = begin_;
    for (int before = 0;; ++before) {
      std::size_t to = path.at;
      for (int behind = 0;; ++behind) {
        // An inflected word of Latin letters is listed whole.
        const bool longer = before + behind > 0 && (to == token_end_ || !is_ascii_alnum(text_[begin_]));
        if (longer && parts_.words.contains(hash_of(text_.substr(from, to - from)))) return true;
        if (behind == kMostBehind || to >= token_end_) break;
        to += glyph_at(text_, to).size;
      }
      if (before == kMostBefore || from <= token_begin_) break;
      from -= glyph_before(text_, from).size;
    }
    return begin_ == token_begin_ && path.at == token_end_ && is_listed_as_written(begin_, path.at);
  }

  /// True when the word with its marks, in small letters, is a listed one.
  [[nodiscard]] bool is_listed_as_written(std::size_t begin, std::size_t end) {
    constexpr std::size_t kLongest = 40;
    if (end - begin > kLongest) return false;
    std::string word;
    bool marked = false;
    for (std::size_t at = begin; at < end; ++at) {
      // A letter may fold to several ("æ"), and one of several bytes stands once.
      if (at > begin && folded_.start[at] == folded_.start[at - 1]) continue;
      if (original_at(folded_.start[at]) == '\0') return false;
      const text::Decoded letter = text::decode(original_, original_byte_);
      marked = marked || letter.code_point >= 0x80;
      std::array<char, 4> bytes{};
      word.append(bytes.data(), text::encode(text::small_letter(letter.code_point), bytes.data()));
    }
    return marked && parts_.words.contains(hash_of(word));
  }

  /// How sure the letters alone make it that this name is meant; 0 when they do not.
  [[nodiscard]] int spelling_confidence(const Entry& entry, const Path& path) const {
    const bool weak = entry.has(Entry::kWeak);
    const int letters = static_cast<int>(entry.letters);
    int confidence = 100;
    if (path.masks > 0) {
      const int masks = path.masks;
      const int seen = letters - masks;
      if (inner_gaps(entry, path) != 0 || path.stretched + path.doubled > 0) return 0;
      if (seen < 2 || seen * 5 < letters * 2 || (seen < 3 && letters > 3)) return 0;
      if (letters < 4 && is_ascii_alnum(text_[begin_])) return 0;
      if (weak && (masks > 1 || letters < 5)) return 0;
      // A star before or behind an ordinary word is a note or part of it ("Freund*innen").
      if (masks == 1 && is_ordinary_beside_mask(path)) return 0;
      // A short name with two signs in it is as likely an oath ("b*%ch"), a line's name with one an ordinary
      // word.
      if (masks > std::max(1, letters / 3)) return 0;
      if (entry.kind() == Kind::kLine && letters < 7) return 0;
      confidence = 95 - 8 * (masks - 1);
      if (path.last_masked) confidence -= 18;
      if (!is_word(glyph_at(text_, begin_).script)) {
        if (letters < 5) return 0;
        confidence -= 15;
      }
    }
    if (path.stretched + path.doubled > 0) {
      // An ordinary word is stretched for joy, not for disguise.
      if (weak || letters < 4 || entry.kind() == Kind::kLine) return 0;
      // In a long name that is no ordinary word a letter too many is no accident of another word.
      confidence = std::min(confidence, path.doubled == 0 ? 86 : letters >= 7 ? 78 : 72);
      if (path.doubled > 0 && (letters < 5 || (ordinary_ && path.at <= token_end_))) return 0;
    }
    if (path.leet > 0) {
      if (letters < 3 || (weak && letters < 4) || path.leet * 2 > letters) return 0;
      confidence = std::min(confidence, 92);
    }
    if (path.gaps != 0 && path.masks == 0) {
      confidence = std::min(confidence, gap_confidence(entry, path));
    }
    return confidence;
  }

  [[nodiscard]] bool is_ordinary_beside_mask(const Path& path) const {
    std::size_t from = begin_;
    std::size_t to = path.at;
    if (path.last_masked) {
      to -= glyph_before(text_, to).size;
    } else if (!is_word(glyph_at(text_, from).script)) {
      from += glyph_at(text_, from).size;
    } else {
      return false;
    }
    return to > from && parts_.words.contains(hash_of(text_.substr(from, to - from)));
  }

  /// Names with separators: free between the name's words, a disguise between its letters.
  [[nodiscard]] int gap_confidence(const Entry& entry, const Path& path) const {
    const std::string_view span = text_.substr(begin_, path.at - begin_);
    const std::uint64_t inner = inner_gaps(entry, path);
    std::uint64_t gaps = path.gaps;
    int confidence = 100;
    std::size_t pieces = 0;
    std::size_t piece = 0;  // letters of the piece at hand
    std::size_t longest_piece = 0;
    std::size_t shortest_piece = 255;
    std::size_t inner_count = 0;
    std::string_view inner_gap;
    bool same_gap = true;
    bool ordinary = true;  // every piece is an ordinary word
    std::size_t piece_begin = 0;
    const auto end_piece = [&](std::size_t at) {
      ++pieces;
      longest_piece = std::max(longest_piece, piece);
      shortest_piece = std::min(shortest_piece, piece);
      const std::string_view letters = span.substr(piece_begin, at - piece_begin);
      ordinary = ordinary && parts_.words.contains(hash_of(letters));
    };
    for (std::size_t at = 0; at < span.size();) {
      const Glyph glyph = glyph_at(span, at);
      if (is_word(glyph.script)) {
        ++piece;
        at += glyph.size;
        continue;
      }
      std::size_t gap_end = at;
      while (gap_end < span.size() && !is_word(glyph_at(span, gap_end).script)) {
        gap_end += glyph_at(span, gap_end).size;
      }
      const std::string_view gap = span.substr(at, gap_end - at);
      end_piece(at);
      const auto bit = static_cast<unsigned>(std::countr_zero(gaps));
      gaps &= gaps - 1;
      if ((inner >> bit & 1U) != 0) {
        // One emoji does what another does.
        same_gap =
            same_gap && (inner_gap.empty() || inner_gap == gap || (is_emoji(inner_gap) && is_emoji(gap)));
        inner_gap = gap;
        ++inner_count;
      } else {
        // "J. Crew" goes on after a full stop, a sentence does not.
        if (gap.size() > 1 && gap != " - " && gap != " & " && gap != " + " && gap != " x " && gap != "' " &&
            gap != "® " && gap != "™ ") {
          const bool stop = gap[0] == '.' || gap[0] == '!' || gap[0] == '?' || gap[0] == ':' || gap[0] == '|';
          if (stop && !(gap == ". " && piece <= 2)) return 0;
          confidence = std::min(confidence, 88);
        }
      }
      piece = 0;
      piece_begin = gap_end;
      at = gap_end;
    }
    end_piece(span.size());
    if (inner_count == 0) return confidence;

    const std::size_t letters = entry.letters;
    const bool weak = entry.has(Entry::kWeak);
    // "3 m" are metres.
    if (letters == 2 && all_digits(span.substr(0, 1))) return 0;
    if (longest_piece == 1 && pieces == letters && letters >= 2) {
      // "H A P P Y" spells a word of its own, whatever letters it holds.
      if (spelled_on(path.at, inner_gap)) return 0;
      // 샤.넬: a syllable says as much as two letters, but two with a space between are two words.
      const Script script = glyph_at(span, 0).script;
      if ((script == Script::kHangul || script == Script::kHan) && letters == 2) {
        const bool stops = inner_gap == "·" || inner_gap == "。";
        return weak || stops || inner_gap.find(' ') != std::string_view::npos ? 0 : 78;
      }
      // G u c c i: every letter by itself.
      if (entry.has(Entry::kCase)) return letters >= 2 && same_gap ? 80 : 0;
      if (letters < 3 || !same_gap || (weak && letters < 4)) return 0;
      return letters == 3 ? 60 : 94;
    }
    const bool unspaced = is_unspaced(glyph_at(span, 0).script);
    // Where words are written together or apart at will, a line's name is too (갤럭시 버즈).
    const bool apart = unspaced && inner_gap == " " && shortest_piece >= 2;
    if (weak || letters < 5 || inner_count > 2 || (entry.kind() == Kind::kLine && !apart)) return 0;
    const bool spaced = inner_gap.find(' ') != std::string_view::npos;
    if (unspaced) return 85;
    // Signs part words as well as letters; an emoji between letters parts none ("car🔥tier").
    if (ordinary && !spaced) return letters >= 6 && is_emoji(inner_gap) ? 80 : 0;
    // "Kitchen Aid": two words that goods have to bear out.
    if (ordinary) {
      return letters >= 8 && inner_count == 1 && shortest_piece >= 3 && inner_gap == " " ? kLeastConfidence
                                                                                         : 0;
    }
    if (spaced) return letters >= 7 && inner_count == 1 && shortest_piece >= 3 && inner_gap == " " ? 70 : 0;
    if (inner_gap == "." && shortest_piece >= 3) return 80;
    return inner_gap == "'" ? 0 : 90;
  }

  /// True when the letters spelled out around [begin_, end) go on: another single letter behind the same gap.
  [[nodiscard]] bool spelled_on(std::size_t end, std::string_view gap) const {
    const auto is_letter_at = [&](std::size_t at) { return at < text_.size() && is_letter(text_[at]); };
    const std::size_t next = end + gap.size();
    if (!gap.empty() && text_.substr(end, gap.size()) == gap && is_letter_at(next) &&
        !is_letter_at(next + 1)) {
      return true;
    }
    if (gap.empty() || begin_ < gap.size() + 1 || text_.substr(begin_ - gap.size(), gap.size()) != gap) {
      return false;
    }
    const std::size_t before = begin_ - gap.size() - 1;
    return is_letter_at(before) && (before == 0 || !is_letter_at(before - 1));
  }

  /// Whether the name ends where the walk stands, with the endings that its script allows.
  [[nodiscard]] Ending name_end(const Entry& entry, const Path& path) const {
    const std::size_t end = path.at;
    if (path.last_masked && end < text_.size() && is_word(glyph_at(text_, end).script)) return {0, false};
    const std::string_view rest = path.last_masked ? std::string_view{} : rest_after(end);
    const Script script = path.last_masked ? Script::kLatin : glyph_before(text_, end).script;
    const std::size_t letters = entry.letters;
    const std::size_t more = glyph_count(rest);
    const bool weak = entry.has(Entry::kWeak);
    if (is_latin_or_digit(script)) {
      if (!inner_) {
        if (rest.empty()) return {letters <= kLongestArticle && is_elided(end) ? 0 : 100, false};
        if (!entry.has(Entry::kCase) && (rest == "s" || rest == "es")) return {97, false};
        if (script == Script::kLatin && all_digits(rest)) {
          if (letters >= 4) return {90, false};
          if (!weak) return {80, false};
          return {0, false};
        }
        const bool inflected = letters >= 5 && !weak         ? text::is_one_of(kLatinEndings, rest)
                               : letters >= (weak ? 5U : 4U) ? text::is_one_of(kLongLatinEndings, rest)
                                                             : false;
        // Of a name in several words the first may be an ordinary one ("Ray-Bany").
        std::size_t last = end;
        while (last > begin_ && is_ascii_alnum(text_[last - 1])) --last;
        const bool ordinary = last == begin_ ? ordinary_ : end - last < 3;
        if (inflected && !ordinary) return {86, false};
      }
      if (!path.plain() || inner_gaps(entry, path) != 0) return {0, false};
      return run_together(entry, end);
    }
    int left = 100;
    if (inner_) {
      const bool follows_match = (!scan_.goods.empty() && scan_.goods.back().end == begin_) ||
                                 (!found_.empty() && found_.back().end == begin_);
      if (script == Script::kKatakana && !follows_match) left = letters >= 4 ? 78 : 0;
      if (script == Script::kHangul && !follows_match) left = letters >= 3 ? 82 : 55;
      if (!is_unspaced(script)) {
        // Inside a hashtag of a script with spaces.
        if (weak || letters < 4) return {0, false};
        left = 80;
      }
    }
    if (rest.empty()) return {left, inner_ && !is_unspaced(script)};
    switch (script) {
      case Script::kCyrillic:
        if (letters >= 4 && more <= 3 && !weak) return {left * 92 / 100, inner_};
        if (letters >= 4 && more <= 2) return {left * 85 / 100, inner_};
        break;
      case Script::kGreek:
        if (letters >= 4 && more <= 2) return {left * 92 / 100, inner_};
        break;
      case Script::kArabic:
        if (letters >= 4 && !weak && text::is_one_of(kPersianEndings, rest)) return {left * 92 / 100, inner_};
        break;
      case Script::kHangul:
        return {left * (more <= 2 || begins_known(end) ? 97 : letters >= 3 ? 88 : 70) / 100, false};
      case Script::kKatakana:
        if (begins_known(end)) return {left * 95 / 100, false};
        return {letters >= 4 && !weak ? left * 78 / 100 : 0, false};
      case Script::kHan:
      case Script::kHiragana:
        return {left, false};
      case Script::kThai: {
        // A vowel sign or tone mark belongs to the letter before it.
        const auto low = static_cast<unsigned char>(rest[2]);
        const auto middle = static_cast<unsigned char>(rest[1]);
        const bool mark = (middle == 0xB8 && (low == 0xB1 || low >= 0xB3)) || (middle == 0xB9 && low >= 0x87);
        return {mark ? 0 : left, false};
      }
      default:
        break;
    }
    if (context_ != Context::kPlain && !weak && letters >= 5) return {75, true};
    return {0, false};
  }

  /// True when an apostrophe and a word that begins with a vowel follow: "dell'arte", where the name of Dell
  /// has at the most an ending there ("Dell'in").
  [[nodiscard]] bool is_elided(std::size_t end) const {
    constexpr std::string_view kVowels = "aeiouh";
    constexpr std::size_t kLongestEnding = 3;
    if (end + 1 >= text_.size() || text_[end] != '\'' ||
        kVowels.find(text_[end + 1]) == std::string_view::npos) {
      return false;
    }
    std::size_t at = end + 1;
    while (at < text_.size() && is_letter(text_[at])) ++at;
    return at - end - 1 > kLongestEnding;
  }

  /// True when goods or a name begins here.
  [[nodiscard]] bool begins_known(std::size_t at) const {
    Trie::Cursor cursor;
    if (!trie_.start(static_cast<unsigned char>(text_[at]), cursor)) return false;
    for (++at;; ++at) {
      if (trie_.value(cursor)) return true;
      if (at >= text_.size() || !trie_.step(cursor, static_cast<unsigned char>(text_[at]))) return false;
    }
  }

  /// A name inside a longer Latin word: sure when the rest of the word is words too.
  [[nodiscard]] Ending run_together(const Entry& entry, std::size_t end) const {
    if (begin_ < token_begin_ || end > token_end_ || entry.kind() == Kind::kNot) return {0, false};
    std::size_t from = begin_;
    while (from > token_begin_ && is_ascii_alnum(text_[from - 1])) --from;
    std::size_t to = end;
    while (to < token_end_ && is_ascii_alnum(text_[to])) ++to;
    const std::string_view left = text_.substr(from, begin_ - from);
    const std::string_view right = text_.substr(end, to - end);
    const std::size_t letters = entry.letters;
    const bool weak = entry.has(Entry::kWeak);
    if (left.size() + right.size() > kLongestRunTogether) return {0, false};
    if (context_ == Context::kPlain) {
      if (weak || letters < 5 || entry.kind() == Kind::kLine) return {0, false};
      if (letters < 7 && !(is_tag_word(left) && is_tag_word(right))) return {0, false};
      const auto long_enough = [](std::string_view part) { return part.empty() || part.size() >= 3; };
      if (!long_enough(left) || !long_enough(right) || ordinary_) return {0, false};
      return {plausible(left, true) && plausible(right, false) ? 88 : 0, true};
    }
    const bool at_edge = left.empty() || right.empty();
    // Four letters or fewer stand in many words; what is left must then be goods, a name, or what tags put
    // beside names.
    if (letters < 3 && !(entry.has(Entry::kCase) && at_edge)) return {0, false};
    if (letters < 5 && !(is_tag_word(left) && is_tag_word(right))) return {0, false};
    if (plausible(left, true) && plausible(right, false)) {
      if (letters < 3) return {65, true};
      return {letters >= 5 ? 95 : letters == 4 ? 90 : weak ? 60 : 80, true};
    }
    if (weak || letters < 6 || entry.kind() == Kind::kLine) return {0, false};
    return {at_edge ? 62 : 52, true};
  }

  /// "v15", "574", "xt6": what a model is called behind its house's name.
  [[nodiscard]] static bool is_model_number(std::string_view piece) {
    constexpr std::size_t kMostLetters = 2;
    constexpr std::size_t kMostDigits = 4;
    const std::size_t digits = std::min(piece.find_first_of("0123456789"), piece.size());
    const std::size_t end = std::min(piece.find_first_not_of("0123456789", digits), piece.size());
    return digits <= kMostLetters && end > digits && end - digits <= kMostDigits &&
           piece.size() - end <= kMostLetters &&
           std::all_of(piece.begin(), piece.end(), [](char c) { return is_ascii_alnum(c); });
  }

  /// Words that stand around names in tags and are too short, or of too many languages, for the list of
  /// ordinary words: articles, negations, and the parts that are made to fit.
  [[nodiscard]] static bool is_joined_word(std::string_view word) {
    static constexpr std::array<std::string_view, 71> kWords = {
        "a",     "an",   "at",    "band",   "bukan",  "by",    "case",  "ce",     "charger",
        "cover", "da",   "de",    "degil",  "des",    "di",    "do",    "du",     "e",
        "el",    "es",   "est",   "fur",    "holder", "i",     "il",    "in",     "is",
        "it",    "kein", "keine", "keiner", "la",     "las",   "le",    "les",    "lo",
        "los",   "ma",   "me",    "mein",   "meine",  "mi",    "mon",   "my",     "nao",
        "ne",    "neni", "nie",   "no",     "non",    "not",   "of",    "on",     "organizer",
        "para",  "part", "pas",   "refill", "son",    "stand", "strap", "straps", "the",
        "to",    "um",   "uma",   "un",     "una",    "une",   "von",   "we"};
    return text::is_one_of(kWords, word);
  }

  /// True for nothing, for goods or a name, and for the words that tags put beside a name (#myzara, #lvdupe).
  [[nodiscard]] bool is_tag_word(std::string_view piece) const {
    static constexpr std::array<std::string_view, 42> kWords = {
        "my",     "the",       "new",      "love",     "ilove", "mini",       "vintage",  "dupe",  "dupes",
        "haul",   "style",     "lover",    "addict",   "look",  "lookbook",   "ootd",     "find",  "finds",
        "sale",   "shop",      "store",    "outlet",   "fake",  "replica",    "inspired", "girl",  "fan",
        "outfit", "woman",     "man",      "official", "kids",  "collection", "unboxing", "cheap", "best",
        "real",   "authentic", "original", "buy",      "sell",  "selling"};
    if (piece.empty() || text::is_one_of(kWords, piece) || all_digits(piece)) return true;
    Trie::Cursor cursor;
    if (!trie_.start(static_cast<unsigned char>(piece[0]), cursor)) return false;
    for (const char c : piece.substr(1)) {
      if (!trie_.step(cursor, static_cast<unsigned char>(c))) return false;
    }
    return trie_.value(cursor).has_value();
  }

  /// True when `piece` of a run-together word can be cut into known words, affixes and numbers. Articles and
  /// the like stand `before` a name; behind it two letters are rather the end of another word ("volca-no").
  [[nodiscard]] bool plausible(std::string_view piece, bool before) const {
    if (piece.empty()) return true;
    if (piece.size() > kLongestRunTogether) return false;
    if (!before && is_model_number(piece)) return true;
    std::uint64_t reached = 1;
    for (std::size_t from = 0; from < piece.size(); ++from) {
      if ((reached >> from & 1U) == 0) continue;
      if (all_digits(piece.substr(from, 1))) reached |= std::uint64_t{2} << from;
      std::uint64_t hash = kHashStart;
      Trie::Cursor cursor;
      bool walking = trie_.start(static_cast<unsigned char>(piece[from]), cursor);
      for (std::size_t size = 1; from + size <= piece.size(); ++size) {
        const auto byte = static_cast<unsigned char>(piece[from + size - 1]);
        hash = hash_byte(hash, byte);
        if (size > 1) walking = walking && trie_.step(cursor, byte);
        // Two letters are a word almost everywhere ("volca-no"); only the commonest count.
        const bool known = (size > 2 && parts_.words.contains(hash_finish(hash))) ||
                           (size <= 9 && (before || size > 2) && is_joined_word(piece.substr(from, size))) ||
                           (size >= 3 && walking && trie_.value(cursor).has_value());
        if (known && from + size < 64) reached |= std::uint64_t{1} << (from + size);
        if (known && from + size == piece.size()) return true;
      }
    }
    return piece.size() < 64 && (reached >> piece.size() & 1U) != 0;
  }

  /// `case` names: every letter of the original is a capital.
  [[nodiscard]] bool written_in_capitals(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end && i < folded_.start.size(); ++i) {
      if (!is_word(glyph_at(text_, i).script)) continue;
      if (i < folded_.disguised.size() && folded_.disguised[i] != 0) continue;
      const char c = original_at(folded_.start[i]);
      const bool small = c >= 'a' && c <= 'z';
      if (small) return false;
    }
    return true;
  }

  /// `case` names of more than initials: each word begins with a capital amid a sentence ("a Parfois bag"),
  /// where an ordinary word has a small letter. Behind a sentence's first word the next has to be small
  /// again, or all of it is a heading.
  [[nodiscard]] bool written_as_a_name(std::size_t begin, std::size_t end) {
    if (begin < 2 || text_[begin - 1] != ' ') return false;
    std::size_t before = begin - 1;
    while (before > 0 && is_letter(text_[before - 1])) --before;
    if (before == begin - 1) return false;
    const bool first = before == 0 || text_[before - 1] != ' ';
    if (is_capital(before) && !first) return false;
    for (std::size_t i = begin; i < end; ++i) {
      if (is_letter(text_[i]) && !is_letter(text_[i - 1]) && !is_capital(i)) return false;
    }
    if (!is_capital(before)) return true;
    return end + 1 >= text_.size() || text_[end] != ' ' || !is_letter(text_[end + 1]) || !is_capital(end + 1);
  }
  [[nodiscard]] bool is_capital(std::size_t at) {
    const char c = original_at(folded_.start[at]);
    return c >= 'A' && c <= 'Z';
  }

  /// The byte of the original at a UTF-16 offset. Offsets are near each other from call to call, so that the
  /// original is read about once.
  [[nodiscard]] char original_at(std::uint32_t unit) {
    const auto size_of = [](char lead_byte) -> std::size_t {
      const auto lead = static_cast<unsigned char>(lead_byte);
      return lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    };
    while (original_unit_ > unit && original_byte_ > 0) {
      std::size_t size = 1;
      while (size < 4 && size < original_byte_ && (original_[original_byte_ - size] & 0xC0) == 0x80) ++size;
      if (size_of(original_[original_byte_ - size]) != size) size = 1;
      original_byte_ -= size;
      original_unit_ -= size == 4 ? 2 : 1;
    }
    if (original_byte_ == 0) original_unit_ = 0;
    while (original_unit_ < unit && original_byte_ < original_.size()) {
      const std::size_t size = size_of(original_[original_byte_]);
      // A text that is no UTF-8 may end amid a character.
      original_byte_ = std::min(original_.size(), original_byte_ + size);
      original_unit_ += size == 4 ? 2 : 1;
    }
    return original_byte_ < original_.size() ? original_[original_byte_] : '\0';
  }

  // --- Misspelt and cut names ---

  /// "younger", "linings": an ordinary word with an English ending.
  [[nodiscard]] bool is_inflected_word(std::string_view word) const {
    static constexpr std::array<std::string_view, 9> kEndings = {"s",   "es",  "ed", "er", "ers",
                                                                 "est", "ing", "ly", "y"};
    return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) {
      return word.size() >= ending.size() + 3 && word.ends_with(ending) &&
             parts_.words.contains(hash_of(word.substr(0, word.size() - ending.size())));
    });
  }

  void read_misspelt(std::size_t begin, std::size_t end) {
    const std::string_view word = text_.substr(begin, end - begin);
    constexpr std::size_t kShortest = 4;
    constexpr std::size_t kLongest = 24;
    const bool ordinary = ordinary_ || word.size() < kShortest || is_inflected_word(word);
    const bool letters = word.size() <= kLongest && all_ascii_letters(word);
    if (letters && !ordinary && context_ != Context::kHandle) {
      if (!look_up_alike(begin, end, word) && !look_up_skeleton(begin, end, {}, word)) {
        read_stem(begin, end, word);
      }
    }
    // Two words that are one misspelt name: "loui vuiton".
    const bool beside = previous_end_ > 0 && previous_end_ + 1 == begin &&
                        (text_[previous_end_] == ' ' || text_[previous_end_] == '-');
    if (letters && beside && !(ordinary && previous_ordinary_) && context_ == Context::kPlain &&
        begin - previous_begin_ + word.size() > kShortestPair) {
      const std::string_view before = text_.substr(previous_begin_, previous_end_ - previous_begin_);
      look_up_skeleton(previous_begin_, end, before, word);
    }
    previous_begin_ = begin;
    previous_end_ = letters ? end : 0;
    previous_ordinary_ = ordinary;
  }

  /// A name that is not spelt out; one that is not sure needs a second signal.
  static NameMatch misspelt(std::size_t begin, std::size_t end, BrandIndex brand, Form form, int confidence) {
    NameMatch match;
    match.begin = static_cast<std::uint32_t>(begin);
    match.end = static_cast<std::uint32_t>(end);
    match.brand = brand;
    match.form = form;
    match.confidence = static_cast<std::uint8_t>(confidence);
    match.weak = confidence < kSure;
    return match;
  }

  /// A name in which one l stands for an i or the other way round, rn for m or vv for w: in most fonts they
  /// look alike ("Guccl", "Ceiine", "rnoncler").
  bool look_up_alike(std::size_t begin, std::size_t end, std::string_view word) {
    std::string spelling;
    for (std::size_t at = 0; at < word.size(); ++at) {
      const auto [size, meant] = alike_at(word, at);
      if (size == 0) continue;
      spelling.assign(word).replace(at, size, 1, meant);
      // Most spellings are no name's from their first letters on.
      if (!trie_.begins(spelling[0], spelling[1], spelling[2]) || !take_liberty()) continue;
      const std::optional<BrandIndex> brand = parts_.house_spelt(spelling);
      if (!brand) continue;
      found_.push_back(misspelt(begin, end, *brand, Form::kObfuscated, kAlikeConfidence));
      return true;
    }
    return false;
  }

  /// How many letters from here look like one other, and that letter.
  static std::pair<std::size_t, char> alike_at(std::string_view word, std::size_t at) {
    const char next = at + 1 < word.size() ? word[at + 1] : '\0';
    switch (word[at]) {
      case 'l':
        return {1, 'i'};
      case 'i':
        return {1, 'l'};
      case 'r':
        return {next == 'n' ? 2 : 0, 'm'};
      case 'v':
        return {next == 'v' ? 2 : 0, 'w'};
      default:
        return {0, '\0'};
    }
  }

  /// A misspelt name, written as one word or (with `before`) as two.
  bool look_up_skeleton(std::size_t begin, std::size_t end, std::string_view before, std::string_view word) {
    Skeleton skeleton;
    skeleton.add(before);
    skeleton.add(word);
    if (look_up(begin, end, before, word, skeleton.hash())) return true;
    if (word.size() < 6 || !word.ends_with('s')) return false;
    // The plural of a misspelt name.
    word.remove_suffix(1);
    Skeleton singular;
    singular.add(before);
    singular.add(word);
    return look_up(begin, end, before, word, singular.hash());
  }

  bool look_up(std::size_t begin, std::size_t end, std::string_view before, std::string_view word,
               std::uint32_t skeleton) {
    std::optional<NameRecord> best_name;
    int best = 0;
    std::string spelling;
    int looks = kMaxSkeletonLooks;
    parts_.skeletons.each(skeleton, [&](std::uint32_t index) {
      if (--looks < 0 || !take_liberty()) return;
      const NameRecord name = parts_.names[index];
      if (!before.empty() && parts_.entry(name.value()).boundaries == 0) return;
      if (spelling.empty()) spelling.append(before).append(word);
      const int confidence = misspelling_confidence(spelling, parts_.string(name.text, name.size()));
      if (confidence > best) {
        best = confidence;
        best_name = name;
      }
    });
    if (!best_name) return false;
    const Entry entry = parts_.entry(best_name->value());
    NameMatch match = misspelt(begin, end, entry.brand(), Form::kObfuscated, best);
    match.goods = entry.goods();
    match.person = entry.has(Entry::kPerson);
    found_.push_back(match);
    return true;
  }

  /// A word that is the beginning of one strong name only: "cartie", "balen".
  void read_stem(std::size_t begin, std::size_t end, std::string_view word) {
    if (begin == end) return;
    Trie::Cursor cursor;
    if (!trie_.start(static_cast<unsigned char>(word[0]), cursor)) return;
    for (const char c : word.substr(1)) {
      if (!trie_.step(cursor, static_cast<unsigned char>(c))) return;
    }
    if (trie_.value(cursor)) return;
    // A stem of four letters lacks one; longer ones are at least half of the name.
    const std::size_t most = word.size() < 5 ? 1 : word.size();
    int looks = kMaxStemLooks;
    std::optional<BrandIndex> brand;
    if (!one_brand_below(cursor, most, looks, brand) || !brand) return;
    found_.push_back(misspelt(begin, end, *brand, Form::kStem, kLeastConfidence));
  }

  /// True when every key within `most` bytes below is a strong one-word name of one brand.
  [[nodiscard]] bool one_brand_below(const Trie::Cursor& cursor, std::size_t most, int& looks,
                                     std::optional<BrandIndex>& brand) {
    bool one = true;
    trie_.children(cursor, [&](unsigned char, const Trie::Cursor& child) {
      if (!one || --looks < 0) {
        one = false;
        return;
      }
      if (const auto value = trie_.value(child)) {
        const Entry entry = parts_.entry(*value);
        one = entry.kind() <= Kind::kAlias && entry.last() && entry.boundaries == 0 &&
              !entry.has(Entry::kWeak) && !entry.has(Entry::kCase) && (!brand || *brand == entry.brand());
        brand = entry.brand();
      } else if (most > 1) {
        one = one_brand_below(child, most - 1, looks, brand);
      }
    });
    return one;
  }

  // --- What stands ---

  static std::uint64_t weight(const NameMatch& match) {
    return std::uint64_t{match.end - match.begin} * match.confidence;
  }

  /// Of names that overlap the longest and surest stands. Of several brands in the same place the one that is
  /// not weak stands; all of them when they are equal.
  void resolve() {
    std::sort(found_.begin(), found_.end(), [](const NameMatch& a, const NameMatch& b) {
      if (a.begin != b.begin) return a.begin < b.begin;
      if (a.end != b.end) return a.end > b.end;
      if (a.brand != b.brand) return a.brand < b.brand;
      if (a.confidence != b.confidence) return a.confidence > b.confidence;
      // A total order: standard libraries differ in how they leave equals.
      return std::tie(a.weak, a.goods, a.form, a.excluded, a.person, a.run_together) <
             std::tie(b.weak, b.goods, b.form, b.excluded, b.person, b.run_together);
    });
    std::vector<NameMatch>& names = scan_.names;
    for (const NameMatch& match : found_) {
      if (names.empty() || names.back().end <= match.begin) {
        names.push_back(match);
        continue;
      }
      const NameMatch& last = names.back();
      if (last.begin == match.begin && last.end == match.end) {
        if (last.brand == match.brand) continue;
        if (last.weak == match.weak && last.confidence == match.confidence && !last.excluded &&
            !match.excluded) {
          names.push_back(match);
        } else if (surer(match, last)) {
          replace(match);
        }
        continue;
      }
      // "This New Era" speaks of a time, "this New Era cap" of a cap.
      const bool longer_name = last.excluded && !match.excluded && !match.weak && match.end > last.end;
      if (longer_name || weight(match) > weight(last)) replace(match);
    }

    std::sort(scan_.goods.begin(), scan_.goods.end(), [](const GoodsMatch& a, const GoodsMatch& b) {
      if (a.begin != b.begin) return a.begin < b.begin;
      if (a.end != b.end) return a.end > b.end;
      return a.goods < b.goods;
    });
    std::vector<GoodsMatch> goods;
    for (const GoodsMatch& match : scan_.goods) {
      const bool same = !goods.empty() && goods.back().begin == match.begin && goods.back().end == match.end;
      if (same && goods.back().goods == match.goods) continue;
      // "charm bracelet" is a bracelet, not a charm; a word for two kinds is both.
      if (goods.empty() || same || match.end > goods.back().end) goods.push_back(match);
    }
    scan_.goods = std::move(goods);
  }

  static bool surer(const NameMatch& a, const NameMatch& b) {
    if (a.excluded != b.excluded) return a.excluded;
    if (a.weak != b.weak) return !a.weak;
    return a.confidence > b.confidence;
  }

  /// The new match takes the place of those that it outweighs, all in one place.
  void replace(const NameMatch& match) {
    std::vector<NameMatch>& names = scan_.names;
    const std::uint32_t begin = names.back().begin;
    while (!names.empty() && names.back().begin == begin) names.pop_back();
    names.push_back(match);
  }

  const Parts& parts_;
  const Trie& trie_;
  const text::Folded& folded_;
  std::string_view text_;
  std::string_view original_;
  Scan scan_;
  std::vector<NameMatch> found_;
  std::int64_t liberties_;       ///< left in this text
  std::int64_t walk_floor_ = 0;  ///< what must be left for the walk at hand to go on

  Context context_ = Context::kPlain;
  Gap gap_;
  std::size_t token_begin_ = 0;
  std::size_t token_end_ = 0;
  bool ordinary_ = false;  ///< the token is an ordinary word
  std::size_t begin_ = 0;  ///< where the walk at hand began
  bool inner_ = false;     ///< it began inside a word
  bool whole_ = false;     ///< the whole token is known
  std::size_t previous_begin_ = 0;
  std::size_t previous_end_ = 0;
  bool previous_ordinary_ = true;
  std::uint32_t original_unit_ = 0;
  std::size_t original_byte_ = 0;
};

}  // namespace

Scan scan_text(const Parts& parts, const text::Folded& folded, std::string_view original) {
  return Scanner(parts, folded, original).run();
}

}  // namespace touchstone::lexicon
