// The small tools of reading a page: its text, its prices, the JSON inside its scripts.
#include <doctest/doctest.h>

#include "listing/fact_reader.h"
#include "listing/json_view.h"
#include "listing/page_text.h"

using namespace touchstone::listing;

TEST_CASE("text is cleaned as a page shows it") {
  CHECK(clean_text("  a \n\t b  ", 100) == "a b");
  CHECK(clean_text("a\xC2\xA0\xE3\x80\x80"
                   "b",
                   100) == "a b");
  CHECK(clean_text("\xE2\x80\x8E \xE2\x80\x8FGorilla\xE2\x80\x8E ", 100) == "Gorilla");
  CHECK(clean_text("\xEF\xBB\xBFx", 100) == "x");
  // Joiners inside a word (an emoji family) are part of it.
  CHECK(clean_text("👨\xE2\x80\x8D👩", 100) == "👨\xE2\x80\x8D👩");
  CHECK(clean_text("\xFFx\xC3", 100) == "\xEF\xBF\xBDx\xEF\xBF\xBD");
  CHECK(clean_text("ééééé", 3) == "ééé");
  CHECK(clean_text("", 3).empty());
}

TEST_CASE("labels compare without case, colon and marks") {
  CHECK(clean_label("Brand \xE2\x80\x8F : \xE2\x80\x8E") == "brand");
  CHECK(clean_label("ÉTAT :") == "état");
  CHECK(clean_label("Бренд:") == "бренд");
  CHECK(clean_label("品牌：") == "品牌");
}

TEST_CASE("escaped twice is undone once") {
  CHECK(decode_references("Tom &amp; Jerry&#39;s &quot;x&quot; &#xE9;") == "Tom & Jerry's \"x\" é");
  CHECK(decode_references("AT&T; &unknown; & &#0; &#xD800;") == "AT&T; &unknown; & &#0; &#xD800;");
}

TEST_CASE("addresses give up their parts") {
  CHECK(query_parameter("/s?a=1&field-brandtextbin=Louis+Vuitton%21#x", "field-brandtextbin") ==
        "Louis Vuitton!");
  CHECK(query_parameter("/s?a=1", "b").empty());
  CHECK(path_segment_after("https://www.amazon.com/stores/Gorilla/page/1?x", "stores") == "Gorilla");
  CHECK(path_segment_after("/stores", "stores").empty());
  CHECK(host_of("https://WWW.Amazon.de:443/dp/x") == "amazon.de");
  CHECK(host_of("https://amazon.com@evil.example/dp/x") == "evil.example");
  CHECK(host_of("/dp/x").empty());
}

TEST_CASE("prices are written as data writes them") {
  CHECK(clean_price("$29.99") == "29.99");
  CHECK(clean_price("1.299,00 €") == "1299.00");
  CHECK(clean_price("US $1,299.5") == "1299.5");
  CHECK(clean_price("1 299,00 zł") == "1299.00");
  CHECK(clean_price("¥12,800") == "12800");
  CHECK(clean_price("Rp1.250.000") == "1250000");
  CHECK(clean_price("₹1,29,999.00") == "129999.00");
  CHECK(clean_price("59.95 - 79.95") == "59.95");
  CHECK(clean_price("ask").empty());
}

TEST_CASE("JSON is seen in place, whatever stands around it") {
  const JsonView view(R"( {"a":{"b":[1,"two",{"name":"three"}],"c":null},"d":"x\"}y","e":-1.5e3,} trailing)");
  CHECK(view.member("e").scalar() == "-1.5e3");
  CHECK(view.member("d").scalar() == "x\"}y");
  CHECK(view.member("a").member("c").scalar().empty());
  CHECK(view.member("a").member("b").kind() == JsonView::Kind::kArray);
  CHECK_FALSE(static_cast<bool>(view.member("missing")));
  const auto first = [&](const char* path) {
    const auto found = JsonPath(path).find(view, {});
    return found.empty() ? std::string("-") : found.front().name();
  };
  CHECK(first("a.b.1") == "two");
  CHECK(first("a.b.2") == "three");
  CHECK(first("a.b.3") == "-");
  CHECK(first("**.name") == "three");
  CHECK(first("a.*.0") == "1");
  CHECK(first("a.b.{name=three}.name") == "three");
  CHECK(first("a.b.name") == "three");
}

TEST_CASE("names hide in strings, objects and lists") {
  CHECK(JsonView(R"("Cartier")").name() == "Cartier");
  CHECK(JsonView(R"({"@type":"Brand","name":"Cartier"})").name() == "Cartier");
  CHECK(JsonView(R"([{"@type":"Brand","name":""},{"name":"Cartier"}])").name() == "Cartier");
  CHECK(JsonView(R"({"name":{"@language":"fr","@value":"Cartier"}})").name() == "Cartier");
  CHECK(JsonView("null").name().empty());
}

TEST_CASE("strings that JSON would refuse are read as far as they can be") {
  CHECK(JsonView("\"line\nbreak \\u00e9\"").scalar() == "line break é");
  CHECK(JsonView(R"("it\'s \u00e9")").scalar() == "it's é");
  CHECK(JsonView(R"("cut \u00)").scalar().starts_with("cut"));
  CHECK(JsonView(R"("emoji \ud83d\ude00 \'")").scalar() == "emoji 😀 '");
}
