// Text as a page shows it: white space collapsed, invisible marks stripped at the ends, lengths bounded.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace touchstone::listing {

/// Bounds of what is taken from a page, in code points (texts) or entries (lists).
inline constexpr std::size_t kMaxTitle = 1'000;
inline constexpr std::size_t kMaxDescription = 20'000;
inline constexpr std::size_t kMaxName = 300;
inline constexpr std::size_t kMaxBullet = 2'000;
inline constexpr std::size_t kMaxUrl = 2'000;
inline constexpr std::size_t kMaxEntries = 50;

/// Runs of white space (ASCII, no-break, ideographic and the other Unicode spaces) become one space;
/// zero-width and bidirectional marks go at both ends; ill-formed UTF-8 becomes U+FFFD; cut after `limit`
/// code points.
std::string clean_text(std::string_view text, std::size_t limit);

/// HTML's character references undone in text that was escaped twice ("&quot;" inside JSON-LD). Only
/// numeric references and those that HTML itself needs are known.
std::string decode_references(std::string_view text);

/// ASCII lower case; every other byte is kept.
std::string ascii_lower(std::string_view text);

/// Lower case of ASCII, Latin-1, Latin Extended-A, Greek and Cyrillic letters, for comparing labels.
std::string label_lower(std::string_view text);

/// A row's label without what surrounds it: "Brand ‏ : ‎" is "brand".
std::string clean_label(std::string_view text);

/// Only the letters and digits, in lower case: what is left of a name in a URL's slug.
std::string squeeze(std::string_view text);

/// Percent decoding; with `plus` also "+" as a space.
std::string percent_decode(std::string_view text, bool plus);

/// The value of the first parameter `name` in the query of `url`, decoded; empty when there is none.
std::string query_parameter(std::string_view url, std::string_view name);

/// The path segment that follows segment `after` ("/stores/Gorilla/page" after "stores" is "Gorilla"),
/// decoded.
std::string path_segment_after(std::string_view url, std::string_view after);

/// The path of a URL (or of a reference), without query and fragment.
std::string_view path_of(std::string_view url);

/// The host of an absolute URL in lower case, without port and "www."; empty when there is none.
std::string host_of(std::string_view url);

/// True when `text` ends with `suffix`, ASCII letters compared without case.
bool ends_with_ignoring_case(std::string_view text, std::string_view suffix);
bool equals_ignoring_case(std::string_view a, std::string_view b);
bool contains_ignoring_case(std::string_view text, std::string_view part);

}  // namespace touchstone::listing
