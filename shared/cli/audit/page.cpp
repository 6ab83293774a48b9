// report.html: what an audit found, as one page that stands alone.
#include "audit/page.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <initializer_list>
#include <string>
#include <string_view>

#include "assets.h"
#include "text/fold.h"
#include "touchstone/json.h"

namespace touchstone::cli::audit {
namespace {

/// Longer texts are shown around what was matched in them.
constexpr std::size_t kWholeText = 1200;
constexpr std::size_t kAround = 160;
constexpr std::size_t kMaxRows = 2000;

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        // Other control characters are no text.
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
    }
  }
  return out;
}

/// Text that came from a page: in its own direction, which must not reach beyond it.
std::string foreign(std::string_view text) {
  return "<bdi>" + escaped(text) + "</bdi>";
}

bool is_web_address(std::string_view url) {
  return url.substr(0, 8) == "https://" || url.substr(0, 7) == "http://";
}

/// Of an address that is not one of the web, the text alone.
std::string link_to(std::string_view url, std::string_view text) {
  if (!is_web_address(url)) return foreign(text);
  return "<a rel=\"noreferrer noopener nofollow\" href=\"" + escaped(url) + "\">" + foreign(text) + "</a>";
}

std::string chip(Level level) {
  const std::string name(name_of(level));
  return "<span class=\"level " + name + "\">" + name + "</span>";
}

std::string two_decimals(double score) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%.2f", score);
  return text.data();
}

/// 12,345
std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string counted(std::uint64_t number, std::string_view one, std::string_view many) {
  return grouped(number) + " " + std::string(number == 1 ? one : many);
}

std::string list_of(const std::set<std::string>& values, std::size_t at_most = 12) {
  std::string out;
  std::size_t count = 0;
  for (const std::string& value : values) {
    if (count == at_most)
      return out + " <span class=\"quiet\">and " + std::to_string(values.size() - count) + " more</span>";
    out += (count++ > 0 ? ", " : "") + foreign(value);
  }
  return out;
}

/// Ids as words: "hidden_link" is "hidden link".
std::set<std::string> in_words(const std::set<std::string>& ids) {
  std::set<std::string> words;
  for (std::string id : ids) {
    std::replace(id.begin(), id.end(), '_', ' ');
    words.insert(std::move(id));
  }
  return words;
}

/// A matched stretch of one text, in bytes.
struct Marked {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view kind;
};

/// What was matched in `field`, in order and without overlaps.
std::vector<Marked> marks_of(const Response& response, std::string_view field, std::string_view text) {
  std::vector<Marked> marks;
  const auto mark = [&](const Span& span, std::string_view kind) {
    if (span.field != field) return;
    const std::string_view slice = text::utf16_slice(text, span.start, span.end);
    if (slice.empty()) return;
    const auto begin = static_cast<std::size_t>(slice.data() - text.data());
    marks.push_back({begin, begin + slice.size(), kind});
  };
  for (const Claim& claim : response.claims) mark(claim.span, presents(claim.role) ? "claim" : "soft");
  for (const Cue& cue : response.cues) mark(cue.span, cue.strength == Strength::kSoft ? "soft" : "lure");
  std::stable_sort(marks.begin(), marks.end(),
                   [](const Marked& a, const Marked& b) { return a.begin < b.begin; });
  std::vector<Marked> apart;
  for (const Marked& one : marks) {
    if (apart.empty() || one.begin >= apart.back().end) apart.push_back(one);
  }
  return apart;
}

/// Moves a cut to the begin of a character.
std::size_t character_border(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

/// The text with its matches marked; of a long one what stands around them.
std::string marked_text(std::string_view text, const std::vector<Marked>& marks) {
  std::vector<std::pair<std::size_t, std::size_t>> shown;
  if (text.size() <= kWholeText) {
    shown.emplace_back(0, text.size());
  } else {
    for (const Marked& mark : marks) {
      if (shown.size() == 8) break;
      const std::size_t begin = character_border(text, mark.begin > kAround ? mark.begin - kAround : 0);
      const std::size_t end = character_border(text, std::min(text.size(), mark.end + kAround));
      if (!shown.empty() && begin <= shown.back().second) {
        shown.back().second = end;
      } else {
        shown.emplace_back(begin, end);
      }
    }
    if (shown.empty()) shown.emplace_back(0, character_border(text, kWholeText / 2));
  }
  std::string out;
  for (const auto& [begin, end] : shown) {
    if (begin > 0) out += out.empty() ? "… " : " … ";
    std::size_t at = begin;
    for (const Marked& mark : marks) {
      if (mark.begin < at || mark.end > end) continue;
      out += escaped(text.substr(at, mark.begin - at)) + "<mark class=\"" + std::string(mark.kind) + "\">" +
             escaped(text.substr(mark.begin, mark.end - mark.begin)) + "</mark>";
      at = mark.end;
    }
    out += escaped(text.substr(at, end - at));
  }
  if (shown.back().second < text.size()) out += " …";
  return out;
}

std::string words(const Response& response, const std::string& field, std::string_view text) {
  return "<p class=\"words\" dir=\"auto\">" + marked_text(text, marks_of(response, field, text)) + "</p>";
}

std::string entry(std::string_view name, const std::string& html) {
  return html.empty() ? "" : "<dt>" + std::string(name) + "</dt><dd>" + html + "</dd>";
}

std::string account_name(const std::string& name) {
  return name.empty() ? "(no account)" : name;
}

std::string promotion_side(const Finding& finding) {
  const Promotion& promotion = finding.request.promotion;
  const Response& response = finding.response;
  std::string html = "<div class=\"side\"><h4>The " + std::string(name_of(promotion.kind)) + " says</h4>";
  html +=
      promotion.text.empty() ? "<p class=\"quiet\">(no words)</p>" : words(response, "text", promotion.text);
  for (std::size_t i = 0; i < promotion.context.size(); ++i) {
    const std::string field = "context[" + std::to_string(i) + "].text";
    if (marks_of(response, field, promotion.context[i].text).empty()) continue;
    html += "<h4>Before it, " + foreign(account_name(promotion.context[i].author)) + " says</h4>" +
            words(response, field, promotion.context[i].text);
  }
  std::string facts;
  for (std::size_t i = 0; i < promotion.alt_text.size(); ++i) {
    const std::string field = "alt_text[" + std::to_string(i) + "]";
    const auto marks = marks_of(response, field, promotion.alt_text[i]);
    if (i < 3 || !marks.empty()) {
      facts +=
          entry("Picture", "<span dir=\"auto\">" + marked_text(promotion.alt_text[i], marks) + "</span>");
    }
  }
  std::size_t links = 0;
  for (const Link& link : response.links) {
    if (++links > 8) break;
    facts += entry("Leads to", link_to(link.target, link.target) + " <span class=\"quiet\">(" +
                                   std::string(name_of(link.kind)) +
                                   (link.marketplace.empty() ? "" : ", " + escaped(link.marketplace)) +
                                   ")</span>");
  }
  if (promotion.sponsor) facts += entry("Paid partnership", foreign(account_name(*promotion.sponsor)));
  if (!facts.empty()) html += "<dl>" + facts + "</dl>";
  return html + "</div>";
}

std::string listing_side(const Finding& finding) {
  if (!finding.request.listing) {
    return "<div class=\"side\"><h4>The listing</h4><p class=\"quiet\">was not read.</p></div>";
  }
  const Listing& listing = *finding.request.listing;
  std::string html = "<div class=\"side\"><h4>The listing says</h4>";
  html += listing.title.empty() ? "<p class=\"quiet\">(no title)</p>"
                                : words(finding.response, "listing.title", listing.title);
  html += "<dl>" +
          entry("Brand field",
                listing.brand.empty() ? "<span class=\"quiet\">(none)</span>" : foreign(listing.brand)) +
          entry("Seller", foreign(listing.seller)) + entry("Item", foreign(listing.listing_id)) +
          entry("Address", listing.url.empty() ? "" : link_to(listing.url, listing.url)) + "</dl>";
  return html + "</div>";
}

std::string finding_card(const Finding& finding) {
  const Response& response = finding.response;
  const std::string level(name_of(response.level));
  std::string html =
      "<article class=\"finding " + level + "\"><header>" + chip(response.level) + "<h3>" +
      foreign(account_name(finding.request.promotion.author)) + "</h3><span class=\"quiet small\">" +
      std::string(name_of(finding.request.promotion.kind)) +
      (finding.source.time.empty() ? "" : ", " + escaped(finding.source.time)) + "</span>" +
      (finding.source.url.empty()
           ? ""
           : "<span class=\"small\">" + link_to(finding.source.url, finding.source.url) + "</span>") +
      "</header>";
  if (!response.reasons.empty()) {
    html += "<p class=\"says\">" + foreign(response.reasons.front().message) + "</p>";
  }
  html += "<div class=\"pair\">" + promotion_side(finding) + listing_side(finding) + "</div>";
  if (response.reasons.size() > 1) {
    html += "<ul class=\"reasons\">";
    for (std::size_t i = 1; i < response.reasons.size(); ++i) {
      html += "<li>" + foreign(response.reasons[i].message) + "</li>";
    }
    html += "</ul>";
  }
  html += "<p class=\"foot quiet small\">" + foreign(finding.source.file) + ", line " +
          std::to_string(finding.source.line) + ". Id " + foreign(finding.request.id) + ". Score " +
          two_decimals(response.score) + ", relation " + std::string(name_of(response.relation)) + ", row " +
          std::to_string(response.row) + ".</p></article>\n";
  return html;
}

std::string header_row(std::initializer_list<std::pair<const char*, bool>> names) {
  std::string html = "<thead><tr>";
  for (const auto& [name, numeric] : names) {
    html += std::string("<th scope=\"col\"") + (numeric ? " class=\"number\"" : "") + ">" + name + "</th>";
  }
  return html + "</tr></thead>";
}

std::string table(std::string_view label, const std::string& caption, const std::string& head,
                  const std::string& rows) {
  return "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" + std::string(label) +
         "\"><table data-sortable><caption>" + caption + "</caption>" + head + "<tbody>" + rows +
         "</tbody></table></div>\n";
}

std::string number_cell(std::uint64_t number) {
  return std::string("<td class=\"number") + (number == 0 ? " zero" : "") + "\">" + std::to_string(number) +
         "</td>";
}
std::string long_cell(const std::string& html) {
  return "<td class=\"long\">" + html + "</td>";
}
std::string cell(const std::string& html) {
  return "<td>" + html + "</td>";
}

/// Warn first, then caution, then check; of the same, in the order of names.
template <typename Entry>
std::vector<const Entry*> by_seriousness(const std::map<std::string, Entry>& entries,
                                         std::size_t least_level) {
  std::vector<const Entry*> sorted;
  for (const auto& [key, entry] : entries) {
    bool serious = false;
    for (std::size_t level = least_level; level < entry.levels.size(); ++level)
      serious = serious || entry.levels[level] > 0;
    if (serious) sorted.push_back(&entry);
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const Entry* a, const Entry* b) {
    return std::lexicographical_compare(b->levels.rbegin(), b->levels.rend(), a->levels.rbegin(),
                                        a->levels.rend());
  });
  return sorted;
}

std::string shown_of(std::size_t all, std::string_view one, std::string_view many) {
  if (all <= kMaxRows) return counted(all, one, many);
  return "The first " + grouped(kMaxRows) + " of " + counted(all, one, many);
}

std::string accounts_section(const Tally& tally) {
  const auto accounts = by_seriousness(tally.accounts, static_cast<std::size_t>(Level::kCheck));
  std::string html = "<section><h2 id=\"accounts\">Accounts</h2>";
  if (accounts.empty())
    return html + "<p class=\"empty\">No account has a verdict above clear.</p></section>\n";
  std::string rows;
  for (std::size_t i = 0; i < std::min(accounts.size(), kMaxRows); ++i) {
    const Account& account = *accounts[i];
    const auto& [clear, check, caution, warn] = account.levels;
    const std::string page = account.platform == "instagram" && !account.name.empty()
                                 ? "https://www.instagram.com/" + account.name + "/"
                                 : "";
    rows += "<tr><th scope=\"row\">" + link_to(page, account_name(account.name)) + "</th>" +
            number_cell(warn) + number_cell(caution) + number_cell(check) + number_cell(clear) +
            cell(list_of(account.brands)) + cell(list_of(in_words(account.lures))) +
            long_cell(list_of(account.listings, 6)) + cell(list_of(account.sellers, 6)) + "</tr>";
  }
  const std::size_t quiet = tally.accounts.size() - accounts.size();
  return html +
         table("Accounts",
               shown_of(accounts.size(), "account", "accounts") +
                   " with a verdict above clear, the most serious first; " + grouped(quiet) +
                   " without one. accounts.csv has them all.",
               header_row({{"Account", false},
                           {"Warn", true},
                           {"Caution", true},
                           {"Check", true},
                           {"Clear", true},
                           {"Brands named", false},
                           {"Lures", false},
                           {"Listings", false},
                           {"Sellers", false}}),
               rows) +
         "</section>\n";
}

std::string destinations_section(const Tally& tally) {
  const auto destinations = by_seriousness(tally.destinations, static_cast<std::size_t>(Level::kCheck));
  std::string html = "<section><h2 id=\"listings\">Listings and sellers</h2>";
  if (destinations.empty())
    return html + "<p class=\"empty\">No such promotion leads anywhere.</p></section>\n";
  std::string rows;
  for (std::size_t i = 0; i < std::min(destinations.size(), kMaxRows); ++i) {
    const Destination& to = *destinations[i];
    const auto& [clear, check, caution, warn] = to.levels;
    rows += "<tr><th scope=\"row\">" + link_to(to.url, to.listing) + "</th>" + cell(escaped(to.marketplace)) +
            cell(escaped(to.kind)) + long_cell(foreign(to.title)) + cell(foreign(to.seller)) +
            number_cell(warn) + number_cell(caution) + number_cell(check) + number_cell(to.accounts.size()) +
            cell(list_of(to.accounts, 6)) + cell(list_of(to.brands)) + "</tr>";
  }
  return html +
         table("Listings and sellers",
               shown_of(destinations.size(), "place", "places") +
                   " that promotions with a verdict above clear lead to, the most serious first.",
               header_row({{"Listing or address", false},
                           {"Marketplace", false},
                           {"Kind", false},
                           {"Title", false},
                           {"Seller", false},
                           {"Warn", true},
                           {"Caution", true},
                           {"Check", true},
                           {"Accounts", true},
                           {"Which", false},
                           {"Brands named", false}}),
               rows) +
         "</section>\n";
}

std::string findings_section(const Tally& tally) {
  const std::uint64_t serious = tally.at(Level::kWarn) + tally.at(Level::kCaution);
  std::string html = "<section><h2 id=\"findings\">Findings</h2>";
  if (tally.shown.empty())
    return html + "<p class=\"empty\">No promotion is to be warned of.</p></section>\n";
  html +=
      "<p class=\"quiet small\">" +
      (serious > tally.shown.size() ? "The " + grouped(tally.shown.size()) + " most serious of " +
                                          counted(serious, "promotion", "promotions")
                                    : counted(serious, "promotion", "promotions")) +
      " with warn or caution. Yellow marks a brand's name, red wording that leads past the listing, grey "
      "what else was "
      "understood. findings.jsonl has every promotion that was read.</p>"
      "<p class=\"tools\" hidden><label>Search the findings <input type=\"search\" id=\"search\"></label> "
      "<span id=\"search-count\" role=\"status\" class=\"quiet small\"></span></p>\n";
  for (const Finding& finding : tally.shown) html += finding_card(finding);
  return html + "</section>\n";
}

std::string reading_section(const Tally& tally) {
  std::string html = "<section><h2 id=\"reading\">What was read</h2><p>";
  std::string formats;
  for (const auto& [format, count] : tally.by_format) {
    formats += (formats.empty() ? "" : ", ") + grouped(count) + " from " +
               (format == "jsonl" ? "JSON Lines of requests" : "instaloader's files");
  }
  html += counted(tally.promotions, "promotion", "promotions") + (formats.empty() ? "" : ": " + formats) +
          ".</p>";
  if (!tally.left_out.empty()) {
    html += "<p class=\"quiet\">Left out of the folders, as files that hold no promotions:";
    for (const auto& [ending, count] : tally.left_out)
      html += " " + grouped(count) + " " + foreign(ending) + ";";
    html.back() = '.';
    html += "</p>";
  }
  if (tally.unread_count == 0)
    return html + "<p>Everything else that was given could be read.</p></section>\n";
  std::string rows;
  for (const Unread& unread : tally.unread) {
    rows += "<tr><th scope=\"row\">" + foreign(unread.file) + "</th><td class=\"number\">" +
            (unread.line == 0 ? "" : std::to_string(unread.line)) + "</td>" + cell(foreign(unread.why)) +
            "</tr>";
  }
  const std::string caption = tally.unread_count > tally.unread.size()
                                  ? "The first " + grouped(tally.unread.size()) + " of " +
                                        grouped(tally.unread_count) + " places that could not be read."
                                  : counted(tally.unread_count, "place", "places") +
                                        " that could not be read. Nothing is said of what stands there.";
  return html +
         table("What could not be read", caption,
               header_row({{"File", false}, {"Line", true}, {"Why", false}}), rows) +
         "</section>\n";
}

std::string tile(std::string_view kind, std::uint64_t number, std::string_view name) {
  return "<li class=\"" + std::string(kind) + "\"><b>" + grouped(number) + "</b>" + std::string(name) +
         "</li>";
}

}  // namespace

std::string report_page(const Tally& tally, const RunFacts& run) {
  std::string html =
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<title>Touchstone audit</title>\n<style>";
  html += kPageCss;
  html += "</style>\n</head>\n<body>\n<header><h1>Touchstone audit</h1><p class=\"quiet small\">Run " +
          escaped(run.time) + " · Touchstone " + escaped(run.touchstone) + " · rules " + escaped(run.pack) +
          "</p></header>\n<main>\n";
  html += "<ul class=\"tiles\">" + tile("warn", tally.at(Level::kWarn), "warn") +
          tile("caution", tally.at(Level::kCaution), "caution") +
          tile("check", tally.at(Level::kCheck), "check") + tile("clear", tally.at(Level::kClear), "clear") +
          tile("", tally.accounts.size(), "accounts") + tile("", tally.unread_count, "not read") + "</ul>\n";
  html +=
      "<p>" + counted(tally.promotions, "promotion", "promotions") + " of " +
      counted(tally.accounts.size(), "account", "accounts") +
      " read. <b>Warn</b>: the promotion names a brand and the listing does not offer it, or it leads buyers "
      "past the listing. "
      "<b>Caution</b>: something of this does not fit. <b>Check</b>: the listing still has to be read.</p>"
      "<p>A verdict states a mismatch between two texts. It does not say that goods are counterfeit.</p>\n"
      "<nav aria-label=\"Sections\"><a href=\"#accounts\">Accounts</a><a href=\"#listings\">Listings and "
      "sellers</a>"
      "<a href=\"#findings\">Findings</a><a href=\"#reading\">What was read</a><a href=\"#package\">The "
      "package</a></nav>\n";
  html += accounts_section(tally) + destinations_section(tally) + findings_section(tally) +
          reading_section(tally);
  html +=
      "<section><h2 id=\"package\">The package</h2><p>Beside this page stand the files below. The sums show "
      "that they are the ones of this run.</p><dl>";
  for (const auto& [name, sum] : run.checksums) {
    html += "<dt>" + escaped(name) + "</dt><dd>SHA-256 <code>" + escaped(sum) + "</code></dd>";
  }
  html += "</dl></section>\n</main>\n<script>";
  html += kPageJs;
  return html + "</script>\n</body>\n</html>\n";
}

}  // namespace touchstone::cli::audit
