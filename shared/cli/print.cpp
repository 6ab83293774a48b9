// Help and version.
#include "commands.h"
#include "input.h"

namespace touchstone::cli {

Status run(const PrintCommand& command) {
  if (const auto unwritable = print(command.text)) {
    complain(*unwritable);
    return Status::kUnusable;
  }
  return Status::kFinished;
}

}  // namespace touchstone::cli
