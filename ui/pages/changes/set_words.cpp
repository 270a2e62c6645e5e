// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/changes/set_words.h"

#include "ui/models/staged_changes.h"
#include "ui/pages/changes/dry_run_pane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace symbolon::ui {

SetWords::SetWords(Context &context, StagedChanges &staged, QWidget *parent)
    : Plane(context.appearance, Plane::Tone::Surface, Qt::TopEdge, parent)
    , m_appearance(context.appearance)
    , m_staged(staged)
    , m_gaps(new PlainLabel(m_appearance, TextStyle::Secondary, Ink::Medium, this))
{
    const Theme &theme = m_appearance.theme();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(metrics::space4), theme.px(metrics::space3), theme.px(metrics::space4),
                               theme.px(metrics::space3));
    column->setSpacing(theme.px(metrics::space2));
    auto *order = new PlainLabel(m_appearance, TextStyle::Secondary, Ink::Text2, this);
    order->setWordWrap(true);
    order->setValue(
        tr("One write at a time for each identity. A removal goes first only where slot, name or trust forces "
           "it."));
    column->addWidget(order);
    m_gaps->setWordWrap(true);
    m_gaps->setObjectName(QStringLiteral("gapsTold"));
    column->addWidget(m_gaps);
    column->addWidget(new DryRunPane(context, staged, this));
    m_ticket = addField(column, tr("Ticket"), tr("CHG0048213"));
    m_reason = addField(column, tr("Reason"), tr("Why this is changed"));
    connect(m_ticket, &QLineEdit::textEdited, &staged, &StagedChanges::setTicket);
    connect(m_reason, &QLineEdit::textEdited, &staged, &StagedChanges::setReason);
    connect(&staged, &StagedChanges::changed, this, [this] {
        showWords();
        showGaps();
    });
    connect(&staged, &StagedChanges::wordsChanged, this, &SetWords::showWords);
    connect(&staged, &StagedChanges::gapsChanged, this, &SetWords::showGaps);
    showWords();
    showGaps();
}

QLineEdit *SetWords::addField(QVBoxLayout *column, const QString &name, const QString &placeholder)
{
    const Theme &theme = m_appearance.theme();
    auto *label = new PlainLabel(m_appearance, TextStyle::Secondary, Ink::Text2, this);
    label->setValue(name);
    label->setFixedWidth(theme.px(52));
    auto *field = new QLineEdit(this);
    field->setPlaceholderText(placeholder);
    field->setAccessibleName(name);
    field->setMaxLength(200);
    label->setBuddy(field);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.px(metrics::space2));
    row->addWidget(label);
    row->addWidget(field, 1);
    column->addLayout(row);
    return field;
}

void SetWords::showWords()
{
    const trust::ChangeSet &set = m_staged.set();
    if (m_ticket->text() != set.ticket)
        m_ticket->setText(set.ticket);
    if (m_reason->text() != set.reason)
        m_reason->setText(set.reason);
}

void SetWords::showGaps()
{
    const auto all = static_cast<int>(m_staged.gaps().size());
    m_gaps->setVisible(all > 0);
    m_gaps->setValue(m_staged.openGaps() > 0
                         ? tr("%n removal(s) go first and leave a gap in service. Apply asks about each.", nullptr, all)
                         : tr("%n gap(s) in service, each accepted.", nullptr, all));
}

} // namespace symbolon::ui
