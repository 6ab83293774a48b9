// The cue section's layout: records that the builder writes and the book views in place.
#pragma once

#include <cstdint>

#include "pack/records.h"

namespace touchstone::cues {

using pack::Slice;

inline constexpr std::uint32_t kNoGroup = 0xFFFFFFFF;

struct CueHeader {
  Slice groups;
  Slice patterns;
  Slice guards;
  Slice atoms;     ///< Slices of text: those of the patterns' first clauses
  Slice postings;  ///< per atom a Slice of pattern indices whose first clause it is in
  Slice languages;
  Slice always;    ///< indices of patterns that have no clause
  Slice no_brand;  ///< Slices of text, sorted
};

/// A lure, stance or pointer of one language.
struct GroupRecord {
  std::uint32_t kind = 0;
  std::uint32_t strength = 0;
  Slice id;
  Slice lang;
  Slice guard_name;
};

/// What {name} stands for in one language's patterns, already expanded in itself.
struct ListRecord {
  Slice name;  ///< with its braces
  Slice alternatives;
};

/// One pattern: a group's, or, with {brand} in it and no group, one that gives a role.
struct PatternRecord {
  std::uint16_t role = 0;
  std::uint16_t names = 0;  ///< a role's: the words leave no doubt that a name is meant
  std::uint32_t group = kNoGroup;
  std::uint16_t slotted = 0;      ///< runs over slotted text
  std::uint16_t titles_only = 0;  ///< runs over listing titles only
  std::uint32_t language = 0;
  Slice source;   ///< as the reviewer wrote it: lists and {brand} are put in when it is compiled
  Slice clauses;  ///< beyond the first: Slices of text, of each of which one must stand in the text
};

/// Slices of ListRecord, by language.
using LanguageRecord = Slice;

/// Other senses of the cues (or roles) of one name, of all languages together.
struct GuardRecord {
  Slice name;
  Slice pattern;
  Slice slotted;  ///< the same with those that name a brand; empty: there are none
};

}  // namespace touchstone::cues
