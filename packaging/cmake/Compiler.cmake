# SPDX-License-Identifier: Apache-2.0
# One interface target carries every warning and definition; each target of ours links it.
add_library(symbolon_compiler INTERFACE)
target_compile_options(symbolon_compiler INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wunused -Wno-missing-field-initializers
    # g++ 12 warns falsely on "x" + std::string at -O3, and on std::optional members behind has_value() at -O2.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-error=restrict$<SEMICOLON>-Wno-error=maybe-uninitialized>
    $<$<BOOL:${SYMBOLON_WERROR}>:-Werror>)
target_compile_definitions(symbolon_compiler INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400
    QT_USE_QSTRINGBUILDER)
if(SYMBOLON_SANITIZE STREQUAL "thread")
    target_compile_options(symbolon_compiler INTERFACE -fsanitize=thread -fno-omit-frame-pointer)
    target_link_options(symbolon_compiler INTERFACE -fsanitize=thread)
    # Fences are invisible to ThreadSanitizer, and asio has its locks besides.
    target_compile_definitions(symbolon_compiler INTERFACE SYMBOLON_SANITIZED BOOST_ASIO_DISABLE_FENCED_BLOCK)
elseif(SYMBOLON_SANITIZE)
    target_compile_options(symbolon_compiler INTERFACE
        -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    target_link_options(symbolon_compiler INTERFACE -fsanitize=address,undefined)
    target_compile_definitions(symbolon_compiler INTERFACE SYMBOLON_SANITIZED)
endif()

# lld links a sanitized library in a third of the time. Where it is missing the usual linker serves.
find_program(SYMBOLON_LLD ld.lld)
if(SYMBOLON_LLD)
    target_link_options(symbolon_compiler INTERFACE -fuse-ld=lld)
endif()
