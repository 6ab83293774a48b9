// Compiles the languages' cue files into a section, and finds their patterns behind anchors.
#include "cues/cue_book.h"

#include <re2/prefilter.h>
#include <re2/re2.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>

#include "pack/records.h"

namespace touchstone::cues {
namespace {

using nlohmann::json;
using pack::Slice;

// How far around an anchor a pattern may reach, in bytes.
constexpr std::uint32_t kWindow = 200;
// How many stretches of one text a single cue is tried on: more would tell nothing new and cost time.
constexpr std::size_t kMaxWindows = 32;
// How far around a brand mention a pattern may reach, in bytes.
constexpr std::uint32_t kSlotWindow = 120;
constexpr std::size_t kMaxMatches = 32;

constexpr std::uint32_t kNoGroup = 0xFFFFFFFF;

// How far around a match a guard looks for another sense, in bytes.
constexpr std::uint32_t kGuardWindow = 400;
// A pattern with its automaton may take this much memory; the widest families need about a fifth.
constexpr std::int64_t kPatternMemory = 8 << 20;

struct Header {
  Slice groups;
  Slice slotted;
  Slice guards;
  Slice no_brand;  // Slices of text, sorted
};

struct GroupRecord {
  std::uint32_t kind = 0;
  std::uint32_t strength = 0;
  Slice id;
  Slice lang;
  Slice pattern;
};

// A pattern with {brand} in it: it gives a role to the mention, or it is part of a group.
struct SlottedRecord {
  std::uint32_t role = 0;
  std::uint32_t group = kNoGroup;
  std::uint32_t titles_only = 0;
  Slice pattern;
  Slice atoms;  // Slices of text: one of them must stand in the window; none: always tried
};

// Other senses of the cues (or roles) of one name, of all languages together.
struct GuardRecord {
  Slice name;
  Slice pattern;
  Slice slotted;  // the same with those that name a brand; empty: there are none
};

struct Guard {
  std::string pattern;
  std::string slotted;
};

struct Group {
  Kind kind = Kind::kLure;
  Strength strength = Strength::kSoft;
  std::string id;
  std::string lang;
  std::string pattern;
  std::vector<std::string> anchors;
};

struct SlottedRule {
  Role role = Role::kMention;
  std::uint32_t group = kNoGroup;
  bool titles_only = false;
  std::string pattern;
  std::vector<std::string> atoms;
};

struct Book {
  std::vector<Group> groups;
  std::vector<SlottedRule> slotted;
  std::map<std::string, Guard> guards;  // by guard_name
  std::vector<std::string> no_brand;
};

// What a guard is stored under: ids of lures, stances and pointers may repeat each other.
std::string guard_name(Kind kind, std::string_view id) {
  const std::string_view prefix = kind == Kind::kLure     ? "lure "
                                  : kind == Kind::kStance ? "stance "
                                                          : "pointer ";
  return std::string(prefix).append(id);
}

std::string guard_name(Role role) {
  return "role " + std::to_string(static_cast<unsigned>(role));
}

Error invalid(const std::string& file, const std::string& what) {
  return Error{"invalid_rule", file + ": " + what};
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// Expands {part} from the file's lists, and {brand} to the slot. White space beside a slot may be missing,
// since names are also found inside run-together words (#tiffanydupe).
Result<std::string> expand(const std::string& file, std::string pattern,
                           const std::map<std::string, std::string>& lists) {
  for (const auto& [name, alternatives] : lists)
    pattern = replace_all(pattern, "{" + name + "}", alternatives);
  const std::string slot(1, kBrandSlot);
  pattern = replace_all(pattern, " {brand}", " ?" + slot);
  pattern = replace_all(pattern, "{brand} ", slot + " ?");
  pattern = replace_all(pattern, "{brand}", slot);
  for (std::size_t at = pattern.find('{'); at != std::string::npos; at = pattern.find('{', at + 1)) {
    if (at + 1 < pattern.size() && pattern[at + 1] >= 'a' && pattern[at + 1] <= 'z' &&
        (at < 2 || pattern[at - 1] != 'p')) {
      return invalid(file, "the pattern '" + pattern + "' names a list that the file does not have");
    }
  }
  return pattern;
}

RE2::Options options() {
  RE2::Options result;
  result.set_log_errors(false);
  result.set_max_mem(kPatternMemory);
  result.set_never_capture(true);
  return result;
}

// Of the senses that begin at one place the longest counts, so that none hides another.
RE2::Options guard_options() {
  RE2::Options result = options();
  result.set_longest_match(true);
  return result;
}

std::vector<std::string> strings(const json& value) {
  std::vector<std::string> result;
  if (!value.is_array()) return result;
  for (const json& item : value) {
    if (item.is_string()) result.push_back(item.get<std::string>());
  }
  return result;
}

// One entry's patterns under `key`, expanded and accepted by RE2.
Result<std::vector<std::string>> expanded_patterns(const std::string& file, const json& entry,
                                                   const char* key,
                                                   const std::map<std::string, std::string>& lists) {
  std::vector<std::string> result;
  for (const std::string& source : strings(entry.value(key, json::array()))) {
    Result<std::string> pattern = expand(file, source, lists);
    if (!pattern) return pattern.error();
    const RE2 compiled(pattern.value(), options());
    if (!compiled.ok()) {
      return invalid(file, "the pattern '" + source + "' is refused: " + compiled.error());
    }
    result.push_back(pattern.value());
  }
  return result;
}

void append_alternative(std::string& pattern, const std::string& alternative) {
  pattern += (pattern.empty() ? "(?:" : "|(?:") + alternative + ")";
}

bool has_slot(const std::string& pattern) {
  return pattern.find(kBrandSlot) != std::string::npos;
}

// Adds an entry's other senses to those that all languages share.
Result<bool> add_guards(const std::string& file, const json& entry, const std::string& name,
                        const std::map<std::string, std::string>& lists, Book& book) {
  Result<std::vector<std::string>> patterns = expanded_patterns(file, entry, "not", lists);
  if (!patterns) return patterns.error();
  for (const std::string& pattern : patterns.value()) {
    Guard& guard = book.guards[name];
    append_alternative(has_slot(pattern) ? guard.slotted : guard.pattern, pattern);
  }
  return true;
}

// A set of literals of which every match holds at least one, taken from RE2's own prefilter; empty: nothing
// is certain.
std::vector<std::string> required_literals(re2::Prefilter& node) {
  using re2::Prefilter;
  switch (node.op()) {
    case Prefilter::ATOM:
      return {node.atom()};
    case Prefilter::OR: {
      std::vector<std::string> all;
      for (Prefilter* sub : *node.subs()) {
        const std::vector<std::string> part = required_literals(*sub);
        if (part.empty()) return {};
        all.insert(all.end(), part.begin(), part.end());
      }
      return all;
    }
    case Prefilter::AND: {
      // The branch whose shortest literal is longest is the rarest.
      std::vector<std::string> best;
      std::size_t best_length = 0;
      for (Prefilter* sub : *node.subs()) {
        std::vector<std::string> part = required_literals(*sub);
        if (part.empty()) continue;
        std::size_t shortest = part.front().size();
        for (const std::string& literal : part) shortest = std::min(shortest, literal.size());
        // The slot is in every window, so it tells nothing.
        if (shortest == 1 && part.front().front() == kBrandSlot) continue;
        if (shortest > best_length) {
          best_length = shortest;
          best = std::move(part);
        }
      }
      return best;
    }
    default:
      return {};
  }
}

std::vector<std::string> required_literals(const std::string& pattern) {
  const RE2 compiled(pattern, options());
  const std::unique_ptr<re2::Prefilter> prefilter(re2::Prefilter::FromRE2(&compiled));
  if (!prefilter) return {};
  std::vector<std::string> literals = required_literals(*prefilter);
  for (const std::string& literal : literals) {
    if (literal.size() < 2) return {};
  }
  std::sort(literals.begin(), literals.end());
  literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
  return literals;
}

Result<Strength> parse_strength(const std::string& file, const std::string& word) {
  if (word == "explicit") return Strength::kExplicit;
  if (word == "grade") return Strength::kGrade;
  if (word == "soft") return Strength::kSoft;
  return invalid(file, "the strength '" + word + "' is not explicit, grade or soft");
}

Result<Role> parse_role(const std::string& file, const std::string& word) {
  if (word == "lookalike") return Role::kLookalike;
  if (word == "compatible") return Role::kCompatible;
  if (word == "negated") return Role::kNegated;
  if (word == "mention") return Role::kMention;
  if (word == "claim") return Role::kClaim;
  return invalid(file, "the role '" + word + "' is not claim, lookalike, compatible, negated or mention");
}

Result<bool> add_groups(const std::string& file, const json& document, const char* key, Kind kind,
                        const std::map<std::string, std::string>& lists, Book& book) {
  const std::string lang = document.value("lang", "");
  for (const json& entry : document.value(key, json::array())) {
    Group group;
    group.kind = kind;
    group.lang = lang;
    group.id = entry.value("id", "");
    if (group.id.empty()) return invalid(file, std::string("an entry of '") + key + "' has no id");
    if (kind == Kind::kLure) {
      Result<Strength> strength = parse_strength(file, entry.value("strength", ""));
      if (!strength) return strength.error();
      group.strength = strength.value();
    }
    Result<bool> guarded = add_guards(file, entry, guard_name(kind, group.id), lists, book);
    if (!guarded) return guarded;
    Result<std::vector<std::string>> patterns = expanded_patterns(file, entry, "patterns", lists);
    if (!patterns) return patterns.error();
    // A language may have only other senses of a word that all share ("1:1 Betreuung").
    if (patterns.value().empty() && !strings(entry.value("not", json::array())).empty()) continue;
    if (patterns.value().empty()) return invalid(file, "'" + group.id + "' has no patterns");
    const auto index = static_cast<std::uint32_t>(book.groups.size());
    for (const std::string& pattern : patterns.value()) {
      if (has_slot(pattern)) {
        book.slotted.push_back({Role::kClaim, index, false, pattern, required_literals(pattern)});
      } else {
        append_alternative(group.pattern, pattern);
      }
    }
    for (const std::string& anchor : strings(entry.value("anchors", json::array()))) {
      // A mention of a brand is an anchor of its own kind: slotted patterns are tried at every mention.
      if (anchor != "{brand}") group.anchors.push_back(text::fold_text(anchor));
    }
    if (group.anchors.empty() && !group.pattern.empty()) {
      return invalid(file, "'" + group.id + "' has no anchors");
    }
    if (const RE2 whole(group.pattern, options()); !whole.ok()) {
      return invalid(file, "the patterns of '" + group.id + "' are too many for one: " + whole.error());
    }
    book.groups.push_back(std::move(group));
  }
  return true;
}

Result<bool> add_language(const std::string& file, const std::string& source, Book& book) {
  const json document = json::parse(source, nullptr, false);
  if (!document.is_object()) return invalid(file, "this is not a JSON object");
  std::map<std::string, std::string> lists;
  // A list may use another one; a few rounds resolve what a reviewer can still follow.
  const json named_lists = document.value("lists", json::object());
  for (const auto& [name, values] : named_lists.items()) {
    // RE2 takes the first alternative that fits: the longer word goes first, so that a match ends where its word ends.
    std::vector<std::string> longest_first = strings(values);
    std::stable_sort(longest_first.begin(), longest_first.end(),
                     [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    std::string alternatives;
    for (const std::string& value : longest_first) {
      if (!alternatives.empty()) alternatives += '|';
      alternatives += value;
    }
    lists[name] = "(?:" + alternatives + ")";
  }
  for (int round = 0; round < 3; ++round) {
    for (auto& [name, alternatives] : lists) {
      for (const auto& [other, replacement] : lists) {
        if (other != name) alternatives = replace_all(alternatives, "{" + other + "}", replacement);
      }
    }
  }
  const std::pair<const char*, Kind> kinds[] = {
      {"cues", Kind::kLure}, {"stances", Kind::kStance}, {"pointers", Kind::kPointer}};
  for (const auto& [key, kind] : kinds) {
    Result<bool> added = add_groups(file, document, key, kind, lists, book);
    if (!added) return added;
  }
  for (const json& entry : document.value("roles", json::array())) {
    Result<Role> role = parse_role(file, entry.value("role", ""));
    if (!role) return role.error();
    Result<bool> guarded = add_guards(file, entry, guard_name(role.value()), lists, book);
    if (!guarded) return guarded;
    Result<std::vector<std::string>> patterns = expanded_patterns(file, entry, "patterns", lists);
    if (!patterns) return patterns.error();
    for (const std::string& pattern : patterns.value()) {
      if (!has_slot(pattern)) return invalid(file, "the role pattern '" + pattern + "' has no {brand}");
      book.slotted.push_back(
          {role.value(), kNoGroup, entry.value("in", "") == "title", pattern, required_literals(pattern)});
    }
  }
  return true;
}

Result<Book> read_book(const RuleFiles& files) {
  Book book;
  for (const auto& [path, source] : files) {
    if (path.starts_with("cues/") && path.ends_with(".json")) {
      Result<bool> added = add_language(path, source, book);
      if (!added) return added.error();
    }
  }
  for (const auto& [name, guard] : book.guards) {
    for (const std::string& pattern : {guard.pattern, guard.slotted}) {
      if (const RE2 whole(pattern, guard_options()); !whole.ok()) {
        return invalid("cues", "the guards of the " + name + " are too many for one: " + whole.error());
      }
    }
  }
  const auto no_brand = files.find("no_brand.json");
  if (no_brand != files.end()) {
    const json document = json::parse(no_brand->second, nullptr, false);
    if (!document.is_object()) return invalid("no_brand.json", "this is not a JSON object");
    for (const std::string& value : strings(document.value("values", json::array()))) {
      book.no_brand.push_back(text::fold_text(value));
    }
    std::sort(book.no_brand.begin(), book.no_brand.end());
  }
  return book;
}

}  // namespace

Result<std::vector<lexicon::Anchor>> anchors(const RuleFiles& files) {
  Result<Book> book = read_book(files);
  if (!book) return book.error();
  std::vector<lexicon::Anchor> result;
  for (std::size_t index = 0; index < book.value().groups.size(); ++index) {
    for (const std::string& phrase : book.value().groups[index].anchors) {
      result.push_back({phrase, static_cast<std::uint32_t>(index)});
    }
  }
  return result;
}

Result<std::vector<std::byte>> build_section(const RuleFiles& files) {
  Result<Book> read = read_book(files);
  if (!read) return read.error();
  const Book& book = read.value();
  pack::ByteWriter writer;
  Header header;
  writer.append(header);
  // The same text is stored once.
  std::map<std::string, Slice> stored;
  const auto store = [&](const std::string& text) {
    const auto [entry, fresh] = stored.try_emplace(text);
    if (fresh) entry->second = {writer.append_text(text), static_cast<std::uint32_t>(text.size())};
    return entry->second;
  };
  const auto store_all = [&](const std::vector<std::string>& texts) {
    std::vector<Slice> slices;
    slices.reserve(texts.size());
    for (const std::string& text : texts) slices.push_back(store(text));
    return Slice{writer.append_array(slices), static_cast<std::uint32_t>(slices.size())};
  };
  std::vector<GroupRecord> groups;
  for (const Group& group : book.groups) {
    groups.push_back({static_cast<std::uint32_t>(group.kind), static_cast<std::uint32_t>(group.strength),
                      store(group.id), store(group.lang), store(group.pattern)});
  }
  std::vector<SlottedRecord> slotted;
  for (const SlottedRule& rule : book.slotted) {
    slotted.push_back({static_cast<std::uint32_t>(rule.role), rule.group, rule.titles_only ? 1U : 0U,
                       store(rule.pattern), store_all(rule.atoms)});
  }
  header.groups = {writer.append_array(groups), static_cast<std::uint32_t>(groups.size())};
  header.slotted = {writer.append_array(slotted), static_cast<std::uint32_t>(slotted.size())};
  std::vector<GuardRecord> guards;
  for (const auto& [name, guard] : book.guards) {
    guards.push_back({store(name), store(guard.pattern), store(guard.slotted)});
  }
  header.guards = {writer.append_array(guards), static_cast<std::uint32_t>(guards.size())};
  header.no_brand = store_all(book.no_brand);
  writer.overwrite(0, header);
  return std::move(writer).take();
}

struct CueBook::State {
  std::span<const std::byte> section;
  std::span<const GroupRecord> groups;
  std::span<const SlottedRecord> slotted;
  std::span<const GuardRecord> guards;  // sorted by name
  std::span<const Slice> no_brand;

  // Patterns are compiled when a text first needs them: most are never needed, and compiling all at start
  // would cost more than judging thousands of posts.
  struct Lazy {
    std::once_flag once;
    std::unique_ptr<RE2> pattern;
  };
  mutable std::vector<Lazy> group_patterns;
  mutable std::vector<Lazy> slotted_patterns;
  mutable std::vector<Lazy> guard_patterns;
  mutable std::vector<Lazy> slotted_guard_patterns;

  [[nodiscard]] std::string_view text(Slice slice) const { return pack::view_text(section, slice); }

  [[nodiscard]] CueMatch match(const GroupRecord& group, std::uint32_t begin, std::uint32_t end) const {
    return {static_cast<Kind>(group.kind),
            static_cast<Strength>(group.strength),
            text(group.id),
            text(group.lang),
            begin,
            end};
  }

  [[nodiscard]] const RE2& compiled(Lazy& lazy, Slice source, bool guard = false) const {
    std::call_once(lazy.once, [&] {
      const std::string_view pattern = text(source);
      lazy.pattern = std::make_unique<RE2>(re2::StringPiece(pattern.data(), pattern.size()),
                                           guard ? guard_options() : options());
    });
    return *lazy.pattern;
  }

  // True when the pattern matches somewhere across [begin, end).
  [[nodiscard]] static bool crosses(const RE2& pattern, std::string_view text, std::uint32_t begin,
                                    std::uint32_t end) {
    if (!pattern.ok()) return false;
    std::uint32_t from = begin > kGuardWindow ? begin - kGuardWindow : 0;
    const std::uint32_t to = std::min(static_cast<std::uint32_t>(text.size()), end + kGuardWindow);
    const re2::StringPiece whole(text.data(), text.size());
    re2::StringPiece found;
    while (from < end && pattern.Match(whole, from, to, RE2::UNANCHORED, &found, 1) && !found.empty()) {
      const auto found_begin = static_cast<std::uint32_t>(found.data() - text.data());
      if (found_begin >= end) return false;
      if (found_begin + found.size() > begin) return true;
      from = found_begin + 1;
    }
    return false;
  }

  // True when another sense of the cue or role of this name covers a part of [begin, end).
  [[nodiscard]] bool guarded(const std::string& name, std::string_view text_of, std::uint32_t begin,
                             std::uint32_t end, bool slotted_text) const {
    const auto found = std::lower_bound(
        guards.begin(), guards.end(), name,
        [this](const GuardRecord& record, const std::string& wanted) { return text(record.name) < wanted; });
    if (found == guards.end() || text(found->name) != name) return false;
    const auto index = static_cast<std::size_t>(found - guards.begin());
    if (found->pattern.count != 0 &&
        crosses(compiled(guard_patterns[index], found->pattern, true), text_of, begin, end)) {
      return true;
    }
    return slotted_text && found->slotted.count != 0 &&
           crosses(compiled(slotted_guard_patterns[index], found->slotted, true), text_of, begin, end);
  }
};

CueBook::CueBook(std::unique_ptr<State> state) : state_(std::move(state)) {}
CueBook::CueBook(CueBook&&) noexcept = default;
CueBook& CueBook::operator=(CueBook&&) noexcept = default;
CueBook::~CueBook() = default;

Result<CueBook> CueBook::open(std::span<const std::byte> section) {
  const auto headers = pack::view<Header>(section, {0, 1});
  if (headers.empty()) return Error{"invalid_pack", "The rule pack's cues are cut short; build it again."};
  auto state = std::make_unique<State>();
  const Header& header = headers.front();
  state->section = section;
  state->groups = pack::view<GroupRecord>(section, header.groups);
  state->slotted = pack::view<SlottedRecord>(section, header.slotted);
  state->guards = pack::view<GuardRecord>(section, header.guards);
  state->no_brand = pack::view<Slice>(section, header.no_brand);
  if (state->groups.size() != header.groups.count || state->slotted.size() != header.slotted.count) {
    return Error{"invalid_pack", "The rule pack's cues are cut short; build it again."};
  }
  state->group_patterns = std::vector<State::Lazy>(state->groups.size());
  state->slotted_patterns = std::vector<State::Lazy>(state->slotted.size());
  state->guard_patterns = std::vector<State::Lazy>(state->guards.size());
  state->slotted_guard_patterns = std::vector<State::Lazy>(state->guards.size());
  return CueBook(std::move(state));
}

std::vector<CueMatch> CueBook::find(std::string_view folded,
                                    std::span<const lexicon::AnchorMatch> anchors) const {
  std::vector<CueMatch> matches;
  if (anchors.empty()) return matches;
  std::vector<lexicon::AnchorMatch> hits(anchors.begin(), anchors.end());
  std::sort(hits.begin(), hits.end(), [](const auto& a, const auto& b) {
    return a.group != b.group ? a.group < b.group : a.begin < b.begin;
  });
  const auto size = static_cast<std::uint32_t>(folded.size());
  for (std::size_t first = 0; first < hits.size();) {
    const std::uint32_t index = hits[first].group;
    std::size_t last = first;
    while (last < hits.size() && hits[last].group == index) ++last;
    if (index >= state_->groups.size()) {
      first = last;
      continue;
    }
    const GroupRecord& group = state_->groups[index];
    const RE2& pattern = state_->compiled(state_->group_patterns[index], group.pattern);
    const std::string name = guard_name(static_cast<Kind>(group.kind), state_->text(group.id));
    std::size_t windows = 0;
    for (std::size_t at = first; at < last && windows < kMaxWindows && pattern.ok(); ++windows) {
      std::uint32_t begin = hits[at].begin > kWindow ? hits[at].begin - kWindow : 0;
      std::uint32_t end = std::min(size, hits[at].end + kWindow);
      for (++at; at < last && hits[at].begin <= end; ++at) end = std::min(size, hits[at].end + kWindow);
      // The pattern sees the whole text's ends, so that \b and ^ mean what they say.
      const re2::StringPiece text(folded.data(), folded.size());
      re2::StringPiece found;
      while (begin < end && matches.size() < kMaxMatches * 8 &&
             pattern.Match(text, begin, end, RE2::UNANCHORED, &found, 1) && !found.empty()) {
        const auto match_begin = static_cast<std::uint32_t>(found.data() - folded.data());
        const auto match_end = static_cast<std::uint32_t>(match_begin + found.size());
        if (state_->guarded(name, folded, match_begin, match_end, false)) {
          begin = match_begin + 1;
          continue;
        }
        matches.push_back(state_->match(group, match_begin, match_end));
        begin = match_end;
      }
    }
    first = last;
  }
  std::sort(matches.begin(), matches.end(), [](const CueMatch& a, const CueMatch& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  return matches;
}

CueBook::SlottedMatches CueBook::find_slotted(std::string_view slotted, bool title) const {
  SlottedMatches matches;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> windows;
  const auto size = static_cast<std::uint32_t>(slotted.size());
  for (std::size_t at = slotted.find(kBrandSlot); at != std::string_view::npos;
       at = slotted.find(kBrandSlot, at + 1)) {
    const auto slot = static_cast<std::uint32_t>(at);
    const std::uint32_t begin = slot > kSlotWindow ? slot - kSlotWindow : 0;
    const std::uint32_t end = std::min(size, slot + 1 + kSlotWindow);
    if (!windows.empty() && begin <= windows.back().second) {
      windows.back().second = end;
    } else if (windows.size() < kMaxWindows) {
      windows.emplace_back(begin, end);
    }
  }
  const re2::StringPiece text(slotted.data(), slotted.size());
  for (const auto& [window_begin, window_end] : windows) {
    const std::string_view window = slotted.substr(window_begin, window_end - window_begin);
    for (std::size_t index = 0; index < state_->slotted.size(); ++index) {
      const SlottedRecord& rule = state_->slotted[index];
      if (rule.titles_only != 0 && !title) continue;
      const auto atoms = pack::view<Slice>(state_->section, rule.atoms);
      const bool possible = atoms.empty() || std::any_of(atoms.begin(), atoms.end(), [&](Slice atom) {
                              return window.find(state_->text(atom)) != std::string_view::npos;
                            });
      if (!possible) continue;
      const RE2& pattern = state_->compiled(state_->slotted_patterns[index], rule.pattern);
      if (!pattern.ok()) continue;
      std::uint32_t begin = window_begin;
      re2::StringPiece found;
      std::size_t count = 0;
      while (begin < window_end && count < kMaxMatches &&
             pattern.Match(text, begin, window_end, RE2::UNANCHORED, &found, 1) && !found.empty()) {
        const auto match_begin = static_cast<std::uint32_t>(found.data() - slotted.data());
        const auto match_end = static_cast<std::uint32_t>(match_begin + found.size());
        if (rule.group == kNoGroup) {
          const auto role = static_cast<Role>(rule.role);
          if (!state_->guarded(guard_name(role), slotted, match_begin, match_end, true)) {
            matches.roles.push_back({role, match_begin, match_end});
          }
        } else if (rule.group < state_->groups.size()) {
          const GroupRecord& group = state_->groups[rule.group];
          const std::string name = guard_name(static_cast<Kind>(group.kind), state_->text(group.id));
          if (!state_->guarded(name, slotted, match_begin, match_end, true)) {
            matches.cues.push_back(state_->match(group, match_begin, match_end));
          }
        }
        begin = match_begin + 1;
        ++count;
      }
    }
  }
  return matches;
}

bool CueBook::means_no_brand(std::string_view folded_brand) const {
  const auto& values = state_->no_brand;
  const auto found =
      std::lower_bound(values.begin(), values.end(), folded_brand,
                       [this](Slice value, std::string_view wanted) { return state_->text(value) < wanted; });
  return found != values.end() && state_->text(*found) == folded_brand;
}

std::vector<std::pair<std::string, std::size_t>> CueBook::counts() const {
  std::size_t lures = 0;
  std::set<std::string_view> languages;
  for (const GroupRecord& group : state_->groups) {
    languages.insert(state_->text(group.lang));
    if (static_cast<Kind>(group.kind) == Kind::kLure) ++lures;
  }
  return {{"languages", languages.size()},
          {"lures", lures},
          {"stances and pointers", state_->groups.size() - lures},
          {"patterns around a brand", state_->slotted.size()}};
}

}  // namespace touchstone::cues
