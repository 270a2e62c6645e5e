// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/verdict_card.h"

#include "ui/models/severity_level.h"
#include "ui/pages/common/verdict_parts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/severitybadge.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace symbolon::ui {

namespace {

constexpr int evidenceLimit = 8;

risk::Severity worstOf(const QList<risk::Verdict> &verdicts)
{
    risk::Severity worst = risk::Severity::Info;
    for (const risk::Verdict &verdict : verdicts)
        worst = std::max(worst, verdict.severity);
    return worst;
}

} // namespace

VerdictCard::VerdictCard(const Context &context, const risk::Rule *rule, const QList<risk::Verdict> &verdicts,
                         QWidget *parent)
    : QFrame(parent)
    , m_context(context)
{
    const Appearance &appearance = context.appearance;
    const Theme &theme = appearance.theme();
    const risk::Verdict &first = verdicts.first();
    const bool unknown = first.outcome == risk::Outcome::Unknown;
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(metrics::space3), theme.px(10), theme.px(metrics::space3), theme.px(10));
    layout->setSpacing(theme.px(metrics::space1));

    auto *head = new QHBoxLayout;
    auto *badge = new SeverityBadge(appearance, Level::None, this);
    const risk::Severity severity = worstOf(verdicts);
    badge->setLevel(unknown ? Level::Info : levelOf(severity), unknown ? tr("Could not be judged") : QString());
    auto *id = new PlainLabel(appearance, TextStyle::MonoSmall, Ink::Text3, this);
    id->setValue(first.ruleId);
    head->addWidget(badge);
    head->addStretch(1);
    head->addWidget(id);
    layout->addLayout(head);

    auto *title = new PlainLabel(appearance, TextStyle::BodySemibold, Ink::Text, this);
    title->setWordWrap(true);
    title->setValue(rule ? rule->title : first.ruleId);
    layout->addWidget(title);
    if (unknown) {
        verdictparts::addUnknown(context, layout, verdicts);
    } else {
        if (rule)
            verdictparts::addText(context, layout, rule->why);
        verdictparts::addEvidence(context, layout, verdicts, evidenceLimit);
        if (rule && !rule->remediation.isEmpty()) {
            verdictparts::addHeading(context, layout, tr("What to do"));
            verdictparts::addSteps(context, layout, rule->remediation);
        }
    }
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void VerdictCard::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_context.appearance.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintPanel(&painter, rect(), metrics::radiusPanel, theme.surface, theme.border);
}

QList<QList<risk::Verdict>> byRule(const QList<risk::Verdict> &verdicts, risk::Outcome outcome)
{
    QList<QList<risk::Verdict>> groups;
    for (const risk::Verdict &verdict : verdicts) {
        if (verdict.outcome != outcome)
            continue;
        const auto found = std::find_if(groups.begin(), groups.end(), [&](const QList<risk::Verdict> &group) {
            return group.first().ruleId == verdict.ruleId;
        });
        if (found == groups.end())
            groups.append({verdict});
        else
            found->append(verdict);
    }
    if (outcome == risk::Outcome::Finding) {
        std::stable_sort(groups.begin(), groups.end(),
                         [](const auto &a, const auto &b) { return worstOf(a) > worstOf(b); });
    }
    return groups;
}

} // namespace symbolon::ui
