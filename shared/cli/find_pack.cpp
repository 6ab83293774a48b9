// The rule pack's file: where it stands, and the inspector opened over it.
#include "find_pack.h"

#include <filesystem>
#include <span>
#include <system_error>

#include "input.h"

namespace touchstone::cli {
namespace {

/// A pack is about one megabyte; nothing that is much larger is one.
constexpr std::size_t kMaxPackBytes = std::size_t{256} << 20;

std::string beside_the_binary() {
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  return (self.parent_path() / "touchstone.pack").string();
}

Result<std::string> read_pack(const std::string& file) {
  Result<std::string> bytes = read_file(file, kMaxPackBytes);
  if (!bytes) {
    return Error{bytes.error().code, bytes.error().message +
                                         " Name a rule pack with --pack, or build one with 'touchstone pack "
                                         "build'."};
  }
  return bytes;
}

Error about(const std::string& file, const Error& error) {
  return {error.code, "The rule pack " + file + " cannot be used: " + error.message};
}

}  // namespace

Result<Inspector> open_inspector(const std::string& file) {
  const std::string name = file.empty() ? beside_the_binary() : file;
  const Result<std::string> bytes = read_pack(name);
  if (!bytes) return bytes.error();
  Result<Inspector> inspector = Inspector::open(std::as_bytes(std::span(bytes.value())));
  if (!inspector) return about(name, inspector.error());
  return inspector;
}

Result<PackInfo> default_pack_info() {
  return pack_info(beside_the_binary());
}

Result<PackInfo> pack_info(const std::string& file) {
  const Result<std::string> bytes = read_pack(file);
  if (!bytes) return bytes.error();
  Result<PackInfo> info = read_pack_info(std::as_bytes(std::span(bytes.value())));
  if (!info) return about(file, info.error());
  return info;
}

}  // namespace touchstone::cli
