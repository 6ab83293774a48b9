// Squeezed text: what is seldom read (the sources of patterns) stands in the pack with repeats as references
// to what came before, and is unpacked whole when first needed.
//
//   byte c < 0x80   the next c + 1 bytes stand as they are
//   byte c >= 0x80  u16 back: (c - 0x80) + 4 bytes as they stood `back` bytes before
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
