# The C and C++ sources that scripts/lib/third-party.sh put into .deps/src, as static libraries.
# Native and WebAssembly are built from the same sources, so that they cannot differ.
set(deps ${CMAKE_SOURCE_DIR}/.deps/src)
if(NOT EXISTS ${deps}/lz4)
  message(FATAL_ERROR "The C++ sources are missing; run scripts/lib/setup.sh first.")
endif()

file(GLOB_RECURSE lexbor_sources CONFIGURE_DEPENDS
  ${deps}/lexbor/lexbor/core/*.c ${deps}/lexbor/lexbor/html/*.c ${deps}/lexbor/lexbor/dom/*.c
  ${deps}/lexbor/lexbor/tag/*.c ${deps}/lexbor/lexbor/ns/*.c ${deps}/lexbor/lexbor/css/*.c
  ${deps}/lexbor/lexbor/selectors/*.c ${deps}/lexbor/lexbor/ports/posix/*.c)
set(entities ${CMAKE_SOURCE_DIR}/cmake/lexbor_entities)
add_library(lexbor STATIC ${lexbor_sources} ${entities}/entities.cpp)
target_include_directories(lexbor SYSTEM BEFORE PRIVATE ${entities})
target_include_directories(lexbor SYSTEM PUBLIC ${deps}/lexbor)
set_source_files_properties(${entities}/entities.cpp PROPERTIES INCLUDE_DIRECTORIES ${deps}/lexbor/lexbor)
target_compile_definitions(lexbor PUBLIC LEXBOR_STATIC)
target_compile_options(lexbor PRIVATE -w)
set(lexbor_fast html/tokenizer.c html/tokenizer/state.c html/tree.c core/mraw.c core/str.c core/mem.c core/hash.c
  dom/interfaces/node.c)
list(TRANSFORM lexbor_fast PREPEND ${deps}/lexbor/lexbor/)
optimise(lexbor ${lexbor_fast})

# The encodings of saved pages, for the command alone: in the browser a page is a string already, and their
# tables would be most of the module.
if(NOT EMSCRIPTEN)
  file(GLOB lexbor_encoding_sources CONFIGURE_DEPENDS ${deps}/lexbor/lexbor/encoding/*.c)
  add_library(lexbor_encoding STATIC ${lexbor_encoding_sources})
  target_link_libraries(lexbor_encoding PUBLIC lexbor)
  target_compile_options(lexbor_encoding PRIVATE -w)
endif()

# DEFLATE alone, without zlib's and gzip's wrapping; packing is for the command, unpacking for both.
add_library(libdeflate STATIC ${deps}/libdeflate/lib/deflate_compress.c ${deps}/libdeflate/lib/deflate_decompress.c
  ${deps}/libdeflate/lib/utils.c ${deps}/libdeflate/lib/x86/cpu_features.c ${deps}/libdeflate/lib/arm/cpu_features.c)
target_include_directories(libdeflate SYSTEM PUBLIC ${deps}/libdeflate)
target_compile_options(libdeflate PRIVATE -w)
optimise(libdeflate)

# LZ4's plain blocks; packing is for the command, unpacking for both.
add_library(lz4 STATIC ${deps}/lz4/lz4.c ${deps}/lz4/lz4hc.c)
target_include_directories(lz4 SYSTEM PUBLIC ${deps}/lz4)
target_compile_options(lz4 PRIVATE -w)
optimise(lz4 ${deps}/lz4/lz4.c)

add_library(ada STATIC ${deps}/ada/ada.cpp)
target_include_directories(ada SYSTEM PUBLIC ${deps}/ada)
target_compile_options(ada PRIVATE -w)
optimise(ada)

file(GLOB re2_sources CONFIGURE_DEPENDS ${deps}/re2/re2/*.cc)
list(FILTER re2_sources EXCLUDE REGEX "/unicode_groups[.]cc$")
add_library(re2 STATIC ${re2_sources} ${CMAKE_SOURCE_DIR}/cmake/re2_unicode_groups.cc ${deps}/re2/util/rune.cc ${deps}/re2/util/strutil.cc)
target_include_directories(re2 SYSTEM PUBLIC ${deps}/re2)
target_compile_options(re2 PRIVATE -w)
optimise(re2 ${deps}/re2/re2/dfa.cc ${deps}/re2/re2/re2.cc)
if(EMSCRIPTEN)
  target_include_directories(re2 SYSTEM BEFORE PRIVATE ${CMAKE_SOURCE_DIR}/cmake/quiet_re2)
else()
  find_package(Threads REQUIRED)
  target_link_libraries(re2 PUBLIC Threads::Threads)
endif()

# Header-only: Boost.Regex, nlohmann/json, doctest.
add_library(header_libraries INTERFACE)
target_include_directories(header_libraries SYSTEM INTERFACE ${deps}/headers)
