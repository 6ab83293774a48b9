// Reports: the checksum over the canonical form, and what XARF and plain text are made of.
#include "touchstone/report.h"

#include <doctest/doctest.h>

#include <string>

namespace touchstone {
namespace {

/// A finding as the extension saves it, without its checksum.
std::string evidence_members(std::string_view site = R"("https://www.cartier.com")") {
  return R"("evidence_version":1,"id":"123e4567-e89b-42d3-a456-426614174000","captured_at":"2026-11-22T10:00:00.000Z",)"
         R"("promotion":{"platform":"instagram","kind":"post","author":"some.handle","text":"Love bracelet is back!!\nhidden l!nk in bio"},)"
         R"("promotion_url":"https://www.instagram.com/p/Cx/","listing":{"url":"https://www.amazon.com/dp/B08XYZ1234","title":"Screw Bangle","brand":"YFXF","seller":"YFXF"},)"
         R"("link_chain":[{"url":"https://amzn.to/3xyz","kind":"shortener"}],"verdict":{"id":"a","verdict":"warn","score":0.97,"relation":"unbranded","row":1,)"
         R"("claims":[{"brand":"louis-vuitton","name":"Cartier","role":"claim","form":"line","matched":"Love bracelet","field":"text","start":0,"end":13}],)"
         R"("cues":[{"id":"hidden_link","strength":"explicit","lang":"en","field":"text","start":23,"end":34}],"links":[],)"
         R"("reasons":[{"code":"claim_not_on_listing","message":"The post names Cartier; the listing names no known brand."}],"pack":"2026.11.0"},)"
         R"("legitimate_site":)" +
         std::string(site) + R"(,"versions":{"touchstone":"0.1.0","pack":"2026.11.0"})";
}

std::string evidence(std::string_view site = R"("https://www.cartier.com")") {
  const std::string members = evidence_members(site);
  return "{" + members + R"(,"sha256":")" + sha256(canonical_json("{" + members + "}").value()) + "\"}";
}

std::string request(std::string_view format, const std::string& of, std::string_view more = "") {
  return R"({"format":")" + std::string(format) + R"(","evidence":)" + of + std::string(more) + "}";
}

constexpr std::string_view kReporter =
    R"(,"reporter":{"org":"Maison","contact":"ip@maison.example","domain":"maison.example"})";

TEST_CASE("SHA-256 of the standard's examples") {
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256(std::string(1000000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 is the same however the bytes are cut") {
  const std::string bytes(300, 'x');
  for (std::size_t first = 0; first <= bytes.size(); first += 7) {
    Sha256 sum;
    sum.update(std::string_view(bytes).substr(0, first));
    sum.update(std::string_view(bytes).substr(first));
    CHECK(sum.hexadecimal() == sha256(bytes));
  }
}

TEST_CASE("the canonical form is RFC 8785's own example") {
  const Result<std::string> canonical = canonical_json(
      R"({"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],)"
      R"("string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]})");
  REQUIRE(canonical);
  CHECK(
      canonical.value() ==
      R"({"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"})");
}

TEST_CASE("members are sorted by UTF-16 code units") {
  // The RFC's example: the grinning face's surrogates (D83D …) sort before U+FB33.
  const Result<std::string> canonical =
      canonical_json(R"({"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7})");
  REQUIRE(canonical);
  CHECK(canonical.value() == "{\"\\r\":2,\"1\":4,\"\xC2\x80\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\xEF\xAC\xB3\":3}");
}

TEST_CASE("numbers are written as ECMAScript writes them") {
  const auto written = [](const std::string& number) { return canonical_json(number).value(); };
  CHECK(written("0.97") == "0.97");
  CHECK(written("-0.0") == "0");
  CHECK(written("1e21") == "1e+21");
  CHECK(written("123456789012345680000") == "123456789012345680000");
  CHECK(written("0.000001") == "0.000001");
  CHECK(written("1e-7") == "1e-7");
  CHECK(written("5e-324") == "5e-324");
  CHECK(written("9007199254740993") == "9007199254740992");
}

TEST_CASE("evidence that was changed is refused") {
  std::string changed = evidence();
  CHECK(report(request("text", changed)));
  changed.replace(changed.find("some.handle"), 11, "othr.handle");
  CHECK(report(request("text", changed)).error().code == "wrong_checksum");
}

TEST_CASE("plain text states both texts, the way between them, and what it does not say") {
  const Result<std::string> text = report(request("text", evidence()));
  REQUIRE(text);
  for (const char* part : {"Touchstone report 123e4567", "Account: some.handle",
                           "Words: Love bracelet is back!!\n      hidden l!nk", "Brand field: YFXF",
                           "1. https://amzn.to/3xyz", "It does not say that goods are counterfeit."}) {
    CHECK_MESSAGE(text.value().find(part) != std::string::npos, part);
  }
}

TEST_CASE("XARF names the brand, both addresses and the evidence, and alleges nothing of its own") {
  const Result<std::string> xarf = report(request("xarf", evidence(), kReporter));
  REQUIRE(xarf);
  for (const char* part :
       {R"("type":"brand_infringement")", R"("infringement_type":"other")", R"("target_brand":"Cartier")",
        R"("url":"https://www.instagram.com/p/Cx/")",
        R"("listing_url":"https://www.amazon.com/dp/B08XYZ1234")", R"("domain":"www.instagram.com")",
        R"("brand:louis-vuitton")", R"("lure:hidden_link")", R"("hash":"sha256:)"}) {
    CHECK_MESSAGE(xarf.value().find(part) != std::string::npos, part);
  }
  const Result<std::string> alleged =
      report(request("xarf", evidence(), std::string(kReporter) + R"(,"infringement_type":"counterfeit")"));
  REQUIRE(alleged);
  CHECK(alleged.value().find(R"("infringement_type":"counterfeit")") != std::string::npos);
}

TEST_CASE("what XARF demands and the evidence lacks is named") {
  CHECK(report(request("xarf", evidence())).error().code == "no_reporter");
  CHECK(report(request("xarf", evidence("null"), kReporter)).error().code == "no_legitimate_site");
  CHECK(report(request("xarf", evidence(R"x("javascript:alert(1)")x"), kReporter)).error().code ==
        "no_legitimate_site");
  CHECK(report(R"({"format":"xarf"})").error().code == "invalid_evidence");
  CHECK(report(R"({"format":"fax","evidence":{}})").error().code == "invalid_evidence");
  CHECK(report("{").error().code == "invalid_json");
  CHECK(report("[]").error().code == "invalid_evidence");
  CHECK(report(std::string(100000, '[')).error().code == "too_large");
}

}  // namespace
}  // namespace touchstone
