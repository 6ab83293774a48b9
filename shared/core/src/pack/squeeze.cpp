// DEFLATE by libdeflate, on whole texts.
#include "pack/squeeze.h"

#include <libdeflate.h>

#include <cstdint>
#include <memory>

#include "pack/bytes.h"

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

std::vector<std::byte> squeeze_section(std::string_view bytes) {
  std::vector<std::byte> section;
  append(section, static_cast<std::uint32_t>(bytes.size()));
  append_text(section, squeeze(bytes));
  return section;
}

std::optional<std::string> unsqueeze_section(std::span<const std::byte> section) {
  // Keeps a forged size from being believed.
  constexpr std::size_t kMost = std::size_t{1} << 22U;
  constexpr std::size_t kHeader = sizeof(std::uint32_t);
  if (section.size() < kHeader) return std::nullopt;
  const std::size_t size = load<std::uint32_t>(section.data(), 0);
  if (size > kMost) return std::nullopt;
  const std::span<const std::byte> squeezed = section.subspan(kHeader);
  return unsqueeze({reinterpret_cast<const char*>(squeezed.data()), squeezed.size()}, size);
}

}  // namespace touchstone::pack
