// Links: found in text, parsed as a browser parses them, taken out of their wrappers, and named.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/model.h"
#include "touchstone/pack.h"

namespace touchstone::link {

/// Compiles hosts/*.json. Errors: "invalid_rule".
Result<std::vector<std::byte>> build_section(const RuleFiles& files);

/// Reads a section in place; the bytes must outlive it.
class LinkReader {
 public:
  /// Errors: "invalid_pack".
  static Result<LinkReader> open(std::span<const std::byte> section);

  /// What one URL points to. `raw` may lack its scheme. Link::brand stays empty (the lexicon knows brands'
  /// sites).
  [[nodiscard]] Link read(std::string_view raw) const;

  struct Found {
    std::size_t begin = 0;  ///< byte offsets in the text
    std::size_t end = 0;
    Link link;
  };
  /// Every URL in a text, with or without a scheme ("see amzn.to/3xyz"), in order; at most 64.
  [[nodiscard]] std::vector<Found> find(std::string_view text) const;

 private:
  std::span<const std::byte> section_;
};

}  // namespace touchstone::link
