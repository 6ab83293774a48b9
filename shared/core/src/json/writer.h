// JSON written straight into a line: keys in the order in which they are given, no document in between.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/model.h"

namespace touchstone::json {

class Writer {
 public:
  Writer& begin_object() { return open('{'); }
  Writer& end_object() { return close('}'); }
  Writer& begin_array() { return open('['); }
  Writer& end_array() { return close(']'); }

  /// The name of the member whose value comes next.
  Writer& key(std::string_view name);

  /// What is not UTF-8 comes out as U+FFFD.
  Writer& text(std::string_view value);
  Writer& number(std::uint64_t value);
  Writer& integer(std::int64_t value);
  /// A score between 0 and 1 with at most two decimals, cut off rather than rounded so that it never looks
  /// like the next level's.
  Writer& score(double value);
  Writer& null();
  /// Null when the text is empty.
  Writer& text_or_null(std::string_view value) { return value.empty() ? null() : text(value); }
  Writer& texts(const std::vector<std::string>& values);

  /// key(name) and the value, left out when it is empty.
  Writer& member(std::string_view name, std::string_view value) {
    return value.empty() ? *this : key(name).text(value);
  }
  Writer& member(std::string_view name, const std::vector<std::string>& values) {
    return values.empty() ? *this : key(name).texts(values);
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  Writer& open(char bracket);
  Writer& close(char bracket);
  /// A comma, where a value or a key follows another.
  void separate();

  std::string out_;
  bool follows_ = false;  ///< the next value or key stands after another one
};

void write(Writer& out, const Request& request);
void write(Writer& out, const Response& response);
void write(Writer& out, const Listing& listing);
void write(Writer& out, const Link& link);

}  // namespace touchstone::json
