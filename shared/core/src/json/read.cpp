// A request line read into the model, as it streams past: no document is built, so unknown fields cost
// nothing and memory is bounded by the line.
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/json.h"

namespace touchstone {
namespace {

/// Deeper nesting than this is no request; the shapes of the contract need six levels.
constexpr std::size_t kMaxDepth = 64;

/// What an object or list of the request is; kIgnored is everything inside an unknown field.
enum class Scope : std::uint8_t {
  kLine,
  kRequest,
  kPromotion,
  kPartnership,
  kContext,
  kMessage,
  kListing,
  kTexts,
  kIgnored
};

/// Where the next value goes.
struct Slot {
  enum class Takes : std::uint8_t { kAnything, kText, kTexts, kObject, kObjects };
  Takes takes = Takes::kAnything;
  Scope scope = Scope::kIgnored;              ///< of the object or list that may begin here
  std::string* text = nullptr;                ///< kText
  std::vector<std::string>* texts = nullptr;  ///< kTexts
  std::size_t limit = 0;                      ///< kTexts, kObjects
};

struct Frame {
  Scope scope = Scope::kIgnored;
  bool list = false;
  std::string key;                            ///< of the current member, in an object
  std::size_t count = 0;                      ///< of entries so far, in a list
  std::vector<std::string>* texts = nullptr;  ///< kTexts
  std::size_t limit = 0;
};

std::string in_quotes(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

class RequestReader : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override {
    // Null stands for absent, but an entry of a list has to be something.
    if (frames_.back().list && frames_.back().scope != Scope::kIgnored) return scalar("null");
    take_entry();
    return true;
  }
  bool boolean(bool value) override {
    if (frames_.back().scope == Scope::kRequest && frames_.back().key == "explain") request.explain = value;
    return scalar("a boolean");
  }
  bool number_integer(number_integer_t) override { return scalar("a number"); }
  bool number_unsigned(number_unsigned_t) override { return scalar("a number"); }
  bool number_float(number_float_t, const string_t&) override { return scalar("a number"); }
  bool binary(binary_t&) override { return scalar("binary data"); }

  bool string(string_t& value) override {
    const std::optional<Slot> slot = next("a string");
    if (!slot) return false;
    switch (slot->takes) {
      case Slot::Takes::kAnything:
        break;
      case Slot::Takes::kText:
        *slot->text = std::move(value);
        break;
      case Slot::Takes::kTexts:
      case Slot::Takes::kObject:
      case Slot::Takes::kObjects:
        return wrong_type(*slot, "a string");
    }
    return true;
  }

  bool start_object(std::size_t) override {
    const std::optional<Slot> slot = next("an object");
    if (!slot) return false;
    if (slot->takes != Slot::Takes::kObject && slot->takes != Slot::Takes::kAnything) {
      return wrong_type(*slot, "an object");
    }
    if (slot->scope == Scope::kListing) request.listing.emplace();
    if (slot->scope == Scope::kPartnership) request.promotion.sponsor.emplace();
    if (slot->scope == Scope::kMessage) request.promotion.context.emplace_back();
    if (slot->scope == Scope::kPromotion) has_promotion = true;
    return push(slot->scope, false, nullptr, 0);
  }

  bool start_array(std::size_t) override {
    const std::optional<Slot> slot = next("a list");
    if (!slot) return false;
    if (slot->takes == Slot::Takes::kText || slot->takes == Slot::Takes::kObject) {
      return wrong_type(*slot, "a list");
    }
    if (slot->texts != nullptr) slot->texts->clear();
    if (slot->scope == Scope::kContext) request.promotion.context.clear();
    return push(slot->scope, true, slot->texts, slot->limit);
  }

  bool key(string_t& name) override {
    frames_.back().key = std::move(name);
    return true;
  }
  bool end_object() override { return pop(); }
  bool end_array() override { return pop(); }

  bool parse_error(std::size_t position, const std::string& last_token,
                   const nlohmann::detail::exception& exception) override {
    const std::string_view what = exception.what();
    syntax_error_at = position;
    if (what.find("ill-formed UTF-8") != std::string_view::npos) {
      error = {"invalid_json",
               "The line is not UTF-8 at byte " + std::to_string(position) + "; save the file as UTF-8."};
    } else if (what.find("surrogate") != std::string_view::npos) {
      half_surrogate = true;
      error = {"invalid_json", "The line has half a surrogate pair at byte " + std::to_string(position) +
                                   "; write the whole character."};
    } else if (what.find("unexpected end of input") != std::string_view::npos ||
               what.find("missing closing quote") != std::string_view::npos) {
      error = {"invalid_json",
               "The line ends at byte " + std::to_string(position) +
                   " before its JSON object does; the file may have been cut off, or the object "
                   "broken over several lines: write it whole, on one line."};
    } else {
      error = {"invalid_json", "The line is not JSON at byte " + std::to_string(position) + near(last_token) +
                                   "; write one JSON object a line."};
    }
    return false;
  }

  Request request;
  std::string kind;
  bool has_promotion = false;
  bool has_id = false;
  bool has_text = false;
  bool half_surrogate = false;
  std::size_t syntax_error_at = 0;
  Error error;

 private:
  /// The token that could not be read, short and printable.
  static std::string near(std::string_view token) {
    std::string shown;
    for (const char c : token.substr(0, 24)) {
      if (static_cast<unsigned char>(c) >= 0x80) break;
      if (static_cast<unsigned char>(c) >= 0x20) shown += c;
    }
    return shown.empty() ? "" : ", near " + shown;
  }

  void take_entry() {
    if (frames_.back().list) ++frames_.back().count;
  }

  /// Counts the value that begins now and says where it goes; nothing when the list is full.
  std::optional<Slot> next(std::string_view what) {
    Frame& frame = frames_.back();
    take_entry();
    switch (frame.scope) {
      case Scope::kLine:
        return Slot{.takes = Slot::Takes::kObject, .scope = Scope::kRequest};
      case Scope::kIgnored:
        return Slot{};
      case Scope::kTexts:
        if (full(frame)) return std::nullopt;
        if (what != "a string") return Slot{.takes = Slot::Takes::kText};
        return Slot{.takes = Slot::Takes::kText, .text = &frame.texts->emplace_back()};
      case Scope::kContext:
        if (full(frame)) return std::nullopt;
        return Slot{.takes = Slot::Takes::kObject, .scope = Scope::kMessage};
      case Scope::kRequest:
        return request_slot(frame.key, what);
      case Scope::kPromotion:
        return promotion_slot(frame.key, what);
      case Scope::kPartnership:
        return frame.key == "sponsor" ? text(*request.promotion.sponsor) : Slot{};
      case Scope::kMessage:
        return message_slot(frame.key, request.promotion.context.back());
      case Scope::kListing:
        return listing_slot(frame.key, *request.listing);
    }
    return Slot{};
  }

  static Slot text(std::string& target) { return {.takes = Slot::Takes::kText, .text = &target}; }
  static Slot texts(std::vector<std::string>& target, std::size_t limit) {
    return {.takes = Slot::Takes::kTexts, .scope = Scope::kTexts, .texts = &target, .limit = limit};
  }

  Slot request_slot(std::string_view name, std::string_view what) {
    if (name == "id") {
      has_id = what == "a string";
      return text(request.id);
    }
    if (name == "promotion") return {.takes = Slot::Takes::kObject, .scope = Scope::kPromotion};
    if (name == "listing") return {.takes = Slot::Takes::kObject, .scope = Scope::kListing};
    return {};
  }

  Slot promotion_slot(std::string_view name, std::string_view what) {
    Promotion& promotion = request.promotion;
    if (name == "platform") return text(promotion.platform);
    if (name == "kind") return text(kind);
    if (name == "author") return text(promotion.author);
    if (name == "coauthors") return texts(promotion.coauthors, kMaxCoauthors);
    if (name == "text") {
      has_text = what == "a string";
      return text(promotion.text);
    }
    if (name == "alt_text") return texts(promotion.alt_text, kMaxAltTexts);
    if (name == "links") return texts(promotion.links, kMaxLinks);
    if (name == "paid_partnership") return {.takes = Slot::Takes::kObject, .scope = Scope::kPartnership};
    if (name == "context") {
      return {.takes = Slot::Takes::kObjects, .scope = Scope::kContext, .limit = kMaxContext};
    }
    return {};
  }

  static Slot message_slot(std::string_view name, ContextMessage& message) {
    if (name == "author") return text(message.author);
    if (name == "text") return text(message.text);
    if (name == "links") return texts(message.links, kMaxLinks);
    return {};
  }

  static Slot listing_slot(std::string_view name, Listing& listing) {
    if (name == "url") return text(listing.url);
    if (name == "title") return text(listing.title);
    if (name == "brand") return text(listing.brand);
    if (name == "seller") return text(listing.seller);
    if (name == "description") return text(listing.description);
    if (name == "bullets") return texts(listing.bullets, kMaxListingEntries);
    if (name == "categories") return texts(listing.categories, kMaxListingEntries);
    if (name == "image_alt") return texts(listing.image_alt, kMaxListingEntries);
    if (name == "marketplace") return text(listing.marketplace);
    if (name == "listing_id") return text(listing.listing_id);
    if (name == "seller_id") return text(listing.seller_id);
    if (name == "variant") return text(listing.variant);
    if (name == "price") return text(listing.price);
    if (name == "currency") return text(listing.currency);
    if (name == "images") return texts(listing.images, kMaxListingEntries);
    if (name == "brand_source") return text(listing.brand_source);
    return {};
  }

  bool scalar(std::string_view what) {
    const std::optional<Slot> slot = next(what);
    if (!slot) return false;
    return slot->takes == Slot::Takes::kAnything ? true : wrong_type(*slot, what);
  }

  bool full(const Frame& frame) {
    if (frame.count <= frame.limit) return false;
    const std::size_t limit = frame.limit;
    frames_.pop_back();  // the path names the list, not its entry
    error = {"too_large", in_quotes(path()) + " has more than " + std::to_string(limit) +
                              " entries; leave out or split off what is beyond."};
    return true;
  }

  bool wrong_type(const Slot& slot, std::string_view found) {
    std::string_view wanted = "a string";
    if (slot.takes == Slot::Takes::kTexts) wanted = "a list of strings";
    if (slot.takes == Slot::Takes::kObject) wanted = "an object";
    if (slot.takes == Slot::Takes::kObjects) wanted = "a list of objects";
    const std::string where = path();
    if (where.empty()) {
      error = {"invalid_request",
               "The line holds " + std::string(found) + ", not an object; write one JSON object a line."};
    } else {
      const bool required =
          where == "id" || where == "promotion" || where == "promotion.kind" || where == "promotion.text";
      error = {"invalid_request", in_quotes(where) + " is " + std::string(found) + "; make it " +
                                      std::string(wanted) + (required ? "." : ", or leave it out.")};
    }
    return false;
  }

  /// The path of the current value: promotion.context[1].links[0].
  [[nodiscard]] std::string path() const {
    std::string path;
    for (std::size_t i = 1; i < frames_.size(); ++i) {
      const Frame& frame = frames_[i];
      if (frame.list) {
        path += "[" + std::to_string(frame.count - 1) + "]";
      } else {
        if (!path.empty()) path += ".";
        path += frame.key;
      }
    }
    return path;
  }

  bool push(Scope scope, bool list, std::vector<std::string>* texts, std::size_t limit) {
    if (frames_.size() > kMaxDepth) {
      error = {"too_large", "The line nests more than " + std::to_string(kMaxDepth) +
                                " levels deep; a request needs six."};
      return false;
    }
    frames_.push_back({.scope = scope, .list = list, .texts = texts, .limit = limit});
    return true;
  }

  bool pop() {
    frames_.pop_back();
    return true;
  }

  std::vector<Frame> frames_{Frame{.scope = Scope::kLine}};
};

std::optional<PromotionKind> kind_named(std::string_view name) {
  for (const PromotionKind kind :
       {PromotionKind::kPost, PromotionKind::kReel, PromotionKind::kStory, PromotionKind::kComment,
        PromotionKind::kBio, PromotionKind::kDm, PromotionKind::kHub}) {
    if (name_of(kind) == name) return kind;
  }
  return std::nullopt;
}

/// What the contract asks for beyond types.
std::optional<Error> check(RequestReader& reader) {
  const auto missing = [](std::string_view what, std::string_view mend) {
    return Error{"invalid_request", in_quotes(what) + " is missing; " + std::string(mend) + "."};
  };
  if (!reader.has_id) return missing("id", "give each request a string that its response will carry");
  if (!reader.has_promotion) return missing("promotion", "add the object with the promotion's kind and text");
  if (reader.kind.empty()) {
    return missing("promotion.kind", "write post, reel, story, comment, bio, dm or hub");
  }
  if (!reader.has_text) {
    return missing("promotion.text", "write the promotion's words, or \"\" when it has none");
  }
  const std::optional<PromotionKind> kind = kind_named(reader.kind);
  if (!kind) {
    return Error{"invalid_request", "\"promotion.kind\" is " + in_quotes(reader.kind.substr(0, 40)) +
                                        "; write post, reel, story, comment, bio, dm or hub."};
  }
  reader.request.promotion.kind = *kind;
  return std::nullopt;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The code unit of the escape \uXXXX that begins at `at`, or -1.
int escaped_unit(std::string_view line, std::size_t at) {
  if (at + 6 > line.size() || line[at] != '\\' || line[at + 1] != 'u') return -1;
  int unit = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const int digit = hex_digit(line[i]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

/// Programs that cut text by code units leave half a pair behind; JSON's escapes can carry it, UTF-8 cannot.
/// U+FFFD has the same length in code units, so that offsets stay true.
std::string without_half_surrogates(std::string_view line) {
  std::string whole(line);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '\\') continue;
    const int unit = escaped_unit(line, i);
    if (unit < 0) {
      ++i;  // another escape: \\ must not be read as the begin of the next one
      continue;
    }
    if (unit >= 0xD800 && unit < 0xDC00) {
      const int low = escaped_unit(line, i + 6);
      if (low >= 0xDC00 && low < 0xE000) {
        i += 11;
        continue;
      }
    }
    if (unit >= 0xD800 && unit < 0xE000) whole.replace(i, 6, "\\ufffd");
    i += 5;
  }
  return whole;
}

}  // namespace

Result<Request> parse_request(std::string_view line) {
  if (line.size() > kMaxRequestBytes) {
    return Error{"too_large", "The line is longer than " + std::to_string(kMaxRequestBytes) +
                                  " bytes; shorten its texts, or split it."};
  }
  RequestReader reader;
  bool read = nlohmann::json::sax_parse(line.begin(), line.end(), &reader);
  if (!read && reader.half_surrogate) {
    const std::string whole = without_half_surrogates(line);
    reader = RequestReader{};
    read = nlohmann::json::sax_parse(whole.begin(), whole.end(), &reader);
  }
  if (!read) return reader.error;
  if (std::optional<Error> error = check(reader)) return *std::move(error);
  return std::move(reader.request);
}

}  // namespace touchstone
