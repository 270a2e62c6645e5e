// SPDX-License-Identifier: Apache-2.0
#include "console.h"

#include <cstdio>
#include <unistd.h>

namespace symbolon::cli {
namespace {

bool write(std::FILE *file, const QByteArray &bytes)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    return std::fwrite(bytes.constData(), 1, size, file) == size && std::fflush(file) == 0;
}

} // namespace

Console Console::standard()
{
    return {[](const QByteArray &bytes) { return write(stdout, bytes); },
            [](const QByteArray &bytes) { static_cast<void>(write(stderr, bytes)); }, ::isatty(STDERR_FILENO) == 1};
}

} // namespace symbolon::cli
