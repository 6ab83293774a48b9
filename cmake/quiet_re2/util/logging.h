// Stands in for RE2's util/logging.h in the WebAssembly module, which has nowhere to log to: the original's
// string streams bring every locale facet of libc++ with them, 100 KB. A failed check still aborts.
#ifndef UTIL_LOGGING_H_
#define UTIL_LOGGING_H_

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "util/util.h"

#define DCHECK(condition) assert(condition)
#define DCHECK_EQ(a, b) assert((a) == (b))
#define DCHECK_NE(a, b) assert((a) != (b))
#define DCHECK_LE(a, b) assert((a) <= (b))
#define DCHECK_LT(a, b) assert((a) < (b))
#define DCHECK_GE(a, b) assert((a) >= (b))
#define DCHECK_GT(a, b) assert((a) > (b))

#define CHECK(x) \
  if (x) {       \
  } else         \
    LogMessageFatal().stream()
#define CHECK_LT(x, y) CHECK((x) < (y))
#define CHECK_GT(x, y) CHECK((x) > (y))
#define CHECK_LE(x, y) CHECK((x) <= (y))
#define CHECK_GE(x, y) CHECK((x) >= (y))
#define CHECK_EQ(x, y) CHECK((x) == (y))
#define CHECK_NE(x, y) CHECK((x) != (y))

#define LOG_INFO LogMessage()
#define LOG_WARNING LogMessage()
#define LOG_ERROR LogMessage()
#define LOG_FATAL LogMessageFatal()
#define LOG_QFATAL LogMessageFatal()
#define LOG_DFATAL LogMessage()
#define LOG(severity) LOG_##severity.stream()
#define VLOG(x)  \
  if ((x) > 0) { \
  } else         \
    LOG_INFO.stream()

class LogMessage {
 public:
  struct Stream {
    template <typename Value>
    Stream& operator<<(const Value&) {
      return *this;
    }
  };
  Stream& stream() { return stream_; }

 private:
  Stream stream_;
};

class LogMessageFatal : public LogMessage {
 public:
  ~LogMessageFatal() { abort(); }
};

#endif  // UTIL_LOGGING_H_
