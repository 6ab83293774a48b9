// Runs the cues' patterns over a text, each only where the literals it needs stand.
#include "cues/cue_book.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <set>
#include <string>
#include <tuple>

#include "cues/atoms.h"
#include "cues/cue_section.h"
#include "cues/patterns.h"
#include "pack/columns.h"
#include "pack/squeeze.h"

namespace touchstone::cues {
namespace {

// How far a match may reach at most from a literal of its pattern's rarest clause, in bytes.
constexpr std::uint32_t kWindow = 200;
// How many stretches of one text a pattern is tried on, and how often it may match in one: more would tell
// nothing new and cost time.
constexpr std::size_t kMaxWindows = 32;
constexpr std::size_t kMaxMatches = 32;
// How far around a match a guard looks for another sense, in bytes.
constexpr std::uint32_t kGuardWindow = 400;

constexpr std::size_t kRoles = 5;
// A text made of nothing but anchors is no caption.
constexpr std::size_t kMaxAnchors = 64;

// A pattern of which nothing is certain is tried on this much of a text.
constexpr std::uint32_t kMostForAnything = 16384;

struct Window {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// A total order: standard libraries differ in how they leave equals.
void sort_by_place(std::vector<CueMatch>& matches) {
  std::sort(matches.begin(), matches.end(), [](const CueMatch& a, const CueMatch& b) {
    if (a.begin != b.begin) return a.begin < b.begin;
    if (a.end != b.end) return a.end > b.end;
    return std::tie(a.lang, a.id, a.kind) < std::tie(b.lang, b.id, b.kind);
  });
}

/// Records that stand column by column; none when they do not lie inside the section.
template <typename Record>
std::vector<Record> columns(std::span<const std::byte> section, Slice slice) {
  if (slice.offset > section.size() || slice.count > (section.size() - slice.offset) / sizeof(Record)) {
    return {};
  }
  return pack::from_columns<Record>(section.subspan(slice.offset, slice.count * sizeof(Record)));
}

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

}  // namespace

struct CueBook::State {
  std::span<const std::byte> section;
  std::vector<GroupRecord> groups;
  std::vector<PatternRecord> patterns;
  std::span<const LanguageRecord> languages;
  std::vector<GuardRecord> guards;  // sorted by name
  std::vector<GuardPart> guard_parts;
  std::span<const std::uint16_t> postings;
  std::vector<pack::ShortSlice> clauses;
  std::vector<std::uint16_t> needs;
  std::span<const std::uint16_t> always;
  std::span<const Slice> no_brand;
  SignRules sign_rules;
  std::size_t understood = 0;  // the language whose words sellers of all others mix into their own: English
  AtomScanner atoms;

  // Patterns are compiled when a text first needs them: most are never needed, and compiling all at start
  // would cost more than judging thousands of posts.
  struct Lazy {
    std::once_flag once;
    std::unique_ptr<RE2> pattern;
  };
  mutable std::vector<Lazy> compiled_patterns;
  mutable std::vector<Lazy> guard_patterns;  // of a guard's chunk, at its first part

  [[nodiscard]] std::string_view text(Slice slice) const { return pack::view_text(section, slice); }

  [[nodiscard]] CueMatch match(const GroupRecord& group, std::uint32_t begin, std::uint32_t end) const {
    return {static_cast<Kind>(group.kind),
            static_cast<Strength>(group.strength),
            text(group.id),
            text(group.lang),
            begin,
            end};
  }

  // A language's sources, unpacked when its first pattern is compiled.
  struct Language {
    std::once_flag once;
    std::string text;
    Lists lists;
  };
  mutable std::vector<Language> unpacked;

  // A source as it is compiled: with its language's lists put in.
  [[nodiscard]] std::string expanded(std::uint32_t source, std::uint32_t size, std::uint32_t language) const {
    if (language >= languages.size()) return {};
    Language& known = unpacked[language];
    const auto part = [&known](Slice slice) {
      return slice.offset <= known.text.size() ? known.text.substr(slice.offset, slice.count) : std::string();
    };
    std::call_once(known.once, [&] {
      const LanguageRecord& record = languages[language];
      if (record.size > kMaxLanguageBytes) return;
      known.text = pack::unsqueeze(text(record.squeezed), record.size).value_or("");
      for (const ListRecord& list : pack::view<ListRecord>(section, record.lists)) {
        known.lists.emplace_back(part(list.name), part(list.alternatives));
      }
    });
    return expand_pattern(part({source, size}), known.lists);
  }

  [[nodiscard]] const RE2& compiled_pattern(std::uint32_t index) const {
    Lazy& lazy = compiled_patterns[index];
    std::call_once(lazy.once, [&] {
      const PatternRecord& record = patterns[index];
      lazy.pattern = std::make_unique<RE2>(expanded(record.source, record.source_size, record.language),
                                           pattern_options());
    });
    return *lazy.pattern;
  }

  // Some of a guard's senses, [first, last) of guard_parts, as one pattern: all together would be more than
  // one automaton's memory holds.
  struct Chunk {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    bool beyond_ascii = false;  // every match of it holds what is not ASCII
  };
  struct Guard {
    std::vector<Chunk> plain;
    std::vector<Chunk> slotted;
  };
  std::vector<Guard> chunked;                          // guard after guard
  std::vector<std::uint32_t> group_guards;             // of each group; the number of guards when it has none
  std::array<std::uint32_t, kRoles> role_guards = {};  // of each role

  [[nodiscard]] std::vector<Chunk> chunks_of(std::size_t first, std::size_t last) const {
    constexpr std::uint32_t kMostSource = 1500;
    std::vector<Chunk> chunks;
    std::uint32_t size = 0;
    for (auto part = static_cast<std::uint32_t>(first); part < last; ++part) {
      const GuardPart& sense = guard_parts[part];
      const bool beyond = sense.beyond_ascii != 0;
      if (chunks.empty() || chunks.back().beyond_ascii != beyond || size + sense.source_size > kMostSource) {
        chunks.push_back({part, part, beyond});
        size = 0;
      }
      chunks.back().last = part + 1;
      size += sense.source_size;
    }
    return chunks;
  }

  void arrange_guards() {
    for (const GuardRecord& guard : guards) {
      const std::size_t slotted = std::size_t{guard.first_part} + guard.plain;
      chunked.push_back({chunks_of(guard.first_part, slotted), chunks_of(slotted, slotted + guard.slotted)});
    }
    const auto guard_of = [this](std::string_view name) {
      const auto found = std::lower_bound(
          guards.begin(), guards.end(), name,
          [this](const GuardRecord& record, std::string_view wanted) { return text(record.name) < wanted; });
      const bool known = found != guards.end() && text(found->name) == name;
      return static_cast<std::uint32_t>(known ? found - guards.begin() : guards.end() - guards.begin());
    };
    for (const GroupRecord& group : groups) group_guards.push_back(guard_of(text(group.guard_name)));
    for (std::size_t role = 0; role < kRoles; ++role) {
      role_guards[role] = guard_of(guard_name(static_cast<Role>(role)));
    }
  }

  [[nodiscard]] const RE2& compiled_guard(const Chunk& chunk) const {
    Lazy& lazy = guard_patterns[chunk.first];
    std::call_once(lazy.once, [&] {
      std::string pattern;
      for (std::uint32_t part = chunk.first; part < chunk.last; ++part) {
        const GuardPart& sense = guard_parts[part];
        append_alternative(pattern, expanded(sense.source, sense.source_size, sense.language));
      }
      lazy.pattern = std::make_unique<RE2>(pattern, guard_options());
    });
    return *lazy.pattern;
  }

  // True when the pattern matches somewhere across [begin, end) of the text.
  [[nodiscard]] static bool crosses(const RE2& pattern, std::string_view text, std::uint32_t begin,
                                    std::uint32_t end) {
    if (!pattern.ok()) return false;
    std::uint32_t from = guard_begin(begin);
    const std::uint32_t to = guard_end(text, end);
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
  static std::uint32_t guard_begin(std::uint32_t begin) {
    return begin > kGuardWindow ? begin - kGuardWindow : 0;
  }
  static std::uint32_t guard_end(std::string_view text, std::uint32_t end) {
    return std::min(static_cast<std::uint32_t>(text.size()), end + kGuardWindow);
  }

  // True when another sense of what the pattern means covers a part of [begin, end).
  [[nodiscard]] bool guarded(const PatternRecord& record, std::string_view text_of, std::uint32_t begin,
                             std::uint32_t end, bool slotted_text) const {
    const std::uint32_t index = record.group == kNoGroup       ? role_guards[record.role % kRoles]
                                : record.group < groups.size() ? group_guards[record.group]
                                                               : static_cast<std::uint32_t>(guards.size());
    if (index >= chunked.size()) return false;
    const std::uint32_t from = guard_begin(begin);
    const bool ascii = is_ascii(text_of.substr(from, guard_end(text_of, end) - from));
    const auto any_crosses = [&](const std::vector<Chunk>& chunks) {
      return std::any_of(chunks.begin(), chunks.end(), [&](const Chunk& chunk) {
        return !(ascii && chunk.beyond_ascii) && crosses(compiled_guard(chunk), text_of, begin, end);
      });
    };
    return any_crosses(chunked[index].plain) || (slotted_text && any_crosses(chunked[index].slotted));
  }

  // Every number that is read without a look stands for something.
  [[nodiscard]] bool fits() const {
    const auto below = [](std::span<const std::uint16_t> numbers, std::size_t limit) {
      return std::all_of(numbers.begin(), numbers.end(),
                         [limit](std::uint16_t number) { return number < limit; });
    };
    if (!below(postings, patterns.size()) || !below(always, patterns.size()) ||
        !below(needs, clauses.size()) || atoms.records().back().first_posting() != postings.size()) {
      return false;
    }
    return std::all_of(clauses.begin(), clauses.end(),
                       [&](pack::ShortSlice clause) {
                         return below(pack::view<std::uint16_t>(section, clause), atoms.records().size() - 1);
                       }) &&
           std::all_of(patterns.begin(), patterns.end(),
                       [&](const PatternRecord& pattern) {
                         return std::size_t{pattern.first_need} + pattern.need_count <= needs.size();
                       }) &&
           std::all_of(guards.begin(), guards.end(),
                       [&](const GuardRecord& guard) {
                         return std::size_t{guard.first_part} + guard.plain + guard.slotted <=
                                guard_parts.size();
                       }) &&
           std::all_of(languages.begin(), languages.end(), [&](const LanguageRecord& language) {
             return std::size_t{language.first_sign} + language.sign_count <= patterns.size();
           });
  }

  // Which patterns a text is asked for.
  struct Asked {
    bool slotted = false;
    bool title = false;
    bool codes = false;
  };
  // The patterns whose every clause has an atom in the text, with the windows around their rarest.
  struct Candidate {
    std::uint32_t pattern = 0;
    std::vector<Window> windows;
  };
  [[nodiscard]] std::vector<Candidate> candidates(std::string_view text_of, Asked asked) const;

  template <typename Report>
  void run(std::string_view text_of, Asked asked, Report report) const;
  // Every match of one pattern within the windows.
  template <typename Report>
  void match(std::uint32_t index, const std::vector<Window>& windows, std::string_view text_of, bool slotted,
             Report report) const;
  // The signs that stand near anchors; `spoken` are the languages that have one.
  template <typename Report>
  void find_signs(std::string_view text_of, const std::vector<bool>& spoken,
                  const std::vector<Window>& anchors, Report report) const;
};

std::vector<CueBook::State::Candidate> CueBook::State::candidates(std::string_view text_of,
                                                                  Asked asked) const {
  const std::vector<AtomHit> hits = atoms.scan(text_of);
  const std::span<const AtomRecord> atom_records = atoms.records();
  std::vector<bool> stands(atom_records.size());
  for (const AtomHit& hit : hits) stands[hit.atom] = true;

  const auto wanted = [&](const PatternRecord& record) {
    if (record.has(PatternRecord::kSlotted) != asked.slotted) return false;
    if (record.has(PatternRecord::kTitlesOnly) && !asked.title) return false;
    if (record.has(PatternRecord::kNote) && !asked.codes) return false;
    const auto others = std::span(needs).subspan(record.first_need, record.need_count);
    return std::all_of(others.begin(), others.end(), [&](std::uint16_t clause) {
      const auto needed = pack::view<std::uint16_t>(section, clauses[clause]);
      return std::any_of(needed.begin(), needed.end(), [&](std::uint16_t atom) { return stands[atom]; });
    });
  };
  const auto size = static_cast<std::uint32_t>(text_of.size());
  // A stretch of so many characters is at most that many bytes longer.
  const auto trailing = static_cast<std::uint32_t>(std::count_if(text_of.begin(), text_of.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
  }));
  std::vector<Candidate> found;
  for (const std::uint16_t index : always) {
    if (wanted(patterns[index])) {
      found.push_back({index, {{0, std::min(size, kMostForAnything)}}});
    }
  }
  // Every place of a pattern's rarest clause, pattern after pattern.
  std::vector<std::uint64_t> places;
  for (const AtomHit& hit : hits) {
    const std::uint32_t first = atom_records[hit.atom].first_posting();
    const std::uint32_t last = atom_records[hit.atom + 1].first_posting();
    for (const std::uint16_t index : postings.subspan(first, last - first)) {
      places.push_back(std::uint64_t{index} << 32U | hit.begin);
    }
  }
  std::sort(places.begin(), places.end());
  for (auto place = places.begin(); place != places.end();) {
    const auto index = static_cast<std::uint32_t>(*place >> 32U);
    const auto next =
        std::find_if(place, places.end(), [index](std::uint64_t other) { return other >> 32U != index; });
    const std::uint32_t reach = std::min(kWindow, patterns[index].reach + trailing);
    // The places of a pattern are sorted: when the first lies beyond its reach from the beginning, all do.
    const bool too_late =
        patterns[index].has(PatternRecord::kAtStart) && static_cast<std::uint32_t>(*place) > reach;
    if (!too_late && wanted(patterns[index])) {
      found.push_back({index, {}});
      std::vector<Window>& windows = found.back().windows;
      for (; place != next; ++place) {
        const auto at = static_cast<std::uint32_t>(*place);
        const std::uint32_t begin = at > reach ? at - reach : 0;
        const std::uint32_t end = std::min(size, at + reach);
        if (!windows.empty() && begin <= windows.back().end) {
          windows.back().end = end;
        } else if (windows.size() < kMaxWindows) {
          windows.push_back({begin, end});
        }
      }
    }
    place = next;
  }
  return found;
}

template <typename Report>
void CueBook::State::match(std::uint32_t index, const std::vector<Window>& windows, std::string_view text_of,
                           bool slotted, Report report) const {
  const PatternRecord& record = patterns[index];
  const RE2& pattern = compiled_pattern(index);
  if (!pattern.ok()) return;
  // The pattern sees the whole text's ends, so that \b and ^ mean what they say.
  const re2::StringPiece whole(text_of.data(), text_of.size());
  for (const Window& window : windows) {
    std::uint32_t begin = window.begin;
    re2::StringPiece found;
    for (std::size_t count = 0;
         count < kMaxMatches && begin < window.end &&
         pattern.Match(whole, begin, window.end, RE2::UNANCHORED, &found, 1) && !found.empty();
         ++count) {
      const auto match_begin = static_cast<std::uint32_t>(found.data() - text_of.data());
      const auto match_end = static_cast<std::uint32_t>(match_begin + found.size());
      begin = match_begin + 1;
      if (guarded(record, text_of, match_begin, match_end, slotted)) continue;
      report(record, match_begin, match_end);
      // A role's patterns may overlap (two brands in one sentence); a cue's next match begins behind this
      // one.
      if (record.group != kNoGroup) begin = match_end;
    }
  }
}

template <typename Report>
void CueBook::State::run(std::string_view text_of, Asked asked, Report report) const {
  for (const Candidate& candidate : candidates(text_of, asked)) {
    match(candidate.pattern, candidate.windows, text_of, asked.slotted, report);
  }
}

template <typename Report>
void CueBook::State::find_signs(std::string_view text_of, const std::vector<bool>& spoken,
                                const std::vector<Window>& anchors, Report report) const {
  const auto size = static_cast<std::uint32_t>(text_of.size());
  // A character takes up to four bytes.
  const std::uint32_t reach = 4 * std::min<std::uint32_t>(sign_rules.within, kMostForAnything);
  std::vector<Window> windows;
  for (const Window& anchor : anchors) {
    const std::uint32_t begin = anchor.begin > reach ? anchor.begin - reach : 0;
    const std::uint32_t end = std::min(size, anchor.end + reach);
    if (!windows.empty() && begin <= windows.back().end) {
      windows.back().end = std::max(windows.back().end, end);
    } else {
      windows.push_back({begin, end});
    }
  }
  for (std::size_t language = 0; language < languages.size(); ++language) {
    if (!spoken[language] && language != understood) continue;
    const LanguageRecord& record = languages[language];
    for (std::uint32_t at = 0; at < record.sign_count; ++at) {
      match(record.first_sign + at, windows, text_of, false, report);
    }
  }
}

CueBook::CueBook(std::unique_ptr<State> state) : state_(std::move(state)) {}
CueBook::CueBook(CueBook&&) noexcept = default;
CueBook& CueBook::operator=(CueBook&&) noexcept = default;
CueBook::~CueBook() = default;

Result<CueBook> CueBook::open(std::span<const std::byte> section) {
  const auto headers = pack::view<CueHeader>(section, {0, 1});
  if (headers.empty()) return Error{"invalid_pack", "The rule pack's cues are cut short; build it again."};
  auto state = std::make_unique<State>();
  const CueHeader& header = headers.front();
  state->section = section;
  state->groups = columns<GroupRecord>(section, header.groups);
  state->patterns = columns<PatternRecord>(section, header.patterns);
  state->languages = pack::view<LanguageRecord>(section, header.languages);
  state->guards = columns<GuardRecord>(section, header.guards);
  state->guard_parts = columns<GuardPart>(section, header.guard_parts);
  state->no_brand = pack::view<Slice>(section, header.no_brand);
  state->sign_rules = {header.signs_within, header.signs_least,
                       header.signs_brand,  header.signs_goods,
                       header.signs_code,   pack::view<SignRecord>(section, header.signs)};
  state->postings = pack::view<std::uint16_t>(section, header.postings);
  state->clauses = columns<pack::ShortSlice>(section, header.clauses);
  state->needs = columns<std::uint16_t>(section, header.needs);
  state->always = pack::view<std::uint16_t>(section, header.always);
  auto atoms = AtomScanner::open(columns<std::uint32_t>(section, header.firsts),
                                 pack::view<StoredAtom>(section, header.atoms),
                                 pack::view<std::uint16_t>(section, header.rests));
  if (atoms) state->atoms = std::move(*atoms);
  if (!atoms || !state->fits()) {
    return Error{"invalid_pack", "The rule pack's cues are cut short; build it again."};
  }
  state->unpacked = std::vector<State::Language>(state->languages.size());
  state->compiled_patterns = std::vector<State::Lazy>(state->patterns.size());
  state->guard_patterns = std::vector<State::Lazy>(state->guard_parts.size());
  state->arrange_guards();
  state->understood = state->languages.size();
  for (const PatternRecord& pattern : state->patterns) {
    if (pattern.group < state->groups.size() && state->text(state->groups[pattern.group].lang) == "en") {
      state->understood = pattern.language;
      break;
    }
  }
  return CueBook(std::move(state));
}

CueBook::Matches CueBook::find(std::string_view folded, bool codes) const {
  Matches matches;
  std::vector<bool> spoken(state_->languages.size());
  std::vector<Window> anchors;
  const auto add = [&](const PatternRecord& record, std::uint32_t begin, std::uint32_t end) {
    if (record.group >= state_->groups.size()) return;
    const GroupRecord& group = state_->groups[record.group];
    if (static_cast<Kind>(group.kind) != Kind::kSign) {
      matches.cues.push_back(state_->match(group, begin, end));
    } else if (group.strength < state_->sign_rules.signs.size()) {
      matches.signs.push_back({group.strength, state_->text(group.lang), begin, end});
      const SignPart part = state_->sign_rules.signs[group.strength].part;
      if ((part == SignPart::kAnchor || part == SignPart::kNote) && record.language < spoken.size() &&
          anchors.size() < kMaxAnchors) {
        spoken[record.language] = true;
        anchors.push_back({begin, end});
      }
    }
  };
  state_->run(folded, {.codes = codes}, add);
  if (!anchors.empty()) {
    std::sort(anchors.begin(), anchors.end(),
              [](const Window& a, const Window& b) { return a.begin < b.begin; });
    // None of these is an anchor, so that the lists do not grow while they are read.
    state_->find_signs(folded, spoken, anchors, add);
  }
  sort_by_place(matches.cues);
  return matches;
}

SignRules CueBook::sign_rules() const {
  return state_->sign_rules;
}

CueBook::SlottedMatches CueBook::find_slotted(std::string_view slotted, bool title) const {
  SlottedMatches matches;
  state_->run(slotted, {.slotted = true, .title = title},
              [&](const PatternRecord& record, std::uint32_t begin, std::uint32_t end) {
                if (record.group == kNoGroup) {
                  matches.roles.push_back(
                      {static_cast<Role>(record.role), record.has(PatternRecord::kNames), begin, end});
                } else if (record.group < state_->groups.size()) {
                  matches.cues.push_back(state_->match(state_->groups[record.group], begin, end));
                }
              });
  sort_by_place(matches.cues);
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
  std::size_t signs = 0;
  std::size_t others = 0;
  std::set<std::string_view> languages;
  for (const GroupRecord& group : state_->groups) {
    languages.insert(state_->text(group.lang));
    const auto kind = static_cast<Kind>(group.kind);
    ++(kind == Kind::kLure ? lures : kind == Kind::kSign ? signs : others);
  }
  return {{"languages", languages.size()},
          {"lures", lures},
          {"signs", signs},
          {"stances and pointers", others},
          {"patterns", state_->patterns.size()}};
}

}  // namespace touchstone::cues
