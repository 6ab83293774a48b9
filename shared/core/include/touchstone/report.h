// Reports: one piece of evidence (shared/schema/evidence.schema.json) in the forms that destinations take,
// and the checksum that shows that it was not changed since.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "touchstone/result.h"

namespace touchstone {

/// A request of shared/schema/report_request.schema.json:
/// {"format":"xarf"|"text","evidence":{…},"reporter":{…}}. Gives XARF v4 (JSON, category content, type
/// brand_infringement) or plain text for a form. Errors: "invalid_json", "invalid_evidence",
/// "wrong_checksum", "no_reporter", "no_url", "no_legitimate_site".
Result<std::string> report(std::string_view request);

/// SHA-256 (FIPS 180-4) of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  void update(std::string_view bytes);
  /// Of what came so far, in lower-case digits.
  [[nodiscard]] std::string hexadecimal() const;

 private:
  std::array<std::uint32_t, 8> state_;
  std::array<unsigned char, 64> block_{};  ///< bytes that do not fill a block yet
  std::size_t held_ = 0;                   ///< how many of them
  std::uint64_t size_ = 0;
};

/// SHA-256 in lower-case hexadecimal.
std::string sha256(std::string_view bytes);

/// The RFC 8785 canonical form of a JSON text. Errors: "invalid_json".
Result<std::string> canonical_json(std::string_view json);

}  // namespace touchstone
