// LZ4 by its own library, as small as it can.
#include "pack/compress.h"

#include <lz4.h>
#include <lz4hc.h>

namespace touchstone::pack {
namespace {

char* chars(std::span<std::byte> bytes) {
  return reinterpret_cast<char*>(bytes.data());
}
const char* chars(std::span<const std::byte> bytes) {
  return reinterpret_cast<const char*>(bytes.data());
}

}  // namespace

std::vector<std::byte> compress(std::span<const std::byte> bytes) {
  // The library reads the source's address, which nothing may not have.
  if (bytes.empty()) return {std::byte{0}};
  const auto size = static_cast<int>(bytes.size());
  std::vector<std::byte> block(static_cast<std::size_t>(LZ4_compressBound(size)));
  const int written = LZ4_compress_HC(chars(bytes), chars(std::span(block)), size,
                                      static_cast<int>(block.size()), LZ4HC_CLEVEL_MAX);
  block.resize(static_cast<std::size_t>(written));
  return block;
}

bool decompress(std::span<const std::byte> block, std::span<std::byte> out) {
  // What has no bytes has no address either.
  if (out.empty()) return block.size() == 1 && block.front() == std::byte{0};
  if (block.empty()) return false;
  const int size = LZ4_decompress_safe(chars(block), chars(out), static_cast<int>(block.size()),
                                       static_cast<int>(out.size()));
  return size >= 0 && static_cast<std::size_t>(size) == out.size();
}

}  // namespace touchstone::pack
