// Reads one field: folds it, scans it once, then decides in which role each brand stands.
#include "verdict/reading.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/commas.h"
#include "text/fold.h"
#include "text/letters.h"
#include "text/utf8.h"
#include "verdict/free_lure.h"
#include "verdict/items.h"

namespace touchstone::verdict {
namespace {

using lexicon::GoodsIndex;
using lexicon::kNoIndex;
using lexicon::NameMatch;
using text::Folded;

// How near a word for goods must stand to a name to speak of it, in folded bytes.
constexpr std::uint32_t kGoodsReach = 48;
// How much may stand between two names that are joined or in one list, in bytes.
constexpr std::uint32_t kListReach = 48;
// More mentions, cues or words for goods in one field tell nothing new; a text may be megabytes long.
constexpr std::size_t kMaxMentions = 400;
constexpr std::size_t kMaxCues = 400;
constexpr std::size_t kMaxGoods = 4096;
// How far back a tag or handle may have begun, in bytes.
constexpr std::uint32_t kLongestTag = 256;

// Between two names of one brand: "Cartier Love", "Love de Cartier".
constexpr std::array<std::string_view, 20> kConnectors = {
    "",     " ",     "-",     " - ",   ", ",  "'s ",  " de ", " by ", " di ", " da ",
    " do ", " von ", " van ", " par ", " x ", " of ", " от ", " 的 ", "の",   "的"};

bool is_hashtag_start(const std::string& folded, std::uint32_t begin) {
  std::uint32_t at = begin;
  while (at > 0 &&
         (text::is_word_byte(static_cast<unsigned char>(folded[at - 1])) || folded[at - 1] == '_')) {
    --at;
  }
  return at > 0 && folded[at - 1] == '#';
}

bool is_handle_start(const std::string& folded, std::uint32_t begin) {
  std::uint32_t at = begin;
  while (at > 0 && begin - at < kLongestTag &&
         (text::is_word_byte(static_cast<unsigned char>(folded[at - 1])) || folded[at - 1] == '_' ||
          folded[at - 1] == '.')) {
    --at;
  }
  return at > 0 && folded[at - 1] == '@';
}

// True when [begin, end) is all that stands behind the @. A full stop ends a sentence unless a letter
// follows.
bool is_whole_handle(const std::string& folded, std::uint32_t begin, std::uint32_t end) {
  const auto goes_on = [&](std::size_t at) {
    return at < folded.size() &&
           (text::is_word_byte(static_cast<unsigned char>(folded[at])) || folded[at] == '_');
  };
  const bool dotted = end < folded.size() && folded[end] == '.' && goes_on(end + 1);
  return begin > 0 && folded[begin - 1] == '@' && !goes_on(end) && !dotted;
}

// One brand mention as the role patterns see it: one or more adjoining names of one brand.
struct Group {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t slot = 0;  // offset in the slotted text
  lexicon::BrandIndex brand = kNoIndex;
  std::vector<std::size_t> names;
  Role role = Role::kClaim;
  GoodsIndex beside = kNoIndex;  // goods that the brand sells, named beside it
  bool slotted = true;           // stands as a slot in the slotted text
  bool borne_out = false;        // a sure name, or a weak one with a second signal
  bool capital = false;          // of a weak one: written with a capital
};

bool adjoin(const std::string& folded, std::uint32_t end, std::uint32_t begin) {
  if (begin < end || begin - end > 5) return false;
  const std::string_view between(folded.data() + end, begin - end);
  return std::find(kConnectors.begin(), kConnectors.end(), between) != kConnectors.end();
}

// "The coach" is a person, "the Coach tote" a bag: an ordinary word that an article gives its other sense is
// a name again where goods of the house stand right behind it.
void take_back_exclusions(const Rooms& rooms, const std::string& folded, lexicon::Scan& scan) {
  static constexpr std::array<std::string_view, 9> kArticles = {"the ", "a ",   "an ",   "this ", "that ",
                                                                "my ",  "our ", "your ", "her "};
  for (NameMatch& name : scan.names) {
    if (!name.excluded) continue;
    const std::string_view phrase(folded.data() + name.begin, name.end - name.begin);
    const auto article = std::find_if(kArticles.begin(), kArticles.end(),
                                      [&](std::string_view word) { return phrase.starts_with(word); });
    if (article == kArticles.end()) continue;
    if (rooms.lexicon.brand_named(phrase.substr(article->size())) != name.brand) continue;
    const bool sold = std::any_of(scan.goods.begin(), scan.goods.end(), [&](const lexicon::GoodsMatch& word) {
      return word.begin == name.end + 1 && folded[name.end] == ' ' &&
             brand_sells(rooms.lexicon, name.brand, word.goods);
    });
    if (!sold) continue;
    name.begin += static_cast<std::uint32_t>(article->size());
    name.excluded = false;
    name.weak = true;
  }
}

// An ordinary word that one house calls a model by, right behind the sure name of another, is that one's
// word: "Golden Goose Superstar", "Omega Speedy".
bool is_word_of_another(const std::string& folded, const std::vector<NameMatch>& names, const Group& before,
                        const NameMatch& name) {
  if (!name.weak || name.form != Form::kLine || name.brand == before.brand || name.begin < before.end)
    return false;
  const std::string_view between(folded.data() + before.end, name.begin - before.end);
  if (between != " " && between != "-") return false;
  return std::any_of(names.begin(), names.end(), [&](const NameMatch& other) {
    return other.brand == before.brand && !other.weak && !other.excluded;
  });
}

std::vector<Group> group_names(const std::string& folded, const std::vector<NameMatch>& names) {
  std::vector<Group> groups;
  for (std::size_t index = 0; index < names.size(); ++index) {
    const NameMatch& name = names[index];
    if (name.excluded) continue;
    if (!groups.empty() && is_word_of_another(folded, names, groups.back(), name)) continue;
    if (!groups.empty() && groups.back().brand == name.brand &&
        adjoin(folded, groups.back().end, name.begin)) {
      groups.back().end = name.end;
      groups.back().names.push_back(index);
    } else if (groups.empty() || name.begin >= groups.back().end) {
      Group group;
      group.begin = name.begin;
      group.end = name.end;
      group.brand = name.brand;
      group.names = {index};
      groups.push_back(std::move(group));
    }
  }
  return groups;
}

// The text with every group replaced by one slot byte, and the way back.
struct Slotted {
  std::string text;
  std::vector<std::uint32_t> origin;  // for byte i: the folded byte it stands for
};

Slotted slot_text(const std::string& folded, std::vector<Group>& groups) {
  Slotted slotted;
  slotted.text.reserve(folded.size());
  slotted.origin.reserve(folded.size() + 1);
  std::uint32_t at = 0;
  const auto copy_until = [&](std::uint32_t end) {
    for (; at < end; ++at) {
      slotted.text.push_back(folded[at]);
      slotted.origin.push_back(at);
    }
  };
  for (Group& group : groups) {
    if (!group.slotted) continue;
    copy_until(group.begin);
    group.slot = static_cast<std::uint32_t>(slotted.text.size());
    slotted.text.push_back(cues::kBrandSlot);
    slotted.origin.push_back(group.begin);
    at = group.end;
  }
  copy_until(static_cast<std::uint32_t>(folded.size()));
  slotted.origin.push_back(static_cast<std::uint32_t>(folded.size()));
  return slotted;
}

// A part's fit tells more than a resemblance, a resemblance more than a negation ("not the real one, but a
// perfect dupe" is a lookalike), and a negation more than a mere mention.
int role_rank(Role role) {
  switch (role) {
    case Role::kCompatible:
      return 4;
    case Role::kLookalike:
      return 3;
    case Role::kNegated:
      return 2;
    case Role::kMention:
      return 1;
    case Role::kClaim:
      return 0;
  }
  return 0;
}

// Text that stands between quotation marks, as byte ranges of the folded text, by place. Marks that folding
// makes one of " are those of most languages.
std::vector<std::pair<std::uint32_t, std::uint32_t>> quoted_ranges(std::string_view folded) {
  static constexpr std::pair<std::string_view, std::string_view> kMarks[] = {
      {"\"", "\""}, {"״", "״"}, {"«", "»"}, {"「", "」"}, {"『", "』"}};
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges;
  for (const auto& [opening, closing] : kMarks) {
    std::size_t end = 0;
    for (std::size_t at = 0; (at = folded.find(opening, end)) != std::string_view::npos;) {
      end = folded.find(closing, at + opening.size());
      if (end == std::string_view::npos) break;
      ranges.emplace_back(static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end));
      end += closing.size();
    }
  }
  std::sort(ranges.begin(), ranges.end());
  return ranges;
}

enum class Beside : std::uint8_t {
  kSold,  ///< only goods that the brand sells
  kItem,  ///< any goods, within the same item of a list
};

// True when a comma of any script, another sign or a line end parts the items of a list.
bool parts_list(std::string_view between) {
  if (between.find_first_of(",;\n.!?+|/") != std::string_view::npos) return true;
  for (std::size_t at = 0; at < between.size(); ++at) {
    if (text::starts_with_comma(between.substr(at))) return true;
  }
  return false;
}

// Thai parts no words: a space parts what is said, as a comma does ("เสื้อยูนิโคล่ รองเท้าตลาด").
bool parts_thai(const std::string& folded, std::size_t begin, std::size_t end) {
  const auto is_thai = [&](std::size_t at) {
    return at + 1 < folded.size() && folded[at] == '\xE0' &&
           (folded[at + 1] == '\xB8' || folded[at + 1] == '\xB9');
  };
  return end == begin + 1 && folded[begin] == ' ' && begin >= 3 && is_thai(begin - 3) && is_thai(end);
}

// The kind of goods that the nearest word beside the name tells.
GoodsIndex goods_beside(const Rooms& rooms, const std::string& folded,
                        const std::vector<lexicon::GoodsMatch>& goods, const Group& group, Beside which) {
  const GoodsIndex fitting = rooms.lexicon.goods_named("fitting");
  GoodsIndex best = kNoIndex;
  std::uint32_t best_distance = kGoodsReach + 1;
  const std::uint32_t nearest = group.begin > 2 * kGoodsReach ? group.begin - 2 * kGoodsReach : 0;
  auto word_at = std::lower_bound(
      goods.begin(), goods.end(), nearest,
      [](const lexicon::GoodsMatch& word, std::uint32_t begin) { return word.begin < begin; });
  for (; word_at != goods.end() && word_at->begin <= group.end + kGoodsReach; ++word_at) {
    const lexicon::GoodsMatch& word = *word_at;
    const bool after = word.begin >= group.end;
    if (!after && word.end > group.begin) {
      // Inside the name itself ("Converse shoes"), it says what the item is and bears out no name.
      if (which == Beside::kItem && brand_sells(rooms.lexicon, group.brand, word.goods)) return word.goods;
      continue;
    }
    const std::uint32_t distance = after ? word.begin - group.end : group.begin - word.end;
    if (distance > kGoodsReach) continue;
    // A shelf that it stands on is not what an item is.
    if (which == Beside::kItem && word.goods == fitting) continue;
    // A comma or a line end parts the items of a list; what stands behind it belongs to the next.
    const std::string_view between = after ? std::string_view(folded).substr(group.end, distance)
                                           : std::string_view(folded).substr(word.end, distance);
    const bool parted = parts_list(between) ||
                        parts_thai(folded, after ? group.end : word.end, after ? word.begin : group.begin);
    if (parted && which == Beside::kItem) continue;
    // "And" parts them as well, unless nothing else says what the first is ("Nike and Adidas shoes").
    const bool joined = which == Beside::kItem && parts_items(between);
    if (joined && !brand_sells(rooms.lexicon, group.brand, word.goods)) continue;
    const bool apart = parted || joined;
    const std::uint32_t weighed = distance + (apart ? 24 : 0) + (after ? 0 : 4);
    if (weighed >= best_distance) continue;
    if (which == Beside::kSold && !brand_sells(rooms.lexicon, group.brand, word.goods)) continue;
    best = word.goods;
    best_distance = weighed;
  }
  return best;
}

// "A Casetify case": what stands right behind a house's name is its own make where cases are what it makes; a
// "Rolex strap" may be anybody's.
std::uint32_t end_of_own_goods(const Rooms& rooms, const lexicon::Scan& scan, const Group& group) {
  const bool house = std::any_of(group.names.begin(), group.names.end(),
                                 [&](std::size_t index) { return scan.names[index].form != Form::kLine; });
  if (!house) return 0;
  const lexicon::Brand brand = rooms.lexicon.brand(group.brand);
  const auto own = std::find_if(scan.goods.begin(), scan.goods.end(), [&](const lexicon::GoodsMatch& word) {
    return word.begin == group.end + 1 &&
           std::any_of(brand.goods.begin(), brand.goods.end(),
                       [&](GoodsIndex sold) { return is_kind_of(rooms.lexicon, word.goods, sold); });
  });
  return own == scan.goods.end() ? 0 : own->end;
}

// The kinds of goods whose item of a list names no house.
std::vector<GoodsIndex> unnamed_goods(const std::string& folded,
                                      const std::vector<lexicon::GoodsMatch>& goods,
                                      const std::vector<Group>& groups) {
  // Of a longer text this would say little, and of more words little more.
  constexpr std::size_t kMostWords = 32;
  std::vector<GoodsIndex> unnamed;
  for (std::size_t at = 0; at < std::min(goods.size(), kMostWords); ++at) {
    const lexicon::GoodsMatch& word = goods[at];
    const bool named = std::any_of(groups.begin(), groups.end(), [&](const Group& group) {
      if (word.begin < group.end && group.begin < word.end) return true;
      const std::uint32_t from = std::min(word.end, group.end);
      const std::uint32_t to = std::max(word.begin, group.begin);
      return to - from <= kGoodsReach && !parts_list(std::string_view(folded).substr(from, to - from)) &&
             !parts_thai(folded, from, to);
    });
    if (!named) unnamed.push_back(word.goods);
  }
  return unnamed;
}

// A weak name is borne out by another name of the brand beside it, by goods that the brand sells, by a
// spelling that hides it, or by a sure name of the brand elsewhere in the text.
void bear_out(const Rooms& rooms, const std::string& folded, const lexicon::Scan& scan,
              std::vector<Group>& groups) {
  std::vector<lexicon::BrandIndex> sure;
  for (Group& group : groups) {
    group.beside = goods_beside(rooms, folded, scan.goods, group, Beside::kSold);
    const bool any_strong = std::any_of(group.names.begin(), group.names.end(),
                                        [&](std::size_t index) { return !scan.names[index].weak; });
    const bool hidden = std::any_of(group.names.begin(), group.names.end(), [&](std::size_t index) {
      const NameMatch& name = scan.names[index];
      return name.form == Form::kObfuscated && name.confidence >= 70;
    });
    group.borne_out = any_strong || group.names.size() > 1 || group.beside != kNoIndex || hidden;
    if (any_strong) sure.push_back(group.brand);
  }
  for (Group& group : groups) {
    group.borne_out = group.borne_out || std::find(sure.begin(), sure.end(), group.brand) != sure.end();
    // An ordinary word that might be a cut name ("title" of Titleist) stays a word until something bears it
    // out.
    group.slotted = group.borne_out ||
                    std::any_of(group.names.begin(), group.names.end(),
                                [&](std::size_t index) { return scan.names[index].form != Form::kStem; });
  }
}

// What is said of one name holds for the next that is joined to it: "strap for Rolex and Omega", "対応" after
// "iPhone・iPad". In running text a comma joins nothing, since the items of an outfit stand that way.
void join_roles(const std::string& folded, std::vector<Group>& groups, FieldKind kind) {
  static constexpr std::array<std::string_view, 22> kJoints = {
      " and ", " & ",   " + ",    " or ", "/",   " / ", "・",   " y ",   " e ", " o ",  " et ",
      " ou ",  " und ", " oder ", " en ", " i ", " и ", " ve ", " dan ", "和",  " va ", " و "};
  const auto joined = [&](const Group& before, const Group& after) {
    if (after.begin < before.end || after.begin - before.end > kListReach) return false;
    const std::string_view between(folded.data() + before.end, after.begin - before.end);
    if (between.find_first_of(".!?:;\n") != std::string_view::npos) return false;
    const bool listed = kind == FieldKind::kListingTitle && between.find(',') != std::string_view::npos;
    // Between the names only the joint and, at the most, what the first is called ("Neverfull MM and Speedy")
    // and a preposition ("con Apple Watch y con Garmin").
    constexpr std::size_t kCalled = 12;
    constexpr std::size_t kPreposition = 6;
    return listed || (between.find(',') == std::string_view::npos &&
                      std::any_of(kJoints.begin(), kJoints.end(), [&](std::string_view joint) {
                        const std::size_t at = between.rfind(joint);
                        return at <= kCalled && between.size() - at - joint.size() <= kPreposition;
                      }));
  };
  const auto passes = [](Role role) { return role == Role::kCompatible || role == Role::kLookalike; };
  for (std::size_t at = 1; at < groups.size(); ++at) {
    if (!joined(groups[at - 1], groups[at])) continue;
    if (groups[at].role == Role::kClaim && passes(groups[at - 1].role)) groups[at].role = groups[at - 1].role;
  }
  for (std::size_t at = groups.size(); at-- > 1;) {
    if (!joined(groups[at - 1], groups[at])) continue;
    if (groups[at - 1].role == Role::kClaim && passes(groups[at].role)) groups[at - 1].role = groups[at].role;
  }
}

// True when two names stand side by side in one list: "Nike, Adidas e NB".
bool in_one_list(const std::string& folded, const Group& before, const Group& after) {
  if (after.begin < before.end || after.begin - before.end > kListReach) return false;
  const std::string_view between(folded.data() + before.end, after.begin - before.end);
  // "top: Skims" and "shoes: Nike" are items of one list on lines of their own.
  const bool lines = between.find('\n') != std::string_view::npos;
  return between.find_first_of(lines ? ".!?" : ".!?:") == std::string_view::npos && parts_items(between);
}

bool begins_with_capital(std::string_view word) {
  return !word.empty() && text::is_capital(text::decode(word, 0).code_point);
}

// Which of the names that nothing bears out yet are written as names are, with a capital.
void mark_capitals(const Folded& folded, std::string_view original, std::vector<Group>& groups) {
  // Where a capital stands is looked up in the original from its beginning: a caption's length is enough.
  constexpr std::size_t kLongest = 16384;
  if (original.size() > kLongest) return;
  for (Group& group : groups) {
    if (group.borne_out) continue;
    group.capital = begins_with_capital(
        text::utf16_slice(original, folded.start[group.begin], folded.start[group.begin] + 1));
  }
}

// True of the letters of Hebrew, Arabic and the scripts of Asia, which know no capitals.
bool is_caseless(const std::string& folded, const Group& group) {
  const auto lead = static_cast<unsigned char>(folded[group.begin]);
  return (lead >= 0xD6 && lead <= 0xDB) || (lead >= 0xE0 && lead <= 0xED);
}

// A word without capitals is a list's name only where nothing but " و " or a comma stands between.
bool joined_without_case(const std::string& folded, const Group& before, const Group& after) {
  constexpr std::size_t kJointBytes = 4;
  return is_caseless(folded, after) && after.begin >= before.end && after.begin - before.end <= kJointBytes;
}

// An ordinary word of Latin letters, written as a name amid another script ("кроссовки от Coach", "Coach
// 가방"), is no ordinary word there.
void bear_out_amid_other_scripts(const std::string& folded, std::vector<Group>& groups) {
  const auto is_ascii = [&](std::size_t at) { return static_cast<unsigned char>(folded[at]) < 0x80; };
  const auto is_letter = [&](std::size_t at) {
    return text::is_word_byte(static_cast<unsigned char>(folded[at]));
  };
  // "MK" and "CD" are many things in any script.
  constexpr std::uint32_t kShortest = 4;
  for (Group& group : groups) {
    if (group.borne_out || !group.capital || !is_ascii(group.begin)) continue;
    if (group.end - group.begin < kShortest) continue;
    std::size_t before = group.begin;
    while (before > 0 && !is_letter(before - 1)) --before;
    std::size_t after = group.end;
    while (after < folded.size() && !is_letter(after)) ++after;
    const bool begins = before == 0;
    const bool ends = after == folded.size();
    if ((begins && ends) || (!begins && is_ascii(before - 1)) || (!ends && is_ascii(after))) continue;
    group.borne_out = group.slotted = true;
  }
}

// "My new Vans", "mes Veja": an ordinary word with a capital behind what somebody owns or has bought is no
// ordinary word. "My Stanley" may be a person, the "new Stanley" is none.
void bear_out_owned(const std::string& folded, const std::vector<NameMatch>& names,
                    std::vector<Group>& groups) {
  static constexpr std::array<std::string_view, 24> kMine = {
      "my",    "our",    "mi",     "mis", "meu", "meus", "minha", "minhas", "mon", "ma",   "mes",  "mein",
      "meine", "meinen", "meinem", "mio", "mia", "miei", "mie",   "mijn",   "min", "mitt", "moje", "mina"};
  static constexpr std::array<std::string_view, 26> kNew = {
      "new",   "these", "those", "pair",    "nuevos",   "nuevas",    "nuevo",    "nueva", "novos",
      "novas", "novo",  "nova",  "nouveau", "nouvelle", "nouvelles", "nouveaux", "neue",  "neuen",
      "neuer", "nuovo", "nuova", "nuove",   "nieuwe",   "nya",       "nowe",     "nove"};
  constexpr std::uint32_t kShortest = 4;
  for (Group& group : groups) {
    if (group.borne_out || !group.capital || group.end - group.begin < kShortest || group.begin < 3) continue;
    if (folded[group.begin - 1] != ' ') continue;
    const std::size_t end = group.begin - 1;
    std::size_t begin = end;
    while (begin > 0 && folded[begin - 1] >= 'a' && folded[begin - 1] <= 'z') --begin;
    const std::string_view before = std::string_view(folded).substr(begin, end - begin);
    const bool person = std::any_of(group.names.begin(), group.names.end(),
                                    [&](std::size_t index) { return names[index].person; });
    const bool is_new = std::find(kNew.begin(), kNew.end(), before) != kNew.end();
    if (!is_new && (person || std::find(kMine.begin(), kMine.end(), before) == kMine.end())) continue;
    group.borne_out = group.slotted = true;
  }
}

// An ordinary word written as a name, in a list of sure names, is one.
void bear_out_lists(const std::string& folded, std::vector<Group>& groups) {
  for (std::size_t at = 0; at < groups.size(); ++at) {
    Group& group = groups[at];
    if (group.borne_out) continue;
    const auto in_list = [&](const Group& before, const Group& after) {
      // A number has no capital either: "Jordan 4 / Samba / 9060".
      const bool number = folded[group.begin] >= '0' && folded[group.begin] <= '9';
      return in_one_list(folded, before, after) &&
             (group.capital || number || joined_without_case(folded, before, after));
    };
    const bool after_sure = at > 0 && groups[at - 1].borne_out && in_list(groups[at - 1], group);
    const bool before_sure =
        at + 1 < groups.size() && groups[at + 1].borne_out && in_list(group, groups[at + 1]);
    if (after_sure || before_sure) group.borne_out = group.slotted = true;
  }
}

struct Variant {
  std::vector<Mention> mentions;
  std::vector<CueHit> cues;
  std::vector<GoodsIndex> goods;
  std::vector<GoodsIndex> unnamed;
};

Variant read_variant(const Rooms& rooms, const Folded& folded, std::string_view original, FieldKind kind) {
  Variant variant;
  lexicon::Scan scan = rooms.lexicon.scan(folded, original);
  if (scan.names.size() > kMaxMentions) scan.names.resize(kMaxMentions);
  std::sort(scan.goods.begin(), scan.goods.end(),
            [](const lexicon::GoodsMatch& a, const lexicon::GoodsMatch& b) { return a.begin < b.begin; });
  if (scan.goods.size() > kMaxGoods) scan.goods.resize(kMaxGoods);
  const auto to_start = [&](std::uint32_t byte) { return folded.start[byte]; };
  const auto to_end = [&](std::uint32_t byte) { return folded.end[byte - 1]; };

  for (const lexicon::GoodsMatch& word : scan.goods) variant.goods.push_back(word.goods);

  const auto quotes = quoted_ranges(folded.text);
  const auto add_cue = [&](const cues::CueMatch& match, std::uint32_t begin, std::uint32_t end) {
    if (begin >= end || end > folded.text.size() || variant.cues.size() >= kMaxCues) return;
    CueHit hit;
    hit.kind = match.kind;
    hit.strength = match.strength;
    hit.id = match.id;
    hit.lang = match.lang;
    const auto after =
        std::upper_bound(quotes.begin(), quotes.end(), begin,
                         [](std::uint32_t place, const auto& range) { return place < range.first; });
    // A pattern may take the closing mark in.
    hit.quoted = after != quotes.begin() && end <= std::prev(after)->second + 1;
    hit.start = to_start(begin);
    hit.end = to_end(end);
    variant.cues.push_back(hit);
  };
  const Places codes = kind == FieldKind::kProse ? code_words(folded, original) : Places{};
  const cues::CueBook::Matches cues = rooms.cues.find(folded.text, !codes.empty());
  for (const cues::CueMatch& match : cues.cues) add_cue(match, match.begin, match.end);

  take_back_exclusions(rooms, folded.text, scan);
  std::vector<Group> groups = group_names(folded.text, scan.names);
  const bool told = std::any_of(variant.cues.begin(), variant.cues.end(), [](const CueHit& cue) {
    return cue.kind == cues::Kind::kLure && cue.strength == Strength::kExplicit;
  });
  if (!told && !cues.signs.empty() && kind == FieldKind::kProse) {
    Places places;
    for (const Group& group : groups) places.emplace_back(group.begin, group.end);
    if (const auto lure = find_free_lure(rooms, folded.text, cues.signs, places, codes, scan.goods)) {
      add_cue(*lure, lure->begin, lure->end);
    }
  }
  variant.unnamed = unnamed_goods(folded.text, scan.goods, groups);
  if (groups.empty()) return variant;
  bear_out(rooms, folded.text, scan, groups);
  mark_capitals(folded, original, groups);
  bear_out_amid_other_scripts(folded.text, groups);
  bear_out_owned(folded.text, scan.names, groups);
  bear_out_lists(folded.text, groups);
  const Slotted slotted = slot_text(folded.text, groups);
  const cues::CueBook::SlottedMatches found =
      rooms.cues.find_slotted(slotted.text, kind == FieldKind::kListingTitle);
  for (const cues::CueMatch& match : found.cues) {
    add_cue(match, slotted.origin[match.begin], slotted.origin[match.end]);
  }
  for (Group& group : groups) {
    for (const cues::CueBook::RoleMatch& match : found.roles) {
      if (!group.slotted || match.begin > group.slot || group.slot >= match.end) continue;
      group.borne_out = group.borne_out || match.names;
      if (match.role == Role::kCompatible && match.begin == group.slot &&
          slotted.origin[match.end] <= end_of_own_goods(rooms, scan, group)) {
        continue;
      }
      if (role_rank(match.role) > role_rank(group.role)) group.role = match.role;
    }
  }
  join_roles(folded.text, groups, kind);
  for (std::size_t at = 0; at < groups.size(); ++at) {
    const Group& group = groups[at];
    const bool hashtag = is_hashtag_start(folded.text, group.begin);
    const bool listed = (at > 0 && in_one_list(folded.text, groups[at - 1], group)) ||
                        (at + 1 < groups.size() && in_one_list(folded.text, group, groups[at + 1]));
    // What stands beside it in its own item; goods behind a comma are another item's in a list.
    GoodsIndex beside = goods_beside(rooms, folded.text, scan.goods, group, Beside::kItem);
    if (beside == kNoIndex && !listed) beside = group.beside;
    for (const std::size_t index : group.names) {
      const NameMatch& name = scan.names[index];
      Mention mention;
      mention.brand = name.brand;
      mention.goods = name.goods != kNoIndex ? name.goods : beside;
      mention.role = group.role;
      mention.form = name.form;
      mention.in_hashtag = hashtag;
      mention.listed = listed;
      mention.capital = group.capital;
      mention.caseless = is_caseless(folded.text, group);
      mention.disguised = name.form == Form::kObfuscated;
      mention.weak = !group.borne_out;
      mention.ordinary = name.weak;
      mention.confidence = name.confidence;
      // A name inside a handle says who somebody is, not what is offered, unless it is the whole handle and
      // the goods stand beside it ("shoes by @miumiu").
      if (is_handle_start(folded.text, name.begin) && mention.role == Role::kClaim &&
          (beside == kNoIndex || !is_whole_handle(folded.text, name.begin, name.end))) {
        mention.role = Role::kMention;
      }
      mention.start = to_start(name.begin);
      mention.end = to_end(name.end);
      variant.mentions.push_back(mention);
    }
  }
  if (kind == FieldKind::kImageText) {
    // What a machine reads off a picture is noisy: an ordinary word among others names nothing. One that is
    // the whole of it is what is written on the goods.
    const bool whole = groups.size() == 1 && folded.text.size() - (groups[0].end - groups[0].begin) <= 2;
    for (Mention& mention : variant.mentions) mention.weak = mention.weak && !whole;
    std::erase_if(variant.mentions, [](const Mention& mention) { return mention.weak; });
  }
  return variant;
}

// Adds what the second reading found; what both found is as long as the longer of the two.
template <typename Item, typename Same>
void merge(std::vector<Item>& into, const std::vector<Item>& from, Same same) {
  const auto known = static_cast<std::ptrdiff_t>(into.size());
  for (const Item& item : from) {
    const auto seen = std::find_if(into.begin(), into.begin() + known, [&](const Item& other) {
      return same(item, other) && item.start < other.end && other.start < item.end;
    });
    if (seen == into.begin() + known) {
      into.push_back(item);
    } else {
      seen->start = std::min(seen->start, item.start);
      seen->end = std::max(seen->end, item.end);
    }
  }
  std::stable_sort(into.begin(), into.end(), [](const Item& a, const Item& b) { return a.start < b.start; });
}

// A name that one reading finds at the end of another house's longer name, which only the other reading
// knows, is no name: "Superstar" in "G0lden G00se Superstar".
void drop_parts_of_names(std::vector<Mention>& mentions) {
  const std::vector<Mention> all = mentions;
  std::erase_if(mentions, [&](const Mention& part) {
    return std::any_of(all.begin(), all.end(), [&](const Mention& whole) {
      return whole.brand != part.brand && whole.start <= part.start && part.start < whole.end &&
             part.end - part.start < whole.end - whole.start;
    });
  });
}

}  // namespace

Reading read_field(const Rooms& rooms, std::string field, std::string_view original, FieldKind kind) {
  Reading reading;
  reading.field = std::move(field);
  reading.original = original;
  const Folded folded = text::fold(original);
  Variant plain = read_variant(rooms, folded, original, kind);
  reading.mentions = std::move(plain.mentions);
  reading.cues = std::move(plain.cues);
  reading.goods = std::move(plain.goods);
  reading.unnamed = std::move(plain.unnamed);
  const Folded unleeted = text::undo_leet(folded);
  if (!unleeted.text.empty()) {
    const Variant second = read_variant(rooms, unleeted, original, kind);
    merge(reading.mentions, second.mentions,
          [](const Mention& a, const Mention& b) { return a.brand == b.brand; });
    merge(reading.cues, second.cues, [](const CueHit& a, const CueHit& b) { return a.id == b.id; });
    drop_parts_of_names(reading.mentions);
  }
  return reading;
}

bool is_kind_of(const lexicon::Lexicon& lexicon, GoodsIndex narrow, GoodsIndex wide) {
  // The tree of kinds is shallow; the bound keeps a wrong pack from turning in a circle.
  for (int depth = 0; depth < 8 && narrow != kNoIndex; ++depth) {
    if (narrow == wide) return true;
    narrow = lexicon.goods_parent(narrow);
  }
  return false;
}

bool may_be(const lexicon::Lexicon& lexicon, GoodsIndex one, GoodsIndex other) {
  return is_kind_of(lexicon, one, other) || is_kind_of(lexicon, other, one);
}

bool brand_sells(const lexicon::Lexicon& lexicon, lexicon::BrandIndex brand, GoodsIndex goods) {
  const lexicon::Brand known = lexicon.brand(brand);
  return std::any_of(known.goods.begin(), known.goods.end(),
                     [&](GoodsIndex sold) { return may_be(lexicon, goods, sold); });
}

}  // namespace touchstone::verdict
