// RFC 8785: the one way to write a JSON value, so that everyone takes the same checksum of it.
#include "report/canonical.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "touchstone/json.h"
#include "touchstone/report.h"

namespace touchstone {
namespace report_room {
namespace {

constexpr std::size_t kMaxDepth = 64;

/// How deep brackets nest outside of strings; of broken JSON too.
std::size_t nesting(std::string_view text) {
  std::size_t depth = 0;
  std::size_t deepest = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      deepest = std::max(deepest, ++depth);
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return deepest;
}

/// The next code point of valid UTF-8; moves `at` past it.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(0);
  };
  const unsigned char lead = byte(at);
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t code_point = size == 1 ? lead : static_cast<char32_t>(lead & (0x7F >> size));
  for (std::size_t i = 1; i < size; ++i)
    code_point = code_point << 6 | static_cast<char32_t>(byte(at + i) & 0x3F);
  at += size;
  return code_point;
}

/// UTF-16's order differs from UTF-8's: the surrogates of U+10000 and up sort before U+E000 … U+FFFF.
bool utf16_less(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    const char32_t x = next_code_point(a, i);
    const char32_t y = next_code_point(b, j);
    if (x == y) continue;
    const char32_t first_unit_x = x >= 0x10000 ? 0xD800 + ((x - 0x10000) >> 10) : x;
    const char32_t first_unit_y = y >= 0x10000 ? 0xD800 + ((y - 0x10000) >> 10) : y;
    return first_unit_x != first_unit_y ? first_unit_x < first_unit_y : x < y;
  }
  return j < b.size();
}

/// ECMAScript's Number::toString, which RFC 8785 prescribes.
std::string number(double value) {
  if (value == 0) return "0";
  if (value < 0) return "-" + number(-value);
  // The fewest digits that read back as the same number, as d.ddde±xx.
  std::array<char, 40> scientific{};
  for (int precision = 0; precision <= 16; ++precision) {
    std::snprintf(scientific.data(), scientific.size(), "%.*e", precision, value);
    if (std::strtod(scientific.data(), nullptr) == value) break;
  }
  const std::string_view text(scientific.data());
  const std::size_t e = text.find('e');
  std::string digits;
  for (const char c : text.substr(0, e)) {
    if (c != '.') digits += c;
  }
  const int count = static_cast<int>(digits.size());
  // The decimal point stands after `point` digits.
  const int point = std::atoi(text.substr(e + 1).data()) + 1;
  if (count <= point && point <= 21)
    return digits + std::string(static_cast<std::size_t>(point - count), '0');
  if (0 < point && point <= 21) return digits.insert(static_cast<std::size_t>(point), ".");
  if (-6 < point && point <= 0) return "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  const std::string exponent = (point - 1 < 0 ? "e-" : "e+") + std::to_string(std::abs(point - 1));
  return digits.substr(0, 1) + (count > 1 ? "." + digits.substr(1) : "") + exponent;
}

void write(const nlohmann::json& value, std::string& out) {
  switch (value.type()) {
    case nlohmann::json::value_t::object: {
      std::vector<std::pair<std::string_view, const nlohmann::json*>> members;
      for (const auto& [name, member] : value.items()) members.emplace_back(name, &member);
      std::sort(members.begin(), members.end(),
                [](const auto& a, const auto& b) { return utf16_less(a.first, b.first); });
      out += '{';
      for (std::size_t i = 0; i < members.size(); ++i) {
        if (i > 0) out += ',';
        out += nlohmann::json(members[i].first).dump();
        out += ':';
        write(*members[i].second, out);
      }
      out += '}';
      return;
    }
    case nlohmann::json::value_t::array: {
      out += '[';
      for (std::size_t i = 0; i < value.size(); ++i) {
        if (i > 0) out += ',';
        write(value[i], out);
      }
      out += ']';
      return;
    }
    case nlohmann::json::value_t::number_integer:
    case nlohmann::json::value_t::number_unsigned:
    case nlohmann::json::value_t::number_float:
      out += number(value.get<double>());
      return;
    default:
      out += value.dump();
      return;
  }
}

}  // namespace

Result<nlohmann::json> parse(std::string_view text) {
  if (text.size() > 2 * kMaxRequestBytes) {
    return Error{"too_large",
                 "The JSON is larger than " + std::to_string(2 * kMaxRequestBytes) + " bytes; split it."};
  }
  if (nesting(text) > kMaxDepth) {
    return Error{"too_large",
                 "The JSON nests more than " + std::to_string(kMaxDepth) + " levels deep; flatten it."};
  }
  nlohmann::json value = nlohmann::json::parse(text.begin(), text.end(), nullptr, /*allow_exceptions=*/false);
  if (value.is_discarded()) {
    return Error{"invalid_json", "The text is not JSON from its begin to its end; it may have been cut off."};
  }
  return value;
}

std::string canonical(const nlohmann::json& value) {
  std::string out;
  write(value, out);
  return out;
}

}  // namespace report_room

Result<std::string> canonical_json(std::string_view json) {
  const Result<nlohmann::json> value = report_room::parse(json);
  if (!value) return value.error();
  return report_room::canonical(value.value());
}

}  // namespace touchstone
