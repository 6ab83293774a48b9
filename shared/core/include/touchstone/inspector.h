// The judge: opened once over a rule pack, then asked from any number of threads.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "touchstone/model.h"
#include "touchstone/result.h"

namespace touchstone {

/// Immutable. Every call is bounded in time and memory by the size of its input.
class Inspector {
 public:
  /// The pack's bytes are not needed any more when it is open. Errors: "invalid_pack".
  static Result<Inspector> open(std::span<const std::byte> pack);

  Inspector(Inspector&&) noexcept;
  Inspector& operator=(Inspector&&) noexcept;
  Inspector(const Inspector&) = delete;
  Inspector& operator=(const Inspector&) = delete;
  ~Inspector();

  /// Judges a promotion against its listing.
  [[nodiscard]] Response inspect(const Request& request) const;

  /// Reads the HTML of one page. Errors: "not_a_listing" when the page is a search page, a login wall, a
  /// captcha or has no title; the message says which.
  [[nodiscard]] Result<Listing> read_listing(std::string_view url, std::string_view html) const;

  /// Every link in a raw URL or a text, in order; a text without any link gives none.
  [[nodiscard]] std::vector<Link> find_links(std::string_view text) const;

  /// The version of the rules.
  [[nodiscard]] std::string_view pack_version() const;

 private:
  struct Rooms;
  explicit Inspector(std::unique_ptr<Rooms> rooms);
  std::unique_ptr<Rooms> rooms_;
};

}  // namespace touchstone
