// The trie, built from sorted keys.
#include "lexicon/trie.h"

#include <deque>
#include <utility>

namespace touchstone::lexicon {

Trie::Built Trie::build(const std::map<std::string, std::vector<std::byte>>& payloads) {
  using Key = std::pair<std::string_view, const std::vector<std::byte>*>;
  std::vector<Key> sorted;
  sorted.reserve(payloads.size());
  for (const auto& [key, payload] : payloads) sorted.emplace_back(key, &payload);

  Built built;
  std::vector<std::uint32_t> roots(256, 0);
  std::vector<std::uint32_t> pairs(kCodes * kCodes, 0);
  std::vector<unsigned char> triples(kTripleBytes, 0);
  std::vector<unsigned char> quads(kQuadBytes, 0);
  std::vector<std::byte> blocks;
  std::vector<std::byte> tails;

  // Keys that share their first `depth` bytes, and where in `blocks` their node is to stand; the first bytes
  // have theirs in `roots`.
  struct Range {
    std::size_t begin, end, depth, node_at;
  };
  std::deque<Range> open;
  const auto label_at = [&](std::size_t key, std::size_t depth) {
    return static_cast<unsigned char>(sorted[key].first[depth]);
  };
  const auto each_child = [&](std::size_t begin, std::size_t end, std::size_t depth, auto visit) {
    while (begin < end) {
      std::size_t next = begin;
      while (next < end && label_at(next, depth) == label_at(begin, depth)) ++next;
      visit(begin, next);
      begin = next;
    }
  };
  const auto place = [&](const Range& range, std::uint32_t node) {
    const std::string_view key = sorted[range.begin].first;
    if (range.depth == 1) {
      roots[label_at(range.begin, 0)] = node;
      return;
    }
    std::memcpy(blocks.data() + range.node_at, &node, sizeof(node));
    const std::size_t first = code(key[0]);
    const std::size_t second = code(key[1]);
    if (range.depth == 2 && first != 0 && second != 0) pairs[first * kCodes + second] = node;
  };
  const auto add_payload = [&](const Key& key) {
    built.values[std::string(key.first)] = static_cast<std::uint32_t>(tails.size());
    tails.insert(tails.end(), key.second->begin(), key.second->end());
  };
  const auto add_tail = [&](const Range& range) {
    const Key& key = sorted[range.begin];
    place(range, kTail | static_cast<std::uint32_t>(tails.size()));
    tails.push_back(static_cast<std::byte>(key.first.size() - range.depth));
    pack::append_text(tails, key.first.substr(range.depth));
    add_payload(key);
  };

  each_child(0, sorted.size(), 0, [&](std::size_t begin, std::size_t end) {
    open.push_back({begin, end, 1, 0});
  });
  while (!open.empty()) {
    const Range range = open.front();
    open.pop_front();
    const bool ends = sorted[range.begin].first.size() == range.depth;
    const auto block = static_cast<std::uint32_t>(blocks.size());
    if (ends) {
      pack::append(blocks, static_cast<std::uint32_t>(tails.size()));
      add_payload(sorted[range.begin]);
    }
    const std::size_t begin = range.begin + (ends ? 1 : 0);
    std::uint32_t count = 0;
    each_child(begin, range.end, range.depth, [&](std::size_t first, std::size_t) {
      blocks.push_back(static_cast<std::byte>(label_at(first, range.depth)));
      ++count;
    });
    each_child(begin, range.end, range.depth, [&](std::size_t first, std::size_t end) {
      const Range child = {first, end, range.depth + 1, blocks.size()};
      pack::append<std::uint32_t>(blocks, 0);
      if (end - first == 1) {
        add_tail(child);
      } else {
        open.push_back(child);
      }
    });
    place(range, block | count << kCountShift | (ends ? kEnds : 0));
  }
  for (const Key& key : sorted) {
    const std::string_view text = key.first;
    if (text.size() < 3 || code(text[0]) == 0 || code(text[1]) == 0 || code(text[2]) == 0) continue;
    const std::size_t bit = (code(text[0]) * kCodes + code(text[1])) * kCodes + code(text[2]);
    triples[bit / 8] = static_cast<unsigned char>(triples[bit / 8] | 1U << (bit % 8));
    const auto add_quad = [&](char fourth) {
      const std::size_t at = quad(text[0], text[1], text[2], fourth);
      quads[at / 8] = static_cast<unsigned char>(quads[at / 8] | 1U << (at % 8));
    };
    if (text.size() > 3) {
      add_quad(text[3]);
    } else {
      for (char c = 'a'; c <= 'z'; ++c) add_quad(c);
    }
  }

  std::vector<std::byte>& out = built.bytes;
  pack::append(out, static_cast<std::uint32_t>(blocks.size()));
  pack::append(out, static_cast<std::uint32_t>(tails.size()));
  pack::append<std::uint64_t>(out, 0);
  for (const std::uint32_t node : roots) pack::append(out, node);
  for (const std::uint32_t node : pairs) pack::append(out, node);
  for (const unsigned char byte : triples) pack::append(out, byte);
  for (const unsigned char byte : quads) pack::append(out, byte);
  out.insert(out.end(), blocks.begin(), blocks.end());
  out.insert(out.end(), tails.begin(), tails.end());
  // Labels are read eight at a time.
  out.resize(out.size() + 8);
  pack::align(out, 8);
  return built;
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
