// .xz, in which instaloader keeps its JSON unless told otherwise.
#include <lzma.h>

#include <array>
#include <string>
#include <string_view>

#include "audit/document.h"

namespace touchstone::cli::audit {

bool is_xz(std::string_view bytes) {
  return bytes.substr(0, 6) == std::string_view(
                                   "\xFD"
                                   "7zXZ\0",
                                   6);
}

Result<std::string> decompress_xz(const std::string& file, std::string_view bytes, std::size_t max_bytes) {
  constexpr std::uint64_t kMemoryLimit = std::uint64_t{128} << 20;
  lzma_stream stream = LZMA_STREAM_INIT;
  if (lzma_stream_decoder(&stream, kMemoryLimit, LZMA_CONCATENATED) != LZMA_OK) {
    return Error{"invalid_xz", file + " cannot be decompressed: there is not enough memory."};
  }
  std::string text;
  std::array<char, 1 << 16> buffer{};
  stream.next_in = reinterpret_cast<const std::uint8_t*>(bytes.data());
  stream.avail_in = bytes.size();
  lzma_ret status = LZMA_OK;
  while (status == LZMA_OK && text.size() <= max_bytes) {
    stream.next_out = reinterpret_cast<std::uint8_t*>(buffer.data());
    stream.avail_out = buffer.size();
    status = lzma_code(&stream, LZMA_FINISH);
    text.append(buffer.data(), buffer.size() - stream.avail_out);
  }
  lzma_end(&stream);
  if (text.size() > max_bytes) {
    return Error{"too_large", file + " holds more than " + std::to_string(max_bytes >> 20) +
                                  " MB, which is more than is read; split it."};
  }
  if (status != LZMA_STREAM_END) {
    return Error{"invalid_xz",
                 file + " is damaged or cut off: it does not decompress to its end; download it again."};
  }
  return text;
}

}  // namespace touchstone::cli::audit
