// HTML's named characters ("&eacute;") as lexbor looks them up. Its own table is a sixth of the module, for
// every entry is a record of six words; here the compiler packs it column by column, into what gzip makes a
// quarter of, and the records are filled in when the program starts.
#include <array>
#include <cstddef>
#include <cstdint>

#include "lexbor/core/sbst.h"

namespace {

struct Entry {
  unsigned char key;
  const char* value;
  std::size_t value_len;
  std::size_t left;
  std::size_t right;
  std::size_t next;
};

// lexbor's table as constants of the compiler, which leave nothing in the program but what is packed of them.
#define lexbor_sbst_entry_static_t constexpr Entry
#define lxb_html_tokenizer_res_entities_sbst kEntries
#include "html/tokenizer/res.h"
#undef lxb_html_tokenizer_res_entities_sbst
#undef lexbor_sbst_entry_static_t

constexpr std::size_t kCount = std::size(kEntries);

constexpr std::size_t value_bytes() {
  std::size_t bytes = 0;
  for (const Entry& entry : kEntries) bytes += entry.value_len;
  return bytes;
}

struct Packed {
  std::array<std::uint8_t, kCount> keys{};
  std::array<std::uint8_t, kCount> sizes{};
  std::array<std::uint8_t, kCount> lefts{};   // how far on; 0: none
  std::array<std::uint8_t, kCount> rights{};  // the same
  std::array<std::uint16_t, kCount> nexts{};  // the same
  std::array<char, value_bytes()> values{};
};

constexpr std::uint16_t distance(std::size_t from, std::size_t to) {
  return static_cast<std::uint16_t>(to == 0 ? 0 : to - from);
}

constexpr Packed pack() {
  Packed packed;
  std::size_t value = 0;
  for (std::size_t at = 0; at < kCount; ++at) {
    const Entry& entry = kEntries[at];
    packed.keys[at] = entry.key;
    packed.sizes[at] = static_cast<std::uint8_t>(entry.value_len);
    packed.lefts[at] = static_cast<std::uint8_t>(distance(at, entry.left));
    packed.rights[at] = static_cast<std::uint8_t>(distance(at, entry.right));
    packed.nexts[at] = distance(at, entry.next);
    for (std::size_t i = 0; i < entry.value_len; ++i) packed.values[value++] = entry.value[i];
  }
  return packed;
}

constexpr Packed kPacked = pack();

constexpr std::size_t place(std::size_t from, std::size_t distance) {
  return distance == 0 ? 0 : from + distance;
}

// Nothing was lost: every distance fits into its column.
constexpr bool is_whole() {
  for (std::size_t at = 0; at < kCount; ++at) {
    const Entry& entry = kEntries[at];
    if (place(at, kPacked.lefts[at]) != entry.left || place(at, kPacked.rights[at]) != entry.right ||
        place(at, kPacked.nexts[at]) != entry.next || kPacked.sizes[at] != entry.value_len) {
      return false;
    }
  }
  return true;
}
static_assert(is_whole());

}  // namespace

extern "C" {
lexbor_sbst_entry_static_t lxb_html_tokenizer_res_entities_sbst[kCount];
}

namespace {

bool unpack() {
  const char* value = kPacked.values.data();
  for (std::size_t at = 0; at < kCount; ++at) {
    lexbor_sbst_entry_static_t& entry = lxb_html_tokenizer_res_entities_sbst[at];
    entry.key = kPacked.keys[at];
    entry.value_len = kPacked.sizes[at];
    entry.value = entry.value_len == 0 ? nullptr : const_cast<char*>(value);
    entry.left = place(at, kPacked.lefts[at]);
    entry.right = place(at, kPacked.rights[at]);
    entry.next = place(at, kPacked.nexts[at]);
    value += entry.value_len;
  }
  return true;
}

[[maybe_unused]] const bool kUnpacked = unpack();

}  // namespace
