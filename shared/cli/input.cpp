// Files and standard input, read whole or as batches of lines; whatever cannot be read gives one sentence.
#include "input.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "touchstone/json.h"

namespace touchstone::cli {
namespace {

/// Small enough that even short files are shared by several threads, large enough that a batch costs nothing.
constexpr std::size_t kReadBytes = std::size_t{64} << 10;

Error unreadable(const std::string& name, int number) {
  const std::string why = number == EISDIR ? "it is a folder" : std::strerror(number);
  return {"unreadable", name + " cannot be read (" + why + "); check the name and who may read it."};
}

Result<int> open_to_read(const std::string& file) {
  if (file == "-") return STDIN_FILENO;
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return unreadable(file, errno);
  return descriptor;
}

/// read(2) that survives signals; -1 with errno on failure.
ssize_t read_some(int descriptor, char* buffer, std::size_t size) {
  for (;;) {
    const ssize_t got = read(descriptor, buffer, size);
    if (got >= 0 || errno != EINTR) return got;
  }
}

}  // namespace

std::string shown_name(const std::string& file) {
  return file == "-" ? "standard input" : file;
}

Result<std::string> read_file(const std::string& file, std::size_t max_bytes) {
  const Result<int> descriptor = open_to_read(file);
  if (!descriptor) return descriptor.error();
  std::string bytes;
  std::array<char, kReadBytes> buffer{};
  std::optional<Error> error;
  for (;;) {
    const ssize_t got = read_some(descriptor.value(), buffer.data(), buffer.size());
    if (got < 0) error = unreadable(shown_name(file), errno);
    if (got <= 0) break;
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
    if (bytes.size() > max_bytes) {
      error = Error{"too_large", shown_name(file) + " is larger than " + std::to_string(max_bytes >> 20) +
                                     " MB, which is more than is read; check that it is the right file."};
      break;
    }
  }
  if (descriptor.value() != STDIN_FILENO) close(descriptor.value());
  if (error) return *error;
  return bytes;
}

std::optional<Error> write_file(const std::string& file, std::string_view bytes) {
  const std::string beside = file + ".part";
  const auto unwritable = [&](int number) {
    std::error_code ignored;
    std::filesystem::remove(beside, ignored);
    return Error{"unwritable", file + " cannot be written (" + std::strerror(number) +
                                   "); check the folder, who may write there, and the room that is left."};
  };
  std::FILE* out = std::fopen(beside.c_str(), "wb");
  if (out == nullptr) return unwritable(errno);
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), out) == bytes.size();
  const int write_error = errno;
  if (std::fclose(out) != 0) return unwritable(errno);
  if (!written) return unwritable(write_error);
  std::error_code error;
  std::filesystem::rename(beside, file, error);
  if (error) return unwritable(error.value());
  return std::nullopt;
}

std::optional<Error> print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) {
    return std::nullopt;
  }
  return Error{"unwritable", std::string("The answer cannot be written (") + std::strerror(errno) +
                                 "); check where standard output goes."};
}

void complain(const Error& error) {
  std::fprintf(stderr, "touchstone: %s\n", error.message.c_str());
}

Result<LineReader> LineReader::open(const std::string& file) {
  const Result<int> descriptor = open_to_read(file);
  if (!descriptor) return descriptor.error();
  return LineReader(shown_name(file), descriptor.value());
}

LineReader::LineReader(LineReader&& other) noexcept
    : name_(std::move(other.name_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      pending_(std::move(other.pending_)),
      next_line_(other.next_line_),
      skipping_(other.skipping_),
      ended_(other.ended_) {}

LineReader::~LineReader() {
  if (descriptor_ > STDIN_FILENO) close(descriptor_);
}

Result<LineBatch> LineReader::next() {
  std::array<char, kReadBytes> buffer{};
  LineBatch batch{.text = {}, .first_line = next_line_};
  while (batch.text.empty() && !ended_) {
    const ssize_t got = read_some(descriptor_, buffer.data(), buffer.size());
    if (got < 0) return unreadable(name_, errno);
    std::string_view chunk(buffer.data(), static_cast<std::size_t>(got));
    if (got == 0) {
      ended_ = true;
      batch.text = std::move(pending_);
      pending_.clear();
      break;
    }
    if (skipping_) {
      const std::size_t end = chunk.find('\n');
      if (end == std::string_view::npos) continue;
      chunk.remove_prefix(end);  // the line end closes what was kept of the line
      skipping_ = false;
    }
    pending_.append(chunk);
    const std::size_t last = pending_.rfind('\n');
    if (last != std::string::npos) {
      batch.text = pending_.substr(0, last + 1);
      pending_.erase(0, last + 1);
    } else if (pending_.size() > kMaxRequestBytes) {
      pending_.resize(kMaxRequestBytes + 1);
      skipping_ = true;
    }
  }
  next_line_ += static_cast<std::size_t>(std::count(batch.text.begin(), batch.text.end(), '\n'));
  return batch;
}

}  // namespace touchstone::cli
