// A saved page's bytes as UTF-8, decoded by lexbor as browsers decode them.
#include "page_encoding.h"

#include <lexbor/encoding/encoding.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace touchstone::cli {
namespace {

// Browsers look for the declaration in the first 1,024 bytes; saved pages put scripts before it.
constexpr std::size_t kDeclarationBytes = 16'384;

constexpr lxb_codepoint_t kReplacement = LXB_ENCODING_REPLACEMENT_CODEPOINT;

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at++]);
    if (lead < 0x80) continue;
    const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4 || at + more > text.size()) return false;
    for (std::size_t i = 0; i < more; ++i) {
      if ((static_cast<unsigned char>(text[at++]) & 0xC0U) != 0x80U) return false;
    }
  }
  return true;
}

/// The name behind the first "charset=" of the page's head; empty where none is declared.
std::string_view declared(std::string_view page) {
  const std::string_view head = page.substr(0, kDeclarationBytes);
  constexpr std::string_view kMark = "charset=";
  const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
  const auto at = std::search(head.begin(), head.end(), kMark.begin(), kMark.end(), same);
  if (at == head.end()) return {};
  std::string_view rest = head.substr(static_cast<std::size_t>(at - head.begin()) + kMark.size());
  rest.remove_prefix(std::min(rest.find_first_not_of("\"' "), rest.size()));
  return rest.substr(0, rest.find_first_of("\"' ;/>"));
}

std::string decoded(std::string_view bytes, const lxb_encoding_data_t* from) {
  const lxb_encoding_data_t* to = lxb_encoding_data(LXB_ENCODING_UTF_8);
  std::array<lxb_codepoint_t, 4096> points{};
  std::array<lxb_char_t, 16384> out{};
  lxb_encoding_decode_t decode;
  lxb_encoding_encode_t encode;
  lxb_encoding_decode_init(&decode, from, points.data(), points.size());
  lxb_encoding_decode_replace_set(&decode, &kReplacement, 1);
  lxb_encoding_encode_init(&encode, to, out.data(), out.size());
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 2);
  const auto take = [&] {
    const lxb_codepoint_t* point = points.data();
    to->encode(&encode, &point, points.data() + lxb_encoding_decode_buf_used(&decode));
    text.append(reinterpret_cast<const char*>(out.data()), lxb_encoding_encode_buf_used(&encode));
    lxb_encoding_encode_buf_used_set(&encode, 0);
    lxb_encoding_decode_buf_used_set(&decode, 0);
  };
  const auto* at = reinterpret_cast<const lxb_char_t*>(bytes.data());
  const lxb_char_t* end = at + bytes.size();
  while (from->decode(&decode, &at, end) == LXB_STATUS_SMALL_BUFFER) take();
  lxb_encoding_decode_finish(&decode);
  take();
  return text;
}

const lxb_encoding_data_t* by_name(std::string_view name) {
  return lxb_encoding_data_by_pre_name(reinterpret_cast<const lxb_char_t*>(name.data()), name.size());
}

}  // namespace

std::string page_in_utf8(std::string bytes) {
  const std::string_view page = bytes;
  if (page.starts_with("\xFF\xFE")) return decoded(page.substr(2), lxb_encoding_data(LXB_ENCODING_UTF_16LE));
  if (page.starts_with("\xFE\xFF")) return decoded(page.substr(2), lxb_encoding_data(LXB_ENCODING_UTF_16BE));
  if (is_utf8(page)) return bytes;
  const std::string_view name = declared(page);
  const lxb_encoding_data_t* encoding = name.empty() ? nullptr : by_name(name);
  if (encoding == nullptr || encoding->encoding == LXB_ENCODING_UTF_8 ||
      encoding->encoding == LXB_ENCODING_UTF_16LE || encoding->encoding == LXB_ENCODING_UTF_16BE) {
    return bytes;
  }
  return decoded(page, encoding);
}

}  // namespace touchstone::cli
