// Links: found in text, parsed as a browser parses them, unwrapped and named; the vectors are in
// tests/vectors/links.jsonl (texts) and urls.jsonl (how one URL is parsed).
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "link/link_reader.h"
#include "link/pattern.h"

using namespace touchstone;

namespace {

using Json = nlohmann::json;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

const RuleFiles& rules() {
  static const RuleFiles files = [] {
    RuleFiles read;
    for (const auto& entry :
         std::filesystem::directory_iterator(TOUCHSTONE_SOURCE_DIR "/shared/rules/hosts")) {
      read["hosts/" + entry.path().filename().string()] = read_file(entry.path());
    }
    return read;
  }();
  return files;
}

const std::vector<std::byte>& section() {
  static const std::vector<std::byte> bytes = [] {
    auto built = link::build_section(rules());
    if (!built) FAIL(built.error().message);
    return std::move(built).value();
  }();
  return bytes;
}

const link::LinkReader& reader() {
  static const link::LinkReader opened = link::LinkReader::open(section()).value();
  return opened;
}

std::vector<Json> vectors(const char* name) {
  std::vector<Json> lines;
  std::istringstream in(read_file(std::string(TOUCHSTONE_SOURCE_DIR "/tests/vectors/") + name));
  for (std::string line; std::getline(in, line);) lines.push_back(Json::parse(line));
  REQUIRE_FALSE(lines.empty());
  return lines;
}

std::string kind_name(LinkKind kind) {
  constexpr const char* kNames[] = {"listing", "storefront", "hub",  "shortener",
                                    "chat",    "brand_site", "other"};
  return kNames[static_cast<std::size_t>(kind)];
}

/// A link as the vectors write it: empty fields are left out.
Json to_vector(const Link& link) {
  Json json = {{"raw", link.raw}, {"target", link.target}, {"kind", kind_name(link.kind)}};
  if (!link.marketplace.empty()) json["marketplace"] = link.marketplace;
  if (!link.listing_id.empty()) json["listing_id"] = link.listing_id;
  if (!link.affiliate_tag.empty()) json["affiliate_tag"] = link.affiliate_tag;
  if (!link.seller_id.empty()) json["seller_id"] = link.seller_id;
  if (!link.via.empty()) json["via"] = link.via;
  return json;
}

std::string percent_encoded(std::string_view text) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      encoded += c;
    } else {
      encoded += '%';
      encoded += kDigits[static_cast<unsigned char>(c) >> 4];
      encoded += kDigits[static_cast<unsigned char>(c) & 15];
    }
  }
  return encoded;
}

}  // namespace

TEST_CASE("links of every family are found and named") {
  for (const Json& vector : vectors("links.jsonl")) {
    const std::string text = vector["text"];
    CAPTURE(text);
    Json found = Json::array();
    for (const link::LinkReader::Found& link : reader().find(text)) {
      CHECK(text.substr(link.begin, link.end - link.begin) == link.link.raw);
      found.push_back(to_vector(link.link));
    }
    CHECK(found.dump() == vector["links"].dump());
  }
}

TEST_CASE("a URL is parsed as a browser parses it") {
  for (const Json& vector : vectors("urls.jsonl")) {
    const std::string raw = vector["raw"];
    CAPTURE(raw);
    const Link link = reader().read(raw);
    CHECK(link.raw == raw);
    CHECK(link.target == vector["target"].get<std::string>());
    if (vector.contains("marketplace")) CHECK(link.marketplace == vector["marketplace"].get<std::string>());
  }
}

TEST_CASE("an outlet of a text's sentence is no link") {
  for (const char* text : {"",
                           "just words",
                           "end.Next sentence",
                           "e.g.this",
                           "i.e. so",
                           "3.5 cm, $4.99",
                           "v1.2.3",
                           "file.name.txt",
                           "me@shop.com",
                           "@nike.com",
                           "#tag.com",
                           "love.it",
                           "bag.Shop now",
                           "so.cool",
                           "a..b.com/x",
                           "ratio 1:1",
                           "https://",
                           "...",
                           "amzn",
                           "www.",
                           "10:30",
                           "c:\\dir",
                           "wait.what/ever x.y"}) {
    CAPTURE(text);
    CHECK(reader().find(text).empty());
  }
}

TEST_CASE("a link ends where the sentence goes on") {
  const auto only = [](std::string_view text) {
    const auto found = reader().find(text);
    REQUIRE(found.size() == 1);
    return found.front().link.raw;
  };
  CHECK(only("(see https://linktr.ee/x)") == "https://linktr.ee/x");
  CHECK(only("see https://en.wikipedia.org/wiki/A_(b).") == "https://en.wikipedia.org/wiki/A_(b)");
  CHECK(only("[link](https://amzn.to/3xyz)") == "https://amzn.to/3xyz");
  CHECK(only("*https://amzn.to/3xyz*") == "https://amzn.to/3xyz");
  CHECK(only("amzn.to/3xyz!!") == "amzn.to/3xyz");
  CHECK(only("👉amzn.to/3xyz👈") == "amzn.to/3xyz");
  CHECK(only("\"linktr.ee/x\"") == "linktr.ee/x");
  CHECK(only("Linkhttps://amzn.to/3xyz") == "https://amzn.to/3xyz");
  CHECK(only("链接：https://m.tb.cn/h.abc点击") == "https://m.tb.cn/h.abc");
  CHECK(only("https://www.ozon.ru/product/платье-900/ да") == "https://www.ozon.ru/product/платье-900/");
}

TEST_CASE("wrappers come off, within bounds") {
  std::string url = "https://amzn.to/3xyz";
  for (int depth = 1; depth <= 8; ++depth) {
    url = "https://l.instagram.com/?u=" + percent_encoded(url);
    const Link link = reader().read(url);
    CHECK(link.target == "https://amzn.to/3xyz");
    CHECK(link.via.size() == static_cast<std::size_t>(depth));
  }
  url = "https://l.instagram.com/?u=" + percent_encoded(url);
  const Link deeper = reader().read(url);
  CHECK(deeper.via.size() == 8);
  CHECK(deeper.kind == LinkKind::kOther);
  // A redirect to itself, and intents within intents, end.
  CHECK(reader().read("https://www.amazon.com/sspa/click?url=%2Fsspa%2Fclick").kind == LinkKind::kOther);
}

TEST_CASE("no more than 64 links come out of a text") {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "amzn.to/" + std::to_string(i) + " ";
  CHECK(reader().find(text).size() == 64);
}

TEST_CASE("long and odd input is taken in stride") {
  CHECK(reader().read(std::string(1 << 20, 'a')).kind == LinkKind::kOther);
  CHECK(reader().find(std::string(1 << 16, '.')).empty());
  std::string dots;
  for (int i = 0; i < 20000; ++i) dots += "a.";
  CHECK(reader().find(dots).size() <= 64);
  std::string schemes;
  for (int i = 0; i < 20000; ++i) schemes += "x://";
  CHECK(reader().find(schemes).size() <= 64);
  std::string stars = "https://www.amazon.com/";
  for (int i = 0; i < 3000; ++i) stars += "dp/";
  CHECK(reader().read(stars).marketplace == "amazon");
}

TEST_CASE("patterns match what they say") {
  const auto matched = [](std::string_view pattern, std::string path) {
    link::Address address;
    address.path = std::move(path);
    const auto captures = link::match(pattern, address);
    return captures ? captures->at(link::Capture::kId) : std::string("-");
  };
  CHECK(matched("/dp/{id:asin}", "/dp/b0tsx00105") == "B0TSX00105");
  CHECK(matched("/dp/{id:asin}", "/dp/B0TSX00105/ref=x") == "B0TSX00105");
  CHECK(matched("/dp/{id:asin}", "/dp/B0TSX001055") == "-");
  CHECK(matched("/dp/{id:asin}", "/dp/abcdefghij") == "-");
  CHECK(matched("**/dp/{id:asin}", "/a/b/dp/B0TSX00105") == "B0TSX00105");
  CHECK(matched("**-p-{id:d}.html", "/x-p-1-p-22.html") == "22");
  CHECK(matched("**-p-{id:d}.html", "/x-p-1.htm") == "-");
  CHECK(matched("/a/*/{id:d}", "/a/b/c/1") == "-");
  CHECK(matched("/a/**/{id:d}", "/a/b/c/1") == "1");
  CHECK(matched("/{id:w}$", "/name/") == "name");
  CHECK(matched("/{id:w}$", "/name/more") == "-");
  CHECK(matched("/{id:ml}-**", "/MLM-900-x") == "MLM900");
  CHECK_FALSE(link::pattern_error("/a?b={id}").has_value());
  for (const char* wrong : {"", "a", "/{id", "/id}", "/{name}", "/{id:z}", "/a?b", "/a?"}) {
    CAPTURE(wrong);
    CHECK(link::pattern_error(wrong).has_value());
  }
}

TEST_CASE("wrong rule files are refused by name") {
  const auto message = [](const char* file, const char* text) {
    const auto built = link::build_section({{file, text}});
    return built ? std::string() : built.error().message;
  };
  CHECK(message("hosts/x.json", R"({"id":"x","kind":"hub","hosts":["x.com"]})").empty());
  CHECK(message("hosts/x.json", "{").find("hosts/x.json") != std::string::npos);
  CHECK(message("hosts/x.json", R"({"id":"y","kind":"hub","hosts":["x.com"]})").find("`id`") !=
        std::string::npos);
  CHECK(message("hosts/x.json", R"({"id":"x","kind":"hut","hosts":["x.com"]})").find("`kind`") !=
        std::string::npos);
  CHECK(message("hosts/x.json", R"({"id":"x","kind":"hub","hosts":["X.com"]})").find("X.com") !=
        std::string::npos);
  CHECK(message("hosts/x.json", R"({"id":"x","kind":"hub","hosts":["x.com"],"listing":["/{"]})")
            .find("pattern") != std::string::npos);
  CHECK(message("hosts/x.json", R"({"id":"x","kind":"hub","hosts":["x.com"],"colour":1})").find("colour") !=
        std::string::npos);
}

TEST_CASE("a damaged section is refused or read within its bounds") {
  CHECK_FALSE(link::LinkReader::open({}));
  std::vector<std::byte> bytes = section();
  for (std::size_t at = 0; at < 64; ++at) {
    bytes[at] ^= std::byte{0xFF};
    if (const auto opened = link::LinkReader::open(bytes)) {
      CHECK(opened.value().read("https://amzn.to/3xyz").target == "https://amzn.to/3xyz");
    }
    bytes[at] ^= std::byte{0xFF};
  }
  CHECK(link::build_section(rules()).value() == section());
}
