// Work shared by threads, answers in the order in which the work came.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace touchstone::cli {

/// Calls `produce()` on this thread until it gives nothing, `work(item)` on `threads` others, and
/// `consume(answer)` one at a time, in the order of production. Stops early when `consume` returns false.
/// Only a few items a thread are in flight at once, so memory does not grow with the input.
template <typename Produce, typename Work, typename Consume>
void ordered_parallel(unsigned threads, Produce produce, Work work, Consume consume) {
  using Item = typename decltype(produce())::value_type;
  using Answer = decltype(work(std::declval<Item>()));
  std::mutex mutex;
  std::condition_variable has_work;
  std::condition_variable has_room;
  std::deque<std::pair<std::size_t, Item>> waiting;
  std::map<std::size_t, Answer> answered;
  std::size_t produced = 0;
  std::size_t consumed = 0;
  bool consuming = false;
  bool finished = false;
  bool stopped = false;
  const std::size_t in_flight = std::size_t{threads} * 4;

  const auto worker = [&] {
    std::unique_lock lock(mutex);
    for (;;) {
      has_work.wait(lock, [&] { return !waiting.empty() || finished || stopped; });
      if (stopped || waiting.empty()) return;
      auto [number, item] = std::move(waiting.front());
      waiting.pop_front();
      lock.unlock();
      Answer answer = work(std::move(item));
      lock.lock();
      answered.emplace(number, std::move(answer));
      // Whoever finds the next answer ready hands over all that are; the others go on working.
      if (consuming) continue;
      consuming = true;
      while (!stopped && !answered.empty() && answered.begin()->first == consumed) {
        Answer next = std::move(answered.begin()->second);
        answered.erase(answered.begin());
        lock.unlock();
        const bool go_on = consume(std::move(next));
        lock.lock();
        ++consumed;
        if (!go_on) {
          stopped = true;
          has_work.notify_all();
        }
        has_room.notify_one();
      }
      consuming = false;
    }
  };

  std::vector<std::thread> workers;
  for (unsigned i = 0; i < threads; ++i) workers.emplace_back(worker);
  for (;;) {
    {
      std::unique_lock lock(mutex);
      has_room.wait(lock, [&] { return produced - consumed < in_flight || stopped; });
      if (stopped) break;
    }
    auto item = produce();
    const std::scoped_lock lock(mutex);
    if (!item) {
      finished = true;
      has_work.notify_all();
      break;
    }
    waiting.emplace_back(produced++, *std::move(item));
    has_work.notify_one();
  }
  for (std::thread& thread : workers) thread.join();
}

/// As many as the machine runs at once when `asked` is 0.
inline unsigned thread_count(unsigned asked) {
  if (asked > 0) return asked;
  return std::thread::hardware_concurrency() > 0 ? std::thread::hardware_concurrency() : 1;
}

}  // namespace touchstone::cli
