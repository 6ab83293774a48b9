// The cue book: lures, roles, stances and pointers of every language, as RE2 patterns, each run only
// where the literals it needs stand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/model.h"
#include "touchstone/pack.h"

namespace touchstone::cues {

/// What a matched pattern tells.
enum class Kind : std::uint8_t { kLure, kStance, kPointer, kSign };

/// One sign of an explicit lure that is told in free words (shared/rules/signs.json): not a lure alone.
struct SignMatch {
  std::uint32_t sign = 0;  ///< its place in SignRules::signs
  std::string_view lang;
  std::uint32_t begin = 0;  ///< byte offsets into Folded::text
  std::uint32_t end = 0;
};

/// What signs are worth together.
enum class SignPart : std::uint32_t {
  kAnchor,  ///< one must be there; the others stand near it
  kAct,     ///< and one of what the buyer does or sees
  kDecoy,   ///< and one of what makes it odd
  kOther,
  kNote,  ///< an act; with a code word beside it an anchor as well: what is told to the seller
};
struct SignRecord {
  SignPart part = SignPart::kOther;
  std::int32_t weight = 0;
};
struct SignRules {
  std::uint32_t within = 0;  ///< characters before and after the anchor
  std::int32_t least = 0;    ///< so much together makes a lure
  std::int32_t brand = 0;    ///< what a brand's name near the anchor adds
  std::int32_t goods = 0;    ///< what goods of two kinds add; they count as a decoy too
  std::int32_t code = 0;     ///< what a code word beside a note adds
  std::span<const SignRecord> signs;
};

struct CueMatch {
  Kind kind = Kind::kLure;
  Strength strength = Strength::kSoft;  ///< of a lure
  std::string_view id;
  std::string_view lang;
  std::uint32_t begin = 0;  ///< byte offsets into Folded::text
  std::uint32_t end = 0;
};

/// Compiles cues/*.json and no_brand.json. Errors: "invalid_rule" (the sentence names the file and the
/// pattern).
Result<std::vector<std::byte>> build_section(const RuleFiles& files);

/// Holds compiled patterns, each compiled when first needed; safe from many threads.
class CueBook {
 public:
  static Result<CueBook> open(std::span<const std::byte> section);
  CueBook(CueBook&&) noexcept;
  CueBook& operator=(CueBook&&) noexcept;
  ~CueBook();

  struct Matches {
    std::vector<CueMatch> cues;    ///< lures, stances and pointers, by begin
    std::vector<SignMatch> signs;  ///< only of languages whose anchor may stand in the text
  };
  /// `codes`: words stand in the text that may be said to a seller (SignPart::kNote).
  [[nodiscard]] Matches find(std::string_view folded, bool codes = false) const;

  [[nodiscard]] SignRules sign_rules() const;

  struct RoleMatch {
    Role role = Role::kMention;
    bool names = false;       ///< the words leave no doubt that a name is meant ("a {brand} dupe")
    std::uint32_t begin = 0;  ///< byte offsets into the slotted text
    std::uint32_t end = 0;
  };
  struct SlottedMatches {
    std::vector<RoleMatch> roles;
    std::vector<CueMatch> cues;  ///< offsets into the slotted text
  };
  /// Roles and cues in a text whose brand mentions were each replaced by kBrandSlot.
  /// `title`: the text is a listing's title, where a bare "for X" means that the goods fit X.
  [[nodiscard]] SlottedMatches find_slotted(std::string_view slotted, bool title) const;

  /// True when a listing's folded brand field only says that there is none ("generic", "sans marque").
  [[nodiscard]] bool means_no_brand(std::string_view folded_brand) const;

  [[nodiscard]] std::vector<std::pair<std::string, std::size_t>> counts() const;

 private:
  struct State;
  explicit CueBook(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Stands for one brand mention in slotted text; folding never gives this byte.
inline constexpr char kBrandSlot = '\x02';

}  // namespace touchstone::cues
