// Cuts a text into the items of its list and looks for the title's words in them.
#include "verdict/items.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/commas.h"
#include "text/fold.h"
#include "text/one_of.h"
#include "text/utf8.h"

namespace touchstone::verdict {
namespace {

// A longer text is no list, a longer title a heap of search words.
constexpr std::size_t kLongestText = 8192;
constexpr std::size_t kMostTitleWords = 48;
constexpr std::size_t kShortestWord = 3;
// Of fit only longer words speak surely.
constexpr std::size_t kShortestFitting = 4;
// Short words that stand between others in many a title and text, and name nothing.
constexpr std::array<std::string_view, 40> kLittleWords = {
    "the", "for", "and", "new", "men", "set", "per", "con", "sin", "los",  "las", "una", "uno", "del",
    "les", "des", "une", "par", "sur", "der", "die", "das", "den", "dem",  "ein", "und", "mit", "von",
    "het", "een", "van", "dla", "pro", "och", "som", "til", "cho", "yang", "ile", "icin"};
// Inflected forms of one word share at least this many letters, and all but a few of the shorter one's; a
// longer rest is another word: "vászon" in "vászontáska". Scripts other than Latin have shorter words.
constexpr std::size_t kShortestStem = 5;
constexpr std::size_t kShortestOtherStem = 3;
constexpr std::size_t kLongestEnding = 4;
constexpr std::size_t kLongestOtherEnding = 2;

constexpr std::array<std::string_view, 10> kSigns = {",", ";", "/", "|", "+", "&", "•", "·", "\n", "✔"};
// The words that languages put before a list's last item.
constexpr std::array<std::string_view, 27> kWords = {
    " and ", " y ",   " e ",  " et ",  " und ", " en ",   " och ",  " si ",   " i ",
    " a ",   " es ",  " ve ", " и ",   " та ",  " і ",    " й ",    " dan ",  " va ",
    " และ ", " και ", " و ",  " aur ", " और ",  " oraz ", " plus ", " sama ", " กับ "};

// "For" and "on", said of what fits, before the name and behind it.
constexpr std::array<std::string_view, 37> kForBefore = {
    "for",  "fur", "furs", "pour", "para", "pra",    "pro",  "pros", "per",  "voor",  "dla",  "do",  "na",
    "для",  "на",  "к",    "до",   "για",  "pentru", "pt",   "ptr",  "cho",  "untuk", "buat", "bwt", "utk",
    "till", "til", "on",   "onto", "على",  "حق",     "برای", "براي", "واسه", "על",    "בשביל"};
constexpr std::array<std::string_view, 5> kForBehind = {"icin", "liye", "लिए", "uyumlu", "gore"};
// So many words may stand between a name and the word of fit ("for my old pair of"), and so many between that
// and the title's word.
constexpr std::size_t kMostBetween = 3;
constexpr std::size_t kMostApart = 5;

/// Letters, of which the syllables of Hangul and the signs of Chinese and Japanese hold two each.
std::size_t count_letters(std::string_view word) {
  std::size_t count = 0;
  for (const char byte : word) {
    const auto lead = static_cast<unsigned char>(byte);
    if ((lead & 0xC0U) != 0x80U) count += lead >= 0xE3 && lead <= 0xED ? 2 : 1;
  }
  return count;
}

bool same_word(std::string_view one, std::string_view other) {
  if (one == other) return true;
  if (one.size() + 1 == other.size() && other.back() == 's' && other.starts_with(one)) return true;
  if (other.size() + 1 == one.size() && one.back() == 's' && one.starts_with(other)) return true;
  // A compound says last what it is: "Helm", "Skihelm".
  constexpr std::size_t kShortestHead = 4;
  if (one.size() >= kShortestHead && other.size() >= one.size() + 3 && other.ends_with(one)) return true;
  const std::size_t shorter = std::min(one.size(), other.size());
  const auto differ =
      std::mismatch(one.begin(), one.begin() + static_cast<std::ptrdiff_t>(shorter), other.begin());
  auto same = static_cast<std::size_t>(differ.first - one.begin());
  // Not amid a character.
  while (same > 0 && same < one.size() && (static_cast<unsigned char>(one[same]) & 0xC0U) == 0x80U) --same;
  const std::size_t stem = count_letters(one.substr(0, same));
  const std::size_t ending = std::max(count_letters(one), count_letters(other)) - stem;
  const bool latin = static_cast<unsigned char>(one.front()) < 0x80;
  return stem >= (latin ? kShortestStem : kShortestOtherStem) &&
         stem * 5 >= std::min(count_letters(one), count_letters(other)) * 4 &&
         ending <= (latin ? kLongestEnding : kLongestOtherEnding);
}

struct Words {
  std::vector<std::string_view> all;
  std::size_t before = 0;  // how many end before the place that was asked for
  std::size_t comma = 0;   // how many end before the last comma before that place
};

/// The words of the clause around [begin, end), without what stands in that place.
Words words_around(std::string_view text, std::size_t begin, std::size_t end) {
  static constexpr std::string_view kEnds = ".!?\n;:";
  const std::size_t first = text.find_last_of(kEnds, begin == 0 ? 0 : begin - 1);
  const std::size_t from = first == std::string_view::npos ? 0 : first + 1;
  const std::size_t to = std::min(text.find_first_of(kEnds, end), text.size());
  Words words;
  const auto add = [&](std::size_t at, std::size_t stop) {
    while (at < stop) {
      if (!text::is_word_byte(static_cast<unsigned char>(text[at]))) {
        ++at;
        continue;
      }
      const std::size_t start = at;
      while (at < stop && text::is_word_byte(static_cast<unsigned char>(text[at]))) ++at;
      words.all.push_back(text.substr(start, at - start));
    }
  };
  const std::size_t comma = text.substr(from, begin - from).rfind(',');
  if (comma != std::string_view::npos) add(from, from + comma);
  words.comma = words.all.size();
  add(comma == std::string_view::npos ? from : from + comma, begin);
  words.before = words.all.size();
  add(end, to);
  return words;
}

/// True of the first byte of an emoji or of another sign beyond the letters of all scripts.
bool is_sign_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]) >= 0xC0 && !text::is_word_at(text, at);
}

bool item_ends_at(std::string_view text, std::size_t at) {
  const auto stands = [rest = text.substr(at)](std::string_view sign) { return rest.starts_with(sign); };
  return text::starts_with_comma(text.substr(at)) || std::any_of(kSigns.begin(), kSigns.end(), stands) ||
         std::any_of(kWords.begin(), kWords.end(), stands);
}

std::size_t next_character(std::string_view text, std::size_t at) {
  return at + text::decode(text, at).length;
}

template <typename Report>
void each_word(std::string_view folded, Report report) {
  std::size_t at = 0;
  while (at < folded.size()) {
    if (!text::is_word_at(folded, at)) {
      at = next_character(folded, at);
      continue;
    }
    const std::size_t begin = at;
    while (at < folded.size() && text::is_word_at(folded, at)) at = next_character(folded, at);
    const std::string_view word = folded.substr(begin, at - begin);
    if (count_letters(word) >= kShortestWord && !text::is_one_of(kLittleWords, word)) report(begin, at);
  }
}

/// The first words of a title, in any of their inflected forms.
class TitleWords {
 public:
  explicit TitleWords(const Reading& title) : folded_(text::fold_text(title.original)) {
    each_word(folded_, [&](std::size_t begin, std::size_t end) {
      if (words_.size() < kMostTitleWords) words_.emplace_back(begin, end - begin);
    });
  }

  [[nodiscard]] bool hold(std::string_view word) const {
    return count_letters(word) >= kShortestWord &&
           std::any_of(words_.begin(), words_.end(), [&](const auto& place) {
             return same_word(word, std::string_view(folded_).substr(place.first, place.second));
           });
  }

 private:
  std::string folded_;
  std::vector<std::pair<std::size_t, std::size_t>> words_;  // offset and size
};

}  // namespace

bool parts_items(std::string_view between) {
  for (std::size_t at = 0; at < between.size(); ++at) {
    if (item_ends_at(between, at)) return true;
  }
  return false;
}

bool title_fits(const Reading& text, const Reading& title, lexicon::BrandIndex brand) {
  if (text.original.size() > kLongestText) return false;
  const text::Folded folded = text::fold(text.original);
  const TitleWords heading(title);
  return std::any_of(text.mentions.begin(), text.mentions.end(), [&](const Mention& mention) {
    if (mention.brand != brand) return false;
    const auto place = std::lower_bound(folded.start.begin(), folded.start.end(), mention.start);
    const auto begin = static_cast<std::size_t>(place - folded.start.begin());
    std::size_t end = begin;
    while (end < folded.text.size() && folded.end[end] <= mention.end) ++end;
    if (begin >= folded.text.size() || end <= begin) return false;
    const Words words = words_around(folded.text, begin, end);
    // "A bunny on the shelf, Silver Cross pram": what is said before a comma fits nothing behind it.
    for (std::size_t back = 1; back <= std::min(words.before - words.comma, kMostBetween + 1); ++back) {
      const std::size_t fit = words.before - back;
      if (!text::is_one_of(kForBefore, words.all[fit])) continue;
      const std::size_t least = fit > kMostApart ? fit - kMostApart : 0;
      for (std::size_t at = least; at < fit; ++at) {
        if (count_letters(words.all[at]) >= kShortestFitting && heading.hold(words.all[at])) return true;
      }
    }
    for (std::size_t fit = words.before; fit < std::min(words.all.size(), words.before + kMostBetween);
         ++fit) {
      if (!text::is_one_of(kForBehind, words.all[fit])) continue;
      for (std::size_t at = fit + 1; at < std::min(words.all.size(), fit + 1 + kMostApart); ++at) {
        if (count_letters(words.all[at]) >= kShortestFitting && heading.hold(words.all[at])) return true;
      }
    }
    return false;
  });
}

LinkedItem linked_item(const Rooms& rooms, const Reading& text, const Reading& title,
                       const std::vector<lexicon::BrandIndex>& claimed) {
  if (text.original.size() > kLongestText) return LinkedItem::kUnknown;
  const text::Folded folded = text::fold(text.original);
  const TitleWords heading(title);

  // Words alone may mean different things: "kaos" is a shirt, "kaos kaki" a pair of socks.
  const auto may_be_titled = [&](const Mention& mention) {
    return mention.goods == lexicon::kNoIndex || title.goods.empty() ||
           std::any_of(title.goods.begin(), title.goods.end(), [&](lexicon::GoodsIndex titled) {
             return may_be(rooms.lexicon, mention.goods, titled);
           });
  };
  // An item that names a claimed brand, from its first byte to the sign behind it.
  const auto names_claimed = [&](std::uint32_t begin, std::uint32_t end) {
    return std::any_of(text.mentions.begin(), text.mentions.end(), [&](const Mention& mention) {
      return folded.start[begin] < mention.end && mention.start < folded.end[end - 1] &&
             may_be_titled(mention) &&
             std::find(claimed.begin(), claimed.end(), mention.brand) != claimed.end();
    });
  };
  const std::string_view whole = folded.text;
  const auto ends_at = [&](std::size_t at) {
    return whole[at] == '.' || whole[at] == '!' || whole[at] == '?' || whole[at] == ':' ||
           is_sign_at(whole, at) || item_ends_at(whole, at);
  };
  LinkedItem found = LinkedItem::kUnknown;
  std::size_t looked_at = 0;  // the end of the last item that was found to be meant
  each_word(whole, [&](std::size_t begin, std::size_t end) {
    if (found == LinkedItem::kClaimed || begin < looked_at) return;
    if (!heading.hold(whole.substr(begin, end - begin))) return;
    std::size_t first = begin;
    while (first > 0 && !ends_at(first - 1)) --first;
    std::size_t last = end;
    while (last < whole.size() && !ends_at(last)) ++last;
    if (names_claimed(static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last))) {
      found = LinkedItem::kClaimed;
      return;
    }
    // What an item is stands first or last in it, but for little words and what the title says as well; a
    // colour or a stuff between says nothing.
    const auto bare = [&](std::size_t from, std::size_t to) {
      bool is_bare = true;
      const std::string_view part = whole.substr(from, to - from);
      each_word(part, [&](std::size_t at, std::size_t stop) {
        is_bare = is_bare && heading.hold(part.substr(at, stop - at));
      });
      return is_bare;
    };
    // "A poncho that lives in the car boot" is no boot.
    constexpr std::size_t kMostBefore = 3;
    std::size_t before = 0;
    each_word(whole.substr(first, begin - first), [&](std::size_t, std::size_t) { ++before; });
    if (bare(first, begin) || (before <= kMostBefore && bare(end, last))) {
      looked_at = last;
      found = LinkedItem::kUnclaimed;
    }
  });
  return found;
}

}  // namespace touchstone::verdict
