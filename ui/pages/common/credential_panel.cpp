// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/credential_panel.h"

#include "ui/models/identity_text.h"
#include "ui/models/severity_level.h"
#include "ui/theme/controls.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/copyablefield.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/severitybadge.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace symbolon::ui {

namespace {

constexpr int labelWidth = 54;
constexpr int expressionLabelWidth = 66;

const risk::Verdict *worstFinding(const QList<risk::Verdict> &findings)
{
    const auto worst =
        std::max_element(findings.cbegin(), findings.cend(),
                         [](const risk::Verdict &a, const risk::Verdict &b) { return a.severity < b.severity; });
    return worst == findings.cend() ? nullptr : &*worst;
}

} // namespace

CredentialPanel::CredentialPanel(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    const Appearance &appearance = context.appearance;
    const Theme &theme = appearance.theme();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(metrics::space4), theme.px(metrics::space3), theme.px(metrics::space4),
                               theme.px(metrics::space3));
    layout->setSpacing(theme.px(2));

    auto *head = new QHBoxLayout;
    head->setSpacing(theme.px(metrics::space2));
    m_name = new PlainLabel(appearance, TextStyle::BodySemibold, Ink::Text, this);
    m_name->setElide(Qt::ElideRight);
    m_finding = new SeverityBadge(appearance, Level::None, this);
    m_finding->setTextStyle(TextStyle::Secondary);
    head->addWidget(m_name, 1);
    head->addWidget(m_finding);
    head->addStretch(0); // takes over where the name is hidden
    layout->addLayout(head);
    m_description = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, this);
    m_description->setElide(Qt::ElideRight);
    layout->addWidget(m_description);
    layout->addSpacing(theme.px(2));
    m_issuer = addField(tr("Issuer"));
    m_subject = addField(tr("Subject"));
    m_expression = addField(tr("Expression"));
    m_audience = addField(tr("Audience"));
    m_history = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, this);
    m_history->setElide(Qt::ElideRight);
    m_history->hide();
    layout->addWidget(m_history);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.px(metrics::space2));
    m_edit = new Button(appearance, tr("Edit"), ButtonRole::Secondary, Glyph::Edit, this);
    m_edit->setObjectName(QStringLiteral("editCredential"));
    auto *flow = new Button(appearance, tr("Flow"), ButtonRole::Secondary, Glyph::Flow, this);
    auto *handoff = new Button(appearance, tr("Hand-off"), ButtonRole::Secondary, Glyph::Workload, this);
    handoff->setObjectName(QStringLiteral("handoff"));
    handoff->setToolTip(plainToolTip(tr("What the workload's owner needs: workflow, manifests, code.")));
    m_delete = new Button(appearance, tr("Delete"), ButtonRole::Destructive, Glyph::Delete, this);
    m_delete->setObjectName(QStringLiteral("deleteCredential"));
    for (Button *button : {m_edit, flow, handoff, m_delete})
        setSmall(button);
    buttons->addWidget(m_edit);
    buttons->addWidget(flow);
    buttons->addWidget(handoff);
    buttons->addStretch(1);
    buttons->addWidget(m_delete);
    layout->addSpacing(theme.px(6));
    layout->addLayout(buttons);
    connect(m_edit, &QPushButton::clicked, this, &CredentialPanel::editAsked);
    connect(handoff, &QPushButton::clicked, this, &CredentialPanel::handoffAsked);
    connect(flow, &QPushButton::clicked, this, &CredentialPanel::flowAsked);
    connect(m_delete, &QPushButton::clicked, this, &CredentialPanel::deleteAsked);
    setCredential(nullptr);
}

CopyableField *CredentialPanel::addField(const QString &label)
{
    auto *field = new CopyableField(m_context.appearance, m_context.clipboard, label, this);
    field->setValueStyle(TextStyle::MonoSmall);
    layout()->addWidget(field);
    return field;
}

void CredentialPanel::setCredential(const workspace::CredentialRow *row)
{
    setVisible(row != nullptr);
    if (row == nullptr)
        return;
    const trust::FederatedCredential &credential = *row->credential;
    m_name->setValue(credential.name);
    const QList<risk::Verdict> findings = row->findings();
    const risk::Verdict *worst = worstFinding(findings);
    m_finding->setVisible(worst != nullptr);
    if (worst) {
        const risk::Rule *rule = m_context.workspace.ruleBook().find(worst->ruleId);
        m_finding->setLevel(levelOf(worst->severity));
        m_finding->setToolTip({});
        m_finding->setAccessibleDescription(rule ? rule->title : worst->ruleId);
    }
    for (CopyableField *field : {m_issuer, m_subject, m_expression, m_audience})
        field->setLabelWidth(credential.isFlexible() ? expressionLabelWidth : labelWidth);
    m_issuer->setValue(credential.issuer);
    m_subject->setVisible(!credential.isFlexible());
    m_subject->setValue(credential.subject.value_or(QString()));
    m_expression->setVisible(credential.isFlexible());
    m_expression->setValue(credential.isFlexible() ? credential.matchText() : QString());
    m_audience->setValue(credential.audiences.join(QStringLiteral(", ")));
    m_description->setVisible(!credential.description.isEmpty());
    m_description->setValue(credential.description);
    const bool same = m_key == row->key();
    m_key = row->key();
    if (!same)
        m_history->hide();
    askHistory();
}

void CredentialPanel::askHistory()
{
    auto future = m_context.workspace.history(m_key);
    whenDone(
        std::move(future), this, [this, key = m_key](const Result<std::optional<store::CredentialHistory>> &answer) {
            if (!(key == m_key) || !answer || !*answer || !(*answer)->firstSeen.isValid())
                return;
            const store::CredentialHistory &history = **answer;
            const QDateTime now = m_context.clock();
            const QString seen = history.maybeOlder ? tr("First seen %1, maybe older").arg(ago(history.firstSeen, now))
                                                    : tr("First seen %1").arg(ago(history.firstSeen, now));
            m_history->setValue(
                history.lastChanged.isValid() ? tr("%1, changed %2").arg(seen, ago(history.lastChanged, now)) : seen);
            m_history->setToolTip(plainToolTip(history.firstSeen.toUTC().toString(Qt::ISODate)));
            m_history->show();
        });
}

void CredentialPanel::setNameVisible(bool visible)
{
    m_name->setVisible(visible);
}

void CredentialPanel::setEditBlocked(const QString &reason)
{
    m_edit->setBlocked(reason);
    m_delete->setBlocked(reason);
}

} // namespace symbolon::ui
