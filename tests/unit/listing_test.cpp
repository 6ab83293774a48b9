// Listings: real pages where they are at hand, one synthetic page for every marketplace, pages that are no
// listings, and pages made to hurt.
#include <doctest/doctest.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "listing/listing_reader.h"

using touchstone::Listing;
using touchstone::Result;
using touchstone::RuleFiles;
using touchstone::link::LinkReader;
using touchstone::listing::ListingReader;

namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

RuleFiles marketplace_rules() {
  RuleFiles files;
  for (const auto& entry :
       fs::directory_iterator(fs::path(TOUCHSTONE_SOURCE_DIR) / "shared/rules/marketplaces")) {
    if (entry.path().extension() == ".json") {
      files["marketplaces/" + entry.path().filename().string()] = read_file(entry.path());
    }
  }
  return files;
}

RuleFiles host_rules() {
  RuleFiles files;
  for (const auto& entry : fs::directory_iterator(fs::path(TOUCHSTONE_SOURCE_DIR) / "shared/rules/hosts")) {
    files["hosts/" + entry.path().filename().string()] = read_file(entry.path());
  }
  return files;
}

/// The links' reader over the rules in the tree, made once for all tests.
const LinkReader& links() {
  static const std::vector<std::byte> section = touchstone::link::build_section(host_rules()).value();
  static const LinkReader opened = LinkReader::open(section).value();
  return opened;
}

/// The section of the rules in the tree and a reader over it, made once for all tests.
const ListingReader& reader() {
  static const std::vector<std::byte> section = [] {
    Result<std::vector<std::byte>> built = touchstone::listing::build_section(marketplace_rules());
    REQUIRE_MESSAGE(built.ok(), (built.ok() ? "" : built.error().message));
    return std::move(built).value();
  }();
  static const ListingReader opened = ListingReader::open(section).value();
  return opened;
}

Result<Listing> read(const std::string& url, std::string_view html) {
  return reader().read(url, html, links());
}

std::string text_or_nothing(const nlohmann::json& object, const char* key) {
  return object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : std::string();
}

/// One fact of a listing by its name in the contract.
std::string fact(const Listing& listing, const std::string& key) {
  if (key == "title") return listing.title;
  if (key == "brand") return listing.brand;
  if (key == "brand_source") return listing.brand_source;
  if (key == "seller") return listing.seller;
  if (key == "seller_id") return listing.seller_id;
  if (key == "listing_id") return listing.listing_id;
  if (key == "marketplace") return listing.marketplace;
  if (key == "variant") return listing.variant;
  if (key == "price") return listing.price;
  if (key == "currency") return listing.currency;
  if (key == "description") return listing.description;
  FAIL("no such fact: ", key);
  return {};
}

const std::vector<std::string>& facts(const Listing& listing, const std::string& key) {
  if (key == "bullets") return listing.bullets;
  if (key == "categories") return listing.categories;
  if (key == "images") return listing.images;
  if (key == "image_alt") return listing.image_alt;
  FAIL("no such list: ", key);
  return listing.bullets;
}

fs::path shared_pages() {
  if (const char* shared = std::getenv("TOUCHSTONE_SHARED"); shared != nullptr)
    return fs::path(shared) / "pages";
  return fs::path(TOUCHSTONE_SOURCE_DIR) / "../shared/pages";
}

}  // namespace

TEST_CASE("real pages are read as a person reads them") {
  const fs::path folder = shared_pages();
  if (!fs::exists(folder / "index.json")) {
    MESSAGE("left out: the folder of real pages is not here (" << folder.string() << ")");
    return;
  }
  int products = 0;
  for (const auto& page : nlohmann::json::parse(read_file(folder / "index.json"))) {
    const std::string file = page["file"];
    if (!file.starts_with("marketplaces/")) continue;
    CAPTURE(file);
    const std::string url = text_or_nothing(page, "url");
    const Result<Listing> listing = read(url, read_file(folder / file));
    if (page["kind"] != "product") {
      REQUIRE_FALSE(listing.ok());
      CHECK(listing.error().code == "not_a_listing");
      continue;
    }
    REQUIRE_MESSAGE(listing.ok(), listing.error().message);
    ++products;
    const auto& expected = page["expected"];
    CHECK(listing.value().title == text_or_nothing(expected, "title"));
    CHECK(listing.value().brand == text_or_nothing(expected, "brand"));
    CHECK(listing.value().seller == text_or_nothing(expected, "seller"));
    const std::string id = text_or_nothing(expected, "asin") + text_or_nothing(expected, "item_id");
    CHECK(listing.value().listing_id == id);
    // The address is in the page as well.
    const Result<Listing> unnamed = read("", read_file(folder / file));
    REQUIRE(unnamed.ok());
    CHECK(unnamed.value().marketplace == listing.value().marketplace);
    CHECK(unnamed.value().listing_id == listing.value().listing_id);
  }
  CHECK(products >= 9);
}

TEST_CASE("every marketplace's documented page is read") {
  const fs::path folder = fs::path(TOUCHSTONE_SOURCE_DIR) / "tests/vectors/listing";
  const auto vectors = nlohmann::json::parse(read_file(folder / "expected.json"));
  REQUIRE_FALSE(vectors.empty());
  for (const auto& vector : vectors) {
    const std::string file = vector["file"];
    CAPTURE(file);
    const std::string html = read_file(folder / file);
    REQUIRE_FALSE(html.empty());
    const Result<Listing> listing = read(vector["url"].get<std::string>(), html);
    if (vector.contains("error")) {
      REQUIRE_FALSE(listing.ok());
      CHECK(listing.error().code == "not_a_listing");
      CHECK_MESSAGE(listing.error().message.find(vector["error"].get<std::string>()) != std::string::npos,
                    listing.error().message);
      continue;
    }
    REQUIRE_MESSAGE(listing.ok(), listing.error().message);
    for (const auto& item : vector["expected"].items()) {
      const std::string& key = item.key();
      const auto& value = item.value();
      CAPTURE(key);
      if (value.is_array()) {
        CHECK(facts(listing.value(), key) == value.get<std::vector<std::string>>());
      } else {
        CHECK(fact(listing.value(), key) == value.get<std::string>());
      }
    }
  }
}

namespace {

/// What is done to a page that must not change what is read of it.
struct Damage {
  std::string_view name;
  std::string (*done)(const std::string& page);
};

std::string before_body_ends(const std::string& page, const std::string& added) {
  const std::size_t end = page.rfind("</body>");
  return end == std::string::npos ? page + added : page.substr(0, end) + added + page.substr(end);
}

std::string after_head_starts(const std::string& page, const std::string& added) {
  const std::size_t end = page.find("<head>");
  return end == std::string::npos ? page : page.substr(0, end + 6) + added + page.substr(end + 6);
}

const Damage kDamages[] = {
    {"scripts that write other facts",
     [](const std::string& page) {
       return after_head_starts(
           page,
           "<script>document.write('<h1 id=productTitle class=product_title>Cartier</h1>"
           "<a id=bylineInfo href=/stores/Cartier>Visit the Cartier Store</a>')</script>"
           "<!-- <h1>Cartier</h1> --><template><h1 id=productTitle>Cartier</h1>"
           "<script type=application/ld+json>{\"@type\":\"Product\",\"name\":\"Cartier\"}"
           "</script></template><noscript><h1 class=product_title>Cartier</h1></noscript>");
     }},
    {"broken data beside the page's own",
     [](const std::string& page) {
       return after_head_starts(page,
                                "<script type=application/ld+json>{\"@type\":\"Product\",\"name\":"
                                "</script><script type=application/ld+json>[[[{{{</script>"
                                "<script type=application/ld+json>null</script>"
                                "<script>window.__INITIAL_STATE__={\"cart\":{}};</script>");
     }},
    {"other products below",
     [](const std::string& page) {
       return before_body_ends(
           page,
           "<div itemscope itemtype=https://schema.org/ItemList><div itemprop=itemListElement itemscope "
           "itemtype=https://schema.org/Product><span itemprop=name>Other</span><span itemprop=brand>"
           "Cartier</span></div></div><section class=recommended><h3>Cartier Love</h3></section>");
     }},
    {"bytes that are no UTF-8",
     [](const std::string& page) {
       return before_body_ends(page, "<p>\xFF\xC3\x28\xED\xA0\x80</p><p \xFE=\xFF></p><!-- \xF8 -->");
     }},
    {"a megabyte of blocks",
     [](const std::string& page) {
       std::string blocks;
       while (blocks.size() < std::size_t{1} << 20) blocks += "<div class=x><p data-y=z>a &amp; b</p></div>";
       return before_body_ends(page, blocks);
     }},
};

}  // namespace

TEST_CASE("a listing reads the same whatever surrounds it") {
  const fs::path folder = fs::path(TOUCHSTONE_SOURCE_DIR) / "tests/vectors/listing";
  const auto vectors = nlohmann::json::parse(read_file(folder / "expected.json"));
  for (const auto& vector : vectors) {
    const std::string file = vector["file"];
    const std::string url = vector["url"];
    CAPTURE(file);
    const std::string html = read_file(folder / file);
    const Result<Listing> plain = read(url, html);
    for (const Damage& damage : kDamages) {
      CAPTURE(damage.name);
      const Result<Listing> damaged = read(url, damage.done(html));
      CHECK(damaged.ok() == plain.ok());
      if (!damaged.ok() || !plain.ok()) continue;
      for (const char* key : {"title", "brand", "brand_source", "seller", "seller_id", "listing_id",
                              "variant", "price", "currency"}) {
        CAPTURE(key);
        CHECK(fact(damaged.value(), key) == fact(plain.value(), key));
      }
      CHECK(damaged.value().categories == plain.value().categories);
      CHECK(damaged.value().images == plain.value().images);
    }
  }
}

TEST_CASE("a page of ten megabytes is read whole") {
  const std::string url = "https://www.amazon.com/dp/B08XYZ1234";
  std::string page = "<body><a id=bylineInfo href='/s?field-brandtextbin=YFXF'>Brand: YFXF</a>";
  while (page.size() < std::size_t{10} << 20) page += "<div class=x><p data-y=z>a &amp; b</p></div>";
  page += "<span id=productTitle>Bracelet</span><a id=sellerProfileTriggerId href='/sp?seller=A1'>Shop</a>";
  const Result<Listing> listing = read(url, page);
  REQUIRE(listing.ok());
  CHECK(listing.value().title == "Bracelet");
  CHECK(listing.value().brand == "YFXF");
  CHECK(listing.value().seller == "Shop");
}

TEST_CASE("every part of a page may be missing: what is left is read, nothing is made up") {
  const fs::path folder = fs::path(TOUCHSTONE_SOURCE_DIR) / "tests/vectors/listing";
  const auto vectors = nlohmann::json::parse(read_file(folder / "expected.json"));
  for (const auto& vector : vectors) {
    if (!vector.contains("expected")) continue;
    const std::string file = vector["file"];
    const std::string url = vector["url"];
    CAPTURE(file);
    const std::string html = read_file(folder / file);
    const Result<Listing> whole = read(url, html);
    REQUIRE(whole.ok());
    // The page cut at every tag: a fact is the whole page's, or a beginning of it, or none, or it stands
    // elsewhere on the page.
    for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
      const Result<Listing> cut = read(url, std::string_view(html).substr(0, at));
      if (!cut.ok()) continue;
      for (const char* key : {"brand", "seller"}) {
        CAPTURE(key);
        CAPTURE(at);
        const std::string value = fact(cut.value(), key);
        CHECK_MESSAGE((value.empty() || fact(whole.value(), key).starts_with(value) ||
                       html.find(value) != std::string::npos),
                      value);
      }
    }
  }
}

TEST_CASE("every marketplace has a page that shows how it is read") {
  const auto vectors = nlohmann::json::parse(
      read_file(fs::path(TOUCHSTONE_SOURCE_DIR) / "tests/vectors/listing/expected.json"));
  for (const auto& file : marketplace_rules()) {
    const std::string& path = file.first;
    const auto rule = nlohmann::json::parse(file.second);
    if (path == "marketplaces/generic.json" || path == "marketplaces/labels.json") continue;
    CAPTURE(path);
    bool shown = false;
    for (const auto& vector : vectors) {
      shown =
          shown || (vector.contains("expected") && vector["expected"].value("marketplace", "") == rule["id"]);
    }
    CHECK(shown);
  }
}

TEST_CASE("what cannot be read gives one plain sentence") {
  const Result<Listing> empty = read("https://www.amazon.com/dp/B08XYZ1234", " \n");
  REQUIRE_FALSE(empty.ok());
  CHECK(empty.error().code == "not_a_listing");
  CHECK(empty.error().message == "The page is empty; give the HTML of a listing page.");

  const Result<Listing> large = read("", std::string((std::size_t{16} << 20) + 1, 'x'));
  REQUIRE_FALSE(large.ok());
  CHECK(large.error().code == "too_large");

  const Result<Listing> robot = read(
      "https://www.amazon.com/dp/B08XYZ1234",
      "<title>Amazon.com</title><form action='/errors/validateCaptcha'><input id=captchacharacters></form>");
  REQUIRE_FALSE(robot.ok());
  CHECK(robot.error().message.find("robot check") != std::string::npos);

  const Result<Listing> text = read("https://example.com/", "just a few words");
  REQUIRE_FALSE(text.ok());
  CHECK(text.error().code == "not_a_listing");
}

TEST_CASE("a truncated page is read as far as it goes") {
  const std::string page =
      "<html><body><span id=productTitle>Bracelet</span><a id=bylineInfo "
      "href='/s?field-brandtextbin=YFXF'>Marca: "
      "YFXF</a><div id=merchant-info>Sold by <a id=sellerProfileTriggerId href='/x?seller=A1'>YFXF US</a>";
  const std::string url = "https://www.amazon.com/dp/B08XYZ1234";
  bool titled = false;
  for (std::size_t size = 0; size <= page.size(); ++size) {
    // A buffer of exactly that size, so that a byte read past its end is seen.
    const std::vector<char> cut(page.begin(), page.begin() + static_cast<std::ptrdiff_t>(size));
    const Result<Listing> listing = read(url, std::string_view(cut.data(), cut.size()));
    if (listing.ok()) titled = titled || listing.value().title == "Bracelet";
  }
  CHECK(titled);
  const Result<Listing> whole = read(url, page);
  REQUIRE(whole.ok());
  CHECK(whole.value().brand == "YFXF");
  CHECK(whole.value().seller == "YFXF US");
  CHECK(whole.value().seller_id == "A1");
}

namespace {

/// Seconds of the processor that one reading takes, whatever else the machine does; the result does not
/// matter here.
double seconds(const std::string& url, const std::string& html) {
  const std::clock_t start = std::clock();
  (void)read(url, html);
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

std::string repeated(const std::string& piece, std::size_t bytes) {
  std::string out;
  out.reserve(bytes + piece.size());
  while (out.size() < bytes) out += piece;
  return out;
}

const std::string kProduct =
    "<link rel=canonical href='https://www.amazon.com/dp/B08XYZ1234'><span id=productTitle>Bracelet</span>"
    "<a id=bylineInfo href='/s?field-brandtextbin=YFXF'>Brand: YFXF</a>";

}  // namespace

TEST_CASE("hostile pages end soon and never crash") {
  const std::string url = "https://www.amazon.com/dp/B08XYZ1234";
  const std::size_t size = std::size_t{1} << 20;
  const std::vector<std::pair<std::string, std::string>> pages = {
      {"nested blocks", kProduct + repeated("<div>", size)},
      {"nested formatting", kProduct + repeated("<b><i>", size)},
      {"formatting with attributes", kProduct + repeated("<b x=1><b x=2><b x=3><p>", size)},
      {"nested tables", kProduct + repeated("<table><tr><td>", size)},
      {"nested templates", kProduct + repeated("<template>", size)},
      {"nested lists", kProduct + repeated("<ul><li>", size)},
      {"nested svg", kProduct + repeated("<svg><foreignObject>", size)},
      {"nested select", kProduct + repeated("<select><optgroup>", size)},
      {"paragraphs", kProduct + repeated("<p>", size)},
      {"unclosed links", kProduct + repeated("<a href=x>", size)},
      {"misnested formatting", kProduct + repeated("<a><b></a><div></b>", size)},
      {"many attributes", kProduct + "<div " + repeated("a1 b2 ", size)},
      {"distinct attributes",
       [&] {
         std::string page = kProduct + "<div ";
         for (int i = 0; page.size() < size; ++i) page += "a" + std::to_string(i) + " ";
         return page + ">";
       }()},
      {"distinct tags",
       [&] {
         std::string page = kProduct;
         for (int i = 0; page.size() < size; ++i) page += "<t" + std::to_string(i) + ">";
         return page;
       }()},
      {"one huge attribute", kProduct + "<div class='" + repeated("productTitle ", size) + "'>"},
      {"many titles", repeated("<span id=productTitle>Bracelet</span>", size)},
      {"many scripts", kProduct + repeated("<script type=application/ld+json>{}</script>", size)},
      {"deep json", kProduct + "<script type=application/ld+json>" + repeated("[", size) + "</script>"},
      {"deep graph", kProduct + "<script type=application/ld+json>" + repeated("{\"@graph\":[", size)},
      {"many products", "<script type=application/ld+json>[" +
                            repeated("{\"@type\":\"Product\",\"name\":\"x\",\"offers\":[[[[]]]]},", size) +
                            "]</script>"},
      {"backslashes", "<script type=application/ld+json>{\"name\":\"" + repeated("\\\\", size)},
      {"microdata", repeated("<div itemscope itemtype='https://schema.org/Product'><b itemprop=name>", size)},
      {"comments", kProduct + repeated("<!-- -", size)},
      {"entities", kProduct + repeated("&amp;&#x41;&notanentity", size)},
      {"null bytes", kProduct + std::string(size, '\0')},
      {"invalid utf-8", kProduct + repeated("\xFF\xC3\x28\xED\xA0\x80", size)},
      {"less-than signs", kProduct + std::string(size, '<')},
      {"metas", kProduct + repeated("<meta property=og:title content=x>", size)},
  };
  for (const auto& hostile : pages) {
    const std::string& name = hostile.first;
    CAPTURE(name);
    // Far above what any takes (0.3 s under the sanitizers), far below what quadratic time would.
    CHECK(seconds(url, hostile.second) < 10);
  }
}

TEST_CASE("time grows linearly with the page") {
  const std::string url = "https://www.amazon.com/dp/B08XYZ1234";
  const std::string row =
      "<tr class='po-brand'><td><span>Material</span></td><td><a href='/x'>Steel</a></td></tr>";
  const auto page = [&](std::size_t bytes) {
    return kProduct + "<div id=productOverview_feature_div><table>" + repeated(row, bytes) + "</table></div>";
  };
  const std::string small = page(std::size_t{1} << 20);
  const std::string large = page(std::size_t{8} << 20);
  (void)seconds(url, small);
  double of_small = 1e9;
  double of_large = 1e9;
  for (int i = 0; i < 3; ++i) {
    of_small = std::min(of_small, seconds(url, small));
    of_large = std::min(of_large, seconds(url, large));
  }
  CHECK(of_large < 20 * of_small);
}

TEST_CASE("a page cannot put words into the listing's mouth through scripts, comments or templates") {
  const Result<Listing> listing =
      read("https://www.amazon.com/dp/B08XYZ1234",
           "<script>document.write('<span id=productTitle>Cartier</span>')</script><!-- <span "
           "id=productTitle>Cartier"
           "</span> --><template><span id=productTitle>Cartier</span></template><span id=productTitle>Plain"
           "<script>var x='Cartier'</script> bangle</span><a id=bylineInfo "
           "href=\"javascript:'/stores/Cartier/'\"></a>");
  REQUIRE(listing.ok());
  CHECK(listing.value().title == "Plain bangle");
}

TEST_CASE("rules that cannot be used are refused, with the file and the reason") {
  const auto problem = [](const std::string& rule) {
    RuleFiles files = marketplace_rules();
    files["marketplaces/broken.json"] = rule;
    const auto built = touchstone::listing::build_section(files);
    return built.ok() ? std::string() : built.error().message;
  };
  CHECK(problem("[]") == "marketplaces/broken.json: not a JSON object.");
  CHECK(problem(R"({"id":"other"})").find("has to be the file's name") != std::string::npos);
  CHECK(problem(R"({"id":"broken","facts":{"title":[{"css":"a["}]}})").find("a[") != std::string::npos);
  CHECK(problem(R"({"id":"broken","facts":{"title":[{"css":"a","pattern":"("}]}})").find("pattern") !=
        std::string::npos);
  CHECK(problem(R"({"id":"broken","facts":{"titel":[]}})").find("titel") != std::string::npos);
  CHECK(problem(R"({"id":"broken","facts":{"title":[{"css":"a","ld":"name"}]}})").find("exactly one") !=
        std::string::npos);
  CHECK(problem(R"({"id":"broken","facts":{"title":[{"json":"product:name"}]}})").find("product") !=
        std::string::npos);
  CHECK(problem(R"({"id":"broken","colour":1})").find("colour") != std::string::npos);
  CHECK(problem(R"({"id":"broken"})").empty());
}

TEST_CASE("a section that was cut or changed is refused or read without harm") {
  const std::vector<std::byte> section = touchstone::listing::build_section(marketplace_rules()).value();
  for (std::size_t size = 0; size < section.size(); size += 1 + size / 8) {
    const std::vector<std::byte> cut(section.begin(), section.begin() + static_cast<std::ptrdiff_t>(size));
    const auto opened = ListingReader::open(cut);
    CHECK_FALSE(opened.ok());
    if (!opened.ok()) CHECK(opened.error().code == "invalid_pack");
  }
}
