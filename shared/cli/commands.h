// Each command: runs to its end and says with which status.
#pragma once

#include "arguments.h"

namespace touchstone::cli {

enum class Status : int { kFinished = 0, kBadLines = 1, kUnusable = 2 };

Status run(const InspectCommand& command);
Status run(const ListingCommand& command);
Status run(const LinkCommand& command);
Status run(const PackBuildCommand& command);
Status run(const PackInfoCommand& command);
Status run(const AuditCommand& command);
Status run(const ReportCommand& command);
Status run(const PrintCommand& command);

}  // namespace touchstone::cli
