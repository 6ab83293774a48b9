// Takes the needed literals out of patterns, and finds them in texts.
#include "cues/atoms.h"

#include <re2/prefilter.h>
#include <re2/re2.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace touchstone::cues {
namespace {

using Clause = std::vector<std::string>;

constexpr std::size_t kHashBits = 13;
constexpr std::size_t kIndexed = 3;
// More clauses than this tell little more.
constexpr std::size_t kMaxClauses = 4;
// A clause of more atoms than this is hardly ever false.
constexpr std::size_t kMaxAtoms = 100;

std::size_t shortest(const Clause& clause) {
  std::size_t length = clause.front().size();
  for (const std::string& atom : clause) length = std::min(length, atom.size());
  return length;
}

// How rarely a clause holds, the greater the rarer: long atoms, and few of them.
std::size_t rarity(const Clause& clause) {
  return std::min<std::size_t>(shortest(clause), 12) * 64 - std::min<std::size_t>(clause.size(), 63);
}

std::vector<Clause> clauses_of(re2::Prefilter& node) {
  using re2::Prefilter;
  switch (node.op()) {
    case Prefilter::ATOM:
      return {{node.atom()}};
    case Prefilter::AND: {
      std::vector<Clause> all;
      for (Prefilter* sub : *node.subs()) {
        std::vector<Clause> part = clauses_of(*sub);
        all.insert(all.end(), part.begin(), part.end());
      }
      return all;
    }
    case Prefilter::OR: {
      // One clause that holds whichever branch matches: the rarest of each.
      Clause joined;
      for (Prefilter* sub : *node.subs()) {
        const std::vector<Clause> part = clauses_of(*sub);
        if (part.empty()) return {};
        const auto best = std::max_element(
            part.begin(), part.end(), [](const Clause& a, const Clause& b) { return rarity(a) < rarity(b); });
        joined.insert(joined.end(), best->begin(), best->end());
      }
      return joined.empty() ? std::vector<Clause>{} : std::vector<Clause>{joined};
    }
    default:
      return {};
  }
}

}  // namespace

std::vector<Clause> required_clauses(const std::string& pattern, char slot) {
  RE2::Options options;
  options.set_log_errors(false);
  const RE2 compiled(pattern, options);
  const std::unique_ptr<re2::Prefilter> prefilter(re2::Prefilter::FromRE2(&compiled));
  if (!prefilter) return {};
  std::vector<Clause> clauses = clauses_of(*prefilter);
  for (Clause& clause : clauses) {
    std::sort(clause.begin(), clause.end());
    clause.erase(std::unique(clause.begin(), clause.end()), clause.end());
  }
  std::erase_if(clauses, [slot](const Clause& clause) {
    // The slot stands in every slotted text, so it tells nothing.
    return clause.empty() || clause.size() > kMaxAtoms || clause.front().empty() ||
           (clause.size() == 1 && clause.front() == std::string(1, slot));
  });
  std::sort(clauses.begin(), clauses.end(), [](const Clause& a, const Clause& b) {
    return rarity(a) != rarity(b) ? rarity(a) > rarity(b) : a < b;
  });
  clauses.erase(std::unique(clauses.begin(), clauses.end()), clauses.end());
  if (clauses.size() > kMaxClauses) clauses.resize(kMaxClauses);
  return clauses;
}

std::uint32_t AtomScanner::hash(const char* bytes) {
  const auto byte = [bytes](int at) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at]));
  };
  const std::uint32_t three = byte(0) | byte(1) << 8U | byte(2) << 16U;
  return (three * 2654435761U) >> (32U - kHashBits);
}

AtomScanner::AtomScanner(std::span<const std::byte> section, std::span<const pack::Slice> atoms)
    : section_(section), atoms_(atoms) {
  constexpr std::size_t kBuckets = std::size_t{1} << kHashBits;
  const auto count = static_cast<std::uint32_t>(atoms.size());
  std::vector<std::uint32_t> held(kBuckets);
  for (std::uint32_t index = 0; index < count; ++index) {
    const std::string_view text = atom(index);
    for (std::size_t at = 0; at + kIndexed <= text.size(); ++at) ++held[hash(text.data() + at)];
  }
  std::vector<Entry> chosen;
  std::vector<std::uint32_t> bucket_of;
  buckets_.resize(kBuckets);
  for (std::uint32_t index = 0; index < count; ++index) {
    const std::string_view text = atom(index);
    if (text.size() < kIndexed) {
      if (text.empty()) continue;
      short_atoms_.resize(256);
      short_atoms_[static_cast<unsigned char>(text.front())].push_back(index);
      continue;
    }
    std::uint32_t best = 0;
    for (std::uint32_t at = 1; at + kIndexed <= text.size(); ++at) {
      if (held[hash(text.data() + at)] < held[hash(text.data() + best)]) best = at;
    }
    chosen.push_back({index, best});
    bucket_of.push_back(hash(text.data() + best));
    ++buckets_[bucket_of.back()].count;
  }
  std::uint32_t first = 0;
  for (Bucket& bucket : buckets_) {
    bucket.first = first;
    first += bucket.count;
    bucket.count = 0;
  }
  entries_.resize(first);
  for (std::size_t at = 0; at < chosen.size(); ++at) {
    Bucket& bucket = buckets_[bucket_of[at]];
    entries_[bucket.first + bucket.count++] = chosen[at];
  }
}

void AtomScanner::scan(std::string_view text, std::vector<AtomHit>& hits) const {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!short_atoms_.empty()) {
      for (const std::uint32_t index : short_atoms_[static_cast<unsigned char>(text[at])]) {
        if (text.substr(at).starts_with(atom(index))) hits.push_back({index, static_cast<std::uint32_t>(at)});
      }
    }
    if (text.size() - at < kIndexed) continue;
    const Bucket& bucket = buckets_[hash(text.data() + at)];
    for (std::uint32_t place = 0; place < bucket.count; ++place) {
      const Entry& entry = entries_[bucket.first + place];
      const std::string_view wanted = atom(entry.atom);
      if (entry.offset > at) continue;
      const std::size_t begin = at - entry.offset;
      if (wanted.size() <= text.size() - begin &&
          std::memcmp(wanted.data(), text.data() + begin, wanted.size()) == 0) {
        hits.push_back({entry.atom, static_cast<std::uint32_t>(begin)});
      }
    }
  }
}

}  // namespace touchstone::cues
