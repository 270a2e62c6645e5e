// SPDX-License-Identifier: Apache-2.0
#include "base/shown.h"
#include "exchange/narration.h"

#include <QCoreApplication>

namespace symbolon::exchange {
namespace {

void indent(QString &text, const QString &block)
{
    const QStringList lines = block.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines)
        text += u"   " + shown(line) + u'\n';
}

} // namespace

QString plainText(const Narration &narration)
{
    QString text = shown(narration.code.isEmpty() ? narration.verdict : narration.code + u": " + narration.verdict)
        + u'\n';
    for (const Step &step : narration.steps) {
        const QString from = narration.participants.value(static_cast<int>(step.from)).title;
        const QString to = narration.participants.value(static_cast<int>(step.to)).title;
        text += u'\n'
            + QCoreApplication::translate("Exchange", "%1. %2 (%3 → %4)")
                  .arg(step.number)
                  .arg(shown(step.title), from, to)
            + u'\n';
        indent(text, step.summary);
        for (const Check &check : step.checks) {
            indent(text,
                   QCoreApplication::translate("Exchange", "%1: %2; trusted %3")
                       .arg(check.name, check.detail, check.trusted));
        }
        indent(text, step.request);
        indent(text, step.response);
    }
    return text;
}

} // namespace symbolon::exchange
