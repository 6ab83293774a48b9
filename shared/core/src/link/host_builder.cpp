// Compiles shared/rules/hosts/*.json into the hosts section.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "link/host_section.h"
#include "link/link_reader.h"
#include "link/pattern.h"

namespace touchstone::link {
namespace {

using Json = nlohmann::json;
constexpr std::string_view kFolder = "hosts/";

Error broken(const std::string& file, const std::string& what) {
  return Error{"invalid_rule", "In " + file + ", " + what + "."};
}

struct Rule {
  RuleKind kind;
  std::string at;
  std::string to;
};

struct Family {
  std::string id;
  RuleKind fallback = RuleKind::kOther;
  MarketplaceUse marketplace = MarketplaceUse::kNever;
  std::vector<Rule> rules;
  std::vector<std::pair<std::string, ParamRole>> params;
};

struct Host {
  std::size_t family = 0;
  bool is_short = false;
};

/// Everything that the files say.
struct Sources {
  std::vector<Family> families;
  std::map<std::string, Host> hosts;
  std::map<std::string, bool> domains;   ///< top-level domain -> a bare host under it is a link
  std::map<std::string, bool> tracking;  ///< parameter -> it is a prefix
};

const std::map<std::string, RuleKind> kSections = {
    {"listing", RuleKind::kListing}, {"storefront", RuleKind::kStorefront},
    {"hub", RuleKind::kHub},         {"shortener", RuleKind::kShortener},
    {"chat", RuleKind::kChat},       {"other", RuleKind::kOther},
};

bool is_string_list(const Json& value) {
  return value.is_array() &&
         std::all_of(value.begin(), value.end(), [](const Json& item) { return item.is_string(); });
}

/// Reads the lists of one file; each method gives what is wrong, or nothing.
class FileReader {
 public:
  FileReader(Sources& sources, const Json& json) : sources_(sources), json_(json) {}

  std::optional<std::string> read(const std::string& stem) {
    if (!json_.is_object()) return "an object is expected";
    if (stem == "tracking") return read_tracking();
    if (stem == "domains") return read_domains();
    return read_family(stem);
  }

 private:
  std::optional<std::string> list(const char* key, std::vector<std::string>& into) {
    const auto found = json_.find(key);
    if (found == json_.end()) return std::nullopt;
    if (!is_string_list(*found)) return std::string("`") + key + "` is not a list of strings";
    for (const Json& item : *found) into.push_back(item.get<std::string>());
    return std::nullopt;
  }

  std::optional<std::string> read_tracking() {
    std::vector<std::string> params;
    if (auto wrong = list("params", params)) return wrong;
    for (std::string& param : params) {
      const bool prefix = !param.empty() && param.back() == '*';
      if (prefix) param.pop_back();
      sources_.tracking.emplace(std::move(param), prefix);
    }
    return std::nullopt;
  }

  std::optional<std::string> read_domains() {
    for (const bool bare : {true, false}) {
      std::vector<std::string> names;
      if (auto wrong = list(bare ? "bare" : "with_path", names)) return wrong;
      for (std::string& name : names) {
        if (!sources_.domains.emplace(name, bare).second) return "the domain \"" + name + "\" stands twice";
      }
    }
    return std::nullopt;
  }

  std::optional<std::string> read_family(const std::string& stem) {
    static const std::set<std::string> kKnown = {"id",     "about", "kind",      "hosts",   "short",
                                                 "unwrap", "tag",   "seller",    "listing", "storefront",
                                                 "hub",    "chat",  "shortener", "other"};
    for (const auto& item : json_.items()) {
      if (kKnown.count(item.key()) == 0) return "the field \"" + item.key() + "\" is unknown";
    }
    if (json_.value("id", Json()) != stem) return "`id` is not the file's name";
    Family family;
    family.id = stem;
    const Json kind = json_.value("kind", Json());
    if (kind == "marketplace") {
      family.marketplace = MarketplaceUse::kAlways;
    } else if (kind == "social") {
      family.marketplace = MarketplaceUse::kWhereSold;
    } else if (kind != "wrapper") {
      const auto found = kind.is_string() ? kSections.find(kind.get<std::string>()) : kSections.end();
      if (found == kSections.end())
        return "`kind` is none of marketplace, social, wrapper, hub, shortener, chat, other";
      family.fallback = found->second;
    }
    if (auto wrong = read_hosts()) return wrong;
    if (auto wrong = read_rules(family)) return wrong;
    sources_.families.push_back(std::move(family));
    return std::nullopt;
  }

  std::optional<std::string> read_hosts() {
    std::vector<std::string> names;
    std::vector<std::string> shorts;
    if (auto wrong = list("hosts", names)) return wrong;
    if (auto wrong = list("short", shorts)) return wrong;
    if (names.empty() && shorts.empty()) return "there is no host";
    const std::size_t family = sources_.families.size();
    for (const std::vector<std::string>* group : {&names, &shorts}) {
      for (const std::string& name : *group) {
        const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':' ||
                 c == '+';
        });
        if (!plain) return "the host \"" + name + "\" is not a lower-case ASCII name";
        if (!sources_.hosts.emplace(name, Host{family, group == &shorts}).second) {
          return "the host \"" + name + "\" already belongs to a family";
        }
      }
    }
    return std::nullopt;
  }

  std::optional<std::string> read_rules(Family& family) {
    // Unwrapping goes first. `other` goes before what may match any path, so that it can name exceptions.
    if (const auto unwrap = json_.find("unwrap"); unwrap != json_.end()) {
      if (!unwrap->is_array()) return "`unwrap` is not a list";
      for (const Json& item : *unwrap) {
        Rule rule{RuleKind::kUnwrap, {}, {}};
        if (item.is_string()) {
          rule.at = item.get<std::string>();
        } else if (item.is_object() && item.value("at", Json()).is_string() &&
                   item.value("to", Json()).is_string()) {
          rule.at = item["at"].get<std::string>();
          rule.to = item["to"].get<std::string>();
        } else {
          return "an item of `unwrap` is neither a pattern nor {at, to}";
        }
        family.rules.push_back(std::move(rule));
      }
    }
    for (const RuleKind kind : {RuleKind::kListing, RuleKind::kOther, RuleKind::kStorefront, RuleKind::kHub,
                                RuleKind::kChat, RuleKind::kShortener}) {
      for (const auto& [key, section] : kSections) {
        if (section != kind) continue;
        std::vector<std::string> patterns;
        if (auto wrong = list(key.c_str(), patterns)) return wrong;
        for (std::string& pattern : patterns) family.rules.push_back({kind, std::move(pattern), {}});
      }
    }
    for (const Rule& rule : family.rules) {
      if (auto wrong = pattern_error(rule.at)) return "the pattern \"" + rule.at + "\" is wrong: " + *wrong;
    }
    for (const ParamRole role : {ParamRole::kTag, ParamRole::kSeller}) {
      std::vector<std::string> names;
      if (auto wrong = list(role == ParamRole::kTag ? "tag" : "seller", names)) return wrong;
      for (std::string& name : names) family.params.emplace_back(std::move(name), role);
    }
    return std::nullopt;
  }

  Sources& sources_;
  const Json& json_;
};

class SectionWriter {
 public:
  std::vector<std::byte> write(const Sources& sources) {
    HostsHeader header;
    writer_.append(header);
    std::vector<HostRecord> hosts;
    for (const auto& [name, host] : sources.hosts) {
      hosts.push_back({text(name), static_cast<std::uint16_t>(host.family),
                       static_cast<std::uint16_t>(host.is_short ? 1 : 0)});
    }
    std::vector<FamilyRecord> families;
    std::vector<PatternRecord> patterns;
    std::vector<ParamRecord> params;
    for (const Family& family : sources.families) {
      FamilyRecord record;
      record.id = text(family.id);
      record.fallback = static_cast<std::uint8_t>(family.fallback);
      record.marketplace = static_cast<std::uint8_t>(family.marketplace);
      record.patterns = {static_cast<std::uint32_t>(patterns.size()),
                         static_cast<std::uint32_t>(family.rules.size())};
      record.params = {static_cast<std::uint32_t>(params.size()),
                       static_cast<std::uint32_t>(family.params.size())};
      for (const Rule& rule : family.rules) {
        patterns.push_back({text(rule.at), text(rule.to), static_cast<std::uint32_t>(rule.kind)});
      }
      for (const auto& [name, role] : family.params) params.push_back({text(name), role});
      families.push_back(record);
    }
    header.hosts = array(hosts);
    header.families = array(families);
    header.patterns = array(patterns);
    header.params = array(params);
    header.domains = names(sources.domains);
    header.tracking = names(sources.tracking);
    writer_.overwrite(0, header);
    return std::move(writer_).take();
  }

 private:
  pack::Slice text(const std::string& value) {
    const auto found = texts_.find(value);
    if (found != texts_.end()) return found->second;
    const pack::Slice slice{writer_.append_text(value), static_cast<std::uint32_t>(value.size())};
    texts_.emplace(value, slice);
    return slice;
  }

  template <typename Record>
  pack::Slice array(const std::vector<Record>& records) {
    return {writer_.append_array(records), static_cast<std::uint32_t>(records.size())};
  }

  pack::Slice names(const std::map<std::string, bool>& source) {
    std::vector<NameRecord> records;
    records.reserve(source.size());
    for (const auto& [name, flag] : source) records.push_back({text(name), flag ? 1u : 0u});
    return array(records);
  }

  pack::ByteWriter writer_;
  std::map<std::string, pack::Slice> texts_;
};

}  // namespace

Result<std::vector<std::byte>> build_section(const RuleFiles& files) {
  Sources sources;
  for (auto file = files.lower_bound(std::string(kFolder)); file != files.end(); ++file) {
    const std::string& name = file->first;
    if (name.compare(0, kFolder.size(), kFolder) != 0) break;
    constexpr std::string_view kExtension = ".json";
    if (name.size() < kFolder.size() + kExtension.size() ||
        name.compare(name.size() - kExtension.size(), kExtension.size(), kExtension) != 0) {
      return broken(name, "a hosts file must end in .json");
    }
    const std::string stem = name.substr(kFolder.size(), name.size() - kFolder.size() - kExtension.size());
    const Json json = Json::parse(file->second, nullptr, false);
    if (json.is_discarded()) return broken(name, "the text is not JSON");
    if (auto wrong = FileReader(sources, json).read(stem)) return broken(name, *wrong);
  }
  return SectionWriter().write(sources);
}

}  // namespace touchstone::link
