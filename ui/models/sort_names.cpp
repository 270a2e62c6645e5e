// SPDX-License-Identifier: Apache-2.0
#include "ui/models/sort_names.h"

#include <QLocale>

namespace symbolon::ui {

QCollator SortNames::makeCollator()
{
    // The C locale has no rules for people, and no numeric order.
    const QLocale locale = QLocale().language() == QLocale::C ? QLocale(QLocale::English) : QLocale();
    QCollator collator(locale);
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    return collator;
}

} // namespace symbolon::ui
