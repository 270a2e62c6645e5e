// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/verdict_list.h"

#include "ui/pages/common/verdict_card.h"
#include "ui/pages/common/verdict_parts.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/severitybadge.h"

#include <QSet>
#include <QVBoxLayout>

namespace symbolon::ui {

VerdictList::VerdictList(const Context &context, QWidget *parent)
    : ScrollColumn(context.appearance, tr("Risks"), parent)
    , m_context(context)
{
    setObjectName(QStringLiteral("verdicts"));
}

void VerdictList::setVerdicts(const QList<risk::Verdict> &verdicts)
{
    if (m_verdicts == verdicts)
        return;
    m_verdicts = verdicts;
    fillWhenSeen();
}

void VerdictList::fill()
{
    const QList<risk::Verdict> &verdicts = *m_verdicts;
    QVBoxLayout *layout = restart();
    const risk::RuleBook &rules = m_context.workspace.ruleBook();
    const auto addCards = [&](risk::Outcome outcome) {
        const auto groups = byRule(verdicts, outcome);
        for (const QList<risk::Verdict> &group : groups)
            layout->addWidget(new VerdictCard(m_context, rules.find(group.first().ruleId), group));
        return !groups.isEmpty();
    };
    const bool findings = addCards(risk::Outcome::Finding);
    QSet<QString> passed;
    QSet<QString> open;
    for (const risk::Verdict &verdict : verdicts) {
        if (verdict.outcome == risk::Outcome::Pass)
            passed.insert(verdict.ruleId);
        else if (verdict.outcome != risk::Outcome::NotApplicable)
            open.insert(verdict.ruleId);
    }
    passed.subtract(open);
    if (!findings) {
        auto *badge = new SeverityBadge(m_context.appearance);
        badge->setLevel(open.isEmpty() ? Level::Pass : Level::Info, tr("No findings"));
        layout->addWidget(badge);
    }
    if (!open.isEmpty()) {
        const auto unknown = byRule(verdicts, risk::Outcome::Unknown);
        if (!unknown.isEmpty()) {
            verdictparts::addHeading(m_context, layout, tr("Could not be judged"));
            addCards(risk::Outcome::Unknown);
        }
    }
    if (!passed.isEmpty())
        verdictparts::addText(m_context, layout, tr("%n rule(s) passed.", nullptr, static_cast<int>(passed.size())),
                              Ink::Text3);
}

} // namespace symbolon::ui
