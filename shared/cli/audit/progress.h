// How far a run has come, on standard error: a bar on a terminal, a line now and then in a log.
#pragma once

#include <chrono>
#include <cstdint>

#include "audit/tally.h"

namespace touchstone::cli::audit {

class Progress {
 public:
  /// `total_bytes` 0: not known.
  explicit Progress(std::uint64_t total_bytes);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void advance(std::uint64_t bytes, const Tally& tally);

 private:
  using Clock = std::chrono::steady_clock;
  void show(const Tally& tally);

  std::uint64_t total_;
  std::uint64_t done_ = 0;
  bool terminal_;
  bool shown_ = false;
  Clock::time_point started_;
  Clock::time_point last_;
};

}  // namespace touchstone::cli::audit
