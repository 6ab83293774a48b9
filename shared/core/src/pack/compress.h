// Sections stand in the pack as LZ4 blocks (github.com/lz4/lz4, doc/lz4_Block_format.md): larger than DEFLATE
// would make them, and unpacked six times as fast, since all of them are unpacked whenever a pack is opened.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace touchstone::pack {

/// The same bytes give the same block.
std::vector<std::byte> compress(std::span<const std::byte> bytes);

/// Fills `out` from a block; false when the block does not make just so many bytes.
[[nodiscard]] bool decompress(std::span<const std::byte> block, std::span<std::byte> out);

}  // namespace touchstone::pack
