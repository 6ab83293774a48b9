// DEFLATE by libdeflate, on whole texts.
#include "pack/squeeze.h"

#include <libdeflate.h>

#include <cstdint>
#include <memory>

namespace touchstone::pack {

std::string squeeze(std::string_view text) {
  constexpr int kSmallest = 12;
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
      libdeflate_alloc_compressor(kSmallest), libdeflate_free_compressor);
  std::string out(libdeflate_deflate_compress_bound(compressor.get(), text.size()), '\0');
  out.resize(libdeflate_deflate_compress(compressor.get(), text.data(), text.size(), out.data(), out.size()));
  return out;
}

std::optional<std::string> unsqueeze(std::string_view squeezed, std::size_t size) {
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> decompressor(
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  if (!decompressor) return std::nullopt;
  std::string text(size, '\0');
  std::size_t read = 0;
  // Without room for how much was written, less than `size` bytes are an error too.
  const libdeflate_result result = libdeflate_deflate_decompress_ex(
      decompressor.get(), squeezed.data(), squeezed.size(), text.data(), text.size(), &read, nullptr);
  if (result != LIBDEFLATE_SUCCESS || read != squeezed.size()) return std::nullopt;
  return text;
}

}  // namespace touchstone::pack
