// Every way in which a name is hidden and still read, made for a spread of brands and judged over the real
// rules: the name is found and its offsets cover what was written. Beside them, ordinary text of twenty
// languages in which nothing may be found.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "rooms_fixture.h"
#include "text/fold.h"
#include "text/utf8.h"

using namespace touchstone;

namespace {

struct Brand {
  std::string_view id;
  std::string_view name;  ///< for disguises: lower-case ASCII letters and spaces
};

constexpr std::array<Brand, 36> kBrands = {{
    {"cartier", "cartier"},
    {"gucci", "gucci"},
    {"rolex", "rolex"},
    {"chanel", "chanel"},
    {"prada", "prada"},
    {"dior", "dior"},
    {"hermes", "hermes"},
    {"balenciaga", "balenciaga"},
    {"louis-vuitton", "louis vuitton"},
    {"versace", "versace"},
    {"burberry", "burberry"},
    {"givenchy", "givenchy"},
    {"moncler", "moncler"},
    {"valentino", "valentino"},
    {"bottega-veneta", "bottega veneta"},
    {"saint-laurent", "saint laurent"},
    {"fendi", "fendi"},
    {"celine", "celine"},
    {"nike", "nike"},
    {"adidas", "adidas"},
    {"bulgari", "bvlgari"},
    {"tiffany", "tiffany"},
    {"patek-philippe", "patek philippe"},
    {"audemars-piguet", "audemars piguet"},
    {"van-cleef-and-arpels", "van cleef"},
    {"christian-louboutin", "louboutin"},
    {"balmain", "balmain"},
    {"goyard", "goyard"},
    {"loewe", "loewe"},
    {"miu-miu", "miu miu"},
    {"swarovski", "swarovski"},
    {"pandora", "pandora"},
    {"breitling", "breitling"},
    {"timberland", "timberland"},
    {"lululemon", "lululemon"},
    {"lacoste", "lacoste"},
}};

std::string utf8(std::uint32_t code_point) {
  char bytes[4];
  return {bytes, text::encode(code_point, bytes)};
}

/// Each letter through `change`; spaces stay.
std::string by_letter(std::string_view name, const std::function<std::string(char)>& change) {
  std::string out;
  for (const char c : name) out += c == ' ' ? std::string(" ") : change(c);
  return out;
}

/// `between` between the letters; words stand apart as they did.
std::string put_between(std::string_view name, std::string_view between) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (i > 0 && name[i] != ' ' && name[i - 1] != ' ') out += between;
    out += name[i];
  }
  return out;
}

/// A styled alphabet that begins at `first`; letters that Unicode keeps elsewhere stand in `holes`.
std::string styled(std::string_view name, std::uint32_t first,
                   const std::vector<std::pair<char, std::uint32_t>>& holes = {}) {
  return by_letter(name, [&](char c) {
    for (const auto& [letter, code_point] : holes) {
      if (letter == c) return utf8(code_point);
    }
    return utf8(first + static_cast<std::uint32_t>(c - 'a'));
  });
}

/// Look-alikes for the letters in `from`, one code point each in `to`.
std::string swapped(std::string_view name, std::string_view from, const std::vector<std::uint32_t>& to,
                    std::size_t most) {
  std::size_t done = 0;
  return by_letter(name, [&](char c) {
    const std::size_t at = from.find(c);
    if (at == std::string_view::npos || done == most) return std::string(1, c);
    ++done;
    return utf8(to[at]);
  });
}

/// The place of the first vowel after the first letter of the name's longest word.
std::size_t inner_vowel(std::string_view name) {
  const std::size_t space = name.find(' ');
  const bool later = space != std::string_view::npos && name.size() - space - 1 > space;
  return name.find_first_of("aeiou", later ? space + 2 : 1);
}

std::size_t letters(std::string_view name) {
  return static_cast<std::size_t>(std::count_if(name.begin(), name.end(), [](char c) { return c != ' '; }));
}

/// Long enough for a letter dropped or two swapped to leave no doubt.
bool one_long_word(std::string_view name) {
  return name.size() >= 8 && name.find(' ') == std::string_view::npos;
}

struct Family {
  std::string_view name;
  /// The disguised name; empty where this name cannot be hidden so and still be read.
  std::function<std::string(std::string_view)> hide;
};

std::string masked(std::string_view name, std::string_view mask) {
  std::string out(name);
  out.replace(inner_vowel(name), 1, mask);
  return out;
}

std::string leet(std::string_view name, std::size_t most) {
  static constexpr std::string_view kLetters = "oeas";
  static constexpr std::string_view kDigits = "0345";
  std::string out(name);
  std::size_t done = 0;
  for (std::size_t i = 1; i < out.size() && done < most; ++i) {
    const std::size_t at = kLetters.find(out[i]);
    if (at == std::string_view::npos) continue;
    out[i] = kDigits[at];
    ++done;
  }
  return done > 0 ? out : std::string();
}

const std::vector<Family>& families() {
  using View = std::string_view;
  static const std::vector<Family> kFamilies = {
      {"capitals",
       [](View n) { return by_letter(n, [](char c) { return std::string(1, static_cast<char>(c - 32)); }); }},
      {"math bold", [](View n) { return styled(n, 0x1D41A); }},
      {"math bold capitals", [](View n) { return styled(n, 0x1D400); }},
      {"math italic",
       [](View n) {
         return styled(n, 0x1D44E, {{'h', 0x210E}});
       }},
      {"math bold script", [](View n) { return styled(n, 0x1D4EA); }},
      {"math script",
       [](View n) {
         return styled(n, 0x1D4B6, {{'e', 0x212F}, {'g', 0x210A}, {'o', 0x2134}});
       }},
      {"math fraktur", [](View n) { return styled(n, 0x1D51E); }},
      {"double-struck", [](View n) { return styled(n, 0x1D552); }},
      {"sans-serif bold italic", [](View n) { return styled(n, 0x1D656); }},
      {"monospace", [](View n) { return styled(n, 0x1D68A); }},
      {"full-width", [](View n) { return styled(n, 0xFF41); }},
      {"full-width capitals", [](View n) { return styled(n, 0xFF21); }},
      {"circled", [](View n) { return styled(n, 0x24D0); }},
      {"circled capitals", [](View n) { return styled(n, 0x24B6); }},
      {"negative circled", [](View n) { return styled(n, 0x1F150); }},
      {"squared", [](View n) { return styled(n, 0x1F130); }},
      {"negative squared", [](View n) { return styled(n, 0x1F170); }},
      {"parenthesized", [](View n) { return styled(n, 0x249C); }},
      // Kept apart, because two that stand together may be a flag.
      {"regional indicators",
       [](View n) {
         std::string out = styled(n.substr(0, 1), 0x1F1E6);
         for (const char c : n.substr(1)) {
           out += c == ' ' ? " " : (out.back() == ' ' ? "" : "\u200B") + styled({&c, 1}, 0x1F1E6);
         }
         return out;
       }},
      {"zero width space", [](View n) { return put_between(n, "\u200B"); }},
      {"zero width joiner", [](View n) { return put_between(n, "\u200D"); }},
      {"word joiner", [](View n) { return put_between(n, "\u2060"); }},
      {"soft hyphen", [](View n) { return put_between(n, "\u00AD"); }},
      {"invisible separator", [](View n) { return put_between(n, "\u2063"); }},
      {"variation selectors", [](View n) { return put_between(n, "\uFE0F"); }},
      {"tag characters", [](View n) { return put_between(n, "\U000E0061"); }},
      {"struck through", [](View n) { return put_between(n, "\u0336"); }},
      {"underlined", [](View n) { return put_between(n, "\u0332"); }},
      {"acute on every letter", [](View n) { return put_between(n, "\u0301"); }},
      {"stacked marks", [](View n) { return put_between(n, "\u0300\u0323\u0489"); }},
      {"one Cyrillic letter",
       [](View n) {
         return swapped(n, "aeopcxyi", {0x430, 0x435, 0x43E, 0x440, 0x441, 0x445, 0x443, 0x456}, 1);
       }},
      {"all Cyrillic letters that there are",
       [](View n) {
         return swapped(n, "aeopcxyi", {0x430, 0x435, 0x43E, 0x440, 0x441, 0x445, 0x443, 0x456}, 99);
       }},
      {"Greek letters",
       [](View n) {
         return swapped(n, "aovip", {0x3B1, 0x3BF, 0x3BD, 0x3B9, 0x3C1}, 99);
       }},
      {"one Armenian letter",
       [](View n) {
         return swapped(n, "ohnu", {0x585, 0x570, 0x578, 0x57D}, 1);
       }},
      {"leet, one", [](View n) { return leet(n, 1); }},
      {"leet, all", [](View n) { return letters(n) > 5 ? leet(n, 99) : std::string(); }},
      {"masked *", [](View n) { return masked(n, "*"); }},
      {"masked _", [](View n) { return masked(n, "_"); }},
      {"masked wave", [](View n) { return masked(n, "～"); }},
      {"masked middle dot", [](View n) { return masked(n, "·"); }},
      {"masked @", [](View n) { return n[inner_vowel(n)] == 'a' ? masked(n, "@") : std::string(); }},
      {"dots", [](View n) { return put_between(n, "."); }},
      {"middle dots", [](View n) { return put_between(n, "·"); }},
      {"hyphens", [](View n) { return put_between(n, "-"); }},
      {"underscores", [](View n) { return put_between(n, "_"); }},
      {"spaces", [](View n) { return put_between(n, " "); }},
      {"emoji between letters", [](View n) { return put_between(n, "✨"); }},
      {"an emoji inside",
       [](View n) {
         std::string out(n);
         if (letters(n) < 6) return std::string();
         return out.insert(n.find(' ') == View::npos ? n.size() / 2 : n.find(' '), "🔥");
       }},
      {"stretched",
       [](View n) {
         std::string out(n);
         return out.insert(inner_vowel(n), 3, n[inner_vowel(n)]);
       }},
      {"doubled",
       [](View n) {
         std::string out(n);
         return letters(n) >= 7 ? out.insert(inner_vowel(n), 1, n[inner_vowel(n)]) : std::string();
       }},
      {"dropped",
       [](View n) {
         std::string out(n);
         return one_long_word(n) ? out.erase(inner_vowel(n), 1) : std::string();
       }},
      {"swapped",
       [](View n) {
         std::string out(n);
         const std::size_t at = inner_vowel(n);
         if (!one_long_word(n) || at + 1 >= n.size() || n[at + 1] == ' ' || n[at] == n[at + 1])
           return std::string();
         std::swap(out[at], out[at + 1]);
         return out;
       }},
      {"hashtag",
       [](View n) {
         std::string out = "#" + std::string(n);
         out.erase(std::remove(out.begin(), out.end(), ' '), out.end());
         return out;
       }},
  };
  return kFamilies;
}

/// UTF-16 units [start, end) of the promotion's text.
struct Range {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Range& one, const Range& other) {
    return one.start == other.start && one.end == other.end;
  }
};

/// What the brand's mentions cover; nothing when it is not found.
Range covered(const Response& response, std::string_view brand) {
  Range range;
  for (const Claim& claim : response.claims) {
    if (claim.brand != brand) continue;
    if (range.end == 0) range.start = claim.span.start;
    range.end = std::max(range.end, claim.span.end);
  }
  return range;
}

}  // namespace

TEST_CASE("a hidden name is found, and its offsets cover what was written") {
  std::size_t tried = 0;
  for (const Family& family : families()) {
    for (const Brand& brand : kBrands) {
      const std::string hidden = family.hide(brand.name);
      if (hidden.empty()) continue;
      ++tried;
      static constexpr std::string_view kBefore = "so happy with my new ";
      Request request;
      request.id = "d";
      request.promotion.text = std::string(kBefore) + hidden + " 💛 came today";
      const Range found = covered(test::inspector().inspect(request), brand.id);
      const auto begins = static_cast<std::uint32_t>(kBefore.size()) + (hidden[0] == '#' ? 1 : 0);
      const auto ends = static_cast<std::uint32_t>(kBefore.size()) + text::utf16_length(hidden);
      CHECK_MESSAGE((found == Range{begins, ends}),
                    family.name << ": " << hidden << " found at [" << found.start << ", " << found.end
                                << ") instead of [" << begins << ", " << ends << ")");
    }
  }
  CHECK(tried > 1700);
}

TEST_CASE("a name in a script of its own is found as it stands") {
  static constexpr std::array<Brand, 12> kNames = {{
      {"cartier", "Картье"},
      {"cartier", "卡地亚"},
      {"cartier", "カルティエ"},
      {"cartier", "까르띠에"},
      {"cartier", "كارتييه"},
      {"gucci", "гуччи"},
      {"gucci", "ГУЧЧИ"},
      {"rolex", "Ролекс"},
      {"chanel", "シャネル"},
      {"chanel", "샤넬"},
      {"prada", "普拉达"},
      {"nike", "नाइकी"},
  }};
  for (const Brand& brand : kNames) {
    Request request;
    request.id = "s";
    request.promotion.text = "✨ " + std::string(brand.name) + " ✨";
    CHECK_MESSAGE((covered(test::inspector().inspect(request), brand.id) ==
                   Range{2, 2 + text::utf16_length(brand.name)}),
                  brand.name);
  }
}

TEST_CASE("ordinary text names nothing, however it is written") {
  static constexpr std::array<std::string_view, 96> kOrdinary = {
      // The same tricks on words that are no names.
      "𝓰𝓸𝓸𝓭 𝓶𝓸𝓻𝓷𝓲𝓷𝓰 𝓮𝓿𝓮𝓻𝔂𝓸𝓷𝓮, 𝕙𝕒𝕧𝕖 𝕒 𝕘𝕣𝕖𝕒𝕥 𝕕𝕒𝕪",
      "Ｓｕｎｄａｙ ｍｏｏｄ ☀️ ⓗⓐⓟⓟⓨ 🅷🅾🅼🅴",
      "s-o-o-o happy right now, w o w, o m g, y a y",
      "f.r.i.e.n.d.s marathon tonight, l.o.v.e it",
      "what the h*ll, this sh*t is b@nan@s, d@mn",
      "cl✨ean g✨irl ae✨sthetic",
      "soooo cuuuute, i loooove thiiis, yaaaay, guuuurl",
      "th1s 1s wh4t w3 w4nt3d, gr8 d4y, l8r m8",
      "h͟e͟l͟l͟o͟ f̶r̶i̶e̶n̶d̶s̶, c̲l̲e̲a̲n̲",
      "🇮🇹🇫🇷🇪🇸 road trip, 🇺🇸 next",
      "Ⓜ️ line to the station, 🅿️ is full, 🆗 then",
      "ha\u200Bppy bir\u200Bth\u200Dday to my best\u2060ie",
      "the teh adn recieve of typos, definately wierd",
      "1st, 2nd, 3rd place; 4x4, 5k run, 10k steps, a2z, b2b, c3po, r2d2, mp3, h2o",
      // English, near the names in spelling.
      "guess what, my coach picked a mango smoothie by the gap in the fence",
      "charter a cartage firm; the carter and the cartel met the courtier",
      "channel the chapel, panel, camel, flannel and chisel",
      "a parade in Granada, pravda, drapery and prawns",
      "rollers, relax, complex, reflex, latex and a duplex",
      "the door, a diorama, odor, diary and idiot",
      "vintage balance, a ballet, valentine and valet",
      "hermit, herpes, heroes and thermos at home",
      "celery, saline, ceiling, canine, feline",
      "fender, bendy, fendering, find it, trendy",
      "versatile, adverse, reverse, verses",
      "like a hike, a bike, Mike and the spike",
      "lower, low, owe, flower and Lowell",
      "panda, wonder, ponder, pandemic",
      "lacquer, costume, lakeside, lacrosse",
      "timber and land for sale, lumber, timbered",
      "moncla, monologue, uncle, the clergy",
      "burgers and berries, blueberry, strawberry, library",
      "goya beans, graveyard, good year, backyard",
      // Words of other languages.
      "Heute gehen wir ins Kino, danach essen wir zu Hause eine Suppe.",
      "Die Karte hier ist schön, aber der Garten ist schöner.",
      "Das Wetter war heute leider sehr schlecht, wir bleiben drinnen.",
      "Aujourd'hui il fait beau, on part à la campagne avec les enfants.",
      "Le quartier est calme, les cartes postales sont jolies.",
      "J'ai raté mon train, je suis dans le couloir avec mes valises.",
      "Hoy hace sol y vamos a la playa con toda la familia.",
      "La cartera se quedó en casa, qué barrio tan bonito.",
      "Mañana empiezo las clases de cocina, deséenme suerte.",
      "Hoje o dia está lindo, vamos para a praia com as crianças.",
      "O carteiro passou cedo e deixou uma carta para a avó.",
      "Saudade da minha terra, do feijão e do café da tarde.",
      "Oggi piove, restiamo a casa a guardare un film.",
      "Il cartiere del paese ha chiuso, che peccato per tutti.",
      "La prossima settimana partiamo per il mare con gli amici.",
      "Vandaag is het mooi weer, we gaan fietsen door de duinen.",
      "De kaart hangt aan de muur, de kamer is eindelijk klaar.",
      "Dziś jest piękna pogoda, idziemy na spacer do lasu.",
      "Kartka leży na stole, a herbata już stygnie.",
      "Dnes je krásně, jdeme s dětmi na procházku do parku.",
      "Karty jsou rozdané, tak ať vyhraje ten lepší.",
      "Ma szép idő van, kimegyünk a Duna-partra sétálni.",
      "Astăzi e soare, mergem la plimbare cu copiii în parc.",
      "Bugün hava çok güzel, ailece sahile yürüyüşe gidiyoruz.",
      "Kartlar karıştı, çocuklar bahçede oynuyor.",
      "Idag är det fint väder, vi går ut i skogen och plockar bär.",
      "Kartan ligger hemma, men vi hittar nog ändå.",
      "Σήμερα έχει ωραίο καιρό, πάμε βόλτα στη θάλασσα.",
      "Οι κάρτες είναι πάνω στο τραπέζι, το φαγητό έτοιμο.",
      "Καλημέρα σε όλους, καλή εβδομάδα με υγεία και χαρά.",
      "Сегодня хорошая погода, идём гулять в парк с детьми.",
      "Картина висит на стене, карта лежит в ящике.",
      "Доброе утро, друзья, всем хорошего дня и улыбок.",
      "Роллы и суп на ужин, а на десерт пирог с яблоками.",
      "Сьогодні гарна погода, ми йдемо на прогулянку до лісу.",
      "Картопля з грибами на вечерю, смачного всім.",
      "الطقس جميل اليوم وسنذهب إلى البحر مع الأطفال.",
      "صباح الخير يا أصدقاء، أتمنى لكم يوما سعيدا.",
      "امروز هوا خیلی خوب است و با بچه‌ها به پارک می‌رویم.",
      "صبح بخیر دوستان عزیز، روز خوبی داشته باشید.",
      "היום מזג האוויר נעים ואנחנו הולכים לטייל בפארק.",
      "בוקר טוב לכולם, שיהיה שבוע מצוין ורגוע.",
      "आज मौसम बहुत अच्छा है, हम बच्चों के साथ पार्क जा रहे हैं।",
      "सुप्रभात दोस्तों, आपका दिन मंगलमय हो।",
      "aaj mausam bahut accha hai, hum sab bahar ja rahe hain",
      "Hari ini cuacanya cerah, kami pergi ke pantai bersama keluarga.",
      "Kartunya tertinggal di rumah, jadi kami pulang lagi.",
      "Cuaca hari ini sangat panas, mari minum air kelapa.",
      "Hôm nay trời đẹp, cả nhà đi chơi công viên.",
      "Chúc mọi người buổi sáng vui vẻ và nhiều năng lượng.",
      "วันนี้อากาศดีมาก เราไปเที่ยวทะเลกันทั้งครอบครัว",
      "สวัสดีตอนเช้า ขอให้ทุกคนมีความสุข",
      "今天天气很好，我们一家人去公园散步。",
      "早上好，祝大家一切顺利，身体健康。",
      "今日天氣很好，我們去海邊走走吧。",
      "今日はいい天気なので、家族で公園へ散歩に行きます。",
      "おはようございます。今週も頑張りましょう。",
      "朝ごはんはパンとコーヒー、昼はカレーの予定です。",
      "오늘 날씨가 좋아서 가족과 함께 공원에 산책하러 가요.",
      "좋은 아침이에요, 모두 행복한 하루 보내세요.",
      "Tänään on kaunis ilma, lähdemme metsään kävelylle.",
      "I dag er det fint vær, vi går tur i skogen med hunden.",
      "Vandaag bak ik koekjes met mijn oma, heerlijk rustig.",
  };
  for (const std::string_view words : kOrdinary) {
    Request request;
    request.id = "o";
    request.promotion.text = std::string(words);
    const Response response = test::inspector().inspect(request);
    for (const Claim& claim : response.claims) {
      CHECK_MESSAGE((claim.role != Role::kClaim && claim.role != Role::kLookalike),
                    words << ": " << claim.matched << " read as " << claim.name);
    }
    CHECK_MESSAGE(response.level == Level::kClear, words);
  }
}
