// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>
#include <QString>

// For the writers of the targets: their words have one context, and are marked with QT_TRANSLATE_NOOP where they stand.
namespace symbolon::exports {

inline QString tr(const char *text)
{
    return QCoreApplication::translate("Exports", text);
}

} // namespace symbolon::exports
