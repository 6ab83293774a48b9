// Compiles the languages' cue files into a section.

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "cues/atoms.h"
#include "cues/clauses.h"
#include "cues/cue_book.h"
#include "cues/cue_section.h"
#include "cues/house_rules.h"
#include "cues/patterns.h"
#include "pack/columns.h"
#include "pack/squeeze.h"
#include "text/fold.h"

namespace touchstone::cues {
namespace {

using nlohmann::json;

/// A sense as it is written, and as it will be compiled.
struct Sense {
  std::uint32_t language = 0;
  std::string source;
  std::string expanded;
  bool beyond_ascii = false;  ///< every match holds a byte beyond ASCII
};

struct Guard {
  std::vector<Sense> plain;
  std::vector<Sense> slotted;
};

struct Group {
  Kind kind = Kind::kLure;
  std::uint32_t strength = 0;
  std::string id;
  std::string lang;
};

struct Pattern {
  Role role = Role::kMention;
  std::uint16_t group = kNoGroup;
  bool titles_only = false;
  bool names = false;
  std::uint32_t language = 0;
  std::string source;
  std::string expanded;
};

struct Signs {
  SignRules rules;
  std::vector<std::string> ids;
  std::vector<SignRecord> records;
};

struct Book {
  Signs signs;
  std::vector<Lists> languages;
  std::vector<Group> groups;
  std::vector<Pattern> patterns;
  std::map<std::string, Guard> guards;  // by guard_name
  std::vector<std::string> no_brand;
};

Error invalid(const std::string& file, const std::string& what) {
  return Error{"invalid_rule", file + ": " + what};
}

// The pattern as it will be compiled. Errors: a list that the file does not have.
Result<std::string> expand(const std::string& file, const std::string& source, const Lists& lists) {
  if (const auto gap = unbounded_gap(source)) {
    return invalid(file, "the pattern '" + source + "' has a gap without an end, '" + *gap +
                             "'; say how far it may reach, as in {0,40}");
  }
  std::string pattern = expand_pattern(source, lists);
  for (std::size_t at = pattern.find('{'); at != std::string::npos; at = pattern.find('{', at + 1)) {
    if (at + 1 < pattern.size() && pattern[at + 1] >= 'a' && pattern[at + 1] <= 'z' &&
        (at < 2 || pattern[at - 1] != 'p')) {
      return invalid(file, "the pattern '" + source + "' names a list that the file does not have");
    }
  }
  return pattern;
}

// The alternatives of a pattern that is one of several at its top level: each is gated by its own literals.
std::vector<std::string> split_alternatives(const std::string& source) {
  std::vector<std::string> parts(1);
  int depth = 0;
  bool in_class = false;
  for (std::size_t at = 0; at < source.size(); ++at) {
    const char sign = source[at];
    if (sign == '\\' && at + 1 < source.size()) {
      parts.back() += sign;
      parts.back() += source[++at];
      continue;
    }
    if (in_class) {
      in_class = sign != ']';
    } else if (sign == '[') {
      in_class = true;
    } else if (sign == '(') {
      ++depth;
    } else if (sign == ')') {
      --depth;
    } else if (sign == '|' && depth == 0) {
      parts.emplace_back();
      continue;
    }
    parts.back() += sign;
  }
  return parts;
}

std::vector<std::string> strings(const json& value) {
  std::vector<std::string> result;
  if (!value.is_array()) return result;
  for (const json& item : value) {
    if (item.is_string()) result.push_back(item.get<std::string>());
  }
  return result;
}

bool has_slot(const std::string& pattern) {
  return pattern.find(kBrandSlot) != std::string::npos;
}

// True when every match of the pattern holds a byte beyond ASCII.
bool needs_beyond_ascii(const std::string& pattern) {
  const auto beyond = [](const Atom& atom) {
    return std::any_of(atom.text.begin(), atom.text.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  };
  const std::vector<Clause> clauses = required_clauses(pattern, kBrandSlot);
  return std::any_of(clauses.begin(), clauses.end(),
                     [&](const Clause& clause) { return std::all_of(clause.begin(), clause.end(), beyond); });
}

// Adds an entry's other senses to those that all languages share.
Result<bool> add_guards(const std::string& file, const json& entry, const std::string& name,
                        const Lists& lists, Book& book) {
  const auto language = static_cast<std::uint32_t>(book.languages.size() - 1);
  for (const std::string& source : strings(entry.value("not", json::array()))) {
    Result<std::string> pattern = expand(file, source, lists);
    if (!pattern) return pattern.error();
    const RE2 compiled(pattern.value(), pattern_options());
    if (!compiled.ok()) {
      return invalid(file, "the pattern '" + source + "' is refused: " + compiled.error());
    }
    Guard& guard = book.guards[name];
    (has_slot(pattern.value()) ? guard.slotted : guard.plain)
        .push_back({language, source, pattern.value(), needs_beyond_ascii(pattern.value())});
  }
  return true;
}

// Adds a pattern of the language that was begun last; its alternatives each on their own, if wanted.
Result<bool> add_pattern(const std::string& file, const std::string& source, Pattern pattern, bool split,
                         Book& book) {
  for (const std::string& part : split ? split_alternatives(source) : std::vector<std::string>{source}) {
    pattern.language = static_cast<std::uint32_t>(book.languages.size() - 1);
    pattern.source = part;
    Result<std::string> expanded = expand(file, part, book.languages.back());
    if (!expanded) return expanded.error();
    pattern.expanded = expanded.value();
    const RE2 compiled(pattern.expanded, pattern_options());
    if (!compiled.ok()) {
      return invalid(file, "the pattern '" + source + "' is refused: " + compiled.error());
    }
    book.patterns.push_back(pattern);
  }
  return true;
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

// Tried only where an anchor of its language stands.
bool waits_for_anchor(SignPart part) {
  return part != SignPart::kAnchor && part != SignPart::kNote;
}

Result<bool> add_groups(const std::string& file, const json& document, const char* key, Kind kind,
                        const Lists& lists, Book& book) {
  const std::string lang = document.value("lang", "");
  json entries = document.value(key, json::array());
  if (kind == Kind::kSign) {
    // Those that wait for an anchor stand one behind the other.
    std::stable_partition(entries.begin(), entries.end(), [&](const json& entry) {
      const auto sign = std::find(book.signs.ids.begin(), book.signs.ids.end(), entry.value("id", ""));
      return sign != book.signs.ids.end() &&
             !waits_for_anchor(
                 book.signs.records[static_cast<std::size_t>(sign - book.signs.ids.begin())].part);
    });
  }
  for (const json& entry : entries) {
    Group group;
    group.kind = kind;
    group.lang = lang;
    group.id = entry.value("id", "");
    if (group.id.empty()) return invalid(file, std::string("an entry of '") + key + "' has no id");
    if (kind == Kind::kLure) {
      Result<Strength> strength = parse_strength(file, entry.value("strength", ""));
      if (!strength) return strength.error();
      group.strength = static_cast<std::uint32_t>(strength.value());
    }
    if (kind == Kind::kSign) {
      const auto& ids = book.signs.ids;
      const auto sign = std::find(ids.begin(), ids.end(), group.id);
      if (sign == ids.end()) return invalid(file, "the sign '" + group.id + "' is not in signs.json");
      group.strength = static_cast<std::uint32_t>(sign - ids.begin());
    }
    Result<bool> guarded = add_guards(file, entry, guard_name(kind, group.id), lists, book);
    if (!guarded) return guarded;
    const std::vector<std::string> sources = strings(entry.value("patterns", json::array()));
    // A language may have only other senses of a word that all share ("1:1 Betreuung").
    if (sources.empty() && !strings(entry.value("not", json::array())).empty()) continue;
    if (sources.empty()) return invalid(file, "'" + group.id + "' has no patterns");
    const auto index = static_cast<std::uint16_t>(book.groups.size());
    const Pattern pattern = {.role = Role::kClaim, .group = index};
    if (kind == Kind::kSign && waits_for_anchor(book.signs.records[group.strength].part)) {
      // Tried only where an anchor stands: one pattern, and no literals to look for.
      std::string all;
      for (const std::string& source : sources) append_alternative(all, source);
      Result<bool> added = add_pattern(file, all, pattern, false, book);
      if (!added) return added;
    } else {
      for (const std::string& source : sources) {
        Result<bool> added = add_pattern(file, source, pattern, true, book);
        if (!added) return added;
      }
    }
    book.groups.push_back(std::move(group));
  }
  return true;
}

Result<bool> add_language(const std::string& file, const std::string& source, Book& book) {
  const json document = json::parse(source, nullptr, false);
  if (!document.is_object()) return invalid(file, "this is not a JSON object");
  Lists lists;
  const json named_lists = document.value("lists", json::object());
  for (const auto& [name, values] : named_lists.items()) {
    // RE2 takes the first alternative that fits: the longer word goes first, so that a match ends where its
    // word ends.
    std::vector<std::string> longest_first = strings(values);
    std::stable_sort(longest_first.begin(), longest_first.end(),
                     [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    std::string alternatives;
    for (const std::string& value : longest_first) {
      if (!alternatives.empty()) alternatives += '|';
      alternatives += value;
    }
    lists.emplace_back("{" + name + "}", "(?:" + alternatives + ")");
  }
  // A list may use another one; a few rounds resolve what a reviewer can still follow.
  for (int round = 0; round < 3; ++round) {
    for (auto& [name, alternatives] : lists) {
      for (const auto& [other, replacement] : lists) {
        if (other != name) alternatives = replace_all(alternatives, other, replacement);
      }
    }
  }
  book.languages.push_back(lists);
  const std::pair<const char*, Kind> kinds[] = {{"cues", Kind::kLure},
                                                {"stances", Kind::kStance},
                                                {"pointers", Kind::kPointer},
                                                {"signs", Kind::kSign}};
  for (const auto& [key, kind] : kinds) {
    Result<bool> added = add_groups(file, document, key, kind, lists, book);
    if (!added) return added;
  }
  for (const json& entry : document.value("roles", json::array())) {
    Result<Role> role = parse_role(file, entry.value("role", ""));
    if (!role) return role.error();
    Result<bool> guarded = add_guards(file, entry, guard_name(role.value()), lists, book);
    if (!guarded) return guarded;
    for (const std::string& pattern : strings(entry.value("patterns", json::array()))) {
      if (pattern.find("{brand}") == std::string::npos) {
        return invalid(file, "the role pattern '" + pattern + "' has no {brand}");
      }
      Result<bool> added = add_pattern(file, pattern,
                                       {.role = role.value(),
                                        .titles_only = entry.value("in", "") == "title",
                                        .names = entry.value("names", false)},
                                       true, book);
      if (!added) return added;
    }
  }
  return true;
}

Result<Signs> read_signs(const RuleFiles& files) {
  Signs signs;
  const std::string file = "signs.json";
  const auto found = files.find(file);
  if (found == files.end()) return signs;
  const json document = json::parse(found->second, nullptr, false);
  if (!document.is_object()) return invalid(file, "this is not a JSON object");
  signs.rules.within = document.value("within", 0U);
  signs.rules.least = document.value("least", 0);
  signs.rules.brand = document.value("brand", 0);
  signs.rules.goods = document.value("goods", 0);
  signs.rules.code = document.value("code", 0);
  static constexpr std::string_view kParts[] = {"anchor", "act", "decoy", "other", "note"};
  for (const json& sign : document.value("signs", json::array())) {
    const std::string part = sign.value("part", "");
    const auto known = std::find(std::begin(kParts), std::end(kParts), part);
    if (known == std::end(kParts)) {
      return invalid(file, "the part '" + part + "' is not anchor, act, decoy, other or note");
    }
    signs.ids.push_back(sign.value("id", ""));
    signs.records.push_back({static_cast<SignPart>(known - std::begin(kParts)), sign.value("weight", 0)});
  }
  return signs;
}

Result<Book> read_book(const RuleFiles& files) {
  Book book;
  Result<Signs> signs = read_signs(files);
  if (!signs) return signs.error();
  book.signs = std::move(signs.value());
  for (const auto& [path, source] : files) {
    if (path.starts_with("cues/") && path.ends_with(".json")) {
      Result<bool> added = add_language(path, source, book);
      if (!added) return added.error();
    }
  }
  for (auto& [name, guard] : book.guards) {
    for (std::vector<Sense>* senses : {&guard.plain, &guard.slotted}) {
      std::stable_sort(senses->begin(), senses->end(),
                       [](const Sense& a, const Sense& b) { return a.beyond_ascii < b.beyond_ascii; });
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

/// The sign that a pattern finds.
std::optional<SignPart> part_of(const Book& book, const Pattern& pattern) {
  if (pattern.group == kNoGroup || book.groups[pattern.group].kind != Kind::kSign) return std::nullopt;
  return book.signs.records[book.groups[pattern.group].strength].part;
}
bool waits_for_anchor(const Book& book, const Pattern& pattern) {
  const std::optional<SignPart> part = part_of(book, pattern);
  return part && waits_for_anchor(*part);
}

}  // namespace

Result<std::vector<std::byte>> build_section(const RuleFiles& files) {
  Result<Book> read = read_book(files);
  if (!read) return read.error();
  const Book& book = read.value();
  pack::ByteWriter writer;
  CueHeader header;
  writer.append(header);
  // The same text is stored once.
  std::map<std::string, Slice> stored;
  const auto store = [&](const std::string& text) {
    const auto [entry, fresh] = stored.try_emplace(text);
    if (fresh) entry->second = {writer.append_text(text), static_cast<std::uint32_t>(text.size())};
    return entry->second;
  };
  const auto store_records = [&](const auto& records) {
    return Slice{writer.append_array(records), static_cast<std::uint32_t>(records.size())};
  };
  const auto store_columns = [&](const auto& records) {
    return Slice{writer.append_array(pack::to_columns(records)), static_cast<std::uint32_t>(records.size())};
  };
  bool too_far = false;
  const auto shortened = [&](Slice slice) {
    too_far = too_far || !pack::ShortSlice::holds(slice);
    return pack::ShortSlice::of(slice);
  };
  const auto store_all = [&](const auto& texts) {
    std::vector<Slice> slices;
    slices.reserve(texts.size());
    for (const std::string& text : texts) slices.push_back(store(text));
    return store_records(slices);
  };

  // Atoms and clauses are numbered in the order in which patterns first need them.
  std::vector<std::vector<Clause>> required;
  std::map<Clause, std::uint16_t> clause_numbers;
  std::map<Atom, std::vector<std::uint16_t>> postings;
  std::vector<std::uint16_t> always;
  for (std::size_t at = 0; at < book.patterns.size(); ++at) {
    const auto index = static_cast<std::uint16_t>(at);
    const Pattern& pattern = book.patterns[at];
    const bool waits = waits_for_anchor(book, pattern);
    required.push_back(waits ? std::vector<Clause>() : required_clauses(pattern.expanded, kBrandSlot));
    if (waits) continue;
    if (required.back().empty()) always.push_back(index);
    for (std::size_t clause = 0; clause < required.back().size(); ++clause) {
      for (const Atom& atom : required.back()[clause]) {
        std::vector<std::uint16_t>& patterns_of = postings[atom];
        if (clause == 0) patterns_of.push_back(index);
      }
    }
  }
  constexpr std::size_t kMost = 0xFFFF;
  if (book.patterns.size() >= kMost || book.groups.size() >= kMost || postings.size() >= kMost) {
    return invalid("cues", "there are more patterns, cues or literals than a pack can number");
  }
  std::vector<Atom> atoms;
  atoms.reserve(postings.size());
  for (const auto& [atom, patterns_of] : postings) atoms.push_back(atom);
  std::sort(atoms.begin(), atoms.end(), AtomScanner::comes_before);
  std::map<Atom, std::uint16_t> atom_numbers;
  std::vector<std::uint16_t> posting_list;
  std::vector<std::size_t> posting_counts;
  for (const Atom& atom : atoms) {
    const std::vector<std::uint16_t>& patterns_of = postings[atom];
    if (patterns_of.size() > StoredAtom::kMostPostings) {
      return invalid("cues", "more patterns wait for '" + atom.text + "' than a pack can hold");
    }
    atom_numbers[atom] = static_cast<std::uint16_t>(atom_numbers.size());
    posting_counts.push_back(patterns_of.size());
    posting_list.insert(posting_list.end(), patterns_of.begin(), patterns_of.end());
  }
  const AtomScanner::Built scanner = AtomScanner::build(atoms, posting_counts);

  std::vector<GroupRecord> groups;
  for (const Group& group : book.groups) {
    groups.push_back({static_cast<std::uint16_t>(group.kind), static_cast<std::uint16_t>(group.strength),
                      shortened(store(group.id)), shortened(store(group.lang)),
                      shortened(store(guard_name(group.kind, group.id)))});
  }
  // The sources of a language, one behind the other.
  std::vector<std::string> texts(book.languages.size());
  std::map<std::pair<std::size_t, std::string>, Slice> stored_sources;
  const auto store_source = [&](std::size_t language, const std::string& text) {
    const auto [entry, fresh] = stored_sources.try_emplace({language, text});
    if (fresh) {
      entry->second = {static_cast<std::uint32_t>(texts[language].size()),
                       static_cast<std::uint32_t>(text.size())};
      texts[language] += text;
    }
    return entry->second;
  };
  std::vector<PatternRecord> patterns;
  std::vector<pack::ShortSlice> clauses;
  std::vector<std::uint16_t> needs;
  for (std::size_t at = 0; at < book.patterns.size(); ++at) {
    const Pattern& pattern = book.patterns[at];
    PatternRecord record;
    record.source = store_source(pattern.language, pattern.source).offset;
    record.source_size = static_cast<std::uint16_t>(pattern.source.size());
    record.first_need = static_cast<std::uint16_t>(needs.size());
    for (std::size_t clause = 1; clause < required[at].size(); ++clause) {
      // Many patterns share a clause ("strap", "case", …); it is stored once.
      const auto [entry, fresh] = clause_numbers.try_emplace(required[at][clause]);
      if (fresh) {
        entry->second = static_cast<std::uint16_t>(clauses.size());
        std::vector<std::uint16_t> numbers;
        for (const Atom& atom : required[at][clause]) numbers.push_back(atom_numbers.at(atom));
        clauses.push_back(shortened(store_records(numbers)));
      }
      needs.push_back(entry->second);
      ++record.need_count;
    }
    record.flags =
        static_cast<std::uint8_t>((has_slot(pattern.expanded) ? PatternRecord::kSlotted : 0) |
                                  (pattern.titles_only ? PatternRecord::kTitlesOnly : 0) |
                                  (is_at_start(pattern.expanded) ? PatternRecord::kAtStart : 0) |
                                  (part_of(book, pattern) == SignPart::kNote ? PatternRecord::kNote : 0) |
                                  (pattern.names ? PatternRecord::kNames : 0));
    record.reach = static_cast<std::uint8_t>(std::min<std::size_t>(longest_match(pattern.expanded), 0xFF));
    record.group = pattern.group;
    record.language = static_cast<std::uint8_t>(pattern.language);
    record.role = static_cast<std::uint8_t>(pattern.role);
    if (pattern.source.size() > kMost || needs.size() > kMost || pattern.language > 0xFF) {
      return invalid("cues", "the pattern '" + pattern.source + "' is more than a pack can hold");
    }
    patterns.push_back(record);
  }
  std::vector<GuardRecord> guards;
  std::vector<GuardPart> guard_parts;
  for (const auto& [name, guard] : book.guards) {
    guards.push_back({store(name), static_cast<std::uint32_t>(guard_parts.size()),
                      static_cast<std::uint32_t>(guard.plain.size()),
                      static_cast<std::uint32_t>(guard.slotted.size())});
    for (const std::vector<Sense>* senses : {&guard.plain, &guard.slotted}) {
      for (const Sense& sense : *senses) {
        const Slice source = store_source(sense.language, sense.source);
        guard_parts.push_back({source.offset, static_cast<std::uint16_t>(source.count),
                               static_cast<std::uint8_t>(sense.language),
                               static_cast<std::uint8_t>(sense.beyond_ascii ? 1 : 0)});
      }
    }
  }
  std::vector<LanguageRecord> languages;
  for (std::size_t language = 0; language < book.languages.size(); ++language) {
    std::vector<ListRecord> records;
    for (const auto& [name, alternatives] : book.languages[language]) {
      records.push_back({store_source(language, name), store_source(language, alternatives)});
    }
    const std::string& text = texts[language];
    languages.push_back(
        {store_records(records), store(pack::squeeze(text)), static_cast<std::uint32_t>(text.size())});
    for (std::size_t at = 0; at < book.patterns.size(); ++at) {
      if (book.patterns[at].language != language || !waits_for_anchor(book, book.patterns[at])) continue;
      if (languages.back().sign_count++ == 0) languages.back().first_sign = static_cast<std::uint16_t>(at);
    }
  }

  if (too_far) return invalid("cues", "there is more than a pack can hold");

  header.groups = store_columns(groups);
  header.patterns = store_columns(patterns);
  header.guards = store_columns(guards);
  header.guard_parts = store_columns(guard_parts);
  header.firsts = store_columns(scanner.firsts);
  header.atoms = store_records(scanner.atoms);
  header.rests = store_records(scanner.rests);
  header.languages = store_records(languages);
  header.postings = store_records(posting_list);
  header.clauses = store_columns(clauses);
  header.needs = store_columns(needs);
  header.always = store_records(always);
  header.no_brand = store_all(book.no_brand);
  header.signs = store_records(book.signs.records);
  header.signs_within = book.signs.rules.within;
  header.signs_least = book.signs.rules.least;
  header.signs_brand = book.signs.rules.brand;
  header.signs_goods = book.signs.rules.goods;
  header.signs_code = book.signs.rules.code;
  writer.overwrite(0, header);
  return std::move(writer).take();
}

}  // namespace touchstone::cues
