// Items: where a promotion lists several things and links one, which of them the listing's title speaks of.
#pragma once

#include <vector>

#include "lexicon/lexicon.h"
#include "verdict/reading.h"

namespace touchstone::verdict {

enum class LinkedItem : std::uint8_t {
  kUnknown,   ///< the title shares no word with the list
  kClaimed,   ///< it shares one with an item that names a claimed brand
  kUnclaimed  ///< it shares what an item is called, and only with items that name none
};

/// Compares the words of `title` with those of the items of `text`; words of three letters and more, in any
/// of their inflected forms. Linear in the text for a title of at most a few dozen words. Scripts without
/// spaces share no words this way and give kUnknown.
LinkedItem linked_item(const Rooms& rooms, const Reading& text, const Reading& title,
                       const std::vector<lexicon::BrandIndex>& claimed);

/// True when the text says that what the title speaks of fits the brand: a word of the title, a word of fit,
/// the brand ("insoles for my Dr. Martens"), or, where it stands behind, brand, fit, word ("Crocs ke liye
/// charms").
bool title_fits(const Reading& text, const Reading& title, lexicon::BrandIndex brand);

/// True when `between` holds a sign or a word that parts the items of a list.
bool parts_items(std::string_view between);

}  // namespace touchstone::verdict
