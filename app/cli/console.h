// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace symbolon::cli {

// Where a command writes. Data goes out, everything else to the error side; tests capture both.
struct Console
{
    std::function<bool(const QByteArray &)> out; // false: it could not be written (disk full, reader gone)
    std::function<void(const QByteArray &)> err;
    bool errIsTerminal = false; // progress is shown there and nowhere else
    // Asks whoever sits at the terminal, and waits for "y" or anything else. Empty: nobody could answer.
    std::function<bool(const QString &question)> agrees = {};

    void data(const QByteArray &bytes) const { out(bytes); }
    void data(const QString &text) const { out(text.toUtf8()); }
    // One line for a person.
    void say(const QString &line) const { err(line.toUtf8() + '\n'); }

    // stdout and stderr of the process.
    [[nodiscard]] static Console standard();
};

} // namespace symbolon::cli
