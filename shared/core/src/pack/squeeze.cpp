// Repeats of four bytes and more, found by the places where their first four bytes stood before.
#include "pack/squeeze.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

namespace touchstone::pack {
namespace {

constexpr std::size_t kShortest = 4;
constexpr std::size_t kLongest = kShortest + 0x7F;
constexpr std::size_t kMostLiterals = 0x80;
constexpr std::size_t kFarthest = 0xFFFF;
/// Earlier places compared at each step: the nearest ones.
constexpr std::size_t kMostPlaces = 256;

}  // namespace

std::string squeeze(std::string_view text) {
  std::string out;
  std::map<std::string_view, std::vector<std::size_t>> places;
  std::size_t literals = 0;  // not yet written, before `at`
  const auto write_literals = [&](std::size_t end) {
    while (literals > 0) {
      const std::size_t count = std::min(literals, kMostLiterals);
      out += static_cast<char>(count - 1);
      out += text.substr(end - literals, count);
      literals -= count;
    }
  };
  const auto note = [&](std::size_t at) {
    if (at + kShortest <= text.size()) places[text.substr(at, kShortest)].push_back(at);
  };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t best = 0;
    std::size_t back = 0;
    if (const auto known = places.find(text.substr(at, kShortest)); known != places.end()) {
      std::size_t looks = 0;
      for (auto place = known->second.rbegin(); place != known->second.rend(); ++place) {
        if (++looks > kMostPlaces || at - *place > kFarthest) break;
        std::size_t size = 0;
        while (size < kLongest && at + size < text.size() && text[*place + size] == text[at + size]) ++size;
        if (size <= best) continue;
        best = size;
        back = at - *place;
      }
    }
    if (best < kShortest) {
      note(at++);
      ++literals;
      continue;
    }
    write_literals(at);
    out += static_cast<char>(0x80 + (best - kShortest));
    out += static_cast<char>(back & 0xFFU);
    out += static_cast<char>(back >> 8U);
    for (std::size_t i = 0; i < best; ++i) note(at++);
  }
  write_literals(text.size());
  return out;
}

std::optional<std::string> unsqueeze(std::string_view squeezed, std::size_t size) {
  std::string text;
  const auto byte = [&](std::size_t at) {
    return static_cast<std::size_t>(static_cast<unsigned char>(squeezed[at]));
  };
  for (std::size_t at = 0; at < squeezed.size();) {
    const std::size_t sign = byte(at++);
    if (sign < 0x80) {
      if (sign + 1 > squeezed.size() - at || sign + 1 > size - text.size()) return std::nullopt;
      text += squeezed.substr(at, sign + 1);
      at += sign + 1;
      continue;
    }
    if (squeezed.size() - at < 2) return std::nullopt;
    const std::size_t back = byte(at) | byte(at + 1) << 8U;
    const std::size_t count = sign - 0x80 + kShortest;
    at += 2;
    if (back == 0 || back > text.size() || count > size - text.size()) return std::nullopt;
    // One by one: a repeat may reach into itself.
    for (std::size_t i = 0; i < count; ++i) text += text[text.size() - back];
  }
  if (text.size() != size) return std::nullopt;
  return text;
}

}  // namespace touchstone::pack
