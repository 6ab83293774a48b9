// Fuzzes folding: whatever the bytes are, offsets are in order and inside the original, control characters
// are gone, and folding again changes nothing that a second look at mixed scripts could not.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "text/fold.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(std::string_view original, const touchstone::text::Folded& folded) {
  const std::uint32_t units = touchstone::text::utf16_length(original);
  const std::size_t size = folded.text.size();
  require(folded.start.size() == size && folded.end.size() == size && folded.disguised.size() == size);
  for (std::size_t i = 0; i < size; ++i) {
    require(folded.start[i] < folded.end[i] && folded.end[i] <= units);
    require(i == 0 || folded.start[i - 1] <= folded.start[i]);
    const auto c = static_cast<unsigned char>(folded.text[i]);
    require((c >= 0x20 || c == '\n') && c != 0x7F);
    require(folded.disguised[i] <= 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view original(reinterpret_cast<const char*>(data), size);
  const touchstone::text::Folded folded = touchstone::text::fold(original);
  check(original, folded);
  const touchstone::text::Folded undone = touchstone::text::undo_leet(folded);
  check(original, undone);
  if (!folded.text.empty()) {
    const std::size_t middle = size / 2;
    (void)touchstone::text::is_word_at(folded.text, middle % folded.text.size());
    (void)touchstone::text::is_word_before(folded.text, middle % folded.text.size());
    (void)touchstone::text::utf16_slice(original, folded.start.front(), folded.end.back());
  }
  return 0;
}
