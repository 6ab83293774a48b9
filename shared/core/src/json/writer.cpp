// JSON written straight into a line: keys in the order in which they are given, no document in between.
#include "json/writer.h"

#include <algorithm>

#include "text/utf8.h"

namespace touchstone::json {
namespace {

bool is_plain(unsigned char c) {
  return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

void append_escaped(std::string& out, unsigned char c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      out += kDigits[c >> 4];
      out += kDigits[c & 0xF];
  }
}

}  // namespace

Writer& Writer::open(char bracket) {
  separate();
  out_ += bracket;
  follows_ = false;
  return *this;
}

Writer& Writer::close(char bracket) {
  out_ += bracket;
  follows_ = true;
  return *this;
}

void Writer::separate() {
  if (follows_) out_ += ',';
  follows_ = true;
}

Writer& Writer::key(std::string_view name) {
  text(name);
  out_ += ':';
  follows_ = false;
  return *this;
}

Writer& Writer::text(std::string_view value) {
  separate();
  out_ += '"';
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t begin = at;
    while (at < value.size() && is_plain(static_cast<unsigned char>(value[at]))) ++at;
    out_.append(value.substr(begin, at - begin));
    if (at == value.size()) break;
    const auto c = static_cast<unsigned char>(value[at]);
    if (c < 0x80) {
      append_escaped(out_, c);
      ++at;
    } else {
      const text::Decoded character = text::decode(value, at);
      // U+FFFD stands for itself and for whatever is not UTF-8.
      out_.append(character.code_point == 0xFFFD ? "\xEF\xBF\xBD" : value.substr(at, character.length));
      at += character.length;
    }
  }
  out_ += '"';
  return *this;
}

Writer& Writer::number(std::uint64_t value) {
  separate();
  out_ += std::to_string(value);
  return *this;
}

Writer& Writer::integer(std::int64_t value) {
  separate();
  out_ += std::to_string(value);
  return *this;
}

Writer& Writer::score(double value) {
  separate();
  const auto hundredths = static_cast<unsigned>(std::clamp(value, 0.0, 1.0) * 100.0 + 1e-6);
  out_ += std::to_string(hundredths / 100);
  out_ += '.';
  out_ += static_cast<char>('0' + hundredths / 10 % 10);
  if (hundredths % 10 != 0) out_ += static_cast<char>('0' + hundredths % 10);
  return *this;
}

Writer& Writer::null() {
  separate();
  out_ += "null";
  return *this;
}

Writer& Writer::texts(const std::vector<std::string>& values) {
  begin_array();
  for (const std::string& value : values) text(value);
  return end_array();
}

}  // namespace touchstone::json
