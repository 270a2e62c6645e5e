// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringView>

namespace symbolon::store {

// A word that is looked for in texts without regard to case. Texts are folded on the way: folded copies of everything
// that a row can be found by would take more memory than the rows, and ASCII, which nearly all of it is, is as fast.
class Word final
{
public:
    explicit Word(const QString &text)
        : m_folded(text.toCaseFolded())
    {
    }

    // As `text.toCaseFolded().contains(word)`.
    [[nodiscard]] bool in(QStringView text) const;

private:
    QString m_folded;
};

} // namespace symbolon::store
