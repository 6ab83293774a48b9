// What is known of one marketplace's pages, as data: from JSON to the shapes that the reader applies.
#include "listing/marketplace_rule.h"

#include <nlohmann/json.hpp>

namespace touchstone::listing {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, kFacts> kFactNames{
    "title",    "brand",       "seller",  "seller_id",  "listing_id", "variant",  "price",
    "currency", "description", "bullets", "categories", "images",     "image_alt"};

struct Reader {
  std::string_view file;
  std::string problem;

  void fail(const std::string& what) {
    if (problem.empty()) problem = what;
  }

  std::string text(const Json& value, std::string_view where) {
    if (value.is_string()) return value.get<std::string>();
    fail("\"" + std::string(where) + "\" has to be a text");
    return {};
  }

  std::vector<std::string> texts(const Json& value, std::string_view where) {
    std::vector<std::string> all;
    if (value.is_string()) {
      all.push_back(value.get<std::string>());
    } else if (value.is_array()) {
      for (const Json& one : value) all.push_back(text(one, where));
    } else {
      fail("\"" + std::string(where) + "\" has to be a text or a list of texts");
    }
    return all;
  }

  Source source(const Json& json) {
    Source out;
    if (!json.is_object()) {
      fail("a source has to be an object");
      return out;
    }
    int kinds = 0;
    for (const auto& [key, value] : json.items()) {
      if (key == "css") {
        out.kind = Source::Kind::kCss, out.select = text(value, key), ++kinds;
      } else if (key == "rows") {
        out.kind = Source::Kind::kRows, out.select = text(value, key), ++kinds;
      } else if (key == "meta") {
        out.kind = Source::Kind::kMeta, out.select = text(value, key), ++kinds;
      } else if (key == "item") {
        out.kind = Source::Kind::kItem, out.select = text(value, key), ++kinds;
      } else if (key == "ld") {
        out.kind = Source::Kind::kLd, out.path = JsonPath(text(value, key)), ++kinds;
      } else if (key == "url") {
        out.kind = Source::Kind::kUrl, out.pattern = text(value, key), ++kinds;
      } else if (key == "json") {
        // "state:path"
        const std::string whole = text(value, key);
        const std::size_t colon = whole.find(':');
        out.kind = Source::Kind::kJson, ++kinds;
        out.state = whole.substr(0, colon);
        if (colon == std::string::npos) {
          fail("\"json\" has to be \"state:path\"");
        } else {
          out.path = JsonPath(std::string_view(whole).substr(colon + 1));
        }
      } else if (key == "attr") {
        out.attribute = text(value, key);
      } else if (key == "own") {
        out.own = value.is_boolean() && value.get<bool>();
      } else if (key == "label") {
        out.labels = text(value, key);
      } else if (key == "param") {
        out.parameters = texts(value, key);
      } else if (key == "within") {
        out.within = text(value, key);
      } else if (key == "segment") {
        out.segment = text(value, key);
      } else if (key == "beside") {
        out.beside = text(value, key);
      } else if (key == "pattern") {
        out.pattern = text(value, key);
      } else if (key == "strip") {
        out.strip = texts(value, key);
      } else if (key == "drop") {
        out.drop = texts(value, key);
      } else if (key == "split") {
        out.split = text(value, key);
      } else if (key == "when") {
        out.when = text(value, key);
      } else if (key == "unless") {
        out.unless = text(value, key);
      } else if (key == "as") {
        out.as = text(value, key);
      } else if (key == "weak") {
        out.weak = value.is_boolean() && value.get<bool>();
      } else if (key != "notes") {
        fail("a source has the unknown key \"" + key + "\"");
      }
    }
    if (kinds != 1) fail("a source has to have exactly one of css, rows, meta, item, ld, json, url");
    if (out.kind == Source::Kind::kRows && out.labels.empty()) fail("\"rows\" needs a \"label\"");
    return out;
  }

  State state(const Json& json) {
    State out;
    if (!json.is_object()) {
      fail("a state has to be an object");
      return out;
    }
    for (const auto& [key, value] : json.items()) {
      if (key == "script") {
        out.script = text(value, key);
      } else if (key == "css") {
        out.css = text(value, key);
      } else if (key == "attr") {
        out.attribute = text(value, key);
      } else if (key == "after") {
        out.after = texts(value, key);
      } else if (key == "encoded") {
        out.encoded = value.is_boolean() && value.get<bool>();
      } else if (key == "path") {
        out.path = JsonPath(text(value, key));
        out.whole = false;
      } else if (key != "notes") {
        fail("a state has the unknown key \"" + key + "\"");
      }
    }
    const int ways = static_cast<int>(!out.script.empty()) + static_cast<int>(!out.css.empty()) +
                     static_cast<int>(!out.after.empty());
    if (ways != 1) fail("a state has to have exactly one of script, css, after");
    return out;
  }

  Sign sign(const Json& json) {
    Sign out;
    if (!json.is_object()) {
      fail("a sign has to be an object");
      return out;
    }
    for (const auto& [key, value] : json.items()) {
      if (key == "kind") {
        out.kind = text(value, key);
      } else if (key == "css") {
        out.css = text(value, key);
      } else if (key == "title") {
        out.titles = texts(value, key);
      } else if (key == "path") {
        out.path = text(value, key);
      } else if (key == "soft") {
        out.soft = value.is_boolean() && value.get<bool>();
      } else if (key != "notes") {
        fail("a sign has the unknown key \"" + key + "\"");
      }
    }
    if (out.kind.empty()) fail("a sign needs a \"kind\"");
    return out;
  }
};

}  // namespace

std::string_view name_of(Fact fact) {
  return kFactNames[static_cast<std::size_t>(fact)];
}

Result<Rule> parse_rule(std::string_view json, std::string_view file) {
  const auto wrong = [&](const std::string& what) {
    return Error{"invalid_rule", std::string(file) + ": " + what + "."};
  };
  const Json document = Json::parse(json.begin(), json.end(), nullptr, false);
  if (!document.is_object()) return wrong("not a JSON object");
  Reader reader{file, {}};
  Rule rule;
  for (const auto& [key, value] : document.items()) {
    if (key == "id") {
      rule.id = reader.text(value, key);
    } else if (key == "name") {
      rule.name = reader.text(value, key);
    } else if (key == "title_endings") {
      rule.title_endings = reader.texts(value, key);
    } else if (key == "currencies") {
      if (!value.is_object()) reader.fail("\"currencies\" has to map hosts to codes");
      for (const auto& item : value.items()) rule.currencies[item.key()] = reader.text(item.value(), key);
    } else if (key == "states") {
      for (const auto& [name, state] : value.items()) {
        std::vector<State>& states = rule.states[name];
        if (state.is_array()) {
          for (const Json& one : state) states.push_back(reader.state(one));
        } else {
          states.push_back(reader.state(state));
        }
      }
    } else if (key == "facts") {
      for (const auto& [name, sources] : value.items()) {
        const auto at = std::find(kFactNames.begin(), kFactNames.end(), name);
        if (at == kFactNames.end() || !sources.is_array()) {
          reader.fail("\"facts\" has the unknown fact \"" + name + "\", or it is no list");
          continue;
        }
        for (const Json& one : sources) {
          rule.facts[static_cast<std::size_t>(at - kFactNames.begin())].push_back(reader.source(one));
        }
      }
    } else if (key == "own_only") {
      for (const std::string& name : reader.texts(value, key)) {
        const auto at = std::find(kFactNames.begin(), kFactNames.end(), name);
        if (at == kFactNames.end()) {
          reader.fail("\"own_only\" has the unknown fact \"" + name + "\"");
        } else {
          rule.own_only[static_cast<std::size_t>(at - kFactNames.begin())] = true;
        }
      }
    } else if (key == "not_a_listing") {
      for (const Json& one : value) rule.signs.push_back(reader.sign(one));
    } else if (key != "notes") {
      reader.fail("the key \"" + key + "\" is unknown");
    }
  }
  for (const auto& sources : rule.facts) {
    for (const Source& source : sources) {
      if (source.kind == Source::Kind::kJson && rule.states.find(source.state) == rule.states.end()) {
        reader.fail("no state is called \"" + source.state + "\"");
      }
    }
  }
  if (rule.id.empty()) reader.fail("\"id\" is missing");
  if (!reader.problem.empty()) return wrong(reader.problem);
  return rule;
}

}  // namespace touchstone::listing
