// Text as a page shows it: white space collapsed, invisible marks stripped at the ends, lengths bounded.
#include "listing/page_text.h"

#include <array>
#include <cstdint>

namespace touchstone::listing {
namespace {

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t size = 0;  ///< bytes taken from the input; an ill-formed byte counts 1
  bool valid = false;
};

CodePoint decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(at);
  if (lead < 0x80) return {lead, 1, true};
  std::size_t size = 0;
  std::uint32_t value = 0;
  std::uint32_t least = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    size = 2, value = lead & 0x1FU, least = 0x80;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    size = 3, value = lead & 0x0FU, least = 0x800;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    size = 4, value = lead & 0x07U, least = 0x10000;
  }
  if (size == 0 || at + size > text.size()) return {0xFFFD, 1, false};
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) return {0xFFFD, 1, false};
    value = (value << 6) | (byte(at + i) & 0x3FU);
  }
  if (value < least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return {0xFFFD, 1, false};
  return {value, size, true};
}

void append(std::string& out, std::uint32_t c) {
  const auto put = [&](std::uint32_t b) { out.push_back(static_cast<char>(static_cast<std::uint8_t>(b))); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6)), put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18)), put(0x80 | ((c >> 12) & 0x3F)), put(0x80 | ((c >> 6) & 0x3F)),
        put(0x80 | (c & 0x3F));
  }
}

bool is_space(std::uint32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

// Marks that show nothing: zero-width characters, bidirectional controls, the byte order mark, the soft
// hyphen, C0 controls.
bool is_invisible(std::uint32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
         c == 0xFEFF || c == 0xAD || c == 0x61C || c < 0x20 || c == 0x7F;
}

std::uint32_t lower(std::uint32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 32;
  if (c < 0x80) return c;
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7)) return c + 32;
  if (c == 0x130) return 'i';
  if (c >= 0x100 && c <= 0x137) return c | 1U;
  if (c >= 0x139 && c <= 0x148) return (c & 1U) != 0 ? c + 1 : c;
  if (c >= 0x14A && c <= 0x177) return c | 1U;
  if (c == 0x178) return 0xFF;
  if (c >= 0x179 && c <= 0x17E) return (c & 1U) != 0 ? c + 1 : c;
  if (c >= 0x391 && c <= 0x3A9) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  return c;
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_word(std::uint32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return !is_space(c) && !is_invisible(c) && c != 0x2018 && c != 0x2019 && c != 0xAE && c != 0x2122 &&
         c != 0xB7 && !(c >= 0x2010 && c <= 0x2015);
}

}  // namespace

std::string clean_text(std::string_view text, std::size_t limit) {
  std::string out;
  out.reserve(text.size() < 4 * limit ? text.size() : 4 * limit);
  std::size_t count = 0;
  std::size_t kept = 0;  // bytes of `out` up to and with the last visible character
  bool pending_space = false;
  for (std::size_t at = 0; at < text.size() && count < limit;) {
    const CodePoint c = decode(text, at);
    at += c.size;
    if (c.valid && is_space(c.value)) {
      pending_space = kept != 0;
      continue;
    }
    const bool invisible = c.valid && is_invisible(c.value);
    if (invisible && kept == 0) continue;
    if (invisible && (c.value < 0x20 || c.value == 0x7F)) continue;
    if (pending_space) {
      // Marks between two spaces belong to no word.
      if (invisible) continue;
      out.resize(kept);
      out.push_back(' ');
      ++count;
      pending_space = false;
    }
    append(out, c.value);
    ++count;
    if (!invisible) kept = out.size();
  }
  out.resize(kept);
  return out;
}

std::string decode_references(std::string_view text) {
  struct Named {
    std::string_view name;
    std::uint32_t value;
  };
  static constexpr std::array<Named, 13> kNamed{{{"amp", '&'},
                                                 {"quot", '"'},
                                                 {"apos", '\''},
                                                 {"lt", '<'},
                                                 {"gt", '>'},
                                                 {"nbsp", 0xA0},
                                                 {"reg", 0xAE},
                                                 {"trade", 0x2122},
                                                 {"ndash", 0x2013},
                                                 {"mdash", 0x2014},
                                                 {"rsquo", 0x2019},
                                                 {"lsquo", 0x2018},
                                                 {"eacute", 0xE9}}};
  if (text.find('&') == std::string_view::npos) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text[at] == '&' ? text.substr(at, 12).find(';') : std::string_view::npos;
    if (end == std::string_view::npos) {
      out.push_back(text[at++]);
      continue;
    }
    const std::string_view name = text.substr(at + 1, end - 1);
    std::uint32_t value = 0;
    if (name.size() > 1 && name[0] == '#') {
      const bool hexadecimal = name[1] == 'x' || name[1] == 'X';
      for (const char c : name.substr(hexadecimal ? 2 : 1)) {
        const int digit = hex(c);
        if (digit < 0 || (!hexadecimal && digit > 9)) {
          value = 0;
          break;
        }
        value = value * (hexadecimal ? 16 : 10) + static_cast<std::uint32_t>(digit);
      }
      if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) value = 0;
    } else {
      for (const Named& named : kNamed) {
        if (named.name == name) value = named.value;
      }
    }
    if (value == 0) {
      out.push_back(text[at++]);
    } else {
      append(out, value);
      at += end + 1;
    }
  }
  return out;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

std::string label_lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    append(out, lower(c.value));
    at += c.size;
  }
  return out;
}

std::string clean_label(std::string_view text) {
  std::string out = label_lower(clean_text(text.substr(0, 400), 100));
  while (!out.empty()) {
    const std::string_view view = out;
    std::size_t cut = 0;
    if (view.back() == ':' || view.back() == ' ' || view.back() == '*') cut = 1;
    if (view.size() >= 3 && view.substr(view.size() - 3) == "：") cut = 3;
    if (cut == 0) {
      const std::string trimmed = clean_text(view, 100);
      if (trimmed.size() == out.size()) break;
      out = trimmed;
      continue;
    }
    out.resize(out.size() - cut);
  }
  return out;
}

std::string squeeze(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    at += c.size;
    if (is_word(c.value)) append(out, lower(c.value));
  }
  return out;
}

std::string percent_decode(std::string_view text, bool plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size() && hex(text[at + 1]) >= 0 && hex(text[at + 2]) >= 0) {
      out.push_back(static_cast<char>(hex(text[at + 1]) * 16 + hex(text[at + 2])));
      at += 2;
    } else {
      out.push_back(plus && text[at] == '+' ? ' ' : text[at]);
    }
  }
  return out;
}

std::string query_parameter(std::string_view url, std::string_view name) {
  const std::size_t start = url.find('?');
  if (start == std::string_view::npos) return {};
  std::string_view query = url.substr(start + 1);
  query = query.substr(0, query.find('#'));
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && percent_decode(pair.substr(0, equals), true) == name) {
      return percent_decode(pair.substr(equals + 1), true);
    }
    if (end == std::string_view::npos) break;
    query.remove_prefix(end + 1);
  }
  return {};
}

std::string_view path_of(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return url;
  const std::size_t slash = url.find('/', scheme + 3);
  return slash == std::string_view::npos ? std::string_view{} : url.substr(slash);
}

std::string path_segment_after(std::string_view url, std::string_view after) {
  std::string_view path = path_of(url);
  bool found = false;
  while (!path.empty()) {
    if (path.front() == '/') path.remove_prefix(1);
    const std::size_t end = path.find('/');
    const std::string_view segment = path.substr(0, end);
    if (found) return percent_decode(segment, false);
    found = segment == after;
    if (end == std::string_view::npos) break;
    path.remove_prefix(end);
  }
  return {};
}

std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#\\"));
  const std::size_t user = host.rfind('@');
  if (user != std::string_view::npos) host.remove_prefix(user + 1);
  host = host.substr(0, host.find(':'));
  std::string out = ascii_lower(host);
  while (!out.empty() && out.back() == '.') out.pop_back();
  if (out.starts_with("www.")) out.erase(0, 4);
  return out;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto fold = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    if (fold(a[i]) != fold(b[i])) return false;
  }
  return true;
}

bool ends_with_ignoring_case(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() &&
         equals_ignoring_case(text.substr(text.size() - suffix.size()), suffix);
}

bool contains_ignoring_case(std::string_view text, std::string_view part) {
  return ascii_lower(text).find(ascii_lower(part)) != std::string::npos;
}

}  // namespace touchstone::listing
