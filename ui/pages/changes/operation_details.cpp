// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/changes/operation_details.h"

#include "base/shown.h"
#include "ui/editor/effect_lines.h"
#include "ui/editor/operation_fields.h"
#include "ui/editor/preview_pane.h"
#include "ui/models/staged_changes.h"
#include "ui/pages/changes/admission_pane.h"
#include "ui/pages/changes/sign_in_reader.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <utility>

namespace symbolon::ui {
OperationDetails::OperationDetails(Context &context, StagedChanges &staged, QWidget *parent)
    : ScrollColumn(context.appearance, tr("Chosen operation"), parent)
    , m_context(context)
    , m_staged(staged)
    , m_reader(new SignInReader(context, this))
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

void OperationDetails::setView(DifferenceView view)
{
    if (m_views)
        m_views->setCurrentIndex(static_cast<int>(view)); // which comes back here
    if (view == m_view)
        return;
    m_view = view;
    showDifference();
}

void OperationDetails::fill()
{
    m_views = nullptr;
    m_difference = nullptr;
    QVBoxLayout *column = restart();
    const trust::Operation *found = m_staged.operation(m_operation);
    if (!found) {
        auto *nothing = new PlainLabel(m_context.appearance, TextStyle::Body, Ink::Text2, widget());
        nothing->setValue(tr("Choose an operation to see what it changes."));
        column->addWidget(nothing);
        column->addStretch();
        return;
    }
    addHead(column, *found, static_cast<int>(m_staged.placeOf(m_operation)) + 1);
    addOutcome(column, *found);
    addViews(column, *found);
    addOrder(column, *found);
    const workspace::OperationResult *result = m_staged.result(found->id);
    const bool isWritten = result && result->phase == workspace::OperationPhase::Written;
    if (!found->belonging)
        addAdmission(column, *found);
    if (!isWritten) // then it is in the findings on show
        addEffect(column, *found);
    column->addStretch();
}

void OperationDetails::addHead(QVBoxLayout *column, const trust::Operation &operation, int number)
{
    const Appearance &appearance = m_context.appearance;
    auto *title = new PlainLabel(appearance, TextStyle::Section, Ink::Text, widget());
    title->setElide(Qt::ElideMiddle);
    title->setValue(tr("%1. %2 %3").arg(QString::number(number), verbOf(operation), objectOf(operation)));
    auto *whose = new QHBoxLayout;
    whose->setSpacing(metrics::space1);
    if (!operation.isAboutIdentity())
        addIdentity(whose, operation);
    whose->addStretch(1);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(title);
    words->addLayout(whose);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::space2);
    row->addLayout(words, 1);
    addButtons(row, operation);
    column->addLayout(row);
}

void OperationDetails::addButtons(QHBoxLayout *row, const trust::Operation &operation)
{
    const Appearance &appearance = m_context.appearance;
    const workspace::OperationResult *result = m_staged.result(operation.id);
    const bool isWritten = result && result->phase == workspace::OperationPhase::Written;
    const QString busy = m_staged.isApplying() ? tr("Changes are being written.") : QString();
    if (isWritten)
        return;
    const auto add = [&](const QString &text, const char *name, Glyph glyph) {
        auto *button = new Button(appearance, text, ButtonRole::Secondary, glyph, widget());
        button->setObjectName(QString::fromLatin1(name));
        button->setBlocked(busy);
        row->addWidget(button);
        return button;
    };
    // Queued: what follows fills this anew, the buttons with it.
    const QUuid id = operation.id;
    if (!operation.belonging) {
        Button *edit = add(tr("Edit"), "editStaged", Glyph::Edit);
        edit->setAccessibleName(tr("Edit what is staged"));
        connect(
            edit, &QPushButton::clicked, this, [this, id] { Q_EMIT editAsked(id); }, Qt::QueuedConnection);
    }
    connect(
        add(tr("Take out"), "unstage", Glyph::Close), &QPushButton::clicked, this,
        [this, id] { Q_EMIT unstageAsked(id); }, Qt::QueuedConnection);
}

// What it means and, beside it, how the difference below is shown.
void OperationDetails::addViews(QVBoxLayout *column, const trust::Operation &operation)
{
    const Appearance &appearance = m_context.appearance;
    auto *means = new PlainLabel(appearance, TextStyle::Body, Ink::Text2, widget());
    means->setWordWrap(true);
    means->setValue(consequenceOf(operation));
    m_views = new SegmentedControl(appearance, tr("Difference"), widget());
    m_views->setObjectName(QStringLiteral("differenceView"));
    m_views->setSegments({tr("Unified"), tr("Side by side"), tr("JSON")});
    m_views->setSmallHeight(true);
    m_views->setCurrentIndex(static_cast<int>(m_view));
    connect(m_views, &SegmentedControl::currentChanged, this,
            [this](int index) { setView(static_cast<DifferenceView>(index)); });
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::space4);
    row->addWidget(means, 1);
    row->addWidget(m_views, 0, Qt::AlignTop);
    column->addLayout(row);
    auto *panel = new ui::Panel(appearance, widget());
    m_difference = new QVBoxLayout(panel);
    m_difference->setContentsMargins(1, 1, 1, 1);
    m_difference->setSpacing(0);
    column->addWidget(panel);
    showDifference();
}

void OperationDetails::showDifference()
{
    const trust::Operation *operation = m_staged.operation(m_operation);
    if (!m_difference || !operation)
        return;
    clearLayout(m_difference);
    addDifference(m_difference, m_context, m_view, *operation);
}

// The identity as it is when everything that comes before this operation in the set is written, and with it.
void OperationDetails::addAdmission(QVBoxLayout *column, const trust::Operation &operation)
{
    const workspace::IdentityRow *row = m_context.workspace.identity(operation.identity);
    trust::Identity identity = row ? row->identity : trust::Identity();
    identity.key = operation.identity;
    const workspace::OperationResult *result = m_staged.result(operation.id);
    const bool isWritten = result && result->phase == workspace::OperationPhase::Written;
    if (isWritten) {
        // Back to what it was.
        trust::Operation inverse = operation;
        std::swap(inverse.before, inverse.after);
        identity = afterwards(std::move(identity), inverse);
    } else {
        for (const trust::Operation &one : m_staged.set().operations) {
            if (one.id == operation.id)
                break;
            const workspace::OperationResult *done = m_staged.result(one.id);
            const bool isDone = done && done->phase == workspace::OperationPhase::Written;
            if (one.identity == operation.identity && !one.belonging && !isDone)
                identity = afterwards(std::move(identity), one);
        }
    }
    const trust::Identity then = afterwards(identity, operation);
    column->addWidget(
        new AdmissionPane(m_context, *m_reader, operation, identity.credentials, then.credentials, widget()));
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
