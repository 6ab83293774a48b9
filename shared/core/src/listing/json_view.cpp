// JSON seen in place: values are skipped, not parsed; only wanted leaves are decoded.
#include "listing/json_view.h"

#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>

namespace touchstone::listing {
namespace {

constexpr std::size_t kMaxValues = 64;
constexpr std::size_t kMaxLeaf = 200'000;
constexpr std::size_t kMaxMembers = 20'000;

bool is_json_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_json_space(text[at])) ++at;
  return at;
}

/// `at` stands on the opening quote; gives the place after the closing one.
std::size_t skip_string(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size()) {
    const void* quote = std::memchr(text.data() + at, '"', text.size() - at);
    if (quote == nullptr) return text.size();
    const auto end = static_cast<std::size_t>(static_cast<const char*>(quote) - text.data());
    std::size_t backslashes = 0;
    while (end - backslashes > at && text[end - backslashes - 1] == '\\') ++backslashes;
    at = end + 1;
    if (backslashes % 2 == 0) return at;
  }
  return text.size();
}

/// The place after the value that starts at `at`.
std::size_t skip_value(std::string_view text, std::size_t at) {
  if (at >= text.size()) return at;
  if (text[at] == '"') return skip_string(text, at);
  if (text[at] == '{' || text[at] == '[') {
    std::size_t depth = 0;
    while (at < text.size()) {
      const char c = text[at];
      if (c == '"') {
        at = skip_string(text, at);
        continue;
      }
      ++at;
      if (c == '{' || c == '[') {
        ++depth;
      } else if (c == '}' || c == ']') {
        if (--depth == 0) return at;
      }
    }
    return at;
  }
  while (at < text.size() && text[at] != ',' && text[at] != '}' && text[at] != ']' &&
         !is_json_space(text[at]))
    ++at;
  return at;
}

std::vector<std::string> split_path(std::string_view path) {
  std::vector<std::string> segments;
  std::string segment;
  int braces = 0;
  for (const char c : path) {
    if (c == '{') ++braces;
    if (c == '}') --braces;
    if (c == '.' && braces == 0) {
      segments.push_back(std::move(segment));
      segment.clear();
    } else {
      segment.push_back(c);
    }
  }
  segments.push_back(std::move(segment));
  return segments;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 6 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Every value of a member called `key`, at any depth, in order of the text.
std::vector<JsonView> find_anywhere(std::string_view text, std::string_view key) {
  std::vector<JsonView> found;
  const std::string quoted = '"' + std::string(key) + '"';
  std::size_t at = 0;
  while (found.size() < kMaxValues) {
    at = text.find(quoted, at);
    if (at == std::string_view::npos) break;
    const bool escaped = at > 0 && text[at - 1] == '\\';
    at += quoted.size();
    const std::size_t colon = skip_space(text, at);
    if (!escaped && colon < text.size() && text[colon] == ':') found.emplace_back(text.substr(colon + 1));
  }
  return found;
}

}  // namespace

std::string_view json_in(std::string_view script) {
  const auto skip_past = [&](std::string_view end) {
    const std::size_t at = script.find(end);
    script.remove_prefix(at == std::string_view::npos ? script.size() : at + end.size());
  };
  while (!script.empty() && script.front() != '{' && script.front() != '[') {
    if (script.starts_with("<![CDATA[")) {
      script.remove_prefix(9);
    } else if (script.starts_with("/*")) {
      skip_past("*/");
    } else if (script.starts_with("//") && !script.starts_with("//<![CDATA[") &&
               !script.starts_with("// <![CDATA[")) {
      skip_past("\n");
    } else {
      script.remove_prefix(1);
    }
  }
  return script;
}

JsonView::JsonView(std::string_view text) {
  const std::size_t start = skip_space(text, 0);
  text_ = text.substr(start, skip_value(text, start) - start);
}

JsonView::Kind JsonView::kind() const {
  if (text_.empty()) return Kind::kNone;
  switch (text_.front()) {
    case '{':
      return Kind::kObject;
    case '[':
      return Kind::kArray;
    case '"':
      return Kind::kString;
    default:
      return Kind::kScalar;
  }
}

void JsonView::each(const Visit& visit) const {
  const Kind what = kind();
  if (what != Kind::kObject && what != Kind::kArray) return;
  std::size_t at = 1;
  for (std::size_t count = 0; count < kMaxMembers; ++count) {
    at = skip_space(text_, at);
    while (at < text_.size() && text_[at] == ',') at = skip_space(text_, at + 1);
    if (at >= text_.size() || text_[at] == '}' || text_[at] == ']') return;
    std::string_view key;
    if (what == Kind::kObject) {
      if (text_[at] != '"') return;
      const std::size_t end = skip_string(text_, at);
      key = text_.substr(at + 1, end > at + 1 ? end - at - 2 : 0);
      at = skip_space(text_, end);
      if (at >= text_.size() || text_[at] != ':') return;
      at = skip_space(text_, at + 1);
    }
    const std::size_t end = skip_value(text_, at);
    if (end == at) return;
    JsonView value;
    value.text_ = text_.substr(at, end - at);
    if (!visit(key, value)) return;
    at = end;
  }
}

JsonView JsonView::member(std::string_view key) const {
  JsonView found;
  if (kind() != Kind::kObject) return found;
  each([&](std::string_view name, JsonView value) {
    if (name != key) return true;
    found = value;
    return false;
  });
  return found;
}

std::string decode_json_string(std::string_view literal) {
  if (literal.empty() || literal.front() != '"') return {};
  std::string_view body = literal.substr(1, kMaxLeaf);
  if (body.size() + 1 == literal.size() && body.ends_with('"')) body.remove_suffix(1);
  if (body.find('\\') == std::string_view::npos) return std::string(body);
  // Line breaks and other controls may not stand in a JSON string, yet pages have them.
  std::string strict = "\"";
  for (const char c : body) strict.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
  strict.push_back('"');
  const nlohmann::json value = nlohmann::json::parse(strict, nullptr, false);
  if (value.is_string()) return value.get<std::string>();
  // An escape that JSON does not know ("\'"), or a cut in the middle of one: keep what is readable.
  std::string out;
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (body[at] != '\\' || at + 1 >= body.size()) {
      if (body[at] != '\\') out.push_back(body[at]);
      continue;
    }
    ++at;
    if (body[at] == 'u') {
      std::size_t length = 5;
      // A surrogate pair is one escape.
      if (at + 11 <= body.size() && (body[at + 1] == 'd' || body[at + 1] == 'D') && body[at + 5] == '\\') {
        length = 11;
      }
      const nlohmann::json code =
          nlohmann::json::parse("\"\\" + std::string(body.substr(at, length)) + "\"", nullptr, false);
      if (code.is_string()) out += code.get<std::string>();
      at += length - 1;
    } else if (body[at] == 'n' || body[at] == 't' || body[at] == 'r') {
      out.push_back(' ');
    } else {
      out.push_back(body[at]);
    }
  }
  return out;
}

std::string JsonView::scalar() const {
  switch (kind()) {
    case Kind::kString:
      return decode_json_string(text_);
    case Kind::kScalar:
      if (text_ == "null" || text_ == "true" || text_ == "false" || text_ == "undefined") return {};
      return text_.size() <= 64 ? std::string(text_) : std::string();
    default:
      return {};
  }
}

std::string JsonView::name() const {
  // Two levels are as deep as names lie: an array of objects, or an object whose name is an object.
  const auto of_object = [](JsonView object) {
    for (const std::string_view key : {"name", "@value", "value"}) {
      const JsonView value = object.member(key);
      std::string text = value.scalar();
      if (text.empty() && value.kind() == Kind::kObject) text = value.member("@value").scalar();
      if (!text.empty()) return text;
    }
    return std::string();
  };
  if (kind() == Kind::kObject) return of_object(*this);
  if (kind() != Kind::kArray) return scalar();
  std::string found;
  each([&](std::string_view, JsonView value) {
    found = value.kind() == Kind::kObject ? of_object(value) : value.scalar();
    return found.empty();
  });
  return found;
}

JsonPath::JsonPath(std::string_view path) : segments_(split_path(path)) {}

std::vector<JsonView> JsonPath::find(JsonView root, const Vocabulary& vocabulary) const {
  std::vector<JsonView> current;
  if (root) current.push_back(root);
  for (std::size_t i = 0; i < segments_.size() && !current.empty(); ++i) {
    const std::string& segment = segments_[i];
    std::vector<JsonView> next;
    const auto add = [&](JsonView value) {
      if (value && next.size() < kMaxValues) next.push_back(value);
    };
    if (segment == "**" && i + 1 < segments_.size()) {
      ++i;
      for (const JsonView& value : current) {
        for (const JsonView& found : find_anywhere(value.text(), segments_[i])) add(found);
      }
    } else if (segment == "*") {
      for (const JsonView& value : current) {
        value.each([&](std::string_view, JsonView member) {
          add(member);
          return next.size() < kMaxValues;
        });
      }
    } else if (segment.size() > 2 && segment.front() == '{') {
      const std::string_view condition = std::string_view(segment).substr(1, segment.size() - 2);
      const std::size_t equals = condition.find('=');
      const std::string_view key = condition.substr(0, equals);
      const std::string_view wanted = equals == std::string_view::npos ? "" : condition.substr(equals + 1);
      for (const JsonView& value : current) {
        value.each([&](std::string_view, JsonView element) {
          const std::string text = element.member(key).scalar();
          const bool fits =
              wanted.starts_with('@') ? vocabulary && vocabulary(wanted.substr(1), text) : text == wanted;
          if (fits && !text.empty()) add(element);
          return next.size() < kMaxValues;
        });
      }
    } else {
      for (const JsonView& value : current) {
        if (value.kind() == JsonView::Kind::kArray && is_number(segment)) {
          std::size_t index = 0;
          const auto wanted = static_cast<std::size_t>(std::stoul(segment));
          value.each([&](std::string_view, JsonView element) {
            if (index++ != wanted) return true;
            add(element);
            return false;
          });
        } else if (value.kind() == JsonView::Kind::kArray) {
          value.each([&](std::string_view, JsonView element) {
            add(element.member(segment));
            return next.size() < kMaxValues;
          });
        } else {
          add(value.member(segment));
        }
      }
    }
    current = std::move(next);
  }
  return current;
}

}  // namespace touchstone::listing
