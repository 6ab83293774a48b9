// Weighs the signs around every anchor.
#include "verdict/free_lure.h"

#include <algorithm>

#include "lexicon/glyph.h"
#include "verdict/reading.h"

namespace touchstone::verdict {
namespace {

using cues::SignMatch;
using cues::SignPart;

// A caption has a few; a text made of nothing but anchors is no caption.
constexpr std::size_t kMaxAnchors = 32;
constexpr std::size_t kMaxSigns = 256;

// Words that sellers of all languages mix into their own.
bool is_understood(std::string_view lang, std::string_view anchor_lang) {
  return lang == anchor_lang || lang == "en";
}

}  // namespace

std::optional<cues::CueMatch> find_free_lure(const Rooms& rooms, std::string_view folded,
                                             const std::vector<SignMatch>& signs, const Places& brands,
                                             const std::vector<lexicon::GoodsMatch>& goods) {
  const cues::SignRules rules = rooms.cues.sign_rules();
  if (signs.empty() || signs.size() > kMaxSigns) return std::nullopt;
  // Characters take up to four bytes; the text's own mean says how many here.
  const std::size_t count = std::max<std::size_t>(1, lexicon::glyph_count(folded));
  const auto reach = static_cast<std::uint32_t>(rules.within * folded.size() / count);
  std::size_t anchors = 0;
  for (const SignMatch& anchor : signs) {
    if (rules.signs[anchor.sign].part != SignPart::kAnchor || ++anchors > kMaxAnchors) continue;
    const std::uint32_t begin = anchor.begin > reach ? anchor.begin - reach : 0;
    const std::uint32_t end = anchor.end + reach;
    const auto is_near = [&](std::uint32_t from, std::uint32_t to) { return from >= begin && to <= end; };

    std::int64_t weight = rules.signs[anchor.sign].weight;
    bool act = false;
    bool decoy = false;
    std::uint32_t first = anchor.begin;
    std::uint32_t last = anchor.end;
    std::vector<bool> counted(rules.signs.size());
    counted[anchor.sign] = true;
    for (const SignMatch& sign : signs) {
      if (counted[sign.sign] || !is_near(sign.begin, sign.end) || !is_understood(sign.lang, anchor.lang))
        continue;
      // What the anchor's own words say is said once.
      if (sign.begin < anchor.end && anchor.begin < sign.end) continue;
      counted[sign.sign] = true;
      const cues::SignRecord& record = rules.signs[sign.sign];
      weight += record.weight;
      act = act || record.part == SignPart::kAct;
      decoy = decoy || record.part == SignPart::kDecoy;
      first = std::min(first, sign.begin);
      last = std::max(last, sign.end);
    }
    if (!act) continue;
    if (std::any_of(brands.begin(), brands.end(),
                    [&](const auto& place) { return is_near(place.first, place.second); })) {
      weight += rules.brand;
    }
    const lexicon::GoodsMatch* ordered = nullptr;
    const bool two_kinds = std::any_of(goods.begin(), goods.end(), [&](const lexicon::GoodsMatch& word) {
      if (!is_near(word.begin, word.end)) return false;
      if (ordered == nullptr) ordered = &word;
      return !may_be(rooms.lexicon, ordered->goods, word.goods);
    });
    if (two_kinds) {
      weight += rules.goods;
      decoy = true;
    }
    if (!decoy || weight < rules.least) continue;
    cues::CueMatch lure;
    lure.strength = Strength::kExplicit;
    lure.id = "order_this_get_this";
    lure.lang = anchor.lang;
    lure.begin = first;
    lure.end = last;
    return lure;
  }
  return std::nullopt;
}

}  // namespace touchstone::verdict
