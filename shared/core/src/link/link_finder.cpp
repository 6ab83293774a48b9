// Links in running text: where they begin and end, with and without a scheme.
#include <algorithm>
#include <array>

#include "link/host_section.h"
#include "link/link_reader.h"
#include "text/utf8.h"

namespace touchstone::link {
namespace {

constexpr std::size_t kMaxLinks = 64;
constexpr std::size_t kMaxHostBytes = 253;

constexpr bool is_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_alnum(char c) {
  return is_alpha(c) || is_digit(c);
}
constexpr bool is_high(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_host_char(char c) {
  return is_alnum(c) || c == '-' || c == '.' || c == '_';
}
constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

std::string lower_case(std::string_view text) {
  std::string lowered(text);
  std::transform(lowered.begin(), lowered.end(), lowered.begin(), lower);
  return lowered;
}

bool is_one_of(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}

/// Scripts written without spaces: there a URL ends where they begin, unless they stand in its path after a
/// separator.
bool is_spaceless(std::uint32_t code_point) {
  return (code_point >= 0x0E00 && code_point < 0x0F00) || (code_point >= 0x2E80 && code_point < 0xD7B0) ||
         (code_point >= 0x20000 && code_point < 0x40000);
}

/// Letters beyond ASCII that people leave undecoded in a path; general punctuation, signs and emoji are none.
bool is_path_letter(std::uint32_t code_point) {
  const bool letter =
      (code_point >= 0xC0 && code_point < 0x2000) || (code_point >= 0x3041 && code_point < 0xD7B0);
  return letter && code_point != 0xD7 && code_point != 0xF7 && code_point != 0x30FB;
}

class Finder {
 public:
  Finder(const HostSection& section, std::string_view text) : section_(section), text_(text) {}

  /// Calls `found(begin, end)` for each link.
  template <typename Found>
  void run(Found found) {
    std::size_t at = 0;
    while (true) {
      at = next_sign(at);
      if (at == std::string_view::npos) return;
      const Span span = text_[at] == ':' ? with_scheme(at) : without_scheme(at);
      if (span.end > span.begin && !found(span.begin, span.end)) return;
      floor_ = std::max(floor_, span.stop);
      at = std::max(at + 1, span.stop);
    }
  }

 private:
  struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t stop = 0;  ///< where the search goes on
  };

  /// The next ':' before "//" or '.' between characters of a host. Most captions have neither.
  [[nodiscard]] std::size_t next_sign(std::size_t at) const {
    for (; at + 1 < text_.size(); ++at) {
      const char c = text_[at];
      if (c == '.') {
        if (at > floor_ && is_alnum(text_[at + 1]) && (is_alnum(text_[at - 1]) || text_[at - 1] == '-'))
          return at;
      } else if (c == ':' && text_[at + 1] == '/' && at + 2 < text_.size() && text_[at + 2] == '/') {
        return at;
      }
    }
    return std::string_view::npos;
  }

  [[nodiscard]] Span with_scheme(std::size_t colon) const {
    std::size_t begin = colon;
    while (begin > floor_ && colon - begin < 32 &&
           (is_alnum(text_[begin - 1]) || text_[begin - 1] == '.' || text_[begin - 1] == '-')) {
      --begin;
    }
    const std::string scheme = lower_case(text_.substr(begin, colon - begin));
    // Words may be glued to the front ("Linkhttps://…").
    for (const std::string_view web : {"https", "http"}) {
      if (scheme.size() >= web.size() && scheme.compare(scheme.size() - web.size(), web.size(), web) == 0) {
        return through_path(colon - web.size(), colon + 3, true);
      }
    }
    if (scheme == "intent" || section_.find(scheme + ":")) return through_path(begin, colon + 3, true);
    return {0, 0, colon + 3};
  }

  [[nodiscard]] Span without_scheme(std::size_t dot) const {
    std::size_t begin = dot;
    while (begin > floor_ && is_host_char(text_[begin - 1])) --begin;
    std::size_t end = dot;
    while (end < text_.size() && is_host_char(text_[end])) ++end;
    const Span none{0, 0, end};
    // E-mail addresses and mentions.
    if (begin > 0 && (text_[begin - 1] == '@' || text_[begin - 1] == '/' || text_[begin - 1] == '#'))
      return none;
    if (end < text_.size() && text_[end] == '@') return none;
    while (begin < end && !is_alnum(text_[begin])) ++begin;
    std::size_t host_end = end;
    while (host_end > begin && !is_alnum(text_[host_end - 1])) --host_end;
    if (host_end - begin > kMaxHostBytes) return none;
    const std::string host = lower_case(text_.substr(begin, host_end - begin));
    const bool path =
        host_end == end && end + 1 < text_.size() && (text_[end] == '/' || text_[end] == '?') &&
        (is_alnum(text_[end + 1]) || is_high(text_[end + 1]) || is_one_of(text_[end + 1], "_-@?$#"));
    if (!is_plausible(host, path)) return none;
    if (!path) {
      const bool slash = host_end == end && end < text_.size() && text_[end] == '/';
      return {begin, host_end + (slash ? 1u : 0u), end};
    }
    return through_path(begin, end, false);
  }

  /// A host that rules know; or one under a known top-level domain that nobody writes by leaving out a space.
  [[nodiscard]] bool is_plausible(const std::string& host, bool path) const {
    const std::size_t dot = host.rfind('.');
    if (dot == std::string::npos || dot == 0 || host.find("..") != std::string::npos) return false;
    if (const auto rules = section_.find(host)) return true;
    const NameRecord* domain = section_.domain(std::string_view(host).substr(dot + 1));
    if (domain == nullptr) return false;
    const std::size_t before = host.rfind('.', dot - 1);
    const std::size_t label = before == std::string::npos ? 0 : before + 1;
    if (dot - label < 2 ||
        !std::any_of(host.begin(), host.end() - static_cast<std::ptrdiff_t>(host.size() - dot), is_alpha)) {
      return false;
    }
    return domain->flag != 0 || path || host.compare(0, 4, "www.") == 0;
  }

  /// From the host on to the end of the link.
  [[nodiscard]] Span through_path(std::size_t begin, std::size_t host, bool has_scheme) const {
    std::size_t end = host;
    bool in_host = has_scheme;
    bool foreign_run = false;  // inside a spaceless script's letters that began after a separator
    while (end < text_.size()) {
      const char c = text_[end];
      if (is_high(c)) {
        const text::Decoded decoded = text::decode(text_, end);
        if (!is_path_letter(decoded.code_point)) break;
        if (is_spaceless(decoded.code_point) && !foreign_run) {
          const bool separated = end > host && is_one_of(text_[end - 1], "/-_=%.");
          if (!in_host && !separated) break;
          foreign_run = true;
        }
        end += decoded.length;
        continue;
      }
      foreign_run = false;
      if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || is_one_of(c, "<>\"`{}\\^")) break;
      if (c == '/' || c == '?' || c == '#') in_host = false;
      ++end;
    }
    const std::size_t stop = end;
    end = trim_end(begin, end);
    if (end <= host && has_scheme) return {0, 0, stop};
    return {begin, end, stop};
  }

  /// Punctuation of the sentence around is no part of the link; a closing bracket only with its opening one.
  [[nodiscard]] std::size_t trim_end(std::size_t begin, std::size_t end) const {
    std::ptrdiff_t open = 0;
    std::ptrdiff_t square = 0;
    for (std::size_t i = begin; i < end; ++i) {
      open += text_[i] == '(' ? 1 : text_[i] == ')' ? -1 : 0;
      square += text_[i] == '[' ? 1 : text_[i] == ']' ? -1 : 0;
    }
    while (end > begin) {
      const char c = text_[end - 1];
      if (c == ')' && open < 0) {
        ++open;
      } else if (c == ']' && square < 0) {
        ++square;
      } else if (!is_one_of(c, ".,;:!?'*|~")) {
        break;
      }
      --end;
    }
    return end;
  }

  const HostSection& section_;
  std::string_view text_;
  std::size_t floor_ = 0;  ///< where the last link ended
};

}  // namespace

std::vector<LinkReader::Found> LinkReader::find(std::string_view text) const {
  std::vector<Found> links;
  if (text.find('.') == std::string_view::npos && text.find("://") == std::string_view::npos) return links;
  const HostSection section(section_);
  Finder(section, text).run([&](std::size_t begin, std::size_t end) {
    links.push_back({begin, end, read(text.substr(begin, end - begin))});
    return links.size() < kMaxLinks;
  });
  return links;
}

}  // namespace touchstone::link
