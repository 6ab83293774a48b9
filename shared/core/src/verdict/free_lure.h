// An explicit lure told in free words: no fixed phrase says "order this, get that", but its parts stand
// together.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "lexicon/lexicon.h"
#include "text/fold.h"
#include "verdict/rooms.h"

namespace touchstone::verdict {

/// Byte ranges of the folded text.
using Places = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// The words that stand in capitals amid small letters and may be said to a seller ("msg the shop TULIP"): no
/// word that is stressed in any shop's text (SIZE), none that is the buyer's own (your NAME).
Places code_words(const text::Folded& folded, std::string_view original);

/// Adds up the signs that stand near an anchor ("what comes is …"): an act (order, the page shows), something
/// odd about it (plain, do not mind the photo, no reviews, goods of two kinds), and the rest by their
/// weights, each sign once. A note with one of `codes` beside it is an anchor too. Gives the first stretch
/// that is worth a lure. `brands` are the names that count, `goods` all words for goods, by begin.
std::optional<cues::CueMatch> find_free_lure(const Rooms& rooms, std::string_view folded,
                                             const std::vector<cues::SignMatch>& signs, const Places& brands,
                                             const Places& codes,
                                             const std::vector<lexicon::GoodsMatch>& goods);

}  // namespace touchstone::verdict
