// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/plaintooltip.h"

#include "base/shown.h"

#include <QStringList>
#include <QWidget>

namespace symbolon::ui {

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    return QStringLiteral("<p style=\"white-space:pre-wrap\">%1</p>").arg(shownLines(text).toHtmlEscaped());
}

void setPlainToolTip(QWidget *widget, const QString &text)
{
    widget->setToolTip(plainToolTip(text));
    widget->setAccessibleDescription(shownLines(text));
}

QString shownLines(const QString &text)
{
    if (!text.contains(QLatin1Char('\n')))
        return shown(text);
    QStringList lines = text.split(QLatin1Char('\n'));
    for (QString &line : lines)
        line = shown(line);
    return lines.join(QLatin1Char('\n'));
}

} // namespace symbolon::ui
