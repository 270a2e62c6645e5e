// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/changes/operation_details.h"

#include "base/shown.h"
#include "ui/editor/effect_lines.h"
#include "ui/editor/operation_fields.h"
#include "ui/models/staged_changes.h"
#include "ui/pages/changes/operations_model.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace symbolon::ui {
OperationDetails::OperationDetails(Context &context, StagedChanges &staged, QWidget *parent)
    : ScrollColumn(context.appearance, tr("Chosen operation"), parent)
    , m_context(context)
    , m_staged(staged)
{
    setObjectName(QStringLiteral("operationDetails"));
    connect(&staged, &StagedChanges::changed, this, [this] { fillWhenSeen(); });
    connect(&staged, &StagedChanges::resultChanged, this, [this](const QUuid &operation) {
        if (operation == m_operation)
            fillWhenSeen();
    });
    fillWhenSeen();
}

void OperationDetails::setOperation(const QUuid &operation)
{
    if (operation == m_operation)
        return;
    m_operation = operation;
    fillWhenSeen();
}

void OperationDetails::fill()
{
    QVBoxLayout *column = restart();
    const QList<trust::Operation> &operations = m_staged.set().operations;
    const auto found = std::find_if(operations.cbegin(), operations.cend(),
                                    [this](const trust::Operation &one) { return one.id == m_operation; });
    if (found == operations.cend()) {
        auto *nothing = new PlainLabel(m_context.appearance, TextStyle::Body, Ink::Text2, widget());
        nothing->setValue(tr("Choose an operation to see what it changes."));
        column->addWidget(nothing);
        column->addStretch();
        return;
    }
    addHead(column, *found, static_cast<int>(std::distance(operations.cbegin(), found)) + 1);
    addOutcome(column, *found);
    auto *panel = new ui::Panel(m_context.appearance, widget());
    auto *fields = new QVBoxLayout(panel);
    fields->setContentsMargins(1, 1, 1, 1);
    fields->setSpacing(0);
    addFieldLines(fields, m_context.appearance, *found);
    column->addWidget(panel);
    auto *means = new PlainLabel(m_context.appearance, TextStyle::Body, Ink::Text2, widget());
    means->setWordWrap(true);
    means->setValue(consequenceOf(*found));
    column->addWidget(means);
    addOrder(column, *found);
    const workspace::OperationResult *result = m_staged.result(found->id);
    if (!result || result->phase != workspace::OperationPhase::Written) // then it is in the findings on show
        addEffect(column, *found);
    column->addStretch();
}

void OperationDetails::addHead(QVBoxLayout *column, const trust::Operation &operation, int number)
{
    const Appearance &appearance = m_context.appearance;
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::space2);
    auto *title = new PlainLabel(appearance, TextStyle::Section, Ink::Text, widget());
    title->setValue(tr("%1. %2 %3").arg(QString::number(number), verbOf(operation), objectOf(operation)));
    row->addWidget(title);
    if (!operation.isAboutIdentity())
        addIdentity(row, operation);
    row->addStretch(1);
    auto *unstage = new Button(appearance, tr("Take out"), ButtonRole::Secondary, Glyph::Close, widget());
    unstage->setObjectName(QStringLiteral("unstage"));
    const workspace::OperationResult *result = m_staged.result(operation.id);
    const bool written = result && result->phase == workspace::OperationPhase::Written;
    unstage->setBlocked(m_staged.isApplying() ? tr("Changes are being written.") : QString());
    unstage->setVisible(!written);
    const QUuid id = operation.id;
    connect(
        unstage, &QPushButton::clicked, this, [this, id] { Q_EMIT unstageAsked(id); }, Qt::QueuedConnection);
    row->addWidget(unstage);
    column->addLayout(row);
}

// Whose it is; the way there where there is one.
void OperationDetails::addIdentity(QHBoxLayout *row, const trust::Operation &operation)
{
    const Appearance &appearance = m_context.appearance;
    const QString name = shown(operation.identityName);
    auto *on = new PlainLabel(appearance, TextStyle::Body, Ink::Text2, widget());
    row->addWidget(on);
    if (!m_context.workspace.identity(operation.identity)) {
        on->setValue(tr("on %1").arg(name));
        return;
    }
    on->setValue(tr("on"));
    auto *identity = new Button(appearance, QString(name).replace(QLatin1Char('&'), QStringLiteral("&&")),
                                ButtonRole::Link, Glyph::None, widget());
    identity->setAccessibleName(tr("Go to identity %1").arg(name));
    const workspace::CredentialKey key{operation.identity, operation.credentialName()};
    // Queued: what follows fills this anew, the button with it.
    connect(
        identity, &QPushButton::clicked, this, [this, key] { Q_EMIT identityAsked(key); }, Qt::QueuedConnection);
    row->addWidget(identity);
}

void OperationDetails::addOutcome(QVBoxLayout *column, const trust::Operation &operation)
{
    const workspace::OperationResult *result = m_staged.result(operation.id);
    if (!result || !result->error)
        return;
    const ErrorText words = explain(*result->error);
    BannerText text;
    text.level = result->phase == workspace::OperationPhase::Unknown ? Level::Medium : Level::Critical;
    text.title = result->phase == workspace::OperationPhase::Written ? tr("It could not be taken back") : words.title;
    text.text = words.explanation.isEmpty() ? words.nextStep : words.explanation + QLatin1Char(' ') + words.nextStep;
    text.details = words.details.join(QLatin1Char('\n'));
    auto *banner = new Banner(m_context.appearance, m_context.clipboard, widget());
    banner->setClosable(false);
    banner->say(text);
    column->addWidget(banner);
}

// Why it stands where it stands, where that is more than the usual.
void OperationDetails::addOrder(QVBoxLayout *column, const trust::Operation &operation)
{
    const trust::OrderNote *note = m_staged.note(operation.id);
    if (!note || (note->reason == trust::OrderReason::Addition && !note->gap))
        return;
    auto *words = new PlainLabel(m_context.appearance, TextStyle::Body, note->gap ? Ink::Medium : Ink::Text2, widget());
    words->setWordWrap(true);
    words->setValue(trust::orderText(*note, m_staged.set()));
    column->addWidget(words);
}

void OperationDetails::addEffect(QVBoxLayout *column, const trust::Operation &operation)
{
    const workspace::IdentityRow *row = m_context.workspace.identity(operation.identity);
    if (!row)
        return;
    auto *heading = new PlainLabel(m_context.appearance, TextStyle::BodySemibold, Ink::Text, widget());
    heading->setValue(tr("Findings that come and go with it"));
    column->addWidget(heading);
    const ChangeEffect effect = effectOf(m_context.workspace, row->identity, operation);
    addEffectLines(column, m_context, effect, TextStyle::Body);
    if (effect.appearing.isEmpty() && effect.vanishing.isEmpty()) {
        auto *none = new PlainLabel(m_context.appearance, TextStyle::Body, Ink::Text2, widget());
        none->setValue(tr("None: the findings about this identity stay as they are."));
        none->setWordWrap(true);
        column->addWidget(none);
    }
}

} // namespace symbolon::ui
