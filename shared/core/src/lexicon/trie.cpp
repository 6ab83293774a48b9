// The trie, built from sorted keys.
#include "lexicon/trie.h"

#include <algorithm>
#include <utility>

namespace touchstone::lexicon {
namespace {

using Key = std::pair<std::string_view, std::uint32_t>;

constexpr std::size_t kRootsAt = 8;

/// Little-endian, the lowest `width` bytes.
void append_number(std::vector<std::byte>& out, std::size_t number, std::size_t width) {
  for (std::size_t i = 0; i < width; ++i) out.push_back(static_cast<std::byte>(number >> (8 * i) & 0xFFU));
}

}  // namespace

void Trie::Starts::note(const std::array<char, 4>& first, std::size_t size, bool ends) {
  if (size < 3 || code(first[0]) == 0 || code(first[1]) == 0 || code(first[2]) == 0) return;
  const auto set = [](std::uint8_t& byte, std::size_t bit) {
    byte = static_cast<std::uint8_t>(byte | 1U << (bit % 8));
  };
  const auto set_quad = [&](char fourth) {
    const std::size_t bit = quad(first[0], first[1], first[2], fourth);
    set(quads[bit / 8], bit);
  };
  if (size == 3) {
    const std::size_t bit = triple(first[0], first[1], first[2]);
    set(triples[bit / 8], bit);
    for (char c = 'a'; ends && c <= 'z'; ++c) set_quad(c);
  } else {
    set_quad(first[3]);
  }
}

void Trie::note_starts(const Cursor& cursor, std::array<char, 4> first, std::size_t size,
                       Starts& starts) const {
  starts.note(first, size, cursor.left == 0 && (cursor.head & kEnds) != 0);
  if (size == first.size()) return;
  children(cursor, [&](unsigned char byte, const Cursor& next) {
    first[size] = static_cast<char>(byte);
    note_starts(next, first, size + 1, starts);
  });
}

std::optional<Trie> Trie::open(std::span<const std::byte> bytes, std::uint32_t values) {
  if (bytes.size() < kRootsAt) return std::nullopt;
  const std::size_t size = pack::load<std::uint32_t>(bytes.data(), 0);
  const std::size_t roots = pack::load<std::uint32_t>(bytes.data(), 4);
  if (roots > 256 || bytes.size() < kRootsAt + 4 * roots + kSlack ||
      size > bytes.size() - kRootsAt - 4 * roots - kSlack) {
    return std::nullopt;
  }
  auto starts = std::make_shared<Starts>();
  Trie trie;
  trie.nodes_ = bytes.data() + kRootsAt + 4 * roots;
  trie.size_ = static_cast<std::uint32_t>(size);
  trie.values_ = values;
  for (std::size_t root = 0; root < roots; ++root) {
    const auto packed = pack::load<std::uint32_t>(bytes.data(), kRootsAt + 4 * root);
    const auto byte = static_cast<unsigned char>(packed);
    const std::uint32_t node = packed >> 8U;
    if (node >= size) return std::nullopt;
    starts->roots[byte] = node;
    const auto first = static_cast<char>(byte);
    if (code(first) == 0) continue;
    // A root's node has no run: its children are the nodes behind two bytes.
    const Cursor behind = trie.at(node);
    if (behind.left != 0) return std::nullopt;
    trie.each_child(behind, [&](unsigned char next, std::uint32_t child) {
      const auto second = static_cast<char>(next);
      if (code(second) == 0) return;
      starts->pairs[code(first) * kCodes + code(second)] = child;
      trie.note_starts(trie.at(child), {first, second}, 2, *starts);
    });
  }
  trie.starts_ = std::move(starts);
  return trie;
}

std::vector<std::byte> Trie::build(const std::map<std::string, std::uint32_t>& values) {
  // The node of sorted keys that share their first `depth` bytes, and all below it.
  const auto node_of = [](const auto& self, std::span<const Key> keys,
                          std::size_t depth) -> std::vector<std::byte> {
    const std::string_view first = keys.front().first;
    const std::string_view last = keys.back().first;
    std::size_t end = depth;
    while (depth > 1 && end < first.size() && end < last.size() && first[end] == last[end]) ++end;
    const bool ends = first.size() == end;
    std::vector<std::vector<std::byte>> children;
    std::vector<std::byte> labels;
    std::size_t farthest = 0;  // offset of the last child
    for (auto rest = keys.subspan(ends ? 1 : 0); !rest.empty();) {
      const char label = rest.front().first[end];
      const auto next =
          std::find_if(rest.begin(), rest.end(), [&](const Key& key) { return key.first[end] != label; });
      const auto count = static_cast<std::size_t>(next - rest.begin());
      if (!children.empty()) farthest += children.back().size();
      children.push_back(self(self, rest.first(count), end + 1));
      labels.push_back(static_cast<std::byte>(label));
      rest = rest.subspan(count);
    }
    const std::size_t width = children.empty() ? 0 : farthest <= 0xFF ? 1 : farthest <= 0xFFFF ? 2 : 3;
    const std::size_t run = end - depth;
    std::vector<std::byte> out;
    out.push_back(
        static_cast<std::byte>((ends ? kEnds : 0) | width << kWidthShift | std::min<std::size_t>(run, kRun)));
    if (run >= kRun) out.push_back(static_cast<std::byte>(run));
    pack::append_text(out, first.substr(depth, run));
    if (ends) append_number(out, keys.front().second, kValueBytes);
    if (children.empty()) return out;
    out.push_back(static_cast<std::byte>(children.size()));
    out.insert(out.end(), labels.begin(), labels.end());
    std::size_t offset = 0;
    for (std::size_t child = 0; child + 1 < children.size(); ++child) {
      offset += children[child].size();
      append_number(out, offset, width);
    }
    for (const auto& child : children) out.insert(out.end(), child.begin(), child.end());
    return out;
  };

  const std::vector<Key> sorted(values.begin(), values.end());
  std::vector<std::uint32_t> roots;
  std::vector<std::byte> nodes;
  for (std::span<const Key> rest = sorted; !rest.empty();) {
    const char label = rest.front().first[0];
    const auto next =
        std::find_if(rest.begin(), rest.end(), [&](const Key& key) { return key.first[0] != label; });
    const auto count = static_cast<std::size_t>(next - rest.begin());
    const std::vector<std::byte> below = node_of(node_of, rest.first(count), 1);
    roots.push_back(static_cast<std::uint32_t>(nodes.size()) << 8U | static_cast<unsigned char>(label));
    nodes.insert(nodes.end(), below.begin(), below.end());
    rest = rest.subspan(count);
  }
  std::vector<std::byte> out;
  pack::append(out, static_cast<std::uint32_t>(nodes.size()));
  pack::append(out, static_cast<std::uint32_t>(roots.size()));
  for (const std::uint32_t root : roots) pack::append(out, root);
  out.insert(out.end(), nodes.begin(), nodes.end());
  out.resize(out.size() + kSlack);
  pack::align(out, 8);
  return out;
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
