// Folding: every way in which a name is hidden and still read, its near-misses, and the way back to the
// original.
#include "text/fold.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "text/unicode_tables.h"
#include "text/utf8.h"

using namespace touchstone::text;

namespace {

std::string plain(std::string_view text) {
  return fold(text).text;
}

/// The folded text with leet undone, or the folded text where nothing changes.
std::string read(std::string_view text) {
  const Folded folded = fold(text);
  const Folded undone = undo_leet(folded);
  return undone.text.empty() ? folded.text : undone.text;
}

/// The original text behind `part` of the folded text.
std::string behind(std::string_view original, std::string_view part) {
  const Folded folded = fold(original);
  const std::size_t at = folded.text.find(part);
  REQUIRE(at != std::string::npos);
  return std::string(utf16_slice(original, folded.start[at], folded.end[at + part.size() - 1]));
}

bool any_disguised(std::string_view text) {
  for (const std::uint8_t flag : fold(text).disguised) {
    if (flag != 0) return true;
  }
  return false;
}

void check_invariants(std::string_view original, const Folded& folded) {
  const std::uint32_t units = utf16_length(original);
  REQUIRE(folded.start.size() == folded.text.size());
  REQUIRE(folded.end.size() == folded.text.size());
  REQUIRE(folded.disguised.size() == folded.text.size());
  for (std::size_t i = 0; i < folded.text.size(); ++i) {
    CHECK(folded.start[i] < folded.end[i]);
    CHECK(folded.end[i] <= units);
    if (i > 0) CHECK(folded.start[i - 1] <= folded.start[i]);
    const auto c = static_cast<unsigned char>(folded.text[i]);
    CHECK((c >= 0x20 || c == '\n'));
    CHECK(c != 0x7F);
  }
}

}  // namespace

TEST_CASE("case, compatibility forms and diacritics fold away") {
  CHECK(plain("CARTIER Čartïèr") == "cartier cartier");
  CHECK(plain("straße Æon Œuvre Ørsted Łódź Đồng ışık İstanbul") ==
        "strasse aeon oeuvre orsted lodz dong isik istanbul");
  CHECK(plain("Việt Nam ấ ự ẫ") == "viet nam a u a");
  CHECK(plain("ёлка Ёж Україна й") == "елка еж украіна и");
  CHECK(plain("Ελλάδα ΟΔΟΣ") == "ελλαδα οδοσ");
  CHECK(plain("ﬁt ﬂat Ⅷ ½ № 5 ㎏") == "fit flat viii 1/2 no 5 kg");
  CHECK(plain("e\u0301 n\u0303") == "e n");
}

TEST_CASE("scripts keep what is theirs") {
  CHECK(plain("我的ＧＵＣＣＩ包") == "我的gucci包");
  CHECK(plain("ｶﾙﾃｨｴ ﾊﾞｯｸﾞ") == "カルティエ バッグ");
  CHECK(plain("か\u3099 が") == "が が");
  CHECK(plain("かたカタ") == "かたカタ");
  CHECK(plain("隐藏链接 隱藏連結") == "隐藏链接 隱藏連結");
  CHECK(plain("구찌") == "구찌");
  CHECK(plain("\u1100\u116E\u110D\u1175") == "구찌");  // decomposed, as macOS writes file names
  CHECK(plain("\u1112\u1161\u11AB") == "한");
  CHECK(plain("ㄹㄹㅈ") == "ㄹㄹㅈ");
  CHECK(plain("कार्टियर") == "कार्टियर");
  CHECK(plain("\u0958") == plain("\u0915\u093C"));
  CHECK(plain("ของก๊อป") == "ของก๊อป");
  CHECK(plain("كَارْتِيِيه") == "كارتييه");
  CHECK(plain("ٱلأصلي إلى آخر") == "الاصلي الي اخر");
  CHECK(plain("کیف") == "كيف");  // Persian letters as Arabic ones
  CHECK(plain("كـــارتييه") == "كارتييه");
  CHECK(plain("שָׁלוֹם") == "שלום");
  CHECK(plain("١٢٣ १२३") == "123 123");
}

TEST_CASE("Hangul written letter by letter is put together") {
  CHECK(plain("ㄱㅜㅉㅣ") == "구찌");
  CHECK(plain("ㅅㅑ넬 샤ㄴㅔㄹ") == "샤넬 샤넬");
  CHECK(plain("프ㄹr다 나ㅇl키 ㄷHㅣ") == "프라다 나이키 대ㅣ");
  CHECK(any_disguised("프ㄹr다"));
  CHECK(behind("x ㄱㅜㅉㅣ 백", "구") == "ㄱㅜ");
  // Laughter, tears, initials and a Latin word behind a letter stay.
  CHECK(plain("구찌ㅋㅋㅋ ㅠㅠ ㄹㄹㅈ ㅋrolex") == "구찌ㅋㅋㅋ ㅠㅠ ㄹㄹㅈ ㅋrolex");
}

TEST_CASE("letters that keyboards and typists write otherwise") {
  CHECK(plain("ज़ारा \u095Bारा") == "जारा जारा");
  CHECK(plain("ڤالنتينو ڨوتشي") == "فالنتينو قوتشي");
}

TEST_CASE("styled alphabets are the letters that they style") {
  for (const char* name : {"𝗚𝘂𝗰𝗰𝗶", "𝓖𝓾𝓬𝓬𝓲", "𝔾𝕦𝕔𝕔𝕚", "𝙶𝚞𝚌𝚌𝚒", "𝕲𝖚𝖈𝖈𝖎", "ⒼⓊⒸⒸⒾ", "🅖🅤🅒🅒🅘", "🅶🆄🅲🅲🅸", "🄶🅄🄲🄲🄸",
                           "⒢⒰⒞⒞⒤", "🇬🇺🇨🇨🇮", "ɢᴜᴄᴄɪ", "ᵍᵘᶜᶜⁱ", "ＧＵＣＣＩ", "Ğųčçĩ", "G͟u͟c͟c͟i͟", "g̶u̶c̶c̶i̶"}) {
    CAPTURE(name);
    CHECK(plain(name) == "gucci");
  }
  CHECK(plain("ᑕᕼᗩᑎEᒪ") == "chanel");
  CHECK(plain("ᏟᎻᎪΝᎬᏞ") == "chanel");
  CHECK(plain("匚卄卂几乇ㄥ") == "chanel");
  CHECK(plain("ςђคภєɭ") == "chanel");
  CHECK(plain("🅿️rada 🅱️alenciaga") == "prada balenciaga");
  CHECK(any_disguised("𝗚𝘂𝗰𝗰𝗶"));
  CHECK(any_disguised("ＧＵＣＣＩ bag"));
  CHECK_FALSE(any_disguised("我的ＧＵＣＣＩ包"));
  CHECK_FALSE(any_disguised("Čartïèr ½ ﬁt"));
}

TEST_CASE("flags stay flags") {
  CHECK(plain("🇫🇷") == "🇫🇷");
  CHECK(plain("🇱🇻") == "🇱🇻");  // Latvia, not Louis Vuitton
  CHECK(plain("🇫🇷🇮🇹🇩🇪") == "🇫🇷🇮🇹🇩🇪");
  CHECK(plain("🇩🇮🇴🇷") == "dior");  // DI is no region
  CHECK(plain("🇳 🇮 🇰 🇪") == "n i k e");
}

TEST_CASE("look-alikes fold only in words that mix scripts") {
  CHECK(plain("Сhаnеl GUССI Ηermes Rоlех") == "chanel gucci hermes rolex");
  CHECK(plain("PЯADA ИIKE") == "prada nike");
  CHECK(plain("gυ¢¢ι") == "gu¢¢i");
  CHECK(any_disguised("Сhanel"));
  // Whole words of a script are words.
  CHECK(plain("Картье НОВАЯ сумка оса рост") == "картье новая сумка оса рост");
  CHECK(plain("кроссовкиNike") == "кроссовкиnike");
  CHECK(plain("ΝΕΑ Chanel") == "νεα chanel");
  CHECK_FALSE(any_disguised("Картье и Chanel"));
  CHECK(plain("上山Nike 口红") == "上山nike 口红");
}

TEST_CASE("what is not seen is gone, and tells") {
  CHECK(plain("G\u200Bu\u200Bc\u200Dc\uFEFFi") == "gucci");
  CHECK(any_disguised("G\u200Bucci"));
  CHECK(plain("می\u200Cخواهم") == "ميخواهم");
  CHECK_FALSE(any_disguised("می\u200Cخواهم 👩\u200D👧"));
  CHECK(plain("1\uFE0F\u20E3:1\uFE0F\u20E3") == "1:1");
  CHECK(plain(std::string("a\0b\x02"
                          "c\x7F",
                          6)) == "abc");
}

TEST_CASE("white space, quotes and dashes have one form") {
  CHECK(plain("a  \t b\u00A0\u3000c") == "a b c");
  CHECK(plain("a \r\n  b") == "a\nb");
  CHECK(plain("a\u2028b") == "a\nb");
  CHECK(plain("“a” ‘b’ «c» — – −") == "\"a\" 'b' \"c\" - - -");
  CHECK(plain("a…b") == "a...b");
  CHECK(plain("Nike™ Cartier® ¯\\_(ツ)_/¯") == "nike™ cartier® ¯\\_(ツ)_/¯");
}

TEST_CASE("offsets lead back to the original, in UTF-16 units") {
  CHECK(behind("see 𝗚𝘂𝗰𝗰𝗶 now", "gucci") == "𝗚𝘂𝗰𝗰𝗶");
  CHECK(fold("🔥𝗚x").start[4] == 2);  // after one emoji: two units
  CHECK(fold("🔥𝗚x").end[4] == 4);
  CHECK(behind("my C\u0336a\u0336r\u0336t\u0336 x", "cart") == "C\u0336a\u0336r\u0336t\u0336");
  CHECK(behind("a straße b", "strasse") == "straße");
  CHECK(behind("a Сhаnеl b", "chanel") == "Сhаnеl");
  CHECK(behind("x ᏟᎻᎪΝᎬᏞ y", "y") == "y");
  CHECK(behind("x G\u200Bu\u200Bcci y", "gucci") == "G\u200Bu\u200Bcci");
  CHECK(behind("a か\u3099 b", "が") == "か\u3099");
  CHECK(behind("ﬁ ﬁt", "fit") == "ﬁt");
  const Folded two = fold("a \n b");
  CHECK(two.text == "a\nb");
  CHECK(two.start[1] == 1);
  CHECK(two.end[1] == 4);
}

TEST_CASE("leet inside words is undone") {
  CHECK(read("l!nk r0lex gu¢¢i") == "link rolex gucci");
  CHECK(read("ch@nel R@y-B@n $upreme herme$ v@1entino") == "chanel ray-ban supreme hermes valentino");
  CHECK(read("cart1er r01ex ba1enciaga b1ack wa11et 1ouis") == "cartier rolex balenciaga black wallet louis");
  CHECK(read("gucc1 prad4 pr4d4 di0 b3lt n1ke") == "gucci prada prada dio belt nike");
  CHECK(read("₵Ⱨ₳₦ɆⱠ gυ¢¢ι") == "chanel gucci");
  CHECK(undo_leet(fold("r0lex")).disguised[1] == 1);
  // Near misses: numbers, sizes, grades, codes, punctuation and mentions stay.
  for (const char* text :
       {"7a 5a 1:1 kw1 a4 mp3 h2o xs/38 iphone15 2pcs 20cm size8 no1 24k 18k b2b 4k", "wow! great! hey!!",
        "@gucci @a.b", "$50 50€ £20 ¥3000 5$", "5star 1piece 3pack 7days 4ever", "2024 #ss24 10:30 3/4",
        "1st 2nd 3d 4xl", "a + b c+", "jordan1 level5"}) {
    CAPTURE(text);
    CHECK(undo_leet(fold(text)).text.empty());
  }
}

TEST_CASE("word bytes and word places") {
  CHECK(is_word_byte('a'));
  CHECK(is_word_byte('7'));
  CHECK_FALSE(is_word_byte('-'));
  const std::string text = plain("a👍山-é");
  CHECK(is_word_at(text, 0));
  CHECK_FALSE(is_word_at(text, 1));
  CHECK_FALSE(is_word_before(text, 5));
  CHECK(is_word_at(text, 5));
  CHECK(is_word_before(text, 8));
  CHECK_FALSE(is_word_before(text, 0));
  CHECK_FALSE(is_word_at(text, text.size()));
}

TEST_CASE("UTF-16 lengths and slices") {
  CHECK(utf16_length("a🔥é") == 4);
  CHECK(utf16_slice("a🔥é", 1, 3) == "🔥");
  CHECK(utf16_slice("a🔥é", 2, 3) == "🔥");  // half a pair is widened
  CHECK(utf16_slice("abc", 1, 99) == "bc");
  CHECK(utf16_slice("abc", 3, 5).empty());
  CHECK(utf16_length("\xF0\x9F\x98") == 1);  // one cut sequence is one U+FFFD
  CHECK(plain("a\xFF"
              "b") ==
        "a\uFFFD"
        "b");
}

TEST_CASE("folding again changes nothing") {
  for (const char* text : {"Сhаnеl 𝗚𝘂𝗰𝗰𝗶 Čartïèr", "カルティエ か\u3099 ﾊﾞ", "کیف كَار", "कार्टियर क़",
                           "구찌 \u1100\u116E", "ㄱㅏㅂㅏㅇ", "Łódź Æ ½ ™", "ᑕᕼᗩᑎEᒪ 🇫🇷 ⅷ"}) {
    CAPTURE(text);
    CHECK(plain(plain(text)) == plain(text));
  }
}

TEST_CASE("any bytes fold within bounds") {
  std::mt19937 random(7);
  const std::vector<std::string> parts = {
      "a",      "G",      "\u200B", "\u0301", "С",      "ο",      "Ꮯ",      "山", "ㄥ",   "🇫",        "𝗚",
      "\u0E48", "\u3099", "か",     "\u1100", "\u1161", "\u11A8", "ß",      "ﷺ",  "\xFF", "\xE2\x82", "$",
      "1",      "!",      " ",      "\n",     "\u2028", "Ａ",     "\u094D", "क",  "™",    "|"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const std::size_t length = random() % 24;
    for (std::size_t i = 0; i < length; ++i) text += parts[random() % parts.size()];
    CAPTURE(text);
    const Folded folded = fold(text);
    check_invariants(text, folded);
    const Folded undone = undo_leet(folded);
    if (!undone.text.empty()) check_invariants(text, undone);
  }
}

TEST_CASE("every code point folds to something stable") {
  std::size_t unstable = 0;
  for (std::uint32_t code_point = 1; code_point < tables::kLimit; ++code_point) {
    if (code_point >= 0xD800 && code_point <= 0xDFFF) continue;
    char bytes[4];
    const std::string text(bytes, encode(code_point, bytes));
    const std::string once = plain(text);
    if (plain(once) != once) ++unstable;
  }
  CHECK(unstable == 0);
}

TEST_CASE("runs of marks are bounded") {
  std::string zalgo = "ก";
  for (int i = 0; i < 1000; ++i) zalgo += "\u0E48";
  CHECK(plain(zalgo).size() == 3 + 4 * 3);
  CHECK(fold(zalgo).end.back() == 1001);
}
