// Looks for gaps without an end. Escapes and character classes make this a matter of look-around, and a
// pattern under review is short, so Boost.Regex is used here; nothing that a page wrote comes this way.
#include "cues/house_rules.h"

#include <boost/regex.hpp>

namespace touchstone::cues {

std::optional<std::string> unbounded_gap(std::string_view pattern) {
  static const boost::regex gap(
      // A dot that is neither escaped nor within a class, or a class of what is excluded that lets a space
      // through, and behind it a repeat without an upper bound.
      R"((?:(?<!\\)\.(?![^\[\]]*\])|(?<!\\)\[\^(?![^\]]*(?: |\\s))[^\]]*\])(?:[*+]|\{\d+,\}))");
  boost::match_results<std::string_view::const_iterator> found;
  if (!boost::regex_search(pattern.begin(), pattern.end(), found, gap)) return std::nullopt;
  return found.str();
}

}  // namespace touchstone::cues
