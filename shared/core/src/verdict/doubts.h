// Doubts: what may make a ruling wrong, each between none and full.
//
// The table rules over facts that are or are not. How sure a fact is stands here: a name that is an ordinary
// word, a brand that only a hashtag names, a listing whose goods are of another kind. A doubt can only lower
// the confidence in a ruling, so every weight of the model reads the same way.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "verdict/facts.h"
#include "verdict/rooms.h"
#include "verdict/ruling.h"

namespace touchstone::verdict {

enum class Doubt : std::uint8_t {
  // The name, where the ruling stands on one.
  kNameUnsure,         ///< how little its spelling leaves no doubt
  kNameOrdinary,       ///< an ordinary word too, borne out by a second signal
  kNameHidden,         ///< never written out plainly
  kNameOnlyInTag,      ///< in hashtags alone
  kNameOnlyInPicture,  ///< in what a picture shows alone
  kNameFromBefore,     ///< in an earlier message or the post above alone
  kSeveralBrands,      ///< other brands are presented too
  kRolesMixed,         ///< another mention of it has another role
  kOnlyLookalike,      ///< nothing is claimed outright
  // The destination, where the ruling stands on a mismatch or on what was not read.
  kBrandFieldEmpty,  ///< the listing's brand field says nothing at all
  kOtherBrand,       ///< the listing offers a known brand, which is rarely a disguise
  kNoResidue,        ///< the listing's title holds no word of the name
  kGoodsApart,       ///< the listing's goods are none that the claimed item may be
  kGoodsUnsaid,      ///< the listing's or the item's kind of goods is not known
  kOnlyPointer,      ///< words point somewhere, and no link does
  // The lure of an alert.
  kNoLure,     ///< none: it stands on the name and the listing alone
  kOneLure,    ///< a single wording
  kOnlyGrade,  ///< replica vocabulary, and no explicit lure
  kQuoted,     ///< every lure stands in quotation marks
  // What a clear ruling may have missed.
  kSheltered,      ///< a lure or a mismatch stands, and fit, news or the own voice shelters it
  kWeakNameLeft,   ///< a weak name was left out for want of a second signal
  kLeadsSomewhere  ///< there is a destination or a pointer
};
inline constexpr std::size_t kDoubts = 22;

/// The names that the model's file and responses use, in the order of Doubt.
extern const std::array<std::string_view, kDoubts> kDoubtNames;

/// Percent of each doubt, 0 where it does not arise.
using Doubts = std::array<std::uint8_t, kDoubts>;

Doubts weigh_doubts(const Rooms& rooms, const Facts& facts, const Ruling& ruling);

}  // namespace touchstone::verdict
