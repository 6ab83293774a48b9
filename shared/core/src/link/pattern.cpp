// Matching of address patterns, by backtracking within a budget of steps.
#include "link/pattern.h"

#include <algorithm>

namespace touchstone::link {
namespace {

/// Longest part of a path that is looked at, in bytes, and the steps that one pattern may take over it.
constexpr std::size_t kMaxPath = 2048;
constexpr int kMaxSteps = 20000;

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_alpha(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

struct Hole {
  Capture capture;
  std::string_view kind;  ///< the class
};

std::optional<Hole> parse_hole(std::string_view inside) {
  const std::size_t colon = inside.find(':');
  const std::string_view name = inside.substr(0, colon);
  // A target is a whole URL; anything else by itself stays within its segment.
  const std::string_view kind = colon != std::string_view::npos ? inside.substr(colon + 1)
                                : name == "target"              ? std::string_view("rest")
                                                                : std::string_view("s");
  constexpr std::array<std::string_view, 4> kNames = {"id", "seller", "tag", "target"};
  constexpr std::array<std::string_view, 8> kKinds = {"d", "a", "w", "s", "asin", "ml", "shop", "rest"};
  const auto* found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end() || std::find(kKinds.begin(), kKinds.end(), kind) == kKinds.end())
    return std::nullopt;
  return Hole{static_cast<Capture>(found - kNames.begin()), kind};
}

bool in_class(std::string_view kind, char c) {
  if (kind == "rest") return true;
  if (kind == "s") return c != '/';
  if (is_digit(c)) return true;
  if (kind == "d") return false;
  if (is_alpha(c)) return true;
  if (kind == "ml" || kind == "shop") return c == '-';
  return kind == "w" && (c == '-' || c == '_' || c == '.' || c == '~' || c == '%');
}

/// Labels of hosts under which marketplaces serve pages of their own.
constexpr std::array<std::string_view, 30> kServices = {
    "www",  "m",      "mobile", "h5",   "wap",    "app",   "api",    "help",  "login",   "passport",
    "s",    "search", "list",   "item", "detail", "world", "market", "re",    "show",    "seller",
    "sell", "pages",  "page",   "v",    "x",      "en",    "es",     "guang", "huodong", "static",
};

/// True when a taken text as a whole fits its class.
bool fits(std::string_view kind, std::string_view taken) {
  if (taken.empty()) return false;
  if (kind == "asin") return taken.size() == 10 && std::any_of(taken.begin(), taken.end(), is_digit);
  if (kind == "shop") return std::find(kServices.begin(), kServices.end(), taken) == kServices.end();
  if (kind == "ml") {
    if (taken.size() < 5 || !std::all_of(taken.begin(), taken.begin() + 3, is_alpha)) return false;
    const std::string_view number = taken.substr(taken[3] == '-' ? 4 : 3);
    return !number.empty() && std::all_of(number.begin(), number.end(), is_digit);
  }
  return true;
}

std::string tidy(std::string_view kind, std::string_view taken) {
  std::string value(taken);
  if (kind == "asin" || kind == "ml") {
    for (char& c : value) c = is_alpha(c) ? static_cast<char>(lower(c) - 32) : c;
    value.erase(std::remove(value.begin(), value.end(), '-'), value.end());
  }
  return value;
}

class Matcher {
 public:
  explicit Matcher(Captures& captures) : captures_(captures) {}

  /// `whole`: the text must end with the pattern (query values); else a '/' may follow (paths).
  bool run(std::string_view pattern, std::string_view text, bool whole) {
    if (--steps_ < 0) return false;
    if (pattern.empty()) return text.empty() || (!whole && text.front() == '/');
    if (pattern == "$") return text.empty() || text == "/";
    if (pattern.front() == '*') return run_star(pattern, text, whole);
    if (pattern.front() == '{') return run_hole(pattern, text, whole);
    return !text.empty() && lower(pattern.front()) == lower(text.front()) &&
           run(pattern.substr(1), text.substr(1), whole);
  }

 private:
  bool run_star(std::string_view pattern, std::string_view text, bool whole) {
    const bool crosses = pattern.substr(0, 2) == "**";
    const std::string_view rest = pattern.substr(crosses ? 2 : 1);
    for (std::size_t taken = 0;; ++taken) {
      if (run(rest, text.substr(taken), whole)) return true;
      if (steps_ < 0 || taken == text.size() || (!crosses && text[taken] == '/')) return false;
    }
  }

  bool run_hole(std::string_view pattern, std::string_view text, bool whole) {
    const std::size_t close = pattern.find('}');
    // A pack that is not what it should be may hold a pattern that the builder would have refused.
    const std::optional<Hole> parsed =
        close == std::string_view::npos ? std::nullopt : parse_hole(pattern.substr(1, close - 1));
    if (!parsed) return false;
    const Hole& hole = *parsed;
    const std::string_view rest = pattern.substr(close + 1);
    std::size_t longest = 0;
    while (longest < text.size() && in_class(hole.kind, text[longest])) ++longest;
    for (std::size_t taken = longest; taken > 0; --taken) {
      if (!fits(hole.kind, text.substr(0, taken))) {
        if (--steps_ < 0) return false;
        continue;
      }
      if (run(rest, text.substr(taken), whole)) {
        captures_.at(hole.capture) = tidy(hole.kind, text.substr(0, taken));
        return true;
      }
      if (steps_ < 0) return false;
    }
    return false;
  }

  Captures& captures_;
  int steps_ = kMaxSteps;
};

using Params = std::vector<std::pair<std::string, std::string>>;

bool match_query(std::string_view pattern, std::string_view query, const Params& params, Captures& captures) {
  if (pattern.starts_with('{')) return Matcher(captures).run(pattern, query, true);
  while (!pattern.empty()) {
    const std::string_view item = pattern.substr(0, pattern.find('&'));
    pattern.remove_prefix(std::min(pattern.size(), item.size() + 1));
    const std::size_t equals = item.find('=');
    const std::string_view key = item.substr(0, equals);
    const std::string_view value = equals == std::string_view::npos ? item : item.substr(equals + 1);
    const bool found = std::any_of(params.begin(), params.end(), [&](const auto& param) {
      return std::equal(param.first.begin(), param.first.end(), key.begin(), key.end(),
                        [](char a, char b) { return lower(a) == lower(b); }) &&
             Matcher(captures).run(value, param.second, true);
    });
    if (!found) return false;
  }
  return true;
}

/// A path pattern and a query pattern over a path, a query and its parameters.
bool match_parts(std::string_view pattern, std::string_view path, std::string_view query,
                 const Params& params, Captures& captures) {
  const std::size_t mark = pattern.find('?');  // captures' classes hold no '?'
  const std::string_view path_pattern = pattern.substr(0, mark);
  if (!path_pattern.empty() && !Matcher(captures).run(path_pattern, path.substr(0, kMaxPath), false))
    return false;
  return mark == std::string_view::npos || match_query(pattern.substr(mark + 1), query, params, captures);
}

}  // namespace

std::optional<std::string> pattern_error(std::string_view pattern) {
  if (pattern.empty()) return "it is empty";
  const std::string_view body = pattern.front() == '#' ? pattern.substr(1) : pattern;
  if (body.empty() || (body.front() != '/' && body.front() != '*' && body.front() != '?')) {
    return "it does not begin with '/', '*', '?' or '#'";
  }
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (body[at] == '}') return "a '}' has no '{'";
    if (body[at] != '{') continue;
    const std::size_t close = body.find('}', at);
    if (close == std::string_view::npos) return "a '{' has no '}'";
    if (!parse_hole(body.substr(at + 1, close - at - 1))) return "a capture has an unknown name or class";
    at = close;
  }
  const std::size_t mark = body.find('?');
  if (mark == std::string_view::npos) return std::nullopt;
  std::string_view query = body.substr(mark + 1);
  if (query.empty()) return "nothing stands behind '?'";
  if (query.front() == '{') return std::nullopt;
  while (!query.empty()) {
    const std::string_view item = query.substr(0, query.find('&'));
    if (item.find('=') == std::string_view::npos) return "a query parameter has no '='";
    query.remove_prefix(std::min(query.size(), item.size() + 1));
  }
  return std::nullopt;
}

std::optional<Captures> match(std::string_view pattern, const Address& address) {
  Captures captures;
  bool matched = false;
  if (pattern.front() == '#') {
    const std::string_view fragment = address.fragment;
    const std::size_t mark = fragment.find('?');
    const std::string_view query =
        mark == std::string_view::npos ? std::string_view{} : fragment.substr(mark + 1);
    matched =
        match_parts(pattern.substr(1), fragment.substr(0, mark), query, address.fragment_params, captures);
  } else {
    const bool with_host = pattern.substr(0, 2) == "//";
    const std::string whole = with_host ? "//" + address.host + address.path : std::string{};
    matched = match_parts(pattern, with_host ? whole : address.path, address.query, address.params, captures);
  }
  if (!matched) return std::nullopt;
  return captures;
}

std::string fill(std::string_view text, const Captures& captures) {
  std::string filled;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '{') {
      const std::size_t close = text.find('}', at);
      if (close != std::string_view::npos) {
        if (const auto hole = parse_hole(text.substr(at + 1, close - at - 1))) {
          filled += captures.at(hole->capture);
          at = close;
          continue;
        }
      }
    }
    filled += text[at];
  }
  return filled;
}

}  // namespace touchstone::link
