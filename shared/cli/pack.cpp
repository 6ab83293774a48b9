// touchstone pack: rule sources compiled into the binary pack, and what a pack holds.
#include "touchstone/pack.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <system_error>

#include "commands.h"
#include "find_pack.h"
#include "input.h"

namespace touchstone::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxRuleBytes = std::size_t{32} << 20;

/// Every file below `folder` but hidden ones and notes for people.
Result<RuleFiles> read_rules(const std::string& folder) {
  RuleFiles rules;
  std::error_code error;
  fs::recursive_directory_iterator walk(folder, error);
  if (error) {
    return Error{"unreadable",
                 folder + " cannot be read (" + error.message() + "); name the folder of rules."};
  }
  for (; walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    if (error) break;
    const fs::path& path = walk->path();
    if (path.filename().string().front() == '.' || path.extension() == ".md") continue;
    if (!walk->is_regular_file()) continue;
    Result<std::string> bytes = read_file(path.string(), kMaxRuleBytes);
    if (!bytes) return bytes.error();
    rules.emplace(path.lexically_relative(folder).generic_string(), std::move(bytes.value()));
  }
  if (error) return Error{"unreadable", folder + " cannot be read to its end (" + error.message() + ")."};
  if (rules.empty()) return Error{"unreadable", folder + " holds no rules; name the folder of rules."};
  return rules;
}

std::string hexadecimal(std::uint64_t number) {
  std::array<char, 17> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(number));
  return digits.data();
}

}  // namespace

Status run(const PackBuildCommand& command) {
  const Result<RuleFiles> rules = read_rules(command.folder);
  if (!rules) {
    complain(rules.error());
    return Status::kUnusable;
  }
  const Result<std::vector<std::byte>> pack = build_pack(rules.value());
  if (!pack) {
    complain(pack.error());
    return Status::kUnusable;
  }
  const std::string_view bytes(reinterpret_cast<const char*>(pack.value().data()), pack.value().size());
  if (const auto unwritable = write_file(command.output, bytes)) {
    complain(*unwritable);
    return Status::kUnusable;
  }
  return Status::kFinished;
}

Status run(const PackInfoCommand& command) {
  const Result<PackInfo> info = pack_info(command.file);
  if (!info) {
    complain(info.error());
    return Status::kUnusable;
  }
  nlohmann::ordered_json json;
  json["version"] = info.value().version;
  json["format"] = kPackFormat;
  json["bytes"] = info.value().size;
  json["checksum"] = "fnv1a64:" + hexadecimal(info.value().checksum);
  for (const PackSection& section : info.value().sections) json["sections"][section.id] = section.size;
  for (const auto& [name, count] : info.value().counts) json["counts"][name] = count;
  if (const auto unwritable = print(json.dump(2) + "\n")) {
    complain(*unwritable);
    return Status::kUnusable;
  }
  return Status::kFinished;
}

}  // namespace touchstone::cli
