// All that is known of Instagram, as data: its addresses, the shapes of its JSON, and the structure of its pages. Nothing else knows any;
// how it is applied stands in instagram-json.ts and instagram-dom.ts. Where Instagram has changed, this is the file to mend.
//
// A path names a value in an object: "caption.text"; `*` stands for every entry of a list. Of several paths the first that leads to a
// value counts, or all of them where a fact may have several values. Sources: the shapes were seen in the fixtures and extractors of
// gallery-dl, instaloader, instagrapi, ig-helper and TheKonka's extension, and in saved responses; "(seen)" marks the latter.

// ---------------------------------------------------------------------------------------------------------------------------------
// Addresses

export const HOST = 'www.instagram.com';
/** Takes every link that leaves Instagram, and carries its target in `u`. */
export const WAY_OUT = 'l.instagram.com';

/** First path segments that are Instagram's own and no account. */
export const OWN_SEGMENTS: ReadonlySet<string> = new Set(
  `about accounts ads ajax api archive challenge channel create data developer direct directory emails explore graphql legal lite
  location locations notifications oauth p popular press privacy qr reel reels saved session shop static stories terms threads topics tv
  web your_activity`.split(/\s+/),
);
/** Where a person is sent who may not see anything. */
export const WALLS: ReadonlySet<string> = new Set(['login', 'suspended', 'disabled', 'onetap', 'signup']);

export const USER = /^[a-z0-9._]{1,30}$/i;
/** `/p/<code>/`, and since 2025 often `/<user>/p/<code>/`: the segment is looked for anywhere. */
export const CODE = /\/(?:p|reel|reels|tv)\/([A-Za-z0-9_-]{5,64})(?:\/|$|\?|#)/;
export const NO_CODE: ReadonlySet<string> = new Set(['audio', 'videos']);
export const A_CODE = /^[A-Za-z0-9_-]{5,64}$/;
export const COMMENT = /\/c\/(\d{5,25})(?:\/|$|\?)/;
export const STORY = /\/stories\/([a-z0-9._]{1,30})\/(\d{5,25})(?:\/|$|\?)/i;
export const MEDIA_ID = /^\d{1,25}$/;

/** The page's own requests whose responses may hold promotions. */
export const WORTH_READING =
  /^(?:https:\/\/(?:www|i)\.instagram\.com)?\/(?:graphql\/query|api\/graphql|api\/v1\/(?:feed|media|clips|users|discover|tags|fbsearch|highlights|stories|locations|direct_v2|usertags|guides|commerce)\/)/;

/** One of these stands in every response that holds a promotion: a string search is cheaper than a parse. */
export const MARKS = [
  '"caption"',
  '"edge_media_to_caption"',
  '"biography"',
  '"story_link_stickers"',
  '"accessibility_caption"',
  '"reels_media"',
  '"slide_messages"',
  '"text_body"',
  '"xmaHeaderTitle"',
  '"header_title_text"',
  '"thread_id"',
  '"edge_media_to_comment"',
  '"comment_like_count"',
] as const;

/** Stands before JSON that must not be run as a script. */
export const GUARD = 'for (;;);';

// ---------------------------------------------------------------------------------------------------------------------------------
// JSON

/** A post or a reel: `items[]` of the private API and of the web's xdt_api__v1__…, and the older GraphImage, XDTGraphSidecar (seen). */
export const MEDIA = {
  code: ['code', 'shortcode'],
  /** At least one of these, though it may be null. */
  any: ['caption', 'edge_media_to_caption', 'accessibility_caption'],
  /** At least one of these: a route's parameters have a `shortcode` and a `caption` too (seen), but nothing that was posted. */
  posted: ['user', 'owner', 'taken_at', 'taken_at_timestamp', 'pk'],
  text: ['caption.text', 'caption', 'edge_media_to_caption.edges.*.node.text'],
  author: ['user.username', 'owner.username', 'caption.user.username'],
  authorId: ['user.pk', 'user.id', 'owner.id', 'owner.pk', 'user_id'],
  altText: [
    'accessibility_caption',
    'carousel_media.*.accessibility_caption',
    'edge_sidecar_to_children.edges.*.node.accessibility_caption',
  ],
  sponsor: [
    'sponsor_tags.*.sponsor.username',
    'sponsor_tags.*.username',
    'edge_media_to_sponsor_user.edges.*.node.sponsor.username',
    'sponsor_user.username',
  ],
  coauthors: ['coauthor_producers.*.username'],
  tagged: [
    'usertags.in.*.user.username',
    'carousel_media.*.usertags.in.*.user.username',
    'edge_media_to_tagged_user.edges.*.node.user.username',
    'edge_sidecar_to_children.edges.*.node.edge_media_to_tagged_user.edges.*.node.user.username',
  ],
  /** The links of advertisements. */
  links: [
    'link',
    'ad_link_url',
    'story_cta_url',
    'story_cta.*.links.*.webUri',
    'android_links.*.webUri',
    'iphone_links.*.link',
  ],
  takenAt: ['taken_at', 'taken_at_timestamp'],
  kind: ['product_type'],
} as const;

/** `product_type` of what is no post. */
export const PRODUCT_TYPES: Readonly<Record<string, 'reel' | 'story'>> = { clips: 'reel', story: 'story' };

/** Goods tagged in a post. Not confirmed for the web's responses; the shape is the private API's. */
export const PRODUCT = {
  in: [
    'product_tags.in.*.product',
    'carousel_media.*.product_tags.in.*.product',
    'product_tags.*.product',
    'story_product_items.*.product_sticker.product_item',
    'edge_media_to_tagged_product.edges.*.node.product',
  ],
  name: ['name', 'title'],
  merchant: ['merchant.username', 'merchant.name', 'merchant_username'],
  links: ['external_url', 'checkout_url'],
} as const;

/** What stands in a story besides its picture. */
export const STICKERS = {
  linked: 'story_link_stickers.*',
  /** Of each link one form is enough: the first that is there. */
  address: ['story_link.url', 'story_link.display_url'],
  labels: ['story_link_stickers.*.story_link.link_title', 'story_cta.*.links.*.linkTitle'],
  mentions: [
    'reel_mentions.*.user.username',
    'story_bloks_stickers.*.bloks_sticker.sticker_data.ig_mention.username',
    'tappable_objects.*.username',
  ],
  hashtags: ['story_hashtags.*.hashtag.name', 'tappable_objects.*.name'],
  words: [
    'story_questions.*.question_sticker.question',
    'story_polls.*.poll_sticker.question',
    'story_sliders.*.slider_sticker.question',
  ],
  /** A post that was shared to the story. */
  quoted: ['story_feed_media.*.media_code', 'story_feed_media.*.media.code', 'tappable_objects.*.media.shortcode'],
  /** Objects with one of these are stories wherever they stand. */
  marks: ['story_link_stickers', 'story_cta_url', 'story_bloks_stickers', 'reel_mentions', 'is_reel_media'],
} as const;

/** A tray of stories or a highlight: an owner, and items that need it, since they may name none themselves. */
export const TRAY = {
  items: 'items',
  any: ['latest_reel_media', 'expiring_at', 'reel_type'],
  owner: ['user.username', 'owner.username'],
} as const;

export const PROFILE = {
  user: ['username'],
  text: ['biography'],
  titles: [
    'bio_links.*.title',
    'pinned_channels_info.pinned_channels_list.*.title',
    'pinned_channels_info.pinned_channels_list.*.subtitle',
    'broadcast_channel.*.title',
    'broadcast_channel.*.subtitle',
  ],
  /** Of each link one form is enough: the first that is there. */
  link: ['url', 'lynx_url'],
  links: 'bio_links.*',
  external: ['external_url', 'external_lynx_url', 'external_url_linkshimmed'],
} as const;

/** A comment: `comments[]` of the private API, `edge_media_to_parent_comment` (seen), xdt_api__v1__media__media_id__comments__connection. */
export const COMMENT_SHAPE = {
  any: ['created_at', 'created_at_utc', 'comment_like_count', 'parent_comment_id'],
  id: ['pk', 'id'],
  text: ['text'],
  author: ['user.username', 'owner.username'],
} as const;

/** A message: `slide_messages.edges[].node` of the web, `items[]` of the private API's direct_v2. */
export const MESSAGE = {
  id: ['message_id', 'item_id', 'id'],
  any: ['timestamp_ms', 'item_type'],
  author: ['sender.user_dict.username', 'sender.username', 'user.username'],
  authorId: ['sender_fbid', 'user_id', 'sender.user_dict.id', 'sender.user_dict.pk'],
  texts: [
    'content.text_body',
    'text_body',
    'text',
    'link.text',
    'content.xma_text_body',
    'reel_share.text',
    'story_share.text',
    'story_share.message',
  ],
  links: ['link.link_context.link_url'],
  previews: ['link.link_context.link_title', 'link.link_context.link_summary'],
  attachments: [
    'content.xma',
    'xma_link.*',
    'generic_xma.*',
    'xma_media_share.*',
    'xma_clip.*',
    'xma_story_share.*',
    'xma_reel_share.*',
    'xma_reel_mention.*',
    'xma_profile.*',
  ],
  media: [
    'media_share',
    'clip.clip',
    'clip',
    'reel_share.media',
    'story_share.media',
    'felix_share.video',
    'direct_media_share.media',
  ],
} as const;

/** What is attached to a message: a shared post, reel or story, a link's preview, a card with buttons. */
export const ATTACHMENT = {
  target: ['target_url', 'targetUrl'],
  header: ['xmaHeaderTitle', 'header_title_text'],
  texts: ['xmaTitle', 'title_text', 'caption_body_text', 'subtitle_text', 'xmaSubtitle'],
  buttons: ['cta_buttons.*.title', 'cta_buttons.*.cta_title'],
  links: ['cta_buttons.*.action_url'],
} as const;

/** Below these stand things that look like promotions and are parts of one, or are no promotion at all. */
export const PARTS: ReadonlySet<string> = new Set([
  'carousel_media',
  'edge_sidecar_to_children',
  'caption',
  'user',
  'owner',
  'image_versions2',
  'video_versions',
  'display_resources',
]);

/** The name that a response's root has for what it holds; all that the self-check says of a response that gave nothing. */
export const ROOT_NAME =
  /^(?:xdt|xig|edge|ig|get|fetch|graphql|shortcode|reels|items|feed|media|user|tag|location)_?[a-z_]{0,76}[0-9]?[a-z_]{0,20}$/i;

/** JSON that a cold load carries, and the scripts in which pages before 2022 carried it. */
export const EMBEDDED = 'script[type="application/json"], script[type="text/javascript"]:not([src])';
export const EMBEDDED_BEFORE = /^\s*window\.(?:_sharedData\s*=|__additionalDataLoaded\s*\(\s*['"][^'"]*['"]\s*,)\s*/;

/** `298K likes, 553 comments - some.handle on May 29, 2021: "The caption". ` in every language: the name stands between a dash and a blank. */
export const META = {
  address: ['og:url', 'al:web:url'],
  description: ['og:description', 'description'],
  author: / - ([a-z0-9._]{1,30}) /i,
  /** Of a title: `Some Name (@some.handle) • Instagram`. */
  handle: /\(@([a-z0-9._]{1,30})\)/i,
  title: ['og:title', 'twitter:title'],
  /** Marks that stand around the caption. */
  opening: /[:：]\s?["“«„「]\s?/,
  closing: '"”»“」',
} as const;

// ---------------------------------------------------------------------------------------------------------------------------------
// DOM: by role and structure. Class names are hashed, change with every release and sometimes come back.

/** Units: elements that hold one post with its comments, one thread, one profile header, one tile. Re-read only when they change. */
export const UNIT = {
  post: 'article',
  dialog: '[role="dialog"]',
  thread: '[role="grid"]',
  message: '[role="row"]',
  chat: '[data-pagelet^="IGDChatTabsRootContent"]',
  tile: 'a[href*="/p/"], a[href*="/reel/"]',
  video: 'video',
  story: 'section',
} as const;

/** Says that a post stands there, whatever stands around it: a permalink that holds its time. */
export const TIMED = 'a[href*="/p/"] time[datetime], a[href*="/reel/"] time[datetime], a[href*="/tv/"] time[datetime]';
export const TIME = 'time[datetime]';
export const COMMENT_LINK = 'a[href*="/c/"]';
/** Running text: Instagram gives each piece its own direction. */
export const WORDS = '[dir="auto"]';
/** A block that holds any of these is larger than a caption or a comment. */
export const TOO_LARGE = 'form, hr, section, header, video, [role="presentation"], [role="dialog"], textarea';
/** Below the head of a profile. */
export const BELOW_HEAD = '[role="tablist"], a[href*="/p/"], a[href*="/reel/"], article';
/** The box in which a message is written: where it is, a thread is open. */
export const COMPOSER = '[role="textbox"][contenteditable], textarea';
/** An account's picture stands in one of these, and its alt text is in the reader's language. */
export const PORTRAIT = 'a[href], [role="link"], header, form';
/** Where an image's address names the media: base64 of its id, then a version ("MzI4…MQ==.2-ccb7-5"). */
export const CACHE_KEY = /[?&]ig_cache_key=([A-Za-z0-9%+/=_-]{8,60})/;
/** Shorter alt texts are emoji and icons. */
export const MIN_ALT = 9;
