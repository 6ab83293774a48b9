// Weighs the signs around every anchor.
#include "verdict/free_lure.h"

#include <algorithm>
#include <array>

#include "lexicon/glyph.h"
#include "text/letters.h"
#include "text/one_of.h"
#include "text/utf8.h"
#include "verdict/reading.h"

namespace touchstone::verdict {
namespace {

using cues::SignMatch;
using cues::SignPart;

// A caption has a few; a text made of nothing but anchors is no caption.
constexpr std::size_t kMaxAnchors = 32;
constexpr std::size_t kMaxSigns = 256;

// How near the note a code word stands, in bytes.
constexpr std::uint32_t kNoteReach = 40;

// Words that any shop's text may stress: prices, sizes, colours, names.
constexpr std::array<std::string_view, 99> kStressed = {
    "all",     "and",     "any",    "app",    "asap",    "best",     "black",  "buy",     "cash",    "cod",
    "code",    "color",   "colour", "dhl",    "email",   "exact",    "final",  "free",    "gift",    "gmail",
    "gratis",  "hot",     "iban",   "jpg",    "limited", "link",     "live",   "name",    "new",     "not",
    "now",     "one",     "only",   "open",   "order",   "our",      "paypal", "pls",     "price",   "promo",
    "qty",     "real",    "rip",    "sale",   "size",    "sms",      "sold",   "stock",   "thanks",  "the",
    "usa",     "vip",     "wow",    "xxl",    "you",     "your",     "warna",  "ukuran",  "nama",    "talla",
    "tamano",  "nombre",  "taille", "prenom", "nom",     "couleur",  "grosse", "farbe",   "rozmiar", "kolor",
    "imie",    "размер",  "цвет",   "имя",    "розмір",  "колір",    "beden",  "renk",    "isim",    "marime",
    "culoare", "nume",    "meret",  "szin",   "nev",     "velikost", "barva",  "jmeno",   "maat",    "kleur",
    "naam",    "storlek", "farg",   "namn",   "taglia",  "colore",   "nome",   "tamanho", "cor"};
// What makes the next word the buyer's own, or a place.
constexpr std::array<std::string_view, 53> kOwn = {
    "z",     "ze",    "w",    "od",   "im",   "aus",  "bei",  "из",    "в",       "in",    "at",
    "from",  "since", "your", "ur",   "ya",   "my",   "tu",   "su",    "vuestro", "votre", "ton",
    "ta",    "vos",   "seu",  "sua",  "teu",  "tua",  "dein", "deine", "deinen",  "ihr",   "ihre",
    "ihren", "euren", "suo",  "tuo",  "tua",  "jouw", "je",   "uw",    "twoje",   "swoje", "swoj",
    "svoje", "vase",  "ваш",  "ваше", "свое", "свій", "apna", "apni",  "kamu"};

// Words that sellers of all languages mix into their own.
bool is_understood(std::string_view lang, std::string_view anchor_lang) {
  return lang == anchor_lang || lang == "en";
}

}  // namespace

Places code_words(const text::Folded& folded, std::string_view original) {
  constexpr std::size_t kLongestText = 8192;
  constexpr std::uint32_t kShortest = 3;
  constexpr std::uint32_t kLongest = 14;
  constexpr std::size_t kMostWords = 8;
  if (original.size() > kLongestText) return {};
  Places found;  // in UTF-16 code units of the original
  std::uint32_t unit = 0;
  std::uint32_t begin = 0;
  std::uint32_t capitals = 0;  // of the word at hand, when it is of capitals alone
  std::size_t shouted = 0;
  std::size_t said = 0;
  bool broken = false;  // the word at hand holds something else
  const auto end_word = [&] {
    if (!broken && capitals >= kShortest && capitals <= kLongest) found.emplace_back(begin, unit);
    capitals = 0;
    broken = false;
  };
  for (std::size_t at = 0; at < original.size();) {
    const text::Decoded letter = text::decode(original, at);
    const bool digit = letter.code_point >= '0' && letter.code_point <= '9';
    if (text::is_capital(letter.code_point)) {
      if (capitals++ == 0 && !broken) begin = unit;
      ++shouted;
    } else if (text::is_small(letter.code_point) || digit || letter.code_point == '_' ||
               letter.code_point == '#' || letter.code_point == '@') {
      said += text::is_small(letter.code_point) ? 1 : 0;
      broken = true;
    } else {
      end_word();
    }
    at += letter.length;
    unit += text::utf16_units(letter.code_point);
  }
  end_word();
  // Who shouts all the time stresses nothing.
  if (shouted * 2 > said || found.size() > kMostWords) return {};
  Places places;
  for (const auto& [from, to] : found) {
    const auto first = std::lower_bound(folded.start.begin(), folded.start.end(), from);
    const auto last = std::lower_bound(folded.start.begin(), folded.start.end(), to);
    const auto byte = static_cast<std::uint32_t>(first - folded.start.begin());
    const auto end = static_cast<std::uint32_t>(last - folded.start.begin());
    if (byte >= end || end > folded.text.size()) continue;
    const std::string_view text = folded.text;
    if (text::is_one_of(kStressed, text.substr(byte, end - byte))) continue;
    std::size_t word_end = byte;
    while (word_end > 0 && !text::is_word_byte(static_cast<unsigned char>(text[word_end - 1]))) --word_end;
    std::size_t word = word_end;
    while (word > 0 && text::is_word_byte(static_cast<unsigned char>(text[word - 1]))) --word;
    if (text::is_one_of(kOwn, text.substr(word, word_end - word))) continue;
    places.emplace_back(byte, end);
  }
  return places;
}

std::optional<cues::CueMatch> find_free_lure(const Rooms& rooms, std::string_view folded,
                                             const std::vector<SignMatch>& signs, const Places& brands,
                                             const Places& codes,
                                             const std::vector<lexicon::GoodsMatch>& goods) {
  const cues::SignRules rules = rooms.cues.sign_rules();
  if (signs.empty() || signs.size() > kMaxSigns) return std::nullopt;
  // Characters take up to four bytes; the text's own mean says how many here.
  const std::size_t count = std::max<std::size_t>(1, lexicon::glyph_count(folded));
  const auto reach = static_cast<std::uint32_t>(rules.within * folded.size() / count);
  // A note and the code word beside it are one anchor.
  std::vector<SignMatch> anchored = signs;
  std::erase_if(anchored, [&](SignMatch& sign) {
    const SignPart part = rules.signs[sign.sign].part;
    if (part != SignPart::kNote) return part != SignPart::kAnchor;
    const auto code = std::find_if(codes.begin(), codes.end(), [&](const auto& place) {
      const bool behind = place.first >= sign.end;
      if (!behind && place.second > sign.begin) return false;
      const std::uint32_t from = behind ? sign.end : place.second;
      const std::uint32_t to = behind ? place.first : sign.begin;
      return to - from <= kNoteReach &&
             folded.substr(from, to - from).find_first_of(",.;:!?\n") == std::string_view::npos;
    });
    if (code == codes.end()) return true;
    sign.begin = std::min(sign.begin, code->first);
    sign.end = std::max(sign.end, code->second);
    return false;
  });
  if (anchored.size() > kMaxAnchors) anchored.resize(kMaxAnchors);
  for (const SignMatch& anchor : anchored) {
    const std::uint32_t begin = anchor.begin > reach ? anchor.begin - reach : 0;
    const std::uint32_t end = anchor.end + reach;
    const auto is_near = [&](std::uint32_t from, std::uint32_t to) { return from >= begin && to <= end; };

    const bool note = rules.signs[anchor.sign].part == SignPart::kNote;
    std::int64_t weight = rules.signs[anchor.sign].weight + (note ? rules.code : 0);
    bool act = note;
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
    lure.id = note ? "seller_keyword" : "order_this_get_this";
    lure.lang = anchor.lang;
    lure.begin = first;
    lure.end = last;
    return lure;
  }
  return std::nullopt;
}

}  // namespace touchstone::verdict
