# The flags every target shares, and the stricter ones of our own code.
if(TOUCHSTONE_SANITIZE)
  # fuzzer-no-link lets the fuzzers see which branches of the core an input reached.
  add_compile_options(-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(EMSCRIPTEN)
  # Without this flag a C++ catch is compiled away and exceptions leave as bare numbers.
  # Optimised as one program, the module is smaller by 14 KB gzip.
  add_compile_options(-fwasm-exceptions -msimd128 -flto)
  add_link_options(-fwasm-exceptions -flto)
  # How each source is optimised is said below, one by one.
  set(CMAKE_CXX_FLAGS_RELEASE "-DNDEBUG")
  set(CMAKE_C_FLAGS_RELEASE "-DNDEBUG")
endif()

# In the module a target's sources are small, but for those given, which every caption or page passes through: fast.
# em++ inlines nothing where -Os stands on the line at all, so that no source may have both.
function(optimise target)
  if(EMSCRIPTEN)
    get_target_property(sources ${target} SOURCES)
    set_source_files_properties(${sources} TARGET_DIRECTORY ${target} PROPERTIES COMPILE_OPTIONS -Os)
    if(ARGN)
      set_source_files_properties(${ARGN} TARGET_DIRECTORY ${target} PROPERTIES COMPILE_OPTIONS -O2)
    endif()
  endif()
endfunction()
# No path of the building machine in what is built.
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.)

add_library(touchstone_warnings INTERFACE)
target_compile_options(touchstone_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Werror)
