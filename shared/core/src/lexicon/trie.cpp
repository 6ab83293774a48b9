// The trie, built from sorted keys and checked when opened.
#include "lexicon/trie.h"

#include <deque>
#include <utility>

namespace touchstone::lexicon {

std::vector<std::byte> Trie::build(const std::map<std::string, std::uint32_t>& keys) {
  using Key = std::pair<std::string_view, std::uint32_t>;
  std::vector<Key> sorted(keys.begin(), keys.end());

  std::vector<std::uint32_t> roots(256, 0);
  std::vector<std::uint32_t> pairs(kCodes * kCodes, 0);
  // Node 0 is the root; its own label and info are never looked at.
  std::vector<unsigned char> labels{0};
  std::vector<std::uint32_t> infos{0};
  std::vector<unsigned char> tails;

  struct Range {
    std::size_t begin, end, depth;
    std::uint32_t node;
  };
  std::deque<Range> open{{0, sorted.size(), 0, 0}};
  while (!open.empty()) {
    const Range range = open.front();
    open.pop_front();
    // The first two levels are looked up directly, so they are never tails.
    if (range.depth >= 2 && range.end - range.begin == 1) {
      const auto& [key, value] = sorted[range.begin];
      infos[range.node] = kTail | static_cast<std::uint32_t>(tails.size());
      tails.push_back(static_cast<unsigned char>(key.size() - range.depth));
      for (const char c : key.substr(range.depth)) tails.push_back(static_cast<unsigned char>(c));
      for (unsigned shift = 0; shift < 24; shift += 8) {
        tails.push_back(static_cast<unsigned char>(value >> shift & 0xFFU));
      }
      continue;
    }
    const auto first = static_cast<std::uint32_t>(labels.size());
    std::uint32_t count = 0;
    for (std::size_t i = range.begin; i < range.end;) {
      const auto label_of = [&](std::size_t at) {
        const std::string_view key = sorted[at].first;
        return key.size() == range.depth ? static_cast<unsigned char>(0)
                                         : static_cast<unsigned char>(key[range.depth]);
      };
      const unsigned char label = label_of(i);
      std::size_t end = i;
      while (end < range.end && label_of(end) == label) ++end;
      const auto node = static_cast<std::uint32_t>(labels.size());
      labels.push_back(label);
      infos.push_back(label == 0 ? sorted[i].second : 0);
      if (label != 0) {
        open.push_back({i, end, range.depth + 1, node});
        if (range.depth == 0) {
          roots[label] = node | (sorted[i].first.size() == 1 ? kEndsHere : 0);
        } else if (range.depth == 1) {
          const std::size_t code_1 = code(sorted[i].first[0]);
          const std::size_t code_2 = code(static_cast<char>(label));
          if (code_1 != 0 && code_2 != 0) pairs[code_1 * kCodes + code_2] = node;
        }
      }
      ++count;
      i = end;
    }
    infos[range.node] = first | count << kCountShift;
  }

  infos[0] = 0;

  std::vector<std::byte> out;
  pack::append(out, static_cast<std::uint32_t>(labels.size()));
  pack::append(out, static_cast<std::uint32_t>(tails.size()));
  pack::append<std::uint64_t>(out, 0);
  for (const std::uint32_t node : roots) pack::append(out, node);
  for (const std::uint32_t node : pairs) pack::append(out, node);
  std::vector<unsigned char> triples(kTripleBytes, 0);
  for (const Key& key : sorted) {
    const std::string_view text = key.first;
    if (text.size() < 3 || code(text[0]) == 0 || code(text[1]) == 0 || code(text[2]) == 0) continue;
    const std::size_t bit = (code(text[0]) * kCodes + code(text[1])) * kCodes + code(text[2]);
    triples[bit / 8] = static_cast<unsigned char>(triples[bit / 8] | 1U << (bit % 8));
  }
  for (const unsigned char byte : triples) pack::append(out, byte);
  for (const std::uint32_t info : infos) pack::append(out, info);
  for (const unsigned char label : labels) pack::append(out, label);
  for (const unsigned char byte : tails) pack::append(out, byte);
  // Labels are read eight at a time.
  out.resize(out.size() + 8);
  pack::align(out, 8);
  return out;
}

std::optional<Trie> Trie::open(std::span<const std::byte> bytes, std::uint32_t values) {
  if (bytes.size() < kNodesAt + 8) return std::nullopt;
  const auto nodes = std::size_t{pack::load<std::uint32_t>(bytes.data(), 0)};
  const auto tail_bytes = std::size_t{pack::load<std::uint32_t>(bytes.data(), 4)};
  if (nodes == 0 || nodes > kFirst || tail_bytes >= kTail) return std::nullopt;
  if (bytes.size() < kNodesAt + 5 * nodes + tail_bytes + 8) return std::nullopt;
  Trie trie;
  trie.bytes_ = bytes.data();
  trie.infos_ = bytes.data() + kNodesAt;
  trie.labels_ = reinterpret_cast<const unsigned char*>(bytes.data()) + kNodesAt + 4 * nodes;
  trie.tails_ = trie.labels_ + nodes;

  for (std::size_t i = 0; i < 256; ++i) {
    const auto node = pack::load<std::uint32_t>(bytes.data(), kRootsAt + 4 * i) & ~kEndsHere;
    if (node >= nodes || (node != 0 && trie.labels_[node] == 0)) return std::nullopt;
  }
  for (std::size_t i = 0; i < kCodes * kCodes; ++i) {
    const auto node = pack::load<std::uint32_t>(bytes.data(), kPairsAt + 4 * i);
    if (node >= nodes || (node != 0 && trie.labels_[node] == 0)) return std::nullopt;
  }
  for (std::uint32_t node = 0; node < nodes; ++node) {
    const std::uint32_t info = trie.info(node);
    if (node != 0 && trie.labels_[node] == 0) {
      if (info >= values) return std::nullopt;
    } else if ((info & kTail) != 0) {
      const std::size_t offset = info & ~kTail;
      if (offset + 4 > tail_bytes || offset + 4 + trie.tails_[offset] > tail_bytes) return std::nullopt;
      if (trie.tail_value(static_cast<std::uint32_t>(offset) + 1 + trie.tails_[offset]) >= values) {
        return std::nullopt;
      }
    } else if (const std::size_t first = info & kFirst;
               first + (info >> kCountShift) > nodes || (first <= node && (info >> kCountShift) != 0)) {
      // Children always stand behind their parent, so no walk goes in circles.
      return std::nullopt;
    }
  }
  return trie;
}

std::optional<std::uint32_t> Trie::find(std::string_view key) const {
  Cursor cursor;
  if (key.empty() || !start(static_cast<unsigned char>(key[0]), cursor)) return std::nullopt;
  for (const char c : key.substr(1)) {
    if (!step(cursor, static_cast<unsigned char>(c))) return std::nullopt;
  }
  return value(cursor);
}

}  // namespace touchstone::lexicon
