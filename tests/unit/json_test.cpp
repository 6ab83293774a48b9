// The contract's JSON: what is read, what is refused with which sentence, and what is written.
#include "touchstone/json.h"

#include <doctest/doctest.h>

#include <string>

#include "json/writer.h"
#include "rooms_fixture.h"

namespace touchstone {
namespace {

/// The code and the message of what refuses `line`; "read" when nothing does.
std::string refusal(std::string_view line) {
  const Result<Request> request = parse_request(line);
  return request ? "read" : request.error().code + ": " + request.error().message;
}

std::string promotion(std::string_view members) {
  return R"({"id":"a","promotion":{"kind":"post","text":"t")" + std::string(members) + "}}";
}

TEST_CASE("a whole request is read") {
  const Result<Request> read = parse_request(
      R"({"id":"a1","promotion":{"platform":"instagram","kind":"dm","author":"h","coauthors":["c"],"text":"T","alt_text":["x","y"],)"
      R"("links":["https://a"],"paid_partnership":{"sponsor":"cartier"},"context":[{"author":"b","text":"m","links":["l"]},{"text":"n"}]},)"
      R"("listing":{"url":"u","title":"T2","brand":"B","seller":"S","description":"d","bullets":["1"],"categories":["c"],"image_alt":["i"]}})");
  REQUIRE(read);
  const Request& request = read.value();
  CHECK(request.id == "a1");
  CHECK(request.promotion.kind == PromotionKind::kDm);
  CHECK(request.promotion.alt_text == std::vector<std::string>{"x", "y"});
  CHECK(request.promotion.links == std::vector<std::string>{"https://a"});
  CHECK(request.promotion.sponsor == "cartier");
  CHECK(request.promotion.coauthors == std::vector<std::string>{"c"});
  REQUIRE(request.promotion.context.size() == 2);
  CHECK(request.promotion.context[0].links == std::vector<std::string>{"l"});
  CHECK(request.promotion.context[1].author.empty());
  REQUIRE(request.listing);
  CHECK(request.listing->brand == "B");
  CHECK(request.listing->bullets == std::vector<std::string>{"1"});
}

TEST_CASE("null stands for absent, unknown fields are ignored however they nest") {
  const Result<Request> read = parse_request(
      R"({"x":{"promotion":[{"text":7}]},"id":"a","listing":null,"promotion":{"later":[[1,{"kind":2}]],"author":null,"kind":"post",)"
      R"("text":"t","alt_text":null,"links":null,"paid_partnership":null,"context":null},"score":0.5})");
  REQUIRE(read);
  CHECK_FALSE(read.value().listing);
  CHECK_FALSE(read.value().promotion.sponsor);
  CHECK(read.value().promotion.text == "t");
}

TEST_CASE("a paid partnership without a sponsor's name is one all the same") {
  const Result<Request> read = parse_request(promotion(R"(,"paid_partnership":{"sponsor":null})"));
  REQUIRE(read);
  CHECK(read.value().promotion.sponsor == "");
}

TEST_CASE("each refusal is one sentence that names the field and the mend") {
  CHECK(refusal("") ==
        "invalid_json: The line ends at byte 1 before its JSON object does; the file may have been cut off, "
        "or the object "
        "broken over several lines: write it whole, on one line.");
  CHECK(refusal(R"({"id":"a","promotion":{"kind":"post","text":"cut of)").substr(0, 28) ==
        "invalid_json: The line ends ");
  CHECK(refusal("{'id':1}") ==
        "invalid_json: The line is not JSON at byte 2, near {'; write one JSON object a line.");
  CHECK(refusal("[]") ==
        "invalid_request: The line holds a list, not an object; write one JSON object a line.");
  CHECK(refusal("7") ==
        "invalid_request: The line holds a number, not an object; write one JSON object a line.");
  CHECK(refusal("{}") ==
        "invalid_request: \"id\" is missing; give each request a string that its response will carry.");
  CHECK(refusal(R"({"id":7})") == "invalid_request: \"id\" is a number; make it a string.");
  CHECK(refusal(R"({"id":"a"})") ==
        "invalid_request: \"promotion\" is missing; add the object with the promotion's kind and text.");
  CHECK(refusal(R"({"id":"a","promotion":{"text":"t"}})") ==
        "invalid_request: \"promotion.kind\" is missing; write post, reel, story, comment, bio, dm or hub.");
  CHECK(
      refusal(R"({"id":"a","promotion":{"kind":"tweet","text":"t"}})") ==
      "invalid_request: \"promotion.kind\" is \"tweet\"; write post, reel, story, comment, bio, dm or hub.");
  CHECK(refusal(R"({"id":"a","promotion":{"kind":"post"}})") ==
        "invalid_request: \"promotion.text\" is missing; write the promotion's words, or \"\" when it has "
        "none.");
  CHECK(refusal(promotion(R"(,"links":"https://a")")) ==
        "invalid_request: \"promotion.links\" is a string; make it a list of strings, or leave it out.");
  CHECK(refusal(promotion(R"(,"links":["a",{"url":"b"}])")) ==
        "invalid_request: \"promotion.links[1]\" is an object; make it a string, or leave it out.");
  CHECK(refusal(promotion(R"(,"links":[null])")) ==
        "invalid_request: \"promotion.links[0]\" is null; make it a string, or leave it out.");
  CHECK(refusal(promotion(R"(,"context":["m"])")) ==
        "invalid_request: \"promotion.context[0]\" is a string; make it an object, or leave it out.");
  CHECK(
      refusal(promotion(R"(,"context":[{"text":"m"},{"links":[true]}])")) ==
      "invalid_request: \"promotion.context[1].links[0]\" is a boolean; make it a string, or leave it out.");
  CHECK(refusal(R"({"id":"a","promotion":{"kind":"post","text":"t"},"listing":{"title":5}})") ==
        "invalid_request: \"listing.title\" is a number; make it a string, or leave it out.");
  CHECK(refusal("{\"id\":\"\xC3\x28\"}") ==
        "invalid_json: The line is not UTF-8 at byte 9; save the file as UTF-8.");
}

TEST_CASE("lists and depth are bounded; what just fits is read") {
  const auto list = [](std::size_t count, const std::string& entry) {
    std::string text = "[";
    for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? "," : "") + entry;
    return text + "]";
  };
  CHECK(refusal(promotion(",\"links\":" + list(kMaxLinks, "\"l\""))) == "read");
  CHECK(refusal(promotion(",\"links\":" + list(kMaxLinks + 1, "\"l\""))) ==
        "too_large: \"promotion.links\" has more than 256 entries; leave out or split off what is beyond.");
  CHECK(refusal(promotion(",\"context\":" + list(kMaxContext, "{}"))) == "read");
  CHECK(refusal(promotion(",\"context\":" + list(kMaxContext + 1, "{}"))).substr(0, 40) ==
        "too_large: \"promotion.context\" has more ");
  CHECK(refusal(promotion(",\"x\":" + std::string(40, '[') + std::string(40, ']'))) == "read");
  CHECK(refusal(promotion(",\"x\":" + std::string(200, '[') + std::string(200, ']'))).substr(0, 37) ==
        "too_large: The line nests more than 6");
  CHECK(refusal(std::string(kMaxRequestBytes + 1, ' ')).substr(0, 28) == "too_large: The line is longe");
}

TEST_CASE("a caption of ten megabytes is read whole") {
  const std::string caption(std::size_t{10} << 20, 'a');
  const Result<Request> read =
      parse_request(R"({"id":"a","promotion":{"kind":"post","text":")" + caption + "\"}}");
  REQUIRE(read);
  CHECK(read.value().promotion.text.size() == caption.size());
}

TEST_CASE("half a surrogate pair becomes U+FFFD, a whole one stays") {
  const Result<Request> read = parse_request(
      R"({"id":"\\ud83d","promotion":{"kind":"post","text":"\ud83d\ude00 \ud83d x \ude00 \ud83d"}})");
  REQUIRE(read);
  CHECK(read.value().promotion.text == "😀 \xEF\xBF\xBD x \xEF\xBF\xBD \xEF\xBF\xBD");
  CHECK(read.value().id == "\\ud83d");
}

TEST_CASE("responses are written in the contract's order") {
  Response response;
  response.id = "a\"1";
  response.level = Level::kWarn;
  response.score = 0.9799;
  response.relation = Relation::kUnbranded;
  response.row = 1;
  response.claims = {{"cartier", "Cartier", Role::kClaim, Form::kLine, "Love\tbracelet", {"text", 0, 13}}};
  response.cues = {{"hidden_link", Strength::kExplicit, "en", {"text", 23, 34}}};
  Link link;
  link.field = "links[0]";
  link.target = "https://amzn.to/3xyz";
  link.kind = LinkKind::kShortener;
  link.marketplace = "amazon";
  response.links = {link};
  response.reasons = {{"claim_not_on_listing", "M.", {{"brand", "Cartier"}}}};
  response.pack = "2026.11.0";
  CHECK(
      to_json(response) ==
      R"({"id":"a\"1","verdict":"warn","score":0.97,"relation":"unbranded","row":1,"claims":[{"brand":"cartier","name":"Cartier",)"
      R"("role":"claim","form":"line","matched":"Love\tbracelet","field":"text","start":0,"end":13}],"cues":[{"id":"hidden_link",)"
      R"("strength":"explicit","lang":"en","field":"text","start":23,"end":34}],"links":[{"field":"links[0]",)"
      R"("target":"https://amzn.to/3xyz","kind":"shortener","marketplace":"amazon"}],"reasons":[{"code":"claim_not_on_listing",)"
      R"("message":"M.","params":{"brand":"Cartier"}}],"pack":"2026.11.0"})");
}

TEST_CASE("a score never looks like the next level's") {
  const auto written = [](double score) {
    json::Writer out;
    return out.score(score).take();
  };
  CHECK(written(0.2499999) == "0.24");
  CHECK(written(0.25) == "0.25");
  CHECK(written(0.29) == "0.29");
  CHECK(written(0.9) == "0.9");
  CHECK(written(0) == "0.0");
  CHECK(written(7) == "1.0");
}

TEST_CASE("text that is not UTF-8 is written as U+FFFD") {
  json::Writer out;
  CHECK(out.text("a\xFF\xC3(\xE2\x82\x01é\x7F").take() ==
        "\"a\xEF\xBF\xBD\xEF\xBF\xBD(\xEF\xBF\xBD\\u0001é\x7F\"");
}

TEST_CASE("a listing that was read can be asked about: what is written can be read again") {
  Listing listing;
  listing.url = "https://www.amazon.com/dp/B08XYZ1234";
  listing.title = "Bangle";
  listing.bullets = {"one"};
  listing.price = "29.99";
  const Result<Request> read = parse_request(
      R"({"id":"a","promotion":{"kind":"post","text":"t"},"listing":)" + to_json(listing) + "}");
  REQUIRE(read);
  REQUIRE(read.value().listing);
  CHECK(read.value().listing->title == "Bangle");
  CHECK(read.value().listing->brand.empty());
  CHECK(read.value().listing->price == "29.99");
}

TEST_CASE("lines: blank ones are passed over, bad ones keep their number, the run goes on") {
  const InspectedLines out =
      inspect_lines(test::inspector(),
                    "\xEF\xBB\xBF{\"id\":\"1\",\"promotion\":{\"kind\":\"post\",\"text\":\"hi\"}}\r\n"
                    "\n"
                    "{broken\n"
                    "{\"id\":\"4\",\"promotion\":{\"kind\":\"post\",\"text\":\"hi\"}}");
  CHECK(out.lines == 3);
  CHECK(out.bad_lines == 1);
  CHECK(out.text.substr(0, 26) == R"({"id":"1","verdict":"clear)");
  CHECK(out.text.find(R"({"error":{"line":3,"code":"invalid_json")") != std::string::npos);
  CHECK(out.text.find(R"({"id":"4",)") != std::string::npos);
}

TEST_CASE("several links of a text stand under the first one; a text without one is an error") {
  CHECK(links_json({}).error().code == "no_link");
  Link link;
  link.raw = link.target = "https://a.example/";
  const Result<std::string> two = links_json({link, link});
  REQUIRE(two);
  CHECK(two.value().find("\"others\":[{\"raw\":\"https://a.example/\"") != std::string::npos);
}

}  // namespace
}  // namespace touchstone
