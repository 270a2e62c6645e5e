// SPDX-License-Identifier: Apache-2.0
#include "console.h"

#include <cstdio>
#include <unistd.h>

namespace symbolon::cli {
namespace {

void write(std::FILE *file, const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), file);
    std::fflush(file);
}

} // namespace

Console Console::standard()
{
    return {[](const QByteArray &bytes) { write(stdout, bytes); },
            [](const QByteArray &bytes) { write(stderr, bytes); }, ::isatty(STDERR_FILENO) == 1};
}

} // namespace symbolon::cli
