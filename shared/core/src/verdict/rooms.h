// What the judgement stands on: the rooms that one rule pack opens, each immutable.
#pragma once

#include "cues/cue_book.h"
#include "lexicon/lexicon.h"
#include "link/link_reader.h"
#include "listing/listing_reader.h"

namespace touchstone::verdict {

struct Rooms {
  lexicon::Lexicon lexicon;
  cues::CueBook cues;
  link::LinkReader links;
  listing::ListingReader listings;
};

}  // namespace touchstone::verdict
