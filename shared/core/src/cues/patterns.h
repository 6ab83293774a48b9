// How the cues' patterns are compiled, and what their guards are called: the builder and the book agree on it
// here.
#pragma once

#include <re2/re2.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cues/cue_book.h"

namespace touchstone::cues {

inline RE2::Options pattern_options() {
  RE2::Options options;
  options.set_log_errors(false);
  // A pattern with its automaton may take this much memory; the widest families need about a fifth.
  options.set_max_mem(8 << 20);
  options.set_never_capture(true);
  return options;
}

// Of the senses that begin at one place the longest counts, so that none hides another.
inline RE2::Options guard_options() {
  RE2::Options options = pattern_options();
  options.set_longest_match(true);
  return options;
}

/// What a guard is stored under: ids of lures, stances and pointers may repeat each other.
inline std::string guard_name(Kind kind, std::string_view id) {
  const std::string_view prefix = kind == Kind::kLure     ? "lure "
                                  : kind == Kind::kStance ? "stance "
                                  : kind == Kind::kSign   ? "sign "
                                                          : "pointer ";
  return std::string(prefix).append(id);
}

inline std::string guard_name(Role role) {
  return "role " + std::to_string(static_cast<unsigned>(role));
}

/// {name} with its braces -> what stands for it.
using Lists = std::vector<std::pair<std::string, std::string>>;

/// Several patterns as one.
inline void append_alternative(std::string& pattern, std::string_view alternative) {
  pattern.append(pattern.empty() ? "(?:" : "|(?:").append(alternative).append(")");
}

inline std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// Puts in a language's lists, and the slot for {brand}. White space beside a slot may be missing, since
/// names are also found inside run-together words (#tiffanydupe).
inline std::string expand_pattern(std::string pattern, const Lists& lists) {
  for (const auto& [name, alternatives] : lists) pattern = replace_all(pattern, name, alternatives);
  const std::string slot(1, kBrandSlot);
  pattern = replace_all(pattern, " {brand}", " ?" + slot);
  pattern = replace_all(pattern, "{brand} ", slot + " ?");
  return replace_all(pattern, "{brand}", slot);
}

}  // namespace touchstone::cues
