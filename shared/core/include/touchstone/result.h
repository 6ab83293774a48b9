// Errors as values: what can fail returns Result<T>, and an Error says what is wrong in one plain sentence.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace touchstone {

/// What went wrong. `code` is stable and machine-readable (snake_case); `message` is one plain English
/// sentence that says what is wrong, where, and the mend.
struct Error {
  std::string code;
  std::string message;
};

/// Either a value or an Error.
template <typename T>
class Result {
 public:
  // Implicit on purpose: `return value;` and `return Error{…};` both read well.
  Result(T value) : state_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }

  /// The value; only when ok().
  [[nodiscard]] T& value() & { return std::get<T>(state_); }
  [[nodiscard]] const T& value() const& { return std::get<T>(state_); }
  [[nodiscard]] T&& value() && { return std::get<T>(std::move(state_)); }

  /// The error; only when !ok().
  [[nodiscard]] const Error& error() const { return std::get<Error>(state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace touchstone
