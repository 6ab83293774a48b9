// What was asked for on the command line.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "touchstone/result.h"

namespace touchstone::cli {

/// "-" among files is standard input.
using Files = std::vector<std::string>;

struct InspectCommand {
  Files files;
  unsigned threads = 0;  ///< 0: as many as the machine runs at once
  bool strict = false;
  std::string pack;  ///< empty: the one beside the binary
};
struct ListingCommand {
  std::string file = "-";
  std::string url;
  bool strict = false;
  std::string pack;
};
struct LinkCommand {
  Files files;
  bool strict = false;
  std::string pack;
};
struct PackBuildCommand {
  std::string folder;
  std::string output;
};
struct PackInfoCommand {
  std::string file;
};
struct AuditCommand {
  Files files;
  std::string out;
  unsigned threads = 0;
  bool strict = false;
  std::string time;  ///< empty: now
  std::string pack;
};
struct ReportCommand {
  Files files;
  std::string format;
  std::string reporter_org;
  std::string reporter_contact;
  std::string reporter_domain;
  std::string infringement_type;  ///< XARF's; empty: "other"
  bool strict = false;
};
/// Prints a text: help or the version.
struct PrintCommand {
  std::string text;
};

using Command = std::variant<InspectCommand, ListingCommand, LinkCommand, PackBuildCommand, PackInfoCommand,
                             AuditCommand, ReportCommand, PrintCommand>;

/// Errors: "usage".
Result<Command> parse_arguments(int argc, const char* const* argv);

}  // namespace touchstone::cli
