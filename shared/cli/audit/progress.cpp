// How far a run has come, on standard error: a bar on a terminal, a line now and then in a log.
#include "audit/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

namespace touchstone::cli::audit {
namespace {

constexpr int kBarWidth = 24;
constexpr std::chrono::milliseconds kTerminalPace{100};
constexpr std::chrono::seconds kLogPace{10};

}  // namespace

Progress::Progress(std::uint64_t total_bytes)
    : total_(total_bytes), terminal_(isatty(STDERR_FILENO) == 1), started_(Clock::now()), last_(started_) {}

Progress::~Progress() {
  if (terminal_ && shown_) std::fputs("\r\033[K", stderr);
}

void Progress::advance(std::uint64_t bytes, const Tally& tally) {
  done_ += bytes;
  const Clock::time_point now = Clock::now();
  if (now - last_ < (terminal_ ? Clock::duration(kTerminalPace) : Clock::duration(kLogPace))) return;
  last_ = now;
  show(tally);
}

void Progress::show(const Tally& tally) {
  shown_ = true;
  const double seconds = std::chrono::duration<double>(last_ - started_).count();
  const double share =
      total_ == 0 ? 0 : std::min(1.0, static_cast<double>(done_) / static_cast<double>(total_));
  std::string line;
  if (total_ > 0) {
    if (terminal_) {
      const int full = static_cast<int>(share * kBarWidth);
      for (int i = 0; i < kBarWidth; ++i) line += i < full ? "█" : "░";
      line += ' ';
    }
    line += std::to_string(static_cast<int>(share * 100)) + " %  ";
  }
  line += std::to_string(tally.promotions) + " promotions, " +
          std::to_string(
              static_cast<std::uint64_t>(static_cast<double>(tally.promotions) / std::max(seconds, 0.001))) +
          " a second, " + std::to_string(tally.at(Level::kWarn)) + " warn";
  if (total_ > 0 && share > 0.02) {
    line += ", " + std::to_string(std::lround(seconds / share - seconds)) + " s left";
  }
  std::fprintf(stderr, terminal_ ? "\r\033[K%s" : "touchstone: %s\n", line.c_str());
  std::fflush(stderr);
}

}  // namespace touchstone::cli::audit
