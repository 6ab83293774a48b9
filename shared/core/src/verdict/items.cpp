// Cuts a text into the items of its list and looks for the title's words in them.
#include "verdict/items.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "text/fold.h"

namespace touchstone::verdict {
namespace {

// A longer text is no list, a longer title a heap of search words.
constexpr std::size_t kLongestText = 8192;
constexpr std::size_t kMostTitleWords = 48;
constexpr std::size_t kShortestWord = 4;
// Inflected forms of one word share at least this many bytes, and all but a few of the shorter one's.
constexpr std::size_t kShortestStem = 5;

constexpr std::array<std::string_view, 12> kSigns = {",", ";", "/",  "|",  "+", "&",
                                                     "•", "·", "\n", "、", "،", "✔"};
// The words that languages put before a list's last item.
constexpr std::array<std::string_view, 21> kWords = {
    " and ", " y ", " e ",  " et ", " und ", " en ",  " och ", " si ",  " i ",   " a ", " es ",
    " ve ",  " и ", " та ", " і ",  " й ",   " dan ", " va ",  " และ ", " και ", " و "};

bool same_word(std::string_view one, std::string_view other) {
  if (one == other) return true;
  const std::size_t shorter = std::min(one.size(), other.size());
  const auto differ =
      std::mismatch(one.begin(), one.begin() + static_cast<std::ptrdiff_t>(shorter), other.begin());
  const auto same = static_cast<std::size_t>(differ.first - one.begin());
  return same >= kShortestStem && same * 5 >= shorter * 4;
}

bool item_ends_at(std::string_view text, std::size_t at) {
  const auto stands = [rest = text.substr(at)](std::string_view sign) { return rest.starts_with(sign); };
  return std::any_of(kSigns.begin(), kSigns.end(), stands) ||
         std::any_of(kWords.begin(), kWords.end(), stands);
}

template <typename Report>
void each_word(std::string_view folded, Report report) {
  std::size_t at = 0;
  while (at < folded.size()) {
    if (!text::is_word_byte(static_cast<unsigned char>(folded[at]))) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < folded.size() && text::is_word_byte(static_cast<unsigned char>(folded[at]))) ++at;
    if (at - begin >= kShortestWord) report(begin, at);
  }
}

}  // namespace

bool parts_items(std::string_view between) {
  for (std::size_t at = 0; at < between.size(); ++at) {
    if (item_ends_at(between, at)) return true;
  }
  return false;
}

LinkedItem linked_item(const Reading& text, const Reading& title,
                       const std::vector<lexicon::BrandIndex>& claimed) {
  if (text.original.size() > kLongestText) return LinkedItem::kUnknown;
  const text::Folded folded = text::fold(text.original);
  const std::string heading = text::fold_text(title.original);
  std::vector<std::string_view> wanted;
  each_word(heading, [&](std::size_t begin, std::size_t end) {
    if (wanted.size() < kMostTitleWords)
      wanted.push_back(std::string_view(heading).substr(begin, end - begin));
  });

  // An item that names a claimed brand, from its first byte to the sign behind it.
  const auto names_claimed = [&](std::uint32_t begin, std::uint32_t end) {
    return std::any_of(text.mentions.begin(), text.mentions.end(), [&](const Mention& mention) {
      return folded.start[begin] < mention.end && mention.start < folded.end[end - 1] &&
             std::find(claimed.begin(), claimed.end(), mention.brand) != claimed.end();
    });
  };
  const std::string_view whole = folded.text;
  const auto ends_at = [&](std::size_t at) {
    return whole[at] == '.' || whole[at] == '!' || whole[at] == '?' || whole[at] == ':' ||
           item_ends_at(whole, at);
  };
  LinkedItem found = LinkedItem::kUnknown;
  std::size_t looked_at = 0;  // the end of the last item that was found to be meant
  each_word(whole, [&](std::size_t begin, std::size_t end) {
    if (found == LinkedItem::kClaimed || begin < looked_at) return;
    const std::string_view word = whole.substr(begin, end - begin);
    if (std::none_of(wanted.begin(), wanted.end(),
                     [&](std::string_view other) { return same_word(word, other); })) {
      return;
    }
    std::size_t first = begin;
    while (first > 0 && !ends_at(first - 1)) --first;
    std::size_t last = end;
    while (last < whole.size() && !ends_at(last)) ++last;
    if (names_claimed(static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last))) {
      found = LinkedItem::kClaimed;
      return;
    }
    // What an item is stands first or last in it; a colour or a stuff between says nothing.
    const auto bare = [&](std::size_t from, std::size_t to) {
      return std::none_of(whole.begin() + static_cast<std::ptrdiff_t>(from),
                          whole.begin() + static_cast<std::ptrdiff_t>(to),
                          [](char byte) { return text::is_word_byte(static_cast<unsigned char>(byte)); });
    };
    if (bare(first, begin) || bare(end, last)) {
      looked_at = last;
      found = LinkedItem::kUnclaimed;
    }
  });
  return found;
}

}  // namespace touchstone::verdict
