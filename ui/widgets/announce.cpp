// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/announce.h"

#include <QAccessible>
#include <QWidget>

namespace symbolon::ui {

void announce(QWidget *widget, const QString &message)
{
    widget->setAccessibleDescription(message);
    QAccessibleEvent event(widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace symbolon::ui
