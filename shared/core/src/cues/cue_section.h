// The cue section's layout: records that the builder writes and the book views in place.
#pragma once

#include <cstdint>

#include "pack/records.h"

namespace touchstone::cues {

using pack::Slice;

inline constexpr std::uint16_t kNoGroup = 0xFFFF;

/// What is marked so stands column by column (pack/columns); the rest is viewed in place.
struct CueHeader {
  Slice groups;                    ///< GroupRecord, in columns
  Slice patterns;                  ///< PatternRecord, in columns
  Slice guards;                    ///< GuardRecord, in columns, sorted by name
  Slice guard_parts;               ///< GuardPart, in columns
  Slice languages;                 ///< LanguageRecord
  Slice firsts;                    ///< u32, in columns: AtomScanner's
  Slice atoms;                     ///< StoredAtom, in AtomScanner's order
  Slice rests;                     ///< u16, atom after atom: AtomScanner's
  Slice postings;                  ///< u16 patterns, atom after atom: those whose rarest clause it is in
  Slice clauses;                   ///< ShortSlices of u16 atoms, in columns
  Slice needs;                     ///< u16 clauses, in columns, pattern after pattern: its others
  Slice always;                    ///< u16 patterns that have no clause
  Slice no_brand;                  ///< Slices of text, sorted
  Slice signs;                     ///< SignRecord
  std::uint32_t signs_within = 0;  ///< SignRules
  std::int32_t signs_least = 0;
  std::int32_t signs_brand = 0;
  std::int32_t signs_goods = 0;
  std::int32_t signs_code = 0;
  std::uint32_t unused = 0;
};

/// A lure, stance, pointer or sign of one language.
struct GroupRecord {
  std::uint16_t kind = 0;
  std::uint16_t strength = 0;  ///< of a lure; a sign's number
  pack::ShortSlice id;
  pack::ShortSlice lang;
  pack::ShortSlice guard_name;
};

/// What {name} stands for in one language's patterns, already expanded in itself.
struct ListRecord {
  Slice name;  ///< with its braces; in the language's text, as its alternatives are
  Slice alternatives;
};

/// One pattern: a group's, or, with {brand} in it and no group, one that gives a role.
struct PatternRecord {
  std::uint32_t source = 0;  ///< in the language's text, as the reviewer wrote it
  std::uint16_t source_size = 0;
  std::uint16_t first_need = 0;
  std::uint16_t group = kNoGroup;
  std::uint8_t need_count = 0;
  std::uint8_t language = 0;
  std::uint8_t role = 0;
  std::uint8_t flags = 0;
  std::uint8_t reach = 0;  ///< characters of its longest match, 255: that many or more
  std::uint8_t unused = 0;

  static constexpr std::uint8_t kSlotted = 1;     ///< runs over slotted text
  static constexpr std::uint8_t kTitlesOnly = 2;  ///< runs over listing titles only
  static constexpr std::uint8_t kNote = 16;       ///< a note's: asked only where a code word may stand
  static constexpr std::uint8_t kAtStart = 8;     ///< matches at a text's beginning only
  static constexpr std::uint8_t kNames = 4;       ///< a role's: the words leave no doubt that a name is meant
  [[nodiscard]] bool has(std::uint8_t flag) const { return (flags & flag) != 0; }
};
static_assert(sizeof(PatternRecord) == 16);

/// One language's sources: lists and {brand} are put into them when they are compiled.
struct LanguageRecord {
  Slice lists;  ///< ListRecord
  Slice squeezed;
  std::uint32_t size = 0;        ///< of the text that it makes
  std::uint16_t first_sign = 0;  ///< its signs' patterns but the anchors', one behind the other
  std::uint16_t sign_count = 0;
};
inline constexpr std::uint32_t kMaxLanguageBytes = 1U << 22U;

/// Other senses of the cues (or roles) of one name, language after language.
struct GuardRecord {
  Slice name;
  std::uint32_t first_part = 0;  ///< in guard_parts
  std::uint32_t plain = 0;       ///< parts that name no brand, and behind them
  std::uint32_t slotted = 0;     ///< those that do
};

/// One of a guard's senses, as the reviewer wrote it.
struct GuardPart {
  std::uint32_t source = 0;  ///< in the language's text
  std::uint16_t source_size = 0;
  std::uint8_t language = 0;
  std::uint8_t beyond_ascii = 0;  ///< every match holds a letter or sign that is not ASCII
};
static_assert(sizeof(GuardPart) == 8);

}  // namespace touchstone::cues
