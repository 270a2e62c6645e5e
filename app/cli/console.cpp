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

bool isAgreed(const QString &question)
{
    static_cast<void>(write(stderr, question.toUtf8()));
    const int answer = std::fgetc(stdin);
    return answer == 'y' || answer == 'Y';
}

} // namespace

Console Console::standard()
{
    Console console;
    console.out = [](const QByteArray &bytes) { return write(stdout, bytes); };
    console.err = [](const QByteArray &bytes) { static_cast<void>(write(stderr, bytes)); };
    console.errIsTerminal = ::isatty(STDERR_FILENO) == 1;
    if (console.errIsTerminal && ::isatty(STDIN_FILENO) == 1)
        console.agrees = isAgreed;
    return console;
}

} // namespace symbolon::cli
