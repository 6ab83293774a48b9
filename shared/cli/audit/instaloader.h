// instaloader's JSON: posts, reels, story items, profiles and comments as promotions.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "audit/outcome.h"

namespace touchstone::cli::audit {

/// A promotion and where it stands; the file and the line are the caller's to fill in.
using Items = std::vector<Item>;

/// True for what instaloader saves of one post, story item or profile, and for a bare post node as crawlers
/// write it.
bool is_instaloader(const nlohmann::json& document);

/// True for the list that instaloader saves of a post's comments.
bool is_comments(const nlohmann::json& document);

/// The promotions of such a document; nothing when it is of a kind without any (hashtags, iterators).
Items read_instaloader(const nlohmann::json& document);

/// `post` is the document of the post that the comments hang under, when it is there.
Items read_comments(const nlohmann::json& comments, const std::optional<nlohmann::json>& post);

}  // namespace touchstone::cli::audit
