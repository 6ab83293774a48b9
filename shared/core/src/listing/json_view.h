// JSON seen in place: the data that pages carry inside scripts is often megabytes, of which a listing needs a
// few hundred bytes. A view walks it without building anything; only the wanted leaves are decoded (by
// nlohmann/json). It forgives what real pages get wrong: raw line breaks in strings, trailing commas, text
// after the end.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone::listing {

class JsonView {
 public:
  enum class Kind { kNone, kObject, kArray, kString, kScalar };

  JsonView() = default;
  /// The first value in `text`; what follows it is ignored. A value whose end is missing reaches to the end
  /// of the text.
  explicit JsonView(std::string_view text);

  [[nodiscard]] Kind kind() const;
  explicit operator bool() const { return !text_.empty(); }
  [[nodiscard]] std::string_view text() const { return text_; }

  /// A member of an object; an empty view when there is none.
  [[nodiscard]] JsonView member(std::string_view key) const;

  /// Calls `visit` for every element of an array or every member of an object (with its raw key) until it
  /// returns false.
  using Visit = std::function<bool(std::string_view key, JsonView value)>;
  void each(const Visit& visit) const;

  /// A string decoded, or a number as it is written; empty for everything else.
  [[nodiscard]] std::string scalar() const;

  /// The name a value goes by: a scalar itself, an object's "name" or "@value" or "value", an array's first
  /// element that has one.
  [[nodiscard]] std::string name() const;

 private:
  std::string_view text_;
};

/// A path through JSON: segments parted by ".". A segment is a member's key (of an object, or of every object
/// in an array), a number (an array's element),
/// "*" (every element or member), "**" (whatever lies below: the next segment is looked for at any depth), or
/// "{key=value}" (the elements of an array whose member has that value; "{key=@label}" compares with a
/// vocabulary of labels).
class JsonPath {
 public:
  /// Whether a row's label belongs to a vocabulary ("@brand").
  using Vocabulary = std::function<bool(std::string_view vocabulary, std::string_view label)>;

  JsonPath() = default;
  explicit JsonPath(std::string_view path);

  /// At most 64 values, in order.
  [[nodiscard]] std::vector<JsonView> find(JsonView root, const Vocabulary& vocabulary) const;

 private:
  std::vector<std::string> segments_;
};

/// What follows the wrappings that pages put around JSON in a script: comments, a CDATA mark.
std::string_view json_in(std::string_view script);

/// Decodes a JSON string literal (with its quotes); ill-formed ones give what can be read.
std::string decode_json_string(std::string_view literal);

}  // namespace touchstone::listing
