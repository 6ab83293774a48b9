/* Stands in for lexbor's own file of this name: its table of HTML's named characters is unpacked at start, by
 * cmake/lexbor_entities/entities.cpp. */
#ifndef TOUCHSTONE_LEXBOR_ENTITIES_H
#define TOUCHSTONE_LEXBOR_ENTITIES_H

#include "lexbor/core/sbst.h"

extern lexbor_sbst_entry_static_t lxb_html_tokenizer_res_entities_sbst[];

#endif
