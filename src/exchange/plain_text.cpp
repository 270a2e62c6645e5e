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

QString signOf(CheckState state)
{
    switch (state) {
    case CheckState::Passed:
        return QCoreApplication::translate("Exchange", "fits");
    case CheckState::Failed:
        return QCoreApplication::translate("Exchange", "differs");
    case CheckState::NotDone:
        return QCoreApplication::translate("Exchange", "not done");
    }
    Q_UNREACHABLE();
}

void describe(QString &text, const Check &check)
{
    indent(text, QStringLiteral("[%1] %2: %3").arg(signOf(check.state), check.name, check.detail));
    // One line each: a line feed inside a value is part of the value.
    if (!check.presented.isEmpty())
        indent(text, u"   " + QCoreApplication::translate("Exchange", "in the token: %1").arg(shown(check.presented)));
    if (!check.trusted.isEmpty())
        indent(text, u"   " + QCoreApplication::translate("Exchange", "trusted: %1").arg(shown(check.trusted)));
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
        indent(text, shown(step.summary));
        for (const Check &check : step.checks)
            describe(text, check);
        indent(text, step.request);
        indent(text, step.response);
    }
    return text;
}

} // namespace symbolon::exchange
