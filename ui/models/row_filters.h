// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QString>

namespace symbolon::ui {

// What the tables narrow by: a text in the language of workspace/row_filter.h, which has been found to be right.
// Values; judged in a worker.

struct IdentityFilter
{
    QString text;
    QDateTime now; // what ages in the text count from
    bool onlyWithCredentials = true;

    // Anything narrows beside `onlyWithCredentials`.
    [[nodiscard]] bool isNarrow() const { return !text.trimmed().isEmpty(); }
    bool operator==(const IdentityFilter &) const = default;
};

struct CredentialFilter
{
    QString text;
    QString issuer; // exactly this one; empty: any
    QDateTime now;  // what ages in the text count from

    [[nodiscard]] bool isNarrow() const { return !text.trimmed().isEmpty() || !issuer.isEmpty(); }
    bool operator==(const CredentialFilter &) const = default;
};

} // namespace symbolon::ui
