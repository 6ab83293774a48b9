// Compiles brands/*.json, goods.json and the wide list into the lexicon's section.
#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>

#include "lexicon/edits.h"
#include "lexicon/glyph.h"
#include "lexicon/hash_index.h"
#include "lexicon/layout.h"
#include "lexicon/lexicon.h"
#include "lexicon/trie.h"
#include "pack/bytes.h"
#include "pack/columns.h"

namespace touchstone::lexicon {
namespace {

using Json = nlohmann::json;

/// Between the two parts of "Dolce & Gabbana" people write one of these, or nothing.
constexpr std::array<std::string_view, 7> kAnd = {"", "and", "n", "e", "y", "und", "et"};
/// Between initials only the first of them: H&M is not "hem", D&G not "de g".
constexpr std::size_t kAndOfInitials = 3;
constexpr std::size_t kLongestInitials = 2;
constexpr std::size_t kMaxKey = 200;
/// Entries that keys of several meanings may have in all.
constexpr std::size_t kMostListed = std::size_t{1} << 18U;
constexpr std::size_t kShortestFuzzy = 6;
constexpr std::size_t kLongestFuzzy = 24;
constexpr std::size_t kShortestInflected = 4;
constexpr std::size_t kShortestToneless = 5;

/// Thrown within this file only, to leave nested loops with the file's name and what is wrong.
struct Invalid {
  std::string message;
};

[[noreturn]] void fail(const std::string& file, const std::string& what) {
  throw Invalid{file + ": " + what};
}

std::string text_field(const std::string& file, const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string() || found->get_ref<const std::string&>().empty()) {
    fail(file, "\"" + std::string(key) + "\" must be a text that is not empty.");
  }
  return found->get<std::string>();
}

const Json& list_field(const std::string& file, const Json& object, const char* key) {
  static const Json none = Json::array();
  const auto found = object.find(key);
  if (found == object.end()) return none;
  if (!found->is_array()) fail(file, "\"" + std::string(key) + "\" must be a list.");
  return *found;
}

bool flag_field(const std::string& file, const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return false;
  if (!found->is_boolean()) fail(file, "\"" + std::string(key) + "\" must be true or false.");
  return found->get<bool>();
}

Json parse(const std::string& file, const std::string& bytes) {
  Json json = Json::parse(bytes, nullptr, false);
  if (json.is_discarded()) fail(file, "this is no valid JSON.");
  if (!json.is_object()) fail(file, "the file must hold one JSON object.");
  return json;
}

/// A name as the trie knows it: its letters, and where words begin within them.
struct Key {
  std::string letters;
  std::uint32_t boundaries = 0;
};

/// `words`, written together.
Key join(const std::vector<std::string>& words) {
  Key key;
  for (const std::string& word : words) {
    if (!key.letters.empty() && key.letters.size() < Entry::kBoundaryBytes) {
      key.boundaries |= 1U << key.letters.size();
    }
    key.letters += word;
  }
  return key;
}

/// The words of folded text; "&" and "+" between words are words of their own when `keep_and`.
std::vector<std::string> words_of(std::string_view folded, bool keep_and) {
  std::vector<std::string> words;
  bool open = false;
  for (std::size_t at = 0; at < folded.size();) {
    const Glyph glyph = glyph_at(folded, at);
    if (is_word(glyph.script)) {
      if (!open) words.emplace_back();
      words.back() += folded.substr(at, glyph.size);
      open = true;
    } else {
      open = false;
      if (keep_and && (folded[at] == '&' || folded[at] == '+')) words.emplace_back("&");
    }
    at += glyph.size;
  }
  while (!words.empty() && words.back() == "&") words.pop_back();
  while (!words.empty() && words.front() == "&") words.erase(words.begin());
  return words;
}

/// Every way to write a name down: once, or once for each kind of "and" in it.
std::vector<Key> keys_of(std::string_view folded) {
  std::vector<std::string> words = words_of(folded, true);
  for (std::string& word : words) {
    if (word == "and" && words.size() > 2 && &word != &words.front() && &word != &words.back()) word = "&";
  }
  if (std::find(words.begin(), words.end(), "&") == words.end()) return {join(words)};
  bool initials = false;
  for (std::size_t at = 1; at + 1 < words.size(); ++at) {
    initials = initials || (words[at] == "&" && glyph_count(words[at - 1]) <= kLongestInitials &&
                            glyph_count(words[at + 1]) <= kLongestInitials);
  }
  std::vector<Key> keys;
  for (const std::string_view conjunction : std::span(kAnd).first(initials ? kAndOfInitials : kAnd.size())) {
    std::vector<std::string> written;
    for (const std::string& word : words) {
      if (word != "&") {
        written.push_back(word);
      } else if (!conjunction.empty()) {
        written.emplace_back(conjunction);
      }
    }
    keys.push_back(join(written));
  }
  return keys;
}

bool all_latin(std::string_view letters) {
  return std::all_of(letters.begin(), letters.end(), [](char c) { return is_ascii_alnum(c); });
}

/// Case forms of names that end in a vowel which the ending replaces: Pandora -> Pandoru, Пандора -> Пандору.
std::vector<std::string> inflected(std::string_view letters) {
  std::vector<std::string> forms;
  const auto with = [&](std::string_view ending, std::initializer_list<std::string_view> endings) {
    if (!letters.ends_with(ending)) return;
    const std::string stem(letters.substr(0, letters.size() - ending.size()));
    for (const std::string_view other : endings) forms.push_back(stem + std::string(other));
  };
  if (glyph_count(letters) < kShortestInflected) return forms;
  if (all_latin(letters)) with("a", {"y", "u", "e", "ou", "ie", "ow", "om"});
  with("а", {"у", "ы", "и", "е", "ой", "ою"});
  with("я", {"ю", "и", "е", "ей"});
  return forms;
}

/// A Thai name without its tone marks and signs of silence, as it is typed in haste (กุชชี for กุชชี่); empty for
/// what has none, and for names so short that they would be other words.
std::string without_tones(std::string_view folded) {
  std::string bare;
  for (std::size_t at = 0; at < folded.size();) {
    const Glyph glyph = glyph_at(folded, at);
    const std::string_view letter = folded.substr(at, glyph.size);
    if (letter < "\u0E47" || letter > "\u0E4C") bare += letter;
    at += glyph.size;
  }
  return bare.size() == folded.size() || glyph_count(bare) < kShortestToneless ? std::string() : bare;
}

Endings endings_of(std::string_view language) {
  static const std::set<std::string_view> chain = {"tr", "az", "kk"};
  static const std::set<std::string_view> chain_compound = {"hu", "fi", "et"};
  static const std::set<std::string_view> compound = {"de", "nl", "sv", "da", "no"};
  static const std::set<std::string_view> inflected = {"pl", "cs", "sk", "hr", "sr", "sl", "ru",
                                                       "uk", "bg", "ro", "el", "lt", "lv"};
  if (chain.contains(language)) return Endings::kChain;
  if (chain_compound.contains(language)) return Endings::kCompoundChain;
  if (compound.contains(language)) return Endings::kCompoundCase;
  return inflected.contains(language) ? Endings::kCase : Endings::kPlural;
}

class Builder {
 public:
  std::vector<std::byte> build(const RuleFiles& files) {
    const auto goods = files.find("goods.json");
    if (goods != files.end()) add_goods(goods->first, parse(goods->first, goods->second));
    for (const auto& [file, bytes] : files) {
      if (!file.starts_with("words/") || !file.ends_with(".txt")) continue;
      // Words that differ from a name by the marks alone that folding takes away.
      const bool marked = file == "words/marked.txt";
      each_line(bytes, [&](std::string_view line) {
        if (marked) {
          words_.emplace_back(hash_of(line), 0);
        } else if (const Key key = key_of(line); !key.letters.empty()) {
          ordinary_.insert(key.letters);
        }
      });
    }
    for (const auto& [file, bytes] : files) {
      if (file.starts_with("brands/") && file.ends_with(".json")) add_brand(file, parse(file, bytes));
    }
    if (const auto wide = files.find("brands.wide"); wide != files.end()) {
      each_line(wide->second, [&](std::string_view line) {
        if (const Key key = key_of(line); !key.letters.empty()) wide_.emplace_back(hash_of(key.letters), 0);
      });
    }
    for (const std::string& word : ordinary_) words_.emplace_back(hash_of(word), 0);
    return write();
  }

 private:
  std::uint32_t string_at(std::string_view text) {
    const auto [found, added] = string_offsets_.try_emplace(std::string(text), strings_.size());
    if (added) strings_ += text;
    return static_cast<std::uint32_t>(found->second);
  }

  void add_key(const Key& key, Entry entry) {
    if (key.letters.empty() || key.letters.size() > kMaxKey) return;
    entry.boundaries = key.boundaries;
    std::vector<Entry>& same = keys_[key.letters];
    for (Entry& other : same) {
      const bool same_meaning = entry.is_name()
                                    ? other.is_name() && other.brand() == entry.brand()
                                    : other.kind() == entry.kind() &&
                                          (other.meaning & Entry::kWho) == (entry.meaning & Entry::kWho);
      if (!same_meaning) continue;
      // One brand, one key: the surer meaning stands, and words may be parted as either says.
      const bool better = std::tuple(entry.has(Entry::kInflected), entry.has(Entry::kWeak), entry.kind()) <
                          std::tuple(other.has(Entry::kInflected), other.has(Entry::kWeak), other.kind());
      const std::uint32_t boundaries = other.boundaries | entry.boundaries;
      if (better) other = entry;
      other.boundaries = boundaries;
      return;
    }
    same.push_back(entry);
  }

  void add_goods(const std::string& file, const Json& json) {
    for (const Json& kind : list_field(file, json, "kinds")) {
      const std::string id = text_field(file, kind, "id");
      if (!goods_.try_emplace(id, goods_.size()).second)
        fail(file, "the kind \"" + id + "\" is there twice.");
      goods_ids_.push_back(id);
    }
    if (goods_ids_.size() >= Entry::kNoGoods) fail(file, "there are too many kinds.");
    goods_parents_.assign(goods_ids_.size(), kNoIndex);
    for (const Json& kind : list_field(file, json, "kinds")) {
      const std::string id = text_field(file, kind, "id");
      if (kind.contains("in")) goods_parents_[goods_[id]] = goods_index(file, text_field(file, kind, "in"));
      const auto words = kind.find("words");
      if (words == kind.end()) continue;
      if (!words->is_object())
        fail(file, "\"words\" of \"" + id + "\" must be an object of lists by language.");
      for (const auto& [language, list] : words->items()) {
        const std::string where =
            std::string("\"").append(id).append("\" in \"").append(language).append("\"");
        if (!list.is_array()) fail(file, "the words of " + where + " must be a list.");
        for (const Json& word : list) {
          if (!word.is_string()) fail(file, "a word of " + where + " must be a text.");
          const Entry entry = Entry::of_goods(static_cast<std::uint32_t>(goods_[id]), endings_of(language));
          const Key key = join(words_of(text::fold_text(word.get<std::string>()), false));
          if (key.letters.empty()) fail(file, "a word of \"" + id + "\" has no letters.");
          add_key(key, entry);
        }
      }
    }
  }

  std::uint16_t goods_index(const std::string& file, const std::string& id) const {
    const auto found = goods_.find(id);
    if (found == goods_.end()) fail(file, "there is no kind of goods \"" + id + "\" in goods.json.");
    return static_cast<std::uint16_t>(found->second);
  }

  void add_brand(const std::string& file, const Json& json) {
    const std::string id = text_field(file, json, "id");
    if (file != "brands/" + id + ".json") fail(file, "the id \"" + id + "\" must be the file's name.");
    const std::string name = text_field(file, json, "name");
    if (id.size() > 255 || name.size() > 255) fail(file, "the id or the name is longer than 255 bytes.");
    const auto brand = static_cast<std::uint16_t>(brands_.size());
    if (brand >= Entry::kNoBrand) fail(file, "there are too many brands.");
    BrandRecord record;
    record.id = string_at(id);
    record.id_size = static_cast<std::uint8_t>(id.size());
    record.name = string_at(name);
    record.name_size = static_cast<std::uint8_t>(name.size());
    record.first_goods = static_cast<std::uint32_t>(brand_goods_.size());
    for (const Json& kind : list_field(file, json, "goods")) {
      if (!kind.is_string()) fail(file, "\"goods\" must be a list of ids of goods.json.");
      brand_goods_.push_back(goods_index(file, kind.get<std::string>()));
    }
    record.goods_count = static_cast<std::uint16_t>(brand_goods_.size() - record.first_goods);
    brands_.push_back(record);

    for (const Json& item : list_field(file, json, "names")) add_form(file, brand, Kind::kName, item);
    for (const Json& item : list_field(file, json, "aliases")) add_form(file, brand, Kind::kAlias, item);
    for (const Json& item : list_field(file, json, "lines")) add_form(file, brand, Kind::kLine, item);
    for (const Json& item : list_field(file, json, "not")) add_form(file, brand, Kind::kNot, item);
    for (const Json& item : list_field(file, json, "handles")) {
      if (!item.is_string()) fail(file, "\"handles\" must be a list of texts.");
      add_prefixed(kHandlePrefix, text::fold_text(item.get<std::string>()), Kind::kHandle, brand);
    }
    for (const Json& item : list_field(file, json, "sites")) {
      if (!item.is_string()) fail(file, "\"sites\" must be a list of texts.");
      std::string host = text::fold_text(item.get<std::string>());
      host = host.substr(0, host.find('/'));
      add_prefixed(kSitePrefix, host.starts_with("www.") ? host.substr(4) : host, Kind::kSite, brand);
    }
  }

  void add_prefixed(char prefix, std::string_view text, Kind kind, std::uint16_t brand) {
    if (text.starts_with('@')) text.remove_prefix(1);
    if (text.empty()) return;
    const Entry entry = Entry::of(kind, brand, Entry::kNoGoods, 0);
    add_key({prefix + std::string(text), 0}, entry);
  }

  void add_form(const std::string& file, std::uint16_t brand, Kind kind, const Json& item) {
    std::string text;
    std::uint32_t flags = 0;
    std::uint32_t goods = Entry::kNoGoods;
    if (item.is_string()) {
      text = item.get<std::string>();
    } else if (item.is_object()) {
      text = text_field(file, item, "text");
      if (flag_field(file, item, "weak")) flags |= Entry::kWeak;
      if (flag_field(file, item, "person")) flags |= Entry::kPerson;
      if (flag_field(file, item, "case")) flags |= Entry::kCase;
      if (item.contains("goods")) goods = goods_index(file, text_field(file, item, "goods"));
    } else {
      fail(file, "a name, alias, line or phrase must be a text or an object with \"text\".");
    }
    const Entry entry = Entry::of(kind, brand, goods, flags);
    bool any = false;
    const std::string folded = text::fold_text(text);
    if (kind != Kind::kNot) {
      if (const std::string bare = without_tones(folded); !bare.empty())
        add_key(keys_of(bare).front(), entry);
    }
    for (const Key& key : keys_of(folded)) {
      if (key.letters.size() > kMaxKey) fail(file, "\"" + text + "\" is too long.");
      any = any || !key.letters.empty();
      add_key(key, entry);
      if ((kind == Kind::kName || kind == Kind::kLine) && (flags & (Entry::kWeak | Entry::kCase)) == 0) {
        for (const std::string& form : inflected(key.letters)) {
          Entry other = entry;
          other.meaning |= Entry::kInflected;
          // "nature" is no case form of Natura.
          if (!ordinary_.contains(form)) add_key({form, key.boundaries}, other);
        }
      }
    }
    if (!any) fail(file, "\"" + text + "\" has no letters.");
    ++counts_[kind == Kind::kLine ? 1 : 0];
  }

  /// One name or word a line; lines that begin with # are comments.
  template <typename Visit>
  static void each_line(std::string_view bytes, Visit visit) {
    while (!bytes.empty()) {
      const std::size_t end = std::min(bytes.find('\n'), bytes.size());
      const std::string_view line = bytes.substr(0, end);
      bytes.remove_prefix(std::min(end + 1, bytes.size()));
      if (!line.empty() && line[0] != '#') visit(line);
    }
  }
  static Key key_of(std::string_view line) { return join(words_of(text::fold_text(line), false)); }

  /// Names that are found misspelt too. Long aliases are a name and more words; the name in them is enough.
  static bool is_known_misspelt(const std::string& letters, const Entry& entry) {
    const bool alone = entry.kind() == Kind::kName || (entry.kind() == Kind::kAlias && entry.boundaries == 0);
    return alone && letters.size() >= kShortestFuzzy && letters.size() <= kLongestFuzzy &&
           all_latin(letters) && !entry.has(Entry::kWeak | Entry::kCase | Entry::kInflected);
  }

  /// Everything of an entry but its brand (for goods words: but their endings): meaning and boundaries.
  using How = std::pair<std::uint32_t, std::uint32_t>;
  static How how_of(const Entry& entry) { return {entry.meaning & ~Entry::kNoBrand, entry.boundaries}; }

  /// Numbers the ways in which entries mean their brands, the commonest first, as many as keys' numbers can
  /// hold.
  void number_hows() {
    std::map<How, std::size_t> counts;
    for (const auto& [letters, same] : keys_) {
      for (const Entry& entry : same) ++counts[how_of(entry)];
    }
    std::vector<std::pair<How, std::size_t>> common(counts.begin(), counts.end());
    std::stable_sort(common.begin(), common.end(),
                     [](const auto& one, const auto& other) { return one.second > other.second; });
    common.resize(std::min({common.size(), std::size_t{0xFFFF},
                            (Trie::kMostValue - kMostListed) >> brand_bits(brands_.size())}));
    std::map<std::uint32_t, std::uint16_t> traits;
    std::map<std::uint32_t, std::uint16_t> boundaries;
    const auto number_in = [](auto& numbers, auto& table, std::uint32_t item) {
      const auto [found, fresh] = numbers.try_emplace(item, static_cast<std::uint16_t>(table.size()));
      if (fresh) table.push_back(item);
      return found->second;
    };
    for (const auto& [how, count] : common) {
      how_numbers_[how] = static_cast<std::uint32_t>(hows_.size());
      hows_.push_back(
          {number_in(traits, traits_, how.first), number_in(boundaries, boundaries_, how.second)});
    }
  }

  /// The number of a key with these entries.
  std::uint32_t value_of(std::vector<Entry> entries) {
    const std::uint32_t bits = brand_bits(brands_.size());
    if (entries.size() == 1) {
      const auto how = how_numbers_.find(how_of(entries.front()));
      if (how != how_numbers_.end()) return how->second << bits | entries.front().raw_brand();
    }
    entries.back().meaning |= Entry::kLast;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> list;
    list.reserve(entries.size());
    for (const Entry& entry : entries) list.emplace_back(entry.meaning, entry.boundaries);
    const auto [place, fresh] = list_places_.try_emplace(list, static_cast<std::uint32_t>(lists_.size()));
    for (const auto& [meaning, boundaries] : list) {
      if (fresh) lists_.push_back({meaning, boundaries});
    }
    return (static_cast<std::uint32_t>(hows_.size()) << bits) + place->second;
  }

  std::vector<std::byte> write() {
    number_hows();
    std::map<std::string, std::uint32_t> values;
    std::vector<NameRecord> names;
    std::vector<HashIndex::Item> skeletons;
    for (const auto& [letters, same] : keys_) {
      values[letters] = value_of(same);
      for (const Entry& entry : same) {
        if (!is_known_misspelt(letters, entry)) continue;
        for (const std::string& variant : skeleton_variants(letters)) {
          skeletons.emplace_back(hash_of(variant), static_cast<std::uint32_t>(names.size()));
        }
        names.push_back(
            {value_of({entry}) | static_cast<std::uint32_t>(letters.size()) << 24U, string_at(letters)});
      }
    }
    if ((hows_.size() << brand_bits(brands_.size())) + lists_.size() > Trie::kMostValue) {
      fail("brands", "there are too many names for a pack.");
    }
    std::vector<GoodsRecord> goods;
    for (std::size_t i = 0; i < goods_ids_.size(); ++i) {
      goods.push_back(
          {string_at(goods_ids_[i]), static_cast<std::uint16_t>(goods_ids_[i].size()), goods_parents_[i]});
    }

    std::vector<std::byte> strings;
    pack::append_text(strings, strings_);
    const std::array<std::vector<std::byte>, kPartCount> parts = {pack::to_columns(brands_),
                                                                  bytes_of(brand_goods_),
                                                                  bytes_of(goods),
                                                                  strings,
                                                                  Trie::build(values),
                                                                  HashIndex::build(skeletons, true),
                                                                  pack::to_columns(names),
                                                                  HashIndex::build(words_, false),
                                                                  HashIndex::build(wide_, false),
                                                                  bytes_of(traits_),
                                                                  bytes_of(boundaries_),
                                                                  pack::to_columns(hows_),
                                                                  bytes_of(lists_),
                                                                  bytes_of(counts_)};
    std::vector<std::byte> section;
    pack::append(section, kLayout);
    pack::append<std::uint32_t>(section, 0);
    std::size_t offset = kPartsAt + 8 * kPartCount;
    for (const auto& part : parts) {
      pack::append(section, static_cast<std::uint32_t>(offset));
      pack::append(section, static_cast<std::uint32_t>(part.size()));
      offset += (part.size() + 7) / 8 * 8;
    }
    for (const auto& part : parts) {
      section.insert(section.end(), part.begin(), part.end());
      pack::align(section, 8);
    }
    return section;
  }

  template <typename Record>
  static std::vector<std::byte> bytes_of(const std::vector<Record>& records) {
    std::vector<std::byte> bytes;
    for (const Record& record : records) pack::append(bytes, record);
    return bytes;
  }

  std::map<std::string, std::size_t> string_offsets_;
  std::string strings_;
  std::map<std::string, std::size_t> goods_;
  std::vector<std::string> goods_ids_;
  std::vector<std::uint16_t> goods_parents_;
  std::vector<BrandRecord> brands_;
  std::vector<std::uint16_t> brand_goods_;
  std::map<std::string, std::vector<Entry>> keys_;
  std::vector<HashIndex::Item> wide_;
  std::vector<HashIndex::Item> words_;
  std::set<std::string> ordinary_;
  std::map<How, std::uint32_t> how_numbers_;
  std::vector<std::uint32_t> traits_;
  std::vector<std::uint32_t> boundaries_;
  std::vector<HowRecord> hows_;
  std::map<std::vector<std::pair<std::uint32_t, std::uint32_t>>, std::uint32_t> list_places_;
  std::vector<ListedEntry> lists_;
  std::vector<std::uint32_t> counts_ = {0, 0};
};

}  // namespace

Result<std::vector<std::byte>> build_section(const RuleFiles& files) {
  try {
    return Builder().build(files);
  } catch (const Invalid& invalid) {
    return Error{"invalid_rule", invalid.message};
  }
}

}  // namespace touchstone::lexicon
