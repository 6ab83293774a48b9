// The command line's grammar and its help.
#include "arguments.h"

#include <CLI/CLI.hpp>
#include <span>
#include <string_view>

#include "find_pack.h"

namespace touchstone::cli {
namespace {

constexpr const char* kOverview =
    "Tells when a social post names a brand and the marketplace listing it leads to does not.";
constexpr const char* kFooter =
    "Exit status: 0 the run finished (bad lines are in the output), 1 with --strict and at least one bad "
    "line,\n"
    "2 unusable arguments or unreadable input.\n"
    "'touchstone help COMMAND' explains one command.";

/// CLI11's sentence with the mend behind it.
Error usage(const CLI::App& app, std::string what) {
  const auto chosen = app.get_subcommands();
  if (!what.empty() && what.back() != '.') what += '.';
  const std::string command = chosen.empty() ? "" : " " + chosen.front()->get_name();
  return {"usage", what + " Run 'touchstone help" + command + "' to see what it takes."};
}

void add_pack(CLI::App* app, std::string& pack) {
  app->add_option("--pack", pack, "The rule pack; the one beside the binary by default")->type_name("FILE");
}
void add_strict(CLI::App* app, bool& strict) {
  app->add_flag("--strict", strict, "End with status 1 when a line could not be read");
}
void add_files(CLI::App* app, Files& files, const char* what) {
  app->add_option("FILE", files, what)->type_name("");
}
void add_threads(CLI::App* app, unsigned& threads) {
  app->add_option("--threads", threads, "How many at once; all cores by default")
      ->type_name("N")
      ->check(CLI::Range(1U, 1024U));
}

/// The help of the command that `names` lead to ("pack" "build"). It is asked before anything is parsed:
/// afterwards CLI11 prints what was chosen on the command line.
Result<Command> help_for(const CLI::App& app, std::span<const char* const> names) {
  const CLI::App* asked = &app;
  std::string above;
  for (const std::string name : names) {
    const auto commands =
        asked->get_subcommands([&](const CLI::App* command) { return command->check_name(name); });
    if (commands.empty()) {
      return Error{"usage", "There is no command '" + name + "'; 'touchstone help' lists them."};
    }
    above += (above.empty() ? "" : " ") + asked->get_name();
    asked = commands.front();
  }
  return Command{PrintCommand{asked->help(above)}};
}

}  // namespace

Result<Command> parse_arguments(int argc, const char* const* argv) {
  CLI::App app{kOverview, "touchstone"};
  app.footer(kFooter);
  app.get_formatter()->column_width(28);
  app.set_help_flag("-h,--help", "Print this help");
  bool version = false;
  app.add_flag("--version", version, "Print the versions of the tool and of its rules");

  InspectCommand inspect;
  CLI::App* inspect_app =
      app.add_subcommand("inspect", "Judge promotions: request lines in, response lines out");
  inspect_app->footer(
      "Reads standard input when no FILE is given. A line that cannot be read gives an error line in its "
      "place.\n"
      "Example: touchstone inspect posts.jsonl > verdicts.jsonl");
  add_files(inspect_app, inspect.files, "JSON Lines of requests; - is standard input");
  add_threads(inspect_app, inspect.threads);
  add_strict(inspect_app, inspect.strict);
  add_pack(inspect_app, inspect.pack);

  ListingCommand listing;
  CLI::App* listing_app =
      app.add_subcommand("listing", "Read one marketplace page: HTML in, a listing object out");
  listing_app->footer("Example: touchstone listing --url https://www.amazon.com/dp/B000000000 page.html");
  listing_app->add_option("FILE", listing.file, "The page's HTML; standard input by default")->type_name("");
  listing_app->add_option("--url", listing.url, "The page's address")->type_name("URL")->required();
  add_strict(listing_app, listing.strict);
  add_pack(listing_app, listing.pack);

  LinkCommand link;
  CLI::App* link_app =
      app.add_subcommand("link", "Say what addresses point to: one address or text a line in");
  link_app->footer("Example: echo 'https://amzn.to/3xyz' | touchstone link");
  add_files(link_app, link.files, "Lines of addresses or text; - is standard input");
  add_strict(link_app, link.strict);
  add_pack(link_app, link.pack);

  CLI::App* pack_app = app.add_subcommand("pack", "Build a rule pack, or say what is in one");
  pack_app->require_subcommand(1);
  PackBuildCommand build;
  CLI::App* build_app = pack_app->add_subcommand("build", "Compile a folder of rules into one binary pack");
  build_app->add_option("DIR", build.folder, "The folder of rules")->type_name("")->required();
  build_app->add_option("-o,--output", build.output, "Where to write the pack")
      ->type_name("FILE")
      ->required();
  PackInfoCommand info;
  CLI::App* info_app = pack_app->add_subcommand("info", "Print a pack's version, sizes and checksum as JSON");
  info_app->add_option("FILE", info.file, "The pack")->type_name("")->required();

  AuditCommand audit;
  CLI::App* audit_app =
      app.add_subcommand("audit", "Judge the promotions of many accounts and write an evidence package");
  audit_app->footer(
      "Reads the JSON Lines of 'inspect' and what instaloader saves (.json and .json.xz); a folder is "
      "walked.\n"
      "Writes findings.jsonl, accounts.csv and report.html into DIR.\n"
      "Example: touchstone audit exports/ --out audit-2026-11");
  add_files(audit_app, audit.files, "Files or folders; - is standard input");
  audit_app->add_option("--out", audit.out, "The folder to write; made when it is not there")
      ->type_name("DIR")
      ->required();
  audit_app
      ->add_option("--time", audit.time,
                   "The time of the run in the report, such as 2026-11-22T10:00:00Z; now by default")
      ->type_name("UTC");
  add_threads(audit_app, audit.threads);
  add_strict(audit_app, audit.strict);
  add_pack(audit_app, audit.pack);

  ReportCommand report;
  CLI::App* report_app =
      app.add_subcommand("report", "Write evidence that the extension saved as XARF v4 or as plain text");
  report_app->footer(
      "Reads one evidence object a line, or a file that holds a list of them; checks each one's SHA-256.\n"
      "Example: touchstone report --as text evidence.json");
  add_files(report_app, report.files, "Evidence; - is standard input");
  report_app->add_option("--as", report.format, "xarf or text")
      ->type_name("FORM")
      ->required()
      ->check(CLI::IsMember({"xarf", "text"}));
  report_app->add_option("--org", report.reporter_org, "Who reports; needed for XARF")->type_name("NAME");
  report_app
      ->add_option("--contact", report.reporter_contact, "The reporter's e-mail address; needed for XARF")
      ->type_name("MAIL");
  report_app->add_option("--domain", report.reporter_domain, "The reporter's host name; needed for XARF")
      ->type_name("HOST");
  report_app
      ->add_option("--type", report.infringement_type, "What is alleged, in XARF's words; other by default")
      ->type_name("TYPE")
      ->check(CLI::IsMember({"counterfeit", "lookalike", "unauthorized_reseller", "trademark_violation",
                             "brand_impersonation", "logo_misuse", "other"}));
  add_strict(report_app, report.strict);

  CLI::App* help_app = app.add_subcommand("help", "Explain the tool, or one command");
  help_app->add_option("COMMAND", "What to explain")->type_name("");
  if (argc > 1 && std::string_view(argv[1]) == "help") {
    return help_for(app, std::span(argv, static_cast<std::size_t>(argc)).subspan(2));
  }

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const CLI::App* asked = &app;
    std::string above;
    while (!asked->get_subcommands().empty()) {
      above += (above.empty() ? "" : " ") + asked->get_name();
      asked = asked->get_subcommands().front();
    }
    return Command{PrintCommand{asked->help(above)}};
  } catch (const CLI::ParseError& error) {
    return usage(app, error.what());
  }

  if (version) {
    std::string text = "touchstone " TOUCHSTONE_VERSION "\n";
    if (const Result<PackInfo> pack = default_pack_info()) text += "rules " + pack.value().version + "\n";
    return Command{PrintCommand{text}};
  }
  if (inspect_app->parsed()) return Command{inspect};
  if (listing_app->parsed()) return Command{listing};
  if (link_app->parsed()) return Command{link};
  if (build_app->parsed()) return Command{build};
  if (info_app->parsed()) return Command{info};
  if (audit_app->parsed()) return Command{audit};
  if (report_app->parsed()) return Command{report};
  return Error{
      "usage",
      "Name a command: inspect, listing, link, pack, audit or report; 'touchstone help' explains them."};
}

}  // namespace touchstone::cli
