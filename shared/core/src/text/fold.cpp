// Folding: one pass over UTF-8 with generated tables, and a second look at words that mix scripts.
#include "text/fold.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "text/unicode_tables.h"
#include "text/utf8.h"

namespace touchstone::text {
namespace {

using tables::Class;
using tables::Record;

/// Kept combining marks on one letter; further ones are dropped.
constexpr std::uint32_t kMaxMarks = 4;
/// Value of Folded::disguised, while folding, for full-width Latin.
constexpr std::uint8_t kWidePending = 2;

/// The first three are copied as they are, in lower case. A sign of kJoin may stand for a letter within a
/// word, so it does not end the word for the search of mixed scripts.
enum AsciiClass : std::uint8_t { kAlnum, kJoin, kOther, kSpace, kBlank, kLineEnd, kControl };

constexpr std::array<std::uint8_t, 128> make_ascii_classes() {
  std::array<std::uint8_t, 128> classes{};
  for (std::size_t c = 0; c < 128; ++c) {
    const bool alnum = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    classes[c] = alnum ? kAlnum : c < 0x20 || c == 0x7F ? kControl : kOther;
  }
  classes[' '] = kSpace;
  classes['\t'] = kBlank;
  classes['\n'] = classes['\r'] = classes['\v'] = classes['\f'] = kLineEnd;
  for (const char c : {'@', '$', '!', '|', '+'}) classes[static_cast<unsigned char>(c)] = kJoin;
  return classes;
}
constexpr std::array<std::uint8_t, 128> kAscii = make_ascii_classes();

constexpr bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}
constexpr std::uint8_t ascii_class(char c) {
  return kAscii[static_cast<unsigned char>(c)];
}
constexpr bool is_ascii_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_ascii_alnum(char c) {
  return is_ascii_lower(c) || (c >= '0' && c <= '9');
}

/// The record of any code point; above the tables are ideographs and what is ignored.
const Record& record_of(std::uint32_t code_point) {
  static constexpr Record kIdeograph{0, 0, static_cast<std::uint8_t>(Class::kLetter), tables::kHan, 0};
  static constexpr Record kTag{0, 0, static_cast<std::uint8_t>(Class::kIgnored), 0, 0};
  static constexpr Record kPrivate{0, 0, static_cast<std::uint8_t>(Class::kSymbol), 0, 0};
  if (code_point < tables::kLimit) return tables::record(code_point);
  if (code_point < 0x40000) return kIdeograph;
  return code_point >= 0xE0000 && code_point < 0xE1000 ? kTag : kPrivate;
}

Class class_of(const Record& record) {
  return static_cast<Class>(record.kind);
}

bool is_word_class(Class kind) {
  switch (kind) {
    case Class::kLetter:
    case Class::kLatin:
    case Class::kForeign:
    case Class::kExotic:
    case Class::kFaux:
    case Class::kFauxRare:
    case Class::kDigit:
    case Class::kKeptMark:
    case Class::kJamo:
      return true;
    default:
      return false;
  }
}

/// The composition of two code points, or 0: Hangul by rule, the rest by table.
std::uint32_t compose(std::uint32_t base, std::uint32_t mark) {
  if (base >= 0x1100 && base <= 0x1112 && mark >= 0x1161 && mark <= 0x1175) {
    return 0xAC00 + ((base - 0x1100) * 21 + (mark - 0x1161)) * 28;
  }
  if (base >= 0xAC00 && base <= 0xD7A3 && (base - 0xAC00) % 28 == 0 && mark > 0x11A7 && mark <= 0x11C2) {
    return base + (mark - 0x11A7);
  }
  if (base > 0xFFFF || mark > 0xFFFF) return 0;
  const auto* end = tables::kCompositions + tables::kCompositionCount;
  const auto* found = std::lower_bound(
      tables::kCompositions, end, std::pair{base, mark}, [](const auto& entry, const auto& pair) {
        return std::pair<std::uint32_t, std::uint32_t>{entry.base, entry.mark} < pair;
      });
  return found != end && found->base == base && found->mark == mark ? found->whole : 0;
}

/// The conjoining vowel that a Hangul letter written by itself stands for, or 0.
std::uint32_t lone_vowel(std::uint32_t code_point) {
  return code_point >= 0x314F && code_point <= 0x3163 ? code_point - 0x314F + 0x1161 : 0;
}

/// The Hangul vowels that Latin letters are typed for ("ㄹr" for 라), or 0.
std::uint32_t latin_vowel(char letter) {
  switch (letter) {
    case 'r':
      return 0x1161;
    case 'H':
      return 0x1162;
    case 'l':
      return 0x1175;
    default:
      return 0;
  }
}

/// The conjoining initial of a Hangul consonant written by itself, or 0; the final that it makes is 0 where
/// it is none, or is one that stands for laughter (ㅋㅋ, ㅎㅎ).
struct LoneConsonant {
  std::uint32_t initial = 0;
  std::uint32_t final_letter = 0;
};

LoneConsonant lone_consonant(std::uint32_t code_point) {
  switch (code_point) {
    case 0x3131:
      return {0x1100, 0x11A8};
    case 0x3132:
      return {0x1101, 0x11A9};
    case 0x3134:
      return {0x1102, 0x11AB};
    case 0x3137:
      return {0x1103, 0x11AE};
    case 0x3138:
      return {0x1104, 0};
    case 0x3139:
      return {0x1105, 0x11AF};
    case 0x3141:
      return {0x1106, 0x11B7};
    case 0x3142:
      return {0x1107, 0x11B8};
    case 0x3143:
      return {0x1108, 0};
    case 0x3145:
      return {0x1109, 0x11BA};
    case 0x3146:
      return {0x110A, 0x11BB};
    case 0x3147:
      return {0x110B, 0x11BC};
    case 0x3148:
      return {0x110C, 0x11BD};
    case 0x3149:
      return {0x110D, 0};
    case 0x314A:
      return {0x110E, 0x11BE};
    case 0x314B:
      return {0x110F, 0};
    case 0x314C:
      return {0x1110, 0x11C0};
    case 0x314D:
      return {0x1111, 0x11C1};
    case 0x314E:
      return {0x1112, 0};
    default:
      return {};
  }
}

/// Blocks that stand for scripts, fine enough to count how many scripts a word mixes.
std::uint8_t script_bit(std::uint32_t code_point) {
  if (code_point < 0x370) return 1;                          // Latin
  if (code_point < 0x400) return 2;                          // Greek
  if (code_point < 0x530) return 4;                          // Cyrillic
  if (code_point < 0x590) return 8;                          // Armenian
  if (code_point < 0x600) return 16;                         // Hebrew
  if (code_point < 0x780) return 32;                         // Arabic
  if (code_point >= 0xE00 && code_point < 0xE80) return 64;  // Thai
  return 128;
}

class Folder {
 public:
  explicit Folder(std::string_view in) : in_(in) { grow(in.size() + 16); }

  Folded run() {
    while (at_ < in_.size()) {
      if (is_ascii(in_[at_])) fold_ascii();
      while (at_ < in_.size() && !is_ascii(in_[at_])) fold_other();
    }
    end_word();
    settle_wide();
    out_.text.resize(size_);
    out_.start.resize(size_);
    out_.end.resize(size_);
    out_.disguised.resize(size_);
    return std::move(out_);
  }

 private:
  /// A letter of the current word that looks like a Latin one.
  struct Foreign {
    std::uint32_t begin;  ///< byte offset in the output
    std::uint8_t length;
    std::uint8_t script;
    char look;
    Class kind : 7;
    bool loose : 1;
  };

  void grow(std::size_t capacity) {
    out_.text.resize(capacity);
    out_.start.resize(capacity);
    out_.end.resize(capacity);
    out_.disguised.resize(capacity);
  }
  void reserve_more(std::size_t bytes) {
    if (size_ + bytes > out_.text.size()) grow((size_ + bytes) * 2);
  }

  void fold_ascii() {
    if (is_latin_vowel(at_) && melt_vowel(latin_vowel(in_[at_]), 1)) {
      ++at_;
      ++unit_;
    }
    while (at_ < in_.size() && is_ascii(in_[at_])) {
      const std::uint8_t kind = ascii_class(in_[at_]);
      if (kind >= kOther && kind != kControl) end_word();
      if (const std::size_t length = plain_length(); length > 0) {
        copy_plain(length);
        continue;
      }
      if (kind == kControl) {
        hide();
      } else {
        put_blank(kind == kLineEnd, 1);
      }
      ++at_;
      ++unit_;
    }
  }

  /// Eight bytes at a time: past what is plain beyond doubt. The place it gives is never a second blank.
  [[nodiscard]] std::size_t skip_plain_words(std::size_t i) const {
    constexpr std::uint64_t kOnes = 0x0101010101010101u;
    constexpr std::uint64_t kHigh = 0x8080808080808080u;
    while (i + 8 <= in_.size()) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, in_.data() + i, 8);
      // With no high bit set, these sums and differences do not carry from one byte into the next.
      const std::uint64_t visible = bytes + (0x60 * kOnes);            // high bit: 0x20 or above
      const std::uint64_t deleted = (bytes ^ (0x7F * kOnes)) - kOnes;  // high bit: 0x7F
      const std::uint64_t blanks = ~((bytes ^ (0x20 * kOnes)) + (0x7F * kOnes)) & kHigh;
      if ((bytes & kHigh) != 0 || (visible & kHigh) != kHigh || (deleted & kHigh) != 0 ||
          (blanks & (blanks << 8)) != 0)
        break;
      i += (blanks >> 63) != 0 ? 7 : 8;  // what follows a blank has to be seen with it
    }
    return i;
  }

  /// How many bytes from here on are ASCII that folds byte by byte: no control characters, no run of white
  /// space, and no end of a word that has to be looked at again.
  [[nodiscard]] std::size_t plain_length() const {
    const std::uint8_t last_kind = foreign_.empty() ? kSpace : kJoin;
    std::size_t i = at_;
    if (last_kind == kSpace && in_[i] != ' ') i = skip_plain_words(i);
    for (; i < in_.size() && is_ascii(in_[i]); ++i) {
      const std::uint8_t kind = ascii_class(in_[i]);
      if (kind > last_kind) break;
      if (kind != kSpace) continue;
      const bool after_blank =
          i == at_ && size_ > 0 && (out_.text[size_ - 1] == ' ' || out_.text[size_ - 1] == '\n');
      if (after_blank || i + 1 == in_.size() || !is_ascii(in_[i + 1]) || ascii_class(in_[i + 1]) >= kSpace)
        break;
    }
    return i - at_;
  }

  void copy_plain(std::size_t length) {
    reserve_more(length);
    const char* from = in_.data() + at_;
    char* text = out_.text.data() + size_;
    std::uint32_t* start = out_.start.data() + size_;
    std::uint32_t* end = out_.end.data() + size_;
    for (std::size_t i = 0; i < length; ++i) {
      const auto c = static_cast<unsigned char>(from[i]);
      text[i] = static_cast<char>(c + (static_cast<unsigned char>(c - 'A') < 26 ? 32 : 0));
    }
    const auto count = static_cast<std::uint32_t>(length);
    for (std::uint32_t i = 0; i < count; ++i) start[i] = unit_ + i;
    for (std::uint32_t i = 0; i < count; ++i) end[i] = unit_ + i + 1;
    std::memset(out_.disguised.data() + size_, 0, length);
    if (hidden_before_) {
      if (is_ascii_alnum(text[0])) out_.disguised[size_ - 1] = out_.disguised[size_] = 1;
      hidden_before_ = false;
    }
    for (std::size_t i = length; i > 0; --i) {
      if (ascii_class(from[i - 1]) >= kOther) {
        word_begin_ = size_ + i;
        break;
      }
    }
    at_ += length;
    unit_ += count;
    size_ += length;
    last_begin_ = size_ - 1;
    last_ = static_cast<unsigned char>(out_.text[size_ - 1]);
    marks_ = 0;
  }

  void fold_other() {
    const Decoded decoded = decode(in_, at_);
    const std::uint32_t code_point = decoded.code_point;
    const std::uint32_t units = utf16_units(code_point);
    if (melt_vowel(lone_vowel(code_point), units) || melt_final(code_point, at_ + decoded.length, units)) {
      at_ += decoded.length;
      unit_ += units;
      return;
    }
    const Record& record = record_of(code_point);
    switch (class_of(record)) {
      case Class::kDroppedMark:
        extend_last(units);
        if ((record.flags & tables::kDisguise) != 0 && size_ > 0 && is_ascii_alnum(out_.text[size_ - 1])) {
          out_.disguised[size_ - 1] = 1;
        }
        break;
      case Class::kIgnored:
        hide();
        break;
      case Class::kSpace:
      case Class::kNewline:
        put_blank(class_of(record) == Class::kNewline, units);
        break;
      case Class::kRegional:
        put_regional_run();
        return;  // it has moved on by itself
      case Class::kKeptMark:
      case Class::kJamo:
        put_composing(code_point, record, units);
        break;
      default:
        put(code_point, record, units);
    }
    at_ += decoded.length;
    unit_ += units;
  }

  /// Zero-width characters between Latin letters are a disguise of both.
  void hide() {
    if (size_ > 0 && is_ascii_alnum(out_.text[size_ - 1])) hidden_before_ = true;
  }

  /// A dropped mark belongs to the character before it.
  void extend_last(std::uint32_t units) {
    for (std::size_t i = last_begin_; i < size_; ++i) out_.end[i] = unit_ + units;
  }

  void put_blank(bool line_end, std::uint32_t units) {
    hidden_before_ = false;
    const std::uint32_t stop = unit_ + units;
    if (size_ > 0 && (out_.text[size_ - 1] == ' ' || out_.text[size_ - 1] == '\n')) {
      if (line_end) out_.text[size_ - 1] = '\n';
      out_.end[size_ - 1] = stop;
      return;
    }
    end_word();
    reserve_more(1);
    out_.text[size_] = line_end ? '\n' : ' ';
    out_.start[size_] = unit_;
    out_.end[size_] = stop;
    out_.disguised[size_] = 0;
    last_begin_ = size_;
    last_ = ' ';
    marks_ = 0;
    word_begin_ = ++size_;
  }

  void append(const char* bytes, std::size_t length, std::uint32_t units, std::uint8_t disguised) {
    reserve_more(length);
    for (std::size_t i = 0; i < length; ++i) {
      out_.text[size_ + i] = bytes[i];
      out_.start[size_ + i] = unit_;
      out_.end[size_ + i] = unit_ + units;
      out_.disguised[size_ + i] = disguised;
    }
    last_begin_ = size_;
    size_ += length;
  }

  void put(std::uint32_t code_point, const Record& record, std::uint32_t units) {
    const Class kind = class_of(record);
    const bool word = is_word_class(kind) || is_join_symbol(code_point);
    if (!word) end_word();
    std::uint8_t disguised = 0;
    if ((record.flags & tables::kDisguise) != 0) disguised = 1;
    if ((record.flags & tables::kWide) != 0 && kind == Class::kLatin) {
      disguised = kWidePending;
      wide_ = true;
    }
    if ((record.flags & tables::kHan) != 0) han_ = true;
    if (hidden_before_ && kind == Class::kLatin) {
      out_.disguised[size_ - 1] = 1;
      disguised = 1;
    }
    hidden_before_ = false;
    const std::size_t begin = size_;
    if (record.length != 0) {
      append(reinterpret_cast<const char*>(tables::kPool) + record.offset, record.length, units, disguised);
    } else {
      char bytes[4];
      append(bytes, encode(code_point, bytes), units, disguised);
    }
    last_ = record.length == 0 ? code_point : decode({out_.text.data() + begin, size_ - begin}, 0).code_point;
    marks_ = 0;
    if (!word) {
      word_begin_ = size_;
    } else if (record.look != 0) {
      if (foreign_.empty()) foreign_.reserve(32);
      kinds_ |= 1u << static_cast<unsigned>(kind);
      foreign_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint8_t>(size_ - begin),
                          script_bit(code_point), static_cast<char>(record.look), kind,
                          (record.flags & tables::kLoose) != 0});
      scripts_ |= foreign_.back().script;
    }
  }

  /// The last character becomes `whole`, which takes in the `units` at hand.
  void replace_last(std::uint32_t whole, std::uint32_t units, std::uint8_t disguised) {
    char bytes[4];
    const std::uint32_t length = encode(whole, bytes);
    const std::uint32_t start = out_.start[last_begin_];
    if (!foreign_.empty() && foreign_.back().begin == last_begin_) foreign_.pop_back();
    size_ = last_begin_;
    append(bytes, length, units, disguised);
    for (std::size_t i = last_begin_; i < size_; ++i) out_.start[i] = start;
    last_ = whole;
  }

  /// Hangul written letter by letter (ㄱㅜㅉㅣ, 프ㄹr다): a vowel melts into the lone consonant before it.
  bool melt_vowel(std::uint32_t vowel, std::uint32_t units) {
    const std::uint32_t initial = vowel == 0 ? 0 : lone_consonant(last_).initial;
    if (initial == 0) return false;
    replace_last(compose(initial, vowel), units, 1);
    melted_end_ = size_;
    return true;
  }

  /// A lone consonant that begins no syllable closes the one that was put together before it.
  bool melt_final(std::uint32_t code_point, std::size_t next, std::uint32_t units) {
    if (melted_end_ != size_ || size_ == 0) return false;
    const std::uint32_t final_letter = lone_consonant(code_point).final_letter;
    if (final_letter == 0) return false;
    if (next < in_.size() && (is_latin_vowel(next) || lone_vowel(decode(in_, next).code_point) != 0))
      return false;
    const std::uint32_t whole = compose(last_, final_letter);
    if (whole == 0) return false;
    replace_last(whole, units, 1);
    return true;
  }

  /// A Latin letter that stands for a Hangul vowel, with no Latin word behind it.
  [[nodiscard]] bool is_latin_vowel(std::size_t at) const {
    if (latin_vowel(in_[at]) == 0) return false;
    return at + 1 >= in_.size() || !is_ascii(in_[at + 1]) || ascii_class(in_[at + 1]) != kAlnum;
  }

  /// A mark or conjoining letter that may melt into the character before it.
  void put_composing(std::uint32_t code_point, const Record& record, std::uint32_t units) {
    if ((record.flags & tables::kComposes) != 0 && last_begin_ < size_) {
      const std::uint32_t mark =
          record.length == 0
              ? code_point
              : decode({reinterpret_cast<const char*>(tables::kPool) + record.offset, record.length}, 0)
                    .code_point;
      if (const std::uint32_t whole = compose(last_, mark); whole != 0) {
        replace_last(whole, units, 0);
        return;
      }
    }
    if (class_of(record) == Class::kKeptMark) {
      if (++marks_ > kMaxMarks) {
        extend_last(units);
        return;
      }
      const std::uint32_t marks = marks_;
      put(code_point, record, units);
      marks_ = marks;
      return;
    }
    han_ = true;
    put(code_point, record, units);
  }

  /// Flags stay flags; regional indicators that make none are letters.
  void put_regional_run() {
    std::size_t count = 0;
    std::size_t stop = at_;
    bool flags = true;
    std::uint32_t before = 0;
    while (stop < in_.size()) {
      const Decoded decoded = decode(in_, stop);
      if (decoded.code_point < 0x1F1E6 || decoded.code_point > 0x1F1FF) break;
      const std::uint32_t letter = decoded.code_point - 0x1F1E6;
      if (count % 2 == 1) {
        const std::uint32_t bit = before * 26 + letter;
        flags = flags && ((tables::kRegions[bit / 8] >> (bit % 8)) & 1) != 0;
      }
      before = letter;
      stop += decoded.length;
      ++count;
    }
    flags = flags && count % 2 == 0;
    if (flags) end_word();
    for (; at_ < stop; at_ += 4, unit_ += 2) {
      const std::uint32_t code_point = decode(in_, at_).code_point;
      if (flags) {
        append(in_.data() + at_, 4, 2, 0);
      } else {
        const char letter = static_cast<char>('a' + (code_point - 0x1F1E6));
        append(&letter, 1, 2, 1);
      }
      last_ = flags ? code_point : 'a';
    }
    if (flags) word_begin_ = size_;
    hidden_before_ = false;
    marks_ = 0;
  }

  /// Signs that stand for letters inside words, as ASCII's @ and $ do.
  static bool is_join_symbol(std::uint32_t code_point) {
    return code_point == 0xA2 || code_point == 0xA3 || code_point == 0xA5 || code_point == 0xA9 ||
           (code_point >= 0x20A0 && code_point <= 0x20C0) || code_point == 0xE3F;
  }

  /// Rewrites letters of the word that ends here as the Latin letters that they are read as.
  void end_word() {
    if (foreign_.empty()) return;
    bool latin = false;
    std::uint32_t letters = 0;  // beyond ASCII
    for (std::size_t i = word_begin_; i < size_; ++i) {
      const auto c = static_cast<unsigned char>(out_.text[i]);
      latin |= static_cast<unsigned char>(c - 'a') < 26;
      letters += c >= 0xC0 ? 1 : 0;
    }
    constexpr std::uint32_t kOnlyForeign = 1u << static_cast<unsigned>(Class::kForeign);
    if (latin || kinds_ != kOnlyForeign || (scripts_ & (scripts_ - 1)) != 0) resolve(latin, letters);
    foreign_.clear();
    kinds_ = 0;
    scripts_ = 0;
  }

  /// `latin`: the word holds Latin letters; `letters`: how many others.
  void resolve(bool latin, std::uint32_t letters) {
    const auto count = [&](Class kind) {
      return std::count_if(foreign_.begin(), foreign_.end(),
                           [&](const Foreign& letter) { return letter.kind == kind; });
    };
    const bool all_look = letters == foreign_.size();
    const bool lettering = all_look && count(Class::kFauxRare) >= 2 && foreign_.size() >= 3;
    const bool many = all_look && __builtin_popcount(scripts_) + (latin ? 1 : 0) >= 3;
    latin = latin || (all_look && count(Class::kExotic) > 0);
    if (!latin && !lettering && !many) return;
    mark_look_alikes(latin, lettering, many);
    rewrite();
  }

  /// Keeps `look` only on the letters that are to be rewritten.
  void mark_look_alikes(bool latin, bool lettering, bool many) {
    for (std::size_t first = 0; first < foreign_.size();) {
      std::size_t last = first + 1;  // the run of adjoining letters of the same kind
      while (last < foreign_.size() &&
             foreign_[last].begin == foreign_[last - 1].begin + foreign_[last - 1].length) {
        ++last;
      }
      const std::size_t length = last - first;
      const bool loose = std::any_of(foreign_.begin() + static_cast<std::ptrdiff_t>(first),
                                     foreign_.begin() + static_cast<std::ptrdiff_t>(last),
                                     [](const Foreign& letter) { return letter.loose; });
      // A long run at one end of the word is a word of its own that the space before was left out of.
      const std::size_t run_end = foreign_[last - 1].begin + foreign_[last - 1].length;
      const bool at_edge = foreign_[first].begin == word_begin_ || run_end == size_;
      const bool own_word =
          at_edge && length >= 5 && !(foreign_[first].begin == word_begin_ && run_end == size_);
      const bool run_folds = many || lettering || (latin && (loose ? length <= 2 : !own_word));
      for (std::size_t i = first; i < last; ++i) {
        Foreign& letter = foreign_[i];
        const bool is_faux = letter.kind == Class::kFaux || letter.kind == Class::kFauxRare;
        const bool folds = letter.kind == Class::kExotic || (is_faux ? lettering : run_folds);
        if (!folds) letter.look = 0;
      }
      first = last;
    }
  }

  /// Puts the letters' looks into the output, which becomes shorter.
  void rewrite() {
    std::size_t to = foreign_.front().begin;
    std::size_t from = to;
    for (std::size_t i = 0; i <= foreign_.size(); ++i) {
      const std::size_t stop = i < foreign_.size() ? foreign_[i].begin : size_;
      for (; from < stop; ++from, ++to) move_byte(from, to);
      if (i == foreign_.size()) break;
      if (foreign_[i].look == 0) continue;
      move_byte(from, to);
      out_.text[to] = foreign_[i].look;
      out_.disguised[to] = 1;
      ++to;
      from += foreign_[i].length;
    }
    size_ = to;
    last_begin_ = size_;  // nothing composes with, and no mark extends, what stood here
    last_ = 0;
  }

  void move_byte(std::size_t from, std::size_t to) {
    out_.text[to] = out_.text[from];
    out_.start[to] = out_.start[from];
    out_.end[to] = out_.end[from];
    out_.disguised[to] = out_.disguised[from];
  }

  /// Full-width Latin is how CJK keyboards type; elsewhere it is a disguise.
  void settle_wide() {
    if (!wide_) return;
    for (std::size_t i = 0; i < size_; ++i) {
      if (out_.disguised[i] == kWidePending) out_.disguised[i] = han_ ? 0 : 1;
    }
  }

  std::string_view in_;
  std::size_t at_ = 0;      ///< next byte of the input
  std::uint32_t unit_ = 0;  ///< its UTF-16 offset
  Folded out_;
  std::size_t size_ = 0;        ///< bytes of output
  std::size_t word_begin_ = 0;  ///< where the current word begins in the output
  std::size_t last_begin_ = 0;  ///< where the last character begins in the output
  std::size_t melted_end_ = 0;  ///< where the last syllable put together from lone letters ends
  std::uint32_t last_ = 0;      ///< the last character
  std::uint32_t marks_ = 0;     ///< kept marks on it
  bool hidden_before_ = false;  ///< a zero-width character follows a Latin letter or digit
  bool wide_ = false;
  bool han_ = false;
  std::vector<Foreign> foreign_;  ///< of the current word
  std::uint32_t kinds_ = 0;       ///< their classes, as bits
  std::uint32_t scripts_ = 0;     ///< their scripts, as bits
};

}  // namespace

Folded fold(std::string_view utf8) {
  return Folder(utf8).run();
}

std::string fold_text(std::string_view utf8) {
  return fold(utf8).text;
}

bool is_word_byte(unsigned char byte) {
  if (byte < 0x80) return is_ascii_alnum(static_cast<char>(byte));
  // Lead bytes of blocks that hold signs and emoji, once folding has taken the letters out of them.
  return byte != 0xC2 && byte != 0xE2 && byte != 0xEF && byte != 0xF0;
}

bool is_word_at(std::string_view folded, std::size_t at) {
  if (at >= folded.size()) return false;
  const char c = folded[at];
  if (static_cast<unsigned char>(c) < 0x80) return is_ascii_alnum(c);
  return is_word_class(class_of(record_of(decode(folded, at).code_point)));
}

bool is_word_before(std::string_view folded, std::size_t at) {
  if (at == 0 || at > folded.size()) return false;
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && (static_cast<unsigned char>(folded[begin]) & 0xC0) == 0x80) --begin;
  return is_word_at(folded, begin);
}

std::uint32_t utf16_length(std::string_view utf8) {
  std::uint32_t units = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const Decoded decoded = decode(utf8, at);
    units += utf16_units(decoded.code_point);
    at += decoded.length;
  }
  return units;
}

std::string_view utf16_slice(std::string_view utf8, std::uint32_t start, std::uint32_t end) {
  std::uint32_t unit = 0;
  std::size_t at = 0;
  std::size_t begin = utf8.size();
  bool begun = false;
  while (at < utf8.size() && unit < end) {
    const Decoded decoded = decode(utf8, at);
    const std::uint32_t next = unit + utf16_units(decoded.code_point);
    if (!begun && next > start) {
      begin = at;
      begun = true;
    }
    unit = next;
    at += decoded.length;
  }
  return begun ? utf8.substr(begin, at - begin) : std::string_view{};
}

}  // namespace touchstone::text
