// A saved page's bytes as UTF-8: pages of Chinese, Japanese, Korean and Russian shops come in older
// encodings.
#pragma once

#include <string>

namespace touchstone::cli {

/// The page in UTF-8: by its byte order mark, or by the encoding that it declares where its bytes are not
/// UTF-8 already. What no encoding explains stays as it is.
std::string page_in_utf8(std::string bytes);

}  // namespace touchstone::cli
