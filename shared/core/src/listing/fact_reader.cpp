// Facts taken from a page: each source of a rule is asked in its order, the first value that fits stands.
#include "listing/fact_reader.h"

#include <re2/re2.h>

#include <algorithm>

#include "listing/page_text.h"

namespace touchstone::listing {
namespace {

constexpr std::size_t kMaxTries = 20;
constexpr std::size_t kMaxRows = 400;

bool is_list(Fact fact) {
  return fact == Fact::kBullets || fact == Fact::kCategories || fact == Fact::kImages ||
         fact == Fact::kImageAlt;
}

std::size_t limit_of(Fact fact) {
  switch (fact) {
    case Fact::kTitle:
      return kMaxTitle;
    case Fact::kDescription:
      return kMaxDescription;
    case Fact::kBullets:
      return kMaxBullet;
    case Fact::kImages:
      return kMaxUrl;
    case Fact::kImageAlt:
      return kMaxTitle;
    default:
      return kMaxName;
  }
}

std::string_view default_name(Source::Kind kind) {
  switch (kind) {
    case Source::Kind::kCss:
      return "page";
    case Source::Kind::kRows:
      return "table";
    case Source::Kind::kMeta:
      return "meta";
    case Source::Kind::kLd:
      return "json-ld";
    case Source::Kind::kJson:
      return "data";
    case Source::Kind::kItem:
      return "microdata";
    case Source::Kind::kUrl:
      return "url";
  }
  return "page";
}

/// Tags taken out of a description that is HTML inside data.
std::string plain_text(const std::string& text) {
  const std::size_t open = text.find('<');
  if (open == std::string::npos || text.find('>', open) == std::string::npos) return text;
  const HtmlPage fragment = HtmlPage::parse(std::string_view(text).substr(0, 8 * kMaxDescription));
  return fragment.root() == nullptr ? text : text_of(fragment.root(), 4 * kMaxDescription);
}

RE2::Options pattern_options() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(1 << 20);
  return options;
}

/// The first group of the first match (or the match itself); empty when there is none.
std::string matched(const std::string& pattern, std::string_view text) {
  const RE2 expression(pattern, pattern_options());
  if (!expression.ok()) return {};
  re2::StringPiece groups[2];
  const int wanted = expression.NumberOfCapturingGroups() > 0 ? 2 : 1;
  const re2::StringPiece input(text.data(), text.size());
  if (!expression.Match(input, 0, text.size(), RE2::UNANCHORED, groups, wanted)) return {};
  const re2::StringPiece& group = groups[wanted - 1];
  return std::string(group.data() == nullptr ? "" : group.data(), group.size());
}

bool matches(const std::string& pattern, std::string_view text) {
  const RE2 expression(pattern, pattern_options());
  return expression.ok() && expression.Match(re2::StringPiece(text.data(), text.size()), 0, text.size(),
                                             RE2::UNANCHORED, nullptr, 0);
}

/// A slug ("LouisVuitton", "louis-vuitton") as the text beside it writes the same letters; empty where the
/// text has them not. Whole words go before parts of words, which languages without spaces need.
std::string spelled_in(const std::string& text, const std::string& slug) {
  const std::string wanted = squeeze(slug);
  if (wanted.empty()) return {};
  // Each character's letters, and where it stands.
  std::string letters;
  std::vector<std::size_t> begin_of;  // by byte of `letters`: where its character begins in `text`
  std::vector<std::size_t> end_of;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    const std::string plain = squeeze(std::string_view(text).substr(at, end - at));
    letters += plain;
    begin_of.resize(letters.size(), at);
    end_of.resize(letters.size(), end);
    at = end;
  }
  std::string part;
  for (std::size_t at = letters.find(wanted); at != std::string::npos; at = letters.find(wanted, at + 1)) {
    const std::size_t last = at + wanted.size() - 1;
    const bool starts = at == 0 || end_of[at - 1] < begin_of[at];
    const bool ends = last + 1 == letters.size() || end_of[last] < begin_of[last + 1];
    std::string spelled = text.substr(begin_of[at], end_of[last] - begin_of[at]);
    if (starts && ends) return spelled;
    if (part.empty() && (starts || ends)) part = std::move(spelled);
  }
  return part;
}

/// The ISO 4217 code of a price's sign, where the sign belongs to one currency alone.
std::string_view currency_of(std::string_view price) {
  struct Sign {
    std::string_view sign;
    std::string_view code;
  };
  static constexpr Sign kSigns[] = {
      {"US$", "USD"}, {"US $", "USD"}, {"USD", "USD"}, {"AU $", "AUD"}, {"A$", "AUD"}, {"C $", "CAD"},
      {"C$", "CAD"},  {"CA$", "CAD"},  {"CAD", "CAD"}, {"MX$", "MXN"},  {"R$", "BRL"}, {"S$", "SGD"},
      {"HK$", "HKD"}, {"NT$", "TWD"},  {"€", "EUR"},   {"EUR", "EUR"},  {"£", "GBP"},  {"GBP", "GBP"},
      {"₹", "INR"},   {"zł", "PLN"},   {"₺", "TRY"},   {"TL", "TRY"},   {"₩", "KRW"},  {"₽", "RUB"},
      {"₱", "PHP"},   {"฿", "THB"},    {"₫", "VND"},   {"đ", "VND"},    {"₪", "ILS"},  {"₴", "UAH"},
      {"AED", "AED"}, {"SAR", "SAR"},  {"EGP", "EGP"}, {"Rp", "IDR"},   {"RM", "MYR"}, {"원", "KRW"},
      {"円", "JPY"},  {"CHF", "CHF"}};
  for (const Sign& sign : kSigns) {
    if (price.find(sign.sign) != std::string_view::npos) return sign.code;
  }
  return {};
}

/// An ISO 4217 code, whichever way the page writes it; empty where it names no currency for sure.
std::string clean_currency(const std::string& text) {
  const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  if (text.size() != 3 || !std::all_of(text.begin(), text.end(), is_letter)) {
    return std::string(currency_of(text));
  }
  std::string code = text;
  for (char& c : code) c = static_cast<char>(c & ~0x20);
  return code;
}

}  // namespace

std::string clean_price(std::string_view text) {
  const std::size_t start = text.find_first_of("0123456789");
  if (start == std::string_view::npos) return {};
  std::string digits;
  std::size_t decimal = std::string::npos;
  char last_mark = 0;
  std::size_t marks = 0;
  std::size_t after_mark = 0;
  for (std::size_t at = start; at < text.size() && digits.size() < 18; ++at) {
    const char c = text[at];
    if (c >= '0' && c <= '9') {
      digits.push_back(c);
      ++after_mark;
    } else if (c == '.' || c == ',' || c == '\'') {
      if (at + 1 >= text.size() || text[at + 1] < '0' || text[at + 1] > '9') break;
      if (c != last_mark) marks = 0;
      last_mark = c;
      ++marks;
      decimal = digits.size();
      after_mark = 0;
    } else if ((c == ' ' || c == '\xC2' || c == '\xA0' || c == '\xE2' || c == '\x80' || c == '\xAF') &&
               digits.size() < 9) {
      // A space inside a number parts its thousands: "1 299,00".
      std::size_t next = at;
      while (next < text.size() && !(text[next] >= '0' && text[next] <= '9') &&
             (text[next] == ' ' || static_cast<unsigned char>(text[next]) >= 0x80)) {
        ++next;
      }
      const std::string_view rest = text.substr(next, 3);
      if (next - at > 3 || rest.size() < 3 || rest.find_first_not_of("0123456789") != std::string_view::npos)
        break;
      at = next - 1;
    } else {
      break;
    }
  }
  // One mark with one, two or four digits behind it is the decimal point; three digits behind it are
  // thousands.
  if (decimal != std::string::npos && marks == 1 &&
      (after_mark != 3 || (last_mark == '.' && decimal == 1 && digits[0] == '0'))) {
    digits.insert(decimal, 1, '.');
  }
  return digits;
}

FactReader::FactReader(const PageIndex& index, SelectorBook& book, const StructuredData& structured,
                       const Labels& labels, std::string_view url, const std::vector<std::string>& site_names)
    : index_(index),
      book_(book),
      structured_(structured),
      labels_(labels),
      url_(url),
      site_names_(site_names) {}

void FactReader::note_selectors(const Rule& rule, SelectorBook& book) {
  const auto note = [&](const std::string& css) {
    if (!css.empty()) book.add(css);
  };
  for (const auto& sources : rule.facts) {
    for (const Source& source : sources) {
      if (source.kind == Source::Kind::kCss || source.kind == Source::Kind::kRows) note(source.select);
      note(source.beside);
      note(source.when);
      note(source.unless);
    }
  }
  for (const auto& [name, states] : rule.states) {
    for (const State& state : states) note(state.css);
  }
  for (const Sign& sign : rule.signs) note(sign.css);
}

std::vector<Element*> FactReader::select(const std::string& css, std::size_t limit) const {
  return index_.select(book_.add(css), limit);
}

bool FactReader::has_label(std::string_view vocabulary, std::string_view label) const {
  const auto words = labels_.find(vocabulary);
  if (words == labels_.end()) return false;
  const std::string plain = clean_label(label);
  return std::find(words->second.begin(), words->second.end(), plain) != words->second.end();
}

bool FactReader::shows(const Sign& sign) const {
  if (!sign.css.empty() && !select(sign.css, 1).empty()) return true;
  for (const std::string& title : sign.titles) {
    const std::string_view wanted = title;
    const std::string_view shown = index_.title();
    if (wanted.starts_with('*') ? ends_with_ignoring_case(shown, wanted.substr(1))
        : wanted.ends_with('*')
            ? equals_ignoring_case(shown.substr(0, wanted.size() - 1), wanted.substr(0, wanted.size() - 1))
            : equals_ignoring_case(shown, wanted)) {
      return true;
    }
  }
  if (sign.path.empty() || url_.empty()) return false;
  const std::string_view path = path_of(url_);
  const std::size_t offset = path.empty() ? url_.size() : static_cast<std::size_t>(path.data() - url_.data());
  return matches(sign.path, std::string_view(url_).substr(offset));
}

JsonView FactReader::state(const Rule& rule, const std::string& name) {
  const auto key = std::make_pair(&rule, name);
  const auto known = states_.find(key);
  if (known != states_.end()) return known->second;
  JsonView found;
  for (const State& place : rule.states.find(name)->second) {
    std::vector<std::string_view> texts;
    if (!place.css.empty()) {
      for (Element* element : select(place.css, kMaxTries)) {
        texts.push_back(place.attribute.empty() ? script_text(element) : attribute(element, place.attribute));
      }
    } else {
      for (Element* script : index_.scripts()) {
        std::string_view text = script_text(script);
        if (!place.script.empty()) {
          if (attribute(script, "id") == place.script) texts.push_back(text);
          continue;
        }
        bool fits = true;
        for (const std::string& mark : place.after) {
          const std::size_t at = text.find(mark);
          fits = fits && at != std::string_view::npos;
          if (!fits) break;
          text.remove_prefix(at + mark.size());
        }
        if (fits) texts.push_back(text);
      }
    }
    for (std::string_view text : texts) {
      if (place.encoded) {
        const std::size_t quote = text.find('"');
        if (quote == std::string_view::npos) continue;
        decoded_.push_back(decode_json_string(JsonView(text.substr(quote)).text()));
        text = decoded_.back();
      }
      const std::size_t start = text.find_first_of("{[");
      if (start == std::string_view::npos) continue;
      const JsonView whole(text.substr(start));
      if (place.whole) {
        found = whole;
      } else {
        const std::vector<JsonView> inner = place.path.find(whole, {});
        for (const JsonView& one : inner) {
          if (one.kind() == JsonView::Kind::kObject || one.kind() == JsonView::Kind::kArray) {
            found = one;
            break;
          }
        }
      }
      if (found) break;
    }
    if (found) break;
  }
  states_.emplace(key, found);
  return found;
}

std::vector<std::string> FactReader::row_values(const Source& source, std::size_t limit) {
  std::vector<std::string> values;
  const bool vocabulary = source.labels.starts_with('@');
  const std::string_view wanted = std::string_view(source.labels).substr(vocabulary ? 1 : 0);
  const auto fits = [&](std::string_view label) {
    return vocabulary ? has_label(wanted, label) : clean_label(label) == clean_label(wanted);
  };
  for (Element* row : select(source.select, kMaxRows)) {
    if (values.size() >= limit) break;
    Node* node = lxb_dom_interface_node(row);
    // Step through wrappers down to where the label and its value part.
    const auto first_element = [](Node* parent) {
      Node* child = parent->first_child;
      while (child != nullptr && child->type != LXB_DOM_NODE_TYPE_ELEMENT) child = child->next;
      return child;
    };
    const auto next_element = [](Node* child) {
      do {
        child = child->next;
      } while (child != nullptr && child->type != LXB_DOM_NODE_TYPE_ELEMENT);
      return child;
    };
    const auto text_after = [&](Node* label) {
      std::string value;
      for (Node* rest = label->next; rest != nullptr && value.size() < 4'000; rest = rest->next) {
        if (rest->type == LXB_DOM_NODE_TYPE_TEXT || rest->type == LXB_DOM_NODE_TYPE_ELEMENT) {
          if (rest->type == LXB_DOM_NODE_TYPE_ELEMENT &&
              (rest->local_name == LXB_TAG_DT || rest->local_name == LXB_TAG_SCRIPT ||
               rest->local_name == LXB_TAG_STYLE)) {
            if (rest->local_name == LXB_TAG_DT) break;
            continue;
          }
          value += text_of(rest, 4'000);
          value += ' ';
        }
      }
      return value;
    };
    if (node->local_name == LXB_TAG_DT) {
      if (fits(text_of(node, 400))) {
        Node* value = next_element(node);
        if (value != nullptr) values.push_back(text_of(value, 4'000));
      }
      continue;
    }
    if (node->local_name == LXB_TAG_TR || node->local_name == LXB_TAG_DL) {
      // A row may hold several labels, each with its value behind it.
      const std::size_t before = values.size();
      for (Node* label = first_element(node); label != nullptr; label = next_element(label)) {
        Node* value = next_element(label);
        const bool may_label = node->local_name == LXB_TAG_TR || label->local_name == LXB_TAG_DT;
        if (!may_label || value == nullptr || !fits(text_of(label, 400))) continue;
        values.push_back(text_of(value, 4'000));
        break;
      }
      if (values.size() > before) continue;
    }
    for (int depth = 0; depth < 6; ++depth) {
      Node* label = first_element(node);
      if (label == nullptr) break;
      if (next_element(label) != nullptr || !clean_text(text_after(label), 4).empty()) {
        if (fits(text_of(label, 400))) values.push_back(text_after(label));
        break;
      }
      node = label;
    }
  }
  return values;
}

std::vector<std::string> FactReader::raw_values(const Source& source, const Rule& rule, std::size_t limit) {
  std::vector<std::string> values;
  const auto add_views = [&](const std::vector<JsonView>& views) {
    for (const JsonView& view : views) {
      if (view.kind() == JsonView::Kind::kArray && limit > kMaxTries) {
        view.each([&](std::string_view, JsonView one) {
          values.push_back(decode_references(one.name()));
          return values.size() < limit;
        });
      } else {
        values.push_back(decode_references(view.name()));
      }
      if (values.size() >= limit) break;
    }
  };
  const auto vocabulary = [&](std::string_view name, std::string_view label) {
    return has_label(name, label);
  };
  switch (source.kind) {
    case Source::Kind::kCss:
      for (Element* element : select(source.select, limit)) {
        Node* node = lxb_dom_interface_node(element);
        if (!source.attribute.empty()) {
          values.push_back(decode_references(attribute(element, source.attribute)));
        } else if (source.own) {
          values.push_back(own_text_of(node, 4 * kMaxDescription));
        } else {
          values.push_back(text_of(node, 4 * kMaxDescription));
        }
      }
      break;
    case Source::Kind::kRows:
      values = row_values(source, limit);
      break;
    case Source::Kind::kMeta:
      for (const std::string_view content : index_.metas(source.select)) {
        values.push_back(decode_references(content));
      }
      break;
    case Source::Kind::kLd:
      add_views(source.path.find(structured_.product(), vocabulary));
      break;
    case Source::Kind::kJson:
      if (const JsonView root = state(rule, source.state); root)
        add_views(source.path.find(root, vocabulary));
      break;
    case Source::Kind::kItem:
      values = structured_.item_values(source.select);
      break;
    case Source::Kind::kUrl:
      for (const std::string_view url : {std::string_view(url_), index_.canonical()}) {
        if (url.empty()) continue;
        std::string id = matched(source.pattern, url);
        if (!id.empty()) values.push_back(std::move(id));
      }
      break;
  }
  return values;
}

std::string FactReader::without_site(std::string title, const std::vector<std::string>& endings) const {
  static constexpr std::string_view kMarks[] = {" | ", " - ", " – ", " — ", " : ", " · ",
                                                " • ", " @ ", "｜",  " / ", ": "};
  const auto cut = [&](std::string_view name) {
    if (name.size() < 2 || !ends_with_ignoring_case(title, name)) return false;
    const std::string_view head = std::string_view(title).substr(0, title.size() - name.size());
    for (const std::string_view mark : kMarks) {
      if (head.size() > mark.size() && head.ends_with(mark)) {
        title.resize(head.size() - mark.size());
        return true;
      }
    }
    return false;
  };
  for (int round = 0; round < 3; ++round) {
    bool changed = false;
    for (const std::string& ending : endings) {
      if (ends_with_ignoring_case(title, ending) && title.size() > ending.size()) {
        title.resize(title.size() - ending.size());
        changed = true;
      }
    }
    for (const std::string& name : site_names_) changed = cut(name) || changed;
    if (!changed) break;
    title = clean_text(title, kMaxTitle);
  }
  return title;
}

std::string FactReader::absolute(std::string_view reference) const {
  if (reference.starts_with("https://") || reference.starts_with("http://")) return std::string(reference);
  if (reference.starts_with("//")) return "https:" + std::string(reference);
  if (!reference.starts_with('/')) return {};
  const std::string_view base = url_.empty() ? index_.canonical() : std::string_view(url_);
  const std::size_t scheme = base.find("://");
  if (scheme == std::string_view::npos) return {};
  return std::string(base.substr(0, base.find_first_of("/?#", scheme + 3))) + std::string(reference);
}

std::string FactReader::refine(std::string value, const Source& source, Fact fact) const {
  if (!source.parameters.empty()) {
    std::string found;
    for (const std::string& parameter : source.parameters) {
      found = query_parameter(value, parameter);
      if (!found.empty()) break;
    }
    value = std::move(found);
  }
  if (!source.within.empty()) {
    const std::size_t at = value.find(source.within);
    if (at == std::string::npos) return {};
    value = value.substr(at + source.within.size());
    value = value.substr(0, value.find(','));
  }
  if (!source.segment.empty()) value = path_segment_after(value, source.segment);
  if (fact == Fact::kDescription || fact == Fact::kBullets) value = plain_text(value);
  value = clean_text(value, limit_of(fact));
  if (!source.pattern.empty() && source.kind != Source::Kind::kUrl) {
    value = clean_text(matched(source.pattern, value), limit_of(fact));
  }
  if (!source.beside.empty() && !value.empty()) {
    const std::vector<Element*> beside = select(source.beside, 1);
    value = beside.empty()
                ? std::string()
                : spelled_in(clean_text(text_of(lxb_dom_interface_node(beside.front()), 2'000), 500), value);
  }
  for (const std::string& ending : source.strip) {
    if (ends_with_ignoring_case(value, ending))
      value = clean_text(value.substr(0, value.size() - ending.size()), limit_of(fact));
  }
  for (const std::string& none : source.drop) {
    if (equals_ignoring_case(value, none)) return {};
  }
  if (fact == Fact::kImages) value = absolute(value);
  if (fact == Fact::kPrice) value = clean_price(value);
  if (fact == Fact::kCurrency) value = clean_currency(value);
  return value;
}

FactValue FactReader::read(Fact fact, const Rule& rule) {
  FactValue fact_value;
  const bool list = is_list(fact);
  for (const Source& source : rule.facts[static_cast<std::size_t>(fact)]) {
    if (!source.when.empty() && select(source.when, 1).empty()) continue;
    if (!source.unless.empty() && !select(source.unless, 1).empty()) continue;
    std::vector<std::string> parts;
    for (std::string& raw : raw_values(source, rule, list ? 2 * kMaxEntries : kMaxTries)) {
      if (source.split.empty()) {
        parts.push_back(std::move(raw));
        continue;
      }
      std::string_view rest = raw;
      while (parts.size() < kMaxEntries) {
        const std::size_t at = rest.find(source.split);
        parts.emplace_back(rest.substr(0, at));
        if (at == std::string_view::npos) break;
        rest.remove_prefix(at + source.split.size());
      }
    }
    for (std::string& part : parts) {
      if (fact == Fact::kPrice) fact_value.currency = currency_of(part);
      std::string value = refine(std::move(part), source, fact);
      if (fact == Fact::kTitle && (source.kind == Source::Kind::kMeta || source.weak)) {
        value = without_site(std::move(value), rule.title_endings);
      }
      if (value.empty()) continue;
      if (list &&
          std::find(fact_value.values.begin(), fact_value.values.end(), value) != fact_value.values.end()) {
        continue;
      }
      fact_value.values.push_back(std::move(value));
      if (!list || fact_value.values.size() >= kMaxEntries) break;
    }
    if (!fact_value.values.empty()) {
      fact_value.source = source.as.empty() ? std::string(default_name(source.kind)) : source.as;
      fact_value.weak = source.weak;
      fact_value.stated = source.kind == Source::Kind::kLd || source.kind == Source::Kind::kItem ||
                          source.kind == Source::Kind::kJson;
      break;
    }
  }
  return fact_value;
}

}  // namespace touchstone::listing
