// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/effect_lines.h"

#include "ui/models/severity_level.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/severitybadge.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace symbolon::ui {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("EffectLines", text);
}

} // namespace

void addEffectLines(QVBoxLayout *layout, const Context &context, const ChangeEffect &effect, TextStyle style)
{
    const auto add = [&](const risk::Verdict &verdict, const QString &sentence) {
        const risk::Rule *rule = context.workspace.ruleBook().find(verdict.ruleId);
        auto *row = new QWidget;
        auto *words = new PlainLabel(context.appearance, style, Ink::Text, row);
        words->setWordWrap(true);
        words->setValue(sentence.arg(rule ? rule->title : verdict.ruleId, verdict.ruleId));
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(metrics::space2);
        line->addWidget(new SeverityBadge(context.appearance, levelOf(verdict.severity), row), 0, Qt::AlignTop);
        line->addWidget(words, 1);
        layout->addWidget(row);
    };
    for (const risk::Verdict &verdict : effect.appearing)
        add(verdict, tr("New: %1 (%2)"));
    for (const risk::Verdict &verdict : effect.vanishing)
        add(verdict, tr("Goes away: %1 (%2)"));
}

} // namespace symbolon::ui
