// Squeezed text: what is seldom read (the sources of patterns) stands in the pack as DEFLATE (RFC 1951) makes
// it small, and is unpacked whole when first needed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace touchstone::pack {

/// The same text gives the same bytes.
std::string squeeze(std::string_view text);

/// The text of `size` bytes; nothing when the bytes do not make just that.
std::optional<std::string> unsqueeze(std::string_view squeezed, std::size_t size);

}  // namespace touchstone::pack
