// Roles and second signals: what one name's neighbours in a sentence or a list say of it.
#include "verdict/reading.h"

#include <doctest/doctest.h>

#include <string>

#include "rooms_fixture.h"
#include "verdict/items.h"

namespace touchstone::verdict {
namespace {

// "gucci claim, prada weak" for the mentions of a text, in order.
std::string mentions_in(std::string_view text, FieldKind kind = FieldKind::kProse) {
  static constexpr const char* kRoles[] = {"claim", "lookalike", "compatible", "negated", "mention"};
  const Rooms& rooms = test::rooms();
  std::string listed;
  for (const Mention& mention : read_field(rooms, "text", text, kind).mentions) {
    if (!listed.empty()) listed += ", ";
    listed.append(rooms.lexicon.brand(mention.brand).id).append(" ");
    listed += mention.weak ? "weak" : kRoles[static_cast<std::size_t>(mention.role)];
  }
  return listed;
}

LinkedItem linked(std::string_view text, std::string_view title) {
  const Rooms& rooms = test::rooms();
  const Reading promotion = read_field(rooms, "text", text, FieldKind::kProse);
  std::vector<lexicon::BrandIndex> brands;
  for (const Mention& mention : promotion.mentions) brands.push_back(mention.brand);
  return linked_item(rooms, promotion, read_field(rooms, "listing.title", title, FieldKind::kListingTitle),
                     brands);
}

}  // namespace

TEST_CASE("an ordinary word written as a name in a list of names is one") {
  CHECK(mentions_in("Nike, Adidas e Fossil") == "nike claim, adidas claim, fossil claim");
  CHECK(mentions_in("Hoka on the feet, Garmin on the wrist, Oakley on the face") ==
        "hoka claim, garmin claim, oakley claim");
  CHECK(mentions_in("Adidas and an omega") == "adidas claim, omega weak");
  CHECK(mentions_in("Adidas on. Omega is the last letter") == "adidas claim, omega weak");
}

TEST_CASE("an ordinary word behind another house's name is that house's") {
  CHECK(mentions_in("Golden Goose Superstar sneakers, so comfy").find("adidas") == std::string::npos);
  CHECK(mentions_in("G0lden G00se Superstar sneakers").find("adidas") == std::string::npos);
  CHECK(mentions_in("Adidas Superstar sneakers") == "adidas claim, adidas claim");
  CHECK(mentions_in("Prada tote, Superstar sneakers").find("adidas") != std::string::npos);
}

TEST_CASE("an ordinary word in small letters is a house with a capital amid a sentence") {
  CHECK(mentions_in("new Parfois handbag linked") == "parfois claim");
  CHECK(mentions_in("My Rituals perfume, linked") == "rituals claim");
  CHECK(mentions_in("seats are reserved, dress code black tie").empty());
  CHECK(mentions_in("Parfois je porte un sac").empty());
  CHECK(mentions_in("The Reserved Dress Collection").empty());
  CHECK(mentions_in("a bag 😀😀 not seen, my new Parfois handbag").find("parfois claim") != std::string::npos);
}

TEST_CASE("a name of several words takes case endings too") {
  CHECK(mentions_in("moje nowe Ray-Bany") == "ray-ban claim");
  CHECK(mentions_in("hand me my espresso").empty());
}

TEST_CASE("an ordinary word that is the whole of a picture's text is what the goods bear") {
  CHECK(mentions_in("BOSE", FieldKind::kImageText) == "bose claim");
  CHECK(mentions_in("the omega of the alphabet", FieldKind::kImageText).empty());
}

TEST_CASE("what is said of one name holds for the name that is joined to it") {
  CHECK(mentions_in("strap for Rolex and Omega watches") == "rolex compatible, omega compatible");
  CHECK(mentions_in("Insert, fits Neverfull MM and Speedy 30", FieldKind::kListingTitle) ==
        "louis-vuitton compatible, louis-vuitton compatible");
  CHECK(mentions_in("strap for my Rolex, Nike shoes") == "rolex compatible, nike claim");
}

TEST_CASE("a title's for-phrase is told from whom the goods are for") {
  CHECK(mentions_in("Doll clothes for 17cm plush Labubu", FieldKind::kListingTitle) == "pop-mart compatible");
  CHECK(mentions_in("Running shoes for men Nike Air Max", FieldKind::kListingTitle).find("compatible") ==
        std::string::npos);
}

TEST_CASE("what stands on something before a comma fits no name behind it") {
  const Rooms& rooms = test::rooms();
  const auto fits = [&](std::string_view text, std::string_view title) {
    const Reading promotion = read_field(rooms, "text", text, FieldKind::kProse);
    REQUIRE_FALSE(promotion.mentions.empty());
    return title_fits(promotion, read_field(rooms, "listing.title", title, FieldKind::kListingTitle),
                      promotion.mentions.back().brand);
  };
  CHECK_FALSE(fits("rabbit on the shelf, Barbour jacket in the hall", "Plush rabbit for the nursery"));
  CHECK(fits("finally insoles for my Dr. Martens", "Gel insoles, cut to size"));
}

TEST_CASE("a comma of any script parts the items of a list") {
  const Rooms& rooms = test::rooms();
  const auto goods_of_first = [&](std::string_view text) {
    const Reading reading = read_field(rooms, "text", text, FieldKind::kProse);
    REQUIRE_FALSE(reading.mentions.empty());
    const auto goods = reading.mentions.front().goods;
    return goods == lexicon::kNoIndex ? std::string_view() : rooms.lexicon.goods_id(goods);
  };
  CHECK(goods_of_first("后背包Gregory、毛帽夜市150、裤子Carhartt") == goods_of_first("后背包Gregory"));
  CHECK(goods_of_first("قميص اديداس، نظارة ريبان") == goods_of_first("قميص اديداس"));
}

TEST_CASE("goods of a list that name no house are known as such") {
  const Rooms& rooms = test::rooms();
  const auto unnamed = [&](std::string_view text) {
    std::string kinds;
    for (const lexicon::GoodsIndex goods : read_field(rooms, "text", text, FieldKind::kProse).unnamed) {
      kinds.append(kinds.empty() ? "" : " ").append(rooms.lexicon.goods_id(goods));
    }
    return kinds;
  };
  CHECK(unnamed("Gucci sunglasses, plain sandals") == "sandals");
  CHECK(unnamed("头戴Lacoste帽子、普通凉鞋") == "sandals");
  CHECK(unnamed("Gucci sandals").empty());
}

TEST_CASE("the item of a list that a title speaks of") {
  const std::string_view list = "jeans Levi's, trench Burberry e cerchietto. Nel link una cosa";
  CHECK(linked(list, "Cerchietto imbottito in velluto") == LinkedItem::kUnclaimed);
  CHECK(linked(list, "Trench donna lungo") == LinkedItem::kClaimed);
  CHECK(linked(list, "Lampada da tavolo") == LinkedItem::kUnknown);
  CHECK(linked("calça Levi's e regatinha", "Regata canelada") == LinkedItem::kUnclaimed);
  // A shirt is "kaos", a pair of socks "kaos kaki".
  CHECK(linked("kaos Uniqlo, topi Nike, kaos kaki pasar", "Kaos kaki pria katun") == LinkedItem::kUnclaimed);
  CHECK(linked("kaos Uniqlo, topi Nike, kaos kaki pasar", "Kaos polos pria") == LinkedItem::kClaimed);
  // What stands last, but for little words and the title's own; a plural; the head of a compound.
  CHECK(linked("Rolex watch, Nike shoes. In the link: the beard oil", "Beard Oil Sandalwood 2 oz") ==
        LinkedItem::kUnclaimed);
  CHECK(linked("Coach bag, Steve Madden heels, an old dress", "Block Heel Pumps") == LinkedItem::kClaimed);
  CHECK(linked("Bogner Jacke, Uvex Helm, Wollsocken", "Skihelm mit Visier") == LinkedItem::kClaimed);
  CHECK(linked("", "") == LinkedItem::kUnknown);
}

}  // namespace touchstone::verdict
