// Reading: one field of a request, with the brands it names and in which role, its cues and the goods it
// speaks of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cues/cue_book.h"
#include "lexicon/lexicon.h"
#include "touchstone/model.h"
#include "verdict/rooms.h"

namespace touchstone::verdict {

/// One place where a field names a brand.
struct Mention {
  lexicon::BrandIndex brand = lexicon::kNoIndex;
  lexicon::GoodsIndex goods =
      lexicon::kNoIndex;  ///< what the name's line or a word beside it says the goods are
  Role role = Role::kClaim;
  Form form = Form::kExact;
  std::uint8_t confidence = 100;  ///< percent: how little its spelling leaves no doubt
  bool ordinary = false;          ///< an ordinary word too, or a spelling that is not sure
  bool weak = false;              ///< needs a second signal, and has none in this field
  bool in_hashtag = false;
  bool capital = false;   ///< of a weak one: written as a name, with a capital
  bool caseless = false;  ///< written in a script without capitals
  bool listed = false;    ///< stands beside another name in a list
  bool disguised = false;
  std::uint32_t start = 0;  ///< UTF-16 code units of the field's original text
  std::uint32_t end = 0;
};

/// One lure, stance or pointer.
struct CueHit {
  cues::Kind kind = cues::Kind::kLure;
  Strength strength = Strength::kSoft;
  std::string_view id;
  std::string_view lang;
  bool quoted = false;  ///< stands inside quotation marks: somebody else's words
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

/// What a field holds. The views point into the pack.
struct Reading {
  std::string field;
  std::string_view original;
  std::vector<Mention> mentions;  ///< by start; unsupported weak ones are still here
  std::vector<CueHit> cues;
  std::vector<lexicon::GoodsIndex> goods;  ///< every kind named, in order, repeats kept
  std::vector<lexicon::GoodsIndex>
      unnamed;  ///< those of them that stand in a list's item without a name: "a plain tote"
};

/// How the words of a field are to be taken.
enum class FieldKind : std::uint8_t {
  kProse,         ///< a caption, a message, a bio
  kImageText,     ///< words that a picture shows
  kListingTitle,  ///< names the goods; "for X" in it means that they fit X
};

Reading read_field(const Rooms& rooms, std::string field, std::string_view text, FieldKind kind);

/// True when `narrow` is `wide` or one of its kinds.
bool is_kind_of(const lexicon::Lexicon& lexicon, lexicon::GoodsIndex narrow, lexicon::GoodsIndex wide);

/// True when goods of one kind may be of the other: the same, or one wider than the other.
bool may_be(const lexicon::Lexicon& lexicon, lexicon::GoodsIndex one, lexicon::GoodsIndex other);

/// True when the brand sells such goods.
bool brand_sells(const lexicon::Lexicon& lexicon, lexicon::BrandIndex brand, lexicon::GoodsIndex goods);

}  // namespace touchstone::verdict
