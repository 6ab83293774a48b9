// Squeezed text: what is seldom read (the sources of patterns) stands in the pack as DEFLATE (RFC 1951) makes
// it small, and is unpacked whole when first needed.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone::pack {

/// The same text gives the same bytes.
std::string squeeze(std::string_view text);

/// The text of `size` bytes; nothing when the bytes do not make just that.
std::optional<std::string> unsqueeze(std::string_view squeezed, std::size_t size);

/// A section whose bytes are squeezed: u32 their number, then what squeeze() makes of them.
std::vector<std::byte> squeeze_section(std::string_view bytes);

/// The bytes of such a section; nothing when it does not make just as many as it says, or says more than any
/// pack has.
std::optional<std::string> unsqueeze_section(std::span<const std::byte> section);

}  // namespace touchstone::pack
