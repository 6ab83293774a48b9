// The lexicon as a whole: opened, asked for brands and goods, and for the brand that a field, a handle or a
// host names.
#include "lexicon/lexicon.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "lexicon/glyph.h"
#include "lexicon/parts.h"
#include "pack/bytes.h"
#include "pack/columns.h"

namespace touchstone::lexicon {
namespace {

Error invalid(const std::string& message) {
  return Error{"invalid_pack", message};
}

Error misfit(std::string_view part) {
  return invalid(
      "The lexicon's " + std::string(part) +
      " do not fit together: expected every record to point into the section, found one that does not.");
}

/// Company forms and signs that may follow a name in a brand field.
constexpr std::array<std::string_view, 24> kCompanyForms = {
    "inc",  "incorporated", "ltd", "limited", "llc", "llp", "plc", "gmbh", "ag", "kg", "co",   "company",
    "corp", "corporation",  "sa",  "sas",     "srl", "spa", "bv",  "nv",   "oy", "ab", "ltda", "official"};

/// The words of folded text, letters and digits only.
std::vector<std::string> words_in(std::string_view folded) {
  std::vector<std::string> words;
  bool open = false;
  for (std::size_t at = 0; at < folded.size();) {
    const Glyph glyph = glyph_at(folded, at);
    if (is_word(glyph.script)) {
      if (!open) words.emplace_back();
      words.back() += folded.substr(at, glyph.size);
    }
    // "Levi's" and "L.L.Bean" are one word each here; the key has no separators either.
    open = is_word(glyph.script) || (open && (folded[at] == '\'' || folded[at] == '.'));
    at += glyph.size;
  }
  return words;
}

std::string joined(const std::vector<std::string>& words, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += words[i];
  return out;
}

/// A field's letters, whole and then with company forms taken off the end, one after another.
std::vector<std::string> spellings(std::string_view field) {
  // Longer fields are no brand.
  constexpr std::size_t kLongestField = 200;
  if (field.size() > kLongestField) return {};
  const std::vector<std::string> words = words_in(text::fold_text(field));
  std::vector<std::string> out;
  for (std::size_t count = words.size(); count > 0; --count) {
    out.push_back(joined(words, count));
    const std::string& last = words[count - 1];
    bool company = false;
    for (const std::string_view form : kCompanyForms) company = company || last == form;
    if (!company) break;
  }
  return out;
}

/// The shortest name that is known by itself in a handle or a host.
constexpr std::size_t kShortestHouse = 4;
/// What houses put behind their name in the handles of their own accounts.
constexpr std::array<std::string_view, 66> kAccountEndings = {
    "official", "us",     "usa",      "uk",        "india",       "in",       "de",      "germany",
    "france",   "fr",     "italia",   "italy",     "it",          "espana",   "spain",   "es",
    "brasil",   "brazil", "br",       "mexico",    "mx",          "canada",   "ca",      "australia",
    "au",       "japan",  "jp",       "korea",     "kr",          "china",    "cn",      "hongkong",
    "hk",       "taiwan", "tw",       "indonesia", "id",          "malaysia", "my",      "singapore",
    "sg",       "thai",   "thailand", "vietnam",   "philippines", "ph",       "turkiye", "turkey",
    "th",       "tr",     "polska",   "poland",    "pl",          "arabia",   "uae",     "mena",
    "nl",       "se",     "nordic",   "europe",    "eu",          "africa",   "latam",   "world",
    "beauty",   "global"};

}  // namespace

Result<Lexicon> Lexicon::open(std::span<const std::byte> section) {
  if (section.size() < kPartsAt + 8 * kPartCount) {
    return invalid("The lexicon is too short: expected at least " +
                   std::to_string(kPartsAt + 8 * kPartCount) + " bytes, found " +
                   std::to_string(section.size()) + ".");
  }
  if (const auto layout = pack::load<std::uint32_t>(section.data(), 0); layout != kLayout) {
    return invalid("The lexicon has another layout: expected " + std::to_string(kLayout) + ", found " +
                   std::to_string(layout) + ".");
  }
  std::array<std::span<const std::byte>, kPartCount> bytes;
  for (std::size_t i = 0; i < kPartCount; ++i) {
    const std::size_t offset = pack::load<std::uint32_t>(section.data(), kPartsAt + 8 * i);
    const std::size_t size = pack::load<std::uint32_t>(section.data(), kPartsAt + 8 * i + 4);
    if (offset % 8 != 0 || offset > section.size() || size > section.size() - offset) {
      return invalid("A part of the lexicon lies outside it: expected at most " +
                     std::to_string(section.size()) + " bytes, found " + std::to_string(size) + " from " +
                     std::to_string(offset) + ".");
    }
    bytes[i] = section.subspan(offset, size);
  }
  const auto part = [&](Part which) { return bytes[static_cast<std::size_t>(which)]; };

  auto parts = std::make_shared<Parts>();
  parts->brands = pack::from_columns<BrandRecord>(part(Part::kBrands));
  const auto brand_goods = part(Part::kBrandGoods);
  if (reinterpret_cast<std::uintptr_t>(brand_goods.data()) % alignof(GoodsIndex) != 0) return misfit("bytes");
  parts->brand_goods = {reinterpret_cast<const GoodsIndex*>(brand_goods.data()),
                        brand_goods.size() / sizeof(GoodsIndex)};
  parts->goods = part(Part::kGoods);
  parts->names = pack::from_columns<NameRecord>(part(Part::kNames));
  parts->counts = part(Part::kCounts);
  parts->traits = part(Part::kTraits);
  parts->boundaries = part(Part::kBoundaries);
  parts->hows = pack::from_columns<HowRecord>(part(Part::kHows));
  parts->lists = part(Part::kLists);
  const auto strings = part(Part::kStrings);
  parts->strings = {reinterpret_cast<const char*>(strings.data()), strings.size()};
  const auto inside = [&](std::size_t offset, std::size_t size) {
    return offset <= strings.size() && size <= strings.size() - offset;
  };
  if (parts->counts.size() < 8) return misfit("counts");

  for (const BrandRecord& brand : parts->brands) {
    if (!inside(brand.id, brand.id_size) || !inside(brand.name, brand.name_size) ||
        brand.first_goods > parts->brand_goods.size() ||
        brand.goods_count > parts->brand_goods.size() - brand.first_goods) {
      return misfit("brands");
    }
  }
  for (std::size_t i = 0; i < parts->goods_count(); ++i) {
    const GoodsRecord goods = parts->good(i);
    if (!inside(goods.id, goods.id_size) ||
        (goods.parent != kNoIndex && goods.parent >= parts->goods_count())) {
      return misfit("goods");
    }
  }
  for (const GoodsIndex goods : parts->brand_goods) {
    if (goods >= parts->goods_count()) return misfit("brands");
  }
  const auto fits = [&](const Entry& entry) {
    const bool goods = entry.kind() == Kind::kGoods;
    if (!goods && entry.brand() >= parts->brand_count()) return false;
    if (entry.goods() != kNoIndex && entry.goods() >= parts->goods_count()) return false;
    return !goods || entry.goods() != kNoIndex;
  };
  parts->brand_bits = brand_bits(parts->brand_count());
  if (parts->how_count() > Trie::kMostValue >> parts->brand_bits) return misfit("ways");
  for (std::uint32_t i = 0; i < parts->how_count(); ++i) {
    const HowRecord how = parts->hows[i];
    if (how.traits >= parts->traits.size() / 4 || how.boundaries >= parts->boundaries.size() / 4) {
      return misfit("ways");
    }
    const Entry entry = parts->entry_of(i, 0);
    if (entry.raw_brand() != 0 || !(entry.kind() == Kind::kGoods || parts->brand_count() > 0) ||
        !fits(entry)) {
      return misfit("ways");
    }
  }
  for (std::size_t i = 0; i < parts->list_count(); ++i) {
    if (!fits(parts->listed(i))) return misfit("lists");
  }
  if (parts->list_count() > 0 && !parts->listed(parts->list_count() - 1).last()) return misfit("lists");
  // A way fits with the first brand, and so with any.
  const std::uint32_t numbers = parts->first_listed() + static_cast<std::uint32_t>(parts->list_count());
  const auto trie = Trie::open(part(Part::kTrie), numbers);
  if (!trie) return misfit("keys");
  parts->trie = *trie;
  for (const NameRecord& name : parts->names) {
    if (!inside(name.text, name.size()) || name.value() >= numbers) return misfit("names");
  }
  const auto skeletons =
      HashIndex::open(part(Part::kSkeletons), static_cast<std::uint32_t>(parts->names.size()));
  const auto words = HashIndex::open(part(Part::kWords), 0);
  const auto wide = HashIndex::open(part(Part::kWide), 0);
  if (!skeletons || !words || !wide) return misfit("tables");
  parts->skeletons = *skeletons;
  parts->words = *words;
  parts->wide = *wide;
  return Lexicon(std::move(parts));
}

std::size_t Lexicon::brand_count() const {
  return parts_->brand_count();
}

Brand Lexicon::brand(BrandIndex index) const {
  if (index >= brand_count()) return {};
  const BrandRecord record = parts_->brands[index];
  return {parts_->string(record.id, record.id_size), parts_->string(record.name, record.name_size),
          parts_->brand_goods.subspan(record.first_goods, record.goods_count)};
}

std::size_t Lexicon::goods_count() const {
  return parts_->goods_count();
}

std::string_view Lexicon::goods_id(GoodsIndex index) const {
  if (index >= goods_count()) return {};
  const GoodsRecord record = parts_->good(index);
  return parts_->string(record.id, record.id_size);
}

GoodsIndex Lexicon::goods_named(std::string_view id) const {
  for (std::size_t index = 0; index < goods_count(); ++index) {
    if (goods_id(static_cast<GoodsIndex>(index)) == id) return static_cast<GoodsIndex>(index);
  }
  return kNoIndex;
}

GoodsIndex Lexicon::goods_parent(GoodsIndex index) const {
  return index < goods_count() ? parts_->good(index).parent : kNoIndex;
}

Scan Lexicon::scan(const text::Folded& folded, std::string_view original) const {
  return scan_text(*parts_, folded, original);
}

std::optional<BrandIndex> Lexicon::brand_named(std::string_view field) const {
  for (const std::string& letters : spellings(field)) {
    const auto first = parts_->trie.find(letters);
    if (!first) continue;
    std::optional<BrandIndex> strong;
    std::optional<BrandIndex> weak;
    parts_->each_entry(*first, [&](const Entry& entry) {
      if (entry.kind() > Kind::kAlias || entry.has(Entry::kInflected)) return true;
      if (!entry.has(Entry::kWeak)) strong = entry.brand();
      if (!weak) weak = entry.brand();
      return !strong;
    });
    if (strong) return strong;
    if (weak) return weak;
  }
  return std::nullopt;
}

bool Lexicon::is_known_brand(std::string_view field) const {
  if (brand_named(field)) return true;
  for (const std::string& letters : spellings(field)) {
    if (parts_->wide.contains(hash_of(letters))) return true;
  }
  return false;
}

std::optional<BrandIndex> Lexicon::brand_of_handle(std::string_view handle) const {
  constexpr std::size_t kLongestHandle = 64;
  if (handle.starts_with('@')) handle.remove_prefix(1);
  if (handle.empty() || handle.size() > kLongestHandle) return std::nullopt;
  const std::string folded = text::fold_text(handle);
  if (const auto found = parts_->trie.find(kHandlePrefix + folded)) return parts_->entry(*found).brand();
  // Houses have an account a country: "samsungindia", "lancome_official".
  std::string letters;
  std::copy_if(folded.begin(), folded.end(), std::back_inserter(letters),
               [](char c) { return c != '.' && c != '_'; });
  for (const std::string_view place : kAccountEndings) {
    if (letters.size() < place.size() + kShortestHouse || !letters.ends_with(place)) continue;
    const std::string house = letters.substr(0, letters.size() - place.size());
    if (const auto found = parts_->trie.find(kHandlePrefix + house)) return parts_->entry(*found).brand();
    if (const auto brand = parts_->house_spelt(house)) return brand;
  }
  return std::nullopt;
}

std::optional<BrandIndex> Lexicon::brand_of_host(std::string_view host) const {
  constexpr std::size_t kLongestHost = 253;
  if (host.size() > kLongestHost) return std::nullopt;
  const std::string folded = text::fold_text(host);
  // "shop.moncler.com" is Moncler's as "moncler.com" is; "moncler.com.evil.example" is not.
  std::string_view rest = folded;
  while (rest.find('.') != std::string_view::npos) {
    if (const auto found = parts_->trie.find(kSitePrefix + std::string(rest)))
      return parts_->entry(*found).brand();
    rest.remove_prefix(rest.find('.') + 1);
  }
  if (rest.size() == folded.size()) return std::nullopt;  // no dot: nobody's
  // Houses have a site a country: "lancome.fr", "shiseido.co.jp". Other endings are anybody's.
  std::string_view owned = folded;
  if (rest.size() == 2) {
    owned.remove_suffix(3);
    for (const std::string_view second : {".co", ".com"}) {
      if (owned.ends_with(second)) owned.remove_suffix(second.size());
    }
  } else if (rest == "com") {
    owned.remove_suffix(4);
  } else {
    return std::nullopt;
  }
  std::string label(owned.substr(owned.rfind('.') + 1));
  if (const auto found = parts_->trie.find(kSitePrefix + label + ".com")) {
    return parts_->entry(*found).brand();
  }
  std::erase(label, '-');
  if (label.size() < kShortestHouse) return std::nullopt;
  return parts_->house_spelt(label);
}

std::vector<std::pair<std::string, std::size_t>> Lexicon::counts() const {
  const auto count = [&](std::size_t at) {
    return std::size_t{pack::load<std::uint32_t>(parts_->counts.data(), 4 * at)};
  };
  return {{"brands", brand_count()},
          {"names", count(0)},
          {"lines", count(1)},
          {"wide", parts_->wide.size()},
          {"goods", goods_count()}};
}

}  // namespace touchstone::lexicon
