// What patterns need of a text, and how it is found there.
#include "cues/atoms.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cues/clauses.h"

using namespace touchstone::cues;

namespace {

constexpr char kSlot = '\x02';

/// "<link> <links> | <bio": the atoms of each clause, < and > for their word boundaries.
std::string clauses_of(const std::string& pattern) {
  std::string out;
  for (const Clause& clause : required_clauses(pattern, kSlot)) {
    if (!out.empty()) out += " | ";
    for (const Atom& atom : clause) {
      if (&atom != &clause.front()) out += ", ";
      out += (atom.opens ? "<" : "") + atom.text + (atom.closes ? ">" : "");
    }
  }
  return out;
}

/// Where each of `atoms` stands in `text`.
std::string found_in(std::vector<Atom> atoms, const std::string& text) {
  std::sort(atoms.begin(), atoms.end(), AtomScanner::comes_before);
  const AtomScanner::Built built = AtomScanner::build(atoms, std::vector<std::size_t>(atoms.size(), 0));
  const auto opened = AtomScanner::open(built.firsts, built.atoms, built.rests);
  REQUIRE(opened);
  const AtomScanner& scanner = *opened;
  std::string out;
  for (const AtomHit& hit : scanner.scan(text)) {
    if (!out.empty()) out += ' ';
    out += atoms[hit.atom].text + "@" + std::to_string(hit.begin);
  }
  return out;
}

}  // namespace

TEST_CASE("a pattern needs its literals, with the word boundaries around them") {
  CHECK(clauses_of("\\brep\\b") == "<rep>");
  CHECK(clauses_of("rep") == "rep");
  CHECK(clauses_of("\\breplica\\w*") == "<replic");
  CHECK(clauses_of("\\bhidden (?:link|listing)s?\\b") == "<hidden");
  CHECK(clauses_of("(?:\\w+ ){0,3}?bio\\b") == "bio>");
  CHECK(clauses_of("\\blink (?:\\w+ ){0,3}?bio\\b") == "<link> | <bio>");
  CHECK(clauses_of("\\blinks?[^.]{0,20}\\bbio\\b") == "<bio> | <link");
  CHECK(clauses_of("\\b(?:wp|whats ?app\\w*)\\b") == "<whats , <whatsa, <wp");
}

TEST_CASE("digits count as one another, and what may be anything tells nothing") {
  CHECK(clauses_of("\\b1:1\\b") == "<0:0>");
  CHECK(clauses_of("\\d ?€") == "0 €, 0€");
  CHECK(clauses_of("\\w+").empty());
  CHECK(clauses_of("(?:link)?").empty());
  CHECK(clauses_of("(?:link|\\w+)").empty());
  CHECK(clauses_of("\x02").empty());
  CHECK(clauses_of("\x02 dupe") == "\x02 dupe");
}

TEST_CASE("atoms are found where they stand, and words only as words") {
  const std::vector<Atom> atoms = {{"rep", true, true},   {"rep", false, false}, {"link i", true, false},
                                   {"link", true, false}, {"0:0", true, true},   {"高仿", false, false},
                                   {"$", false, false}};
  CHECK(found_in(atoms, "a rep") == "rep@2 rep@2");
  CHECK(found_in(atoms, "preppy") == "rep@1");
  CHECK(found_in(atoms, "reply") == "rep@0");
  CHECK(found_in(atoms, "link in bio") == "link@0 link i@0");
  CHECK(found_in(atoms, "links, blink") == "link@0");
  CHECK(found_in(atoms, "8:5 18:5 8:51") == "0:0@0");
  CHECK(found_in(atoms, "正品高仿包") == "高仿@6");
  CHECK(found_in(atoms, "5$") == "$@1");
  CHECK(found_in(atoms, "").empty());
}
