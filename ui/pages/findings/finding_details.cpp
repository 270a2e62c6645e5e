// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/findings/finding_details.h"

#include "ui/models/severity_level.h"
#include "ui/pages/common/scroll_column.h"
#include "ui/pages/common/verdict_parts.h"
#include "ui/theme/controls.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/button.h"
#include "ui/widgets/copyablefield.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/severitybadge.h"
#include "ui/widgets/statepane.h"

#include <QHBoxLayout>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace symbolon::ui {

namespace {

constexpr int labelWidth = 98;
constexpr int evidenceLimit = 30;

workspace::CredentialKey keyOf(const risk::Verdict &verdict)
{
    return {verdict.identity, verdict.credentialName};
}

} // namespace

FindingDetails::FindingDetails(Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_nothing(new StatePane(context.appearance, context.clipboard, this))
    , m_content(new Plane(context.appearance, Plane::Tone::Surface, {}, this))
{
    setObjectName(QStringLiteral("findingDetails"));
    auto *stack = new QStackedLayout(this);
    stack->addWidget(m_nothing);
    stack->addWidget(m_content);
    m_nothing->setState(StatePane::State::Empty, tr("No finding is chosen."), tr("Choose one in the list."));
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    m_body = new ScrollColumn(context.appearance, tr("Finding"), m_content);
    m_body->setObjectName(QStringLiteral("findingBody"));
    layout->addWidget(m_body, 1);
}

QWidget *FindingDetails::buildHead()
{
    const Appearance &appearance = m_context.appearance;
    const Theme &theme = appearance.theme();
    auto *head = new Plane(appearance, Plane::Tone::Surface, Qt::BottomEdge, m_content);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(theme.px(metrics::space4), theme.px(metrics::space3), theme.px(metrics::space3),
                               theme.px(metrics::space3));
    layout->setSpacing(theme.px(metrics::space1));
    auto *first = new QHBoxLayout;
    first->setSpacing(theme.px(metrics::space2));
    m_severity = new SeverityBadge(appearance, Level::None, head);
    m_id = new PlainLabel(appearance, TextStyle::MonoSmall, Ink::Text3, head);
    auto *previous = new IconButton(appearance, Glyph::ChevronUp, tr("Previous finding"), head);
    auto *next = new IconButton(appearance, Glyph::ChevronDown, tr("Next finding"), head);
    first->addWidget(m_severity);
    first->addWidget(m_id);
    first->addStretch(1);
    first->addWidget(previous);
    first->addWidget(next);
    layout->addLayout(first);
    m_title = new PlainLabel(appearance, TextStyle::Section, Ink::Text, head);
    m_title->setWordWrap(true);
    layout->addWidget(m_title);
    connect(previous, &QToolButton::clicked, this, &FindingDetails::previousAsked);
    connect(next, &QToolButton::clicked, this, &FindingDetails::nextAsked);
    return head;
}

void FindingDetails::show(const FindingGroup *group, const risk::Verdict *verdict)
{
    static_cast<QStackedLayout *>(layout())->setCurrentWidget(group ? m_content : m_nothing);
    const std::optional<FindingGroup> newGroup = group ? std::optional(*group) : std::nullopt;
    const std::optional<risk::Verdict> newVerdict = verdict ? std::optional(*verdict) : std::nullopt;
    const workspace::IdentityRow *identity = verdict ? m_context.workspace.identity(verdict->identity) : nullptr;
    const QList<trust::Privilege> reach = identity ? identity->identity.privileges : QList<trust::Privilege>();
    if (newGroup == m_group && newVerdict == m_verdict && reach == m_reach)
        return;
    m_group = newGroup;
    m_verdict = newVerdict;
    m_reach = reach;
    if (!m_group)
        return;
    const bool unknown = m_group->outcome == risk::Outcome::Unknown;
    const risk::Severity severity = m_verdict ? m_verdict->severity : m_group->severity;
    m_severity->setLevel(unknown ? Level::Info : levelOf(severity), unknown ? tr("Could not be judged") : QString());
    m_id->setValue(m_group->ruleId);
    m_title->setValue(m_group->title);
    fill(m_body->restart(), *m_group, m_verdict ? &*m_verdict : nullptr);
}

void FindingDetails::fill(QVBoxLayout *layout, const FindingGroup &group, const risk::Verdict *verdict)
{
    const risk::Rule *rule = m_context.workspace.ruleBook().find(group.ruleId);
    const bool unknown = group.outcome == risk::Outcome::Unknown;
    if (verdict) {
        addObject(layout, *verdict);
    } else {
        verdictparts::addText(
            m_context, layout,
            unknown ? tr("Could not be judged on %n object(s).", nullptr, static_cast<int>(group.rows.size()))
                    : tr("Holds for %n object(s).", nullptr, static_cast<int>(group.rows.size())));
    }
    if (unknown)
        verdictparts::addUnknown(m_context, layout, verdict ? QList<risk::Verdict>{*verdict} : group.rows);
    if (rule) {
        verdictparts::addText(m_context, layout, rule->why);
        if (!rule->remediation.isEmpty()) {
            verdictparts::addHeading(m_context, layout, tr("What to do"));
            verdictparts::addSteps(m_context, layout, rule->remediation);
        }
    }
    if (verdict)
        addActions(layout, *verdict);
    if (rule && !rule->references.isEmpty()) {
        verdictparts::addHeading(m_context, layout, tr("Read on"));
        for (const QString &reference : rule->references)
            verdictparts::addText(m_context, layout, reference, Ink::Text3);
    }
}

void FindingDetails::addObject(QVBoxLayout *layout, const risk::Verdict &verdict)
{
    const Appearance &appearance = m_context.appearance;
    const Theme &theme = appearance.theme();
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.px(metrics::space2));
    auto *label = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text3);
    label->setValue(tr("Identity"));
    label->setFixedWidth(theme.px(labelWidth));
    auto *name = new PlainLabel(appearance, TextStyle::BodyMedium, Ink::Accent);
    name->setElide(Qt::ElideMiddle);
    name->setValue(verdict.identityName);
    auto *go = new IconButton(appearance, Glyph::ArrowRight, tr("Show the identity"));
    const workspace::CredentialKey key = keyOf(verdict);
    connect(go, &QToolButton::clicked, this, [this, key] { Q_EMIT identityAsked(key); });
    row->addWidget(label);
    row->addWidget(name, 1);
    row->addWidget(go);
    layout->addLayout(row);
    if (verdict.outcome == risk::Outcome::Finding || !verdict.credentialName.isEmpty())
        verdictparts::addEvidence(m_context, layout, {verdict}, evidenceLimit);
    const workspace::IdentityRow *identity = m_context.workspace.identity(verdict.identity);
    if (identity == nullptr || !identity->highest)
        return;
    auto *reach = new QHBoxLayout;
    reach->setSpacing(theme.px(metrics::space2));
    auto *reaches = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text3);
    reaches->setValue(tr("Reaches"));
    reaches->setFixedWidth(theme.px(labelWidth));
    auto *badge = new Badge(appearance);
    badge->setPrivilege(identity->highest->name, levelOf(identity->highestWeight), identity->highestIsTierZero);
    reach->addWidget(reaches);
    reach->addWidget(badge);
    const int more = static_cast<int>(identity->identity.privileges.size()) - 1;
    if (more > 0) {
        auto *rest = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2);
        rest->setValue(tr("%n more", nullptr, more));
        reach->addWidget(rest);
    }
    reach->addStretch(1);
    layout->addLayout(reach);
}

void FindingDetails::addActions(QVBoxLayout *layout, const risk::Verdict &verdict)
{
    const workspace::CredentialKey key = keyOf(verdict);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, m_context.appearance.theme().px(metrics::space2), 0, 0);
    if (!key.name.isEmpty() && m_context.workspace.credential(key)) {
        auto *edit = new Button(m_context.appearance, tr("Edit credential"), ButtonRole::Primary, Glyph::Edit);
        connect(edit, &QPushButton::clicked, this, [this, key] { Q_EMIT editAsked(key); });
        row->addWidget(edit);
    }
    auto *identity = new Button(m_context.appearance, tr("Show identity"), ButtonRole::Secondary, Glyph::Identities);
    connect(identity, &QPushButton::clicked, this, [this, key] { Q_EMIT identityAsked(key); });
    row->addWidget(identity);
    row->addStretch(1);
    layout->addLayout(row);
}

} // namespace symbolon::ui
