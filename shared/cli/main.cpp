// touchstone: the command line.
#include <exception>
#include <variant>

#include "commands.h"
#include "input.h"

int main(int argc, char** argv) {
  using namespace touchstone::cli;
  try {
    const touchstone::Result<Command> command = parse_arguments(argc, argv);
    if (!command) {
      complain(command.error());
      return static_cast<int>(Status::kUnusable);
    }
    return static_cast<int>(std::visit([](const auto& chosen) { return run(chosen); }, command.value()));
  } catch (const std::exception&) {
    complain({"out_of_memory", "There is not enough memory for this run; give it less at once."});
    return static_cast<int>(Status::kUnusable);
  }
}
