// The C door of the WebAssembly module.
//
// Text and bytes go in as pointer and size, in blocks of touchstone_alloc. What comes out is a block of its
// own:
//
//   offset  size  what (little-endian)
//   0       4     status: 0 success, 1 an error
//   4       4     pointer to the text; of touchstone_open on success, the inspector
//   8       4     the text's size in bytes
//   12      …     the text, UTF-8; of an error {"error":{"line":1,"code":"…","message":"…"}}
//
// The caller gives every block back with touchstone_free and every inspector with touchstone_close. A null
// pointer instead of a result means that there was no memory for one. No exception leaves the module.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "touchstone/inspector.h"
#include "touchstone/json.h"
#include "touchstone/report.h"
#include "touchstone/result.h"

namespace {

using touchstone::Error;
using touchstone::Inspector;
using touchstone::Result;

/// Grows by one when a function's parameters or a result's layout change; wasm/js/src/load.ts holds the same.
constexpr std::uint32_t kAbi = 1;

struct Outcome {
  std::uint32_t status;
  const void* pointer;
  std::uint32_t size;
};
static_assert(sizeof(void*) != 4 || sizeof(Outcome) == 12, "the layout that marshal.ts reads");

/// One block that holds the outcome and behind it its text; null when there is no memory.
Outcome* outcome(std::uint32_t status, std::string_view text) noexcept {
  auto* block = static_cast<char*>(std::malloc(sizeof(Outcome) + text.size()));
  if (block == nullptr) return nullptr;
  char* copy = block + sizeof(Outcome);
  std::memcpy(copy, text.data(), text.size());
  return new (block) Outcome{status, copy, static_cast<std::uint32_t>(text.size())};
}

Outcome* success(std::string_view text) {
  return outcome(0, text);
}
Outcome* failure(const Error& error) {
  return outcome(1, touchstone::error_json(1, error));
}
Outcome* answer(const Result<std::string>& result) {
  return result ? success(result.value()) : failure(result.error());
}

/// Runs `body`; whatever it throws becomes an error. The last resort needs no memory beyond its own block.
template <typename Body>
Outcome* guarded(Body body) noexcept {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return outcome(
        1,
        R"({"error":{"line":1,"code":"out_of_memory","message":"There is not enough memory for this; send less at once."}})");
  } catch (...) {
    return outcome(
        1,
        R"({"error":{"line":1,"code":"internal","message":"The engine failed on this input; please report it."}})");
  }
}

}  // namespace

extern "C" {

std::uint32_t touchstone_abi() {
  return kAbi;
}

void* touchstone_alloc(std::size_t size) {
  return std::malloc(size == 0 ? 1 : size);
}

void touchstone_free(void* block) {
  std::free(block);
}

/// The pack's block may be freed at once.
Outcome* touchstone_open(const std::byte* pack, std::size_t size) {
  return guarded([&]() -> Outcome* {
    Result<Inspector> inspector = Inspector::open(std::span(pack, size));
    if (!inspector) return failure(inspector.error());
    Outcome* opened = success({});
    if (opened != nullptr) opened->pointer = new Inspector(std::move(inspector.value()));
    return opened;
  });
}

void touchstone_close(Inspector* inspector) {
  delete inspector;
}

/// {"touchstone":"0.1.0","pack":"2026.11.0","abi":1}
Outcome* touchstone_version(const Inspector* inspector) {
  return guarded([&] {
    return success(R"({"touchstone":")" TOUCHSTONE_VERSION R"(","pack":")" +
                   std::string(inspector->pack_version()) + R"(","abi":)" + std::to_string(kAbi) + "}");
  });
}

/// Request lines in, response lines out, as `touchstone inspect`.
Outcome* touchstone_inspect(const Inspector* inspector, const char* lines, std::size_t size) {
  return guarded([&] { return success(touchstone::inspect_lines(*inspector, {lines, size}).text); });
}

/// One page's address and HTML in, its listing out.
Outcome* touchstone_listing(const Inspector* inspector, const char* url, std::size_t url_size,
                            const char* html, std::size_t html_size) {
  return guarded([&] {
    const Result<touchstone::Listing> listing = inspector->read_listing({url, url_size}, {html, html_size});
    return listing ? success(touchstone::to_json(listing.value())) : failure(listing.error());
  });
}

/// One raw URL or text in, a list of links out.
Outcome* touchstone_link(const Inspector* inspector, const char* text, std::size_t size) {
  return guarded([&] {
    std::string list = "[";
    for (const touchstone::Link& link : inspector->find_links({text, size})) {
      if (list.size() > 1) list += ',';
      list += touchstone::to_json(link);
    }
    return success(list + "]");
  });
}

/// A report request in (shared/schema/report_request.schema.json), the report out.
Outcome* touchstone_report(const char* request, std::size_t size) {
  return guarded([&] { return answer(touchstone::report({request, size})); });
}

}  // extern "C"
