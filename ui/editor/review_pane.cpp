// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/review_pane.h"

#include "base/shown.h"
#include "ui/editor/operation_fields.h"
#include "ui/editor/preview_pane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/thinprogress.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace symbolon::ui {
namespace {

constexpr int widest = 820;

QString titleOf(const trust::Operation &operation)
{
    switch (operation.kind()) {
    case trust::OperationKind::Create:
        return ReviewPane::tr("Add %1 to %2");
    case trust::OperationKind::Update:
        return ReviewPane::tr("Change %1 on %2");
    case trust::OperationKind::Delete:
        return ReviewPane::tr("Delete %1 from %2");
    }
    Q_UNREACHABLE();
}

} // namespace

ReviewPane::ReviewPane(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    const Appearance &appearance = context.appearance;
    m_title = new PlainLabel(appearance, TextStyle::Section, Ink::Text, this);
    m_title->setWordWrap(true);
    m_consequence = new PlainLabel(appearance, TextStyle::Body, Ink::Text2, this);
    m_consequence->setWordWrap(true);
    m_failure = new Banner(appearance, context.clipboard, this);
    m_failure->hide();
    auto *panel = new Panel(appearance, this);
    m_fields = new QVBoxLayout(panel);
    m_fields->setContentsMargins(1, 1, 1, 1);
    m_fields->setSpacing(0);
    m_warnings = new PlainLabel(appearance, TextStyle::Body, Ink::Medium, this);
    m_warnings->setWordWrap(true);
    m_acknowledged = new QCheckBox(this);
    m_permission = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, this);
    m_permission->setWordWrap(true);
    m_progressWords = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, this);
    m_progress = new ThinProgress(appearance, this);
    m_apply = new Button(appearance, tr("Apply"), ButtonRole::Primary, Glyph::Check, this);
    m_stage = new Button(appearance, tr("Add to changes"), ButtonRole::Secondary, Glyph::Add, this);
    m_stage->setToolTip(
        plainToolTip(tr("Nothing is written yet: it waits on the page Changes, to be applied with others.")));
    m_back = new Button(appearance, tr("Back to the form"), ButtonRole::Secondary, Glyph::None, this);
    m_stop = new Button(appearance, tr("Stop"), ButtonRole::Secondary, Glyph::Stop, this);
    connect(m_acknowledged, &QCheckBox::toggled, this, [this] { updateApply(); });
    connect(m_apply, &QPushButton::clicked, this, &ReviewPane::applyAsked);
    connect(m_stage, &QPushButton::clicked, this, &ReviewPane::stageAsked);
    connect(m_back, &QPushButton::clicked, this, &ReviewPane::backAsked);
    connect(&context.workspace, &workspace::Workspace::sessionChanged, this, [this] {
        if (m_context.workspace.session().canWrite)
            m_permission->hide(); // it has been granted meanwhile
    });
    connect(m_stop, &QPushButton::clicked, this, &ReviewPane::stopAsked);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::space2);
    buttons->addWidget(m_apply);
    buttons->addWidget(m_stage);
    buttons->addWidget(m_stop);
    buttons->addWidget(m_back);
    buttons->addWidget(m_progressWords, 1);
    auto *inner = new QWidget(this);
    inner->setMaximumWidth(appearance.theme().px(widest));
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins(metrics::space6, metrics::space4, metrics::space6, metrics::space6);
    column->setSpacing(metrics::space3);
    for (QWidget *part :
         {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_consequence), static_cast<QWidget *>(m_failure),
          static_cast<QWidget *>(panel), static_cast<QWidget *>(m_warnings), static_cast<QWidget *>(m_acknowledged),
          static_cast<QWidget *>(m_permission), static_cast<QWidget *>(m_progress)})
        column->addWidget(part);
    column->addLayout(buttons);
    column->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(tr("Review of the change"));
    scroll->setWidget(inner);
    setPlane(inner, Plane::Tone::Surface);
    setPlane(scroll->viewport(), Plane::Tone::Surface);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    setRunning(false);
}

void ReviewPane::setOperation(const trust::Operation &operation, const QStringList &warnings)
{
    m_title->setValue(titleOf(operation).arg(shown(operation.credentialName()), shown(operation.identityName)));
    m_consequence->setValue(operation.kind() == trust::OperationKind::Delete ? consequenceOf(operation)
                                    + QLatin1Char(' ') + tr("How often it is used is not known here.")
                                                                             : consequenceOf(operation));
    m_failure->hide();
    showFields(operation);
    const bool deletes = operation.kind() == trust::OperationKind::Delete;
    m_apply->setText(deletes                                                ? tr("Delete")
                         : operation.kind() == trust::OperationKind::Create ? tr("Add")
                                                                            : tr("Change"));
    m_apply->setRole(deletes ? ButtonRole::Destructive : ButtonRole::Primary);
    m_apply->setGlyph(deletes ? Glyph::Delete : Glyph::Check);
    m_back->setText(deletes ? tr("Keep it") : tr("Back to the form"));
    m_needsAcknowledgement = !warnings.isEmpty();
    m_warnings->setVisible(m_needsAcknowledgement);
    m_warnings->setValue(warnings.join(u' '));
    m_acknowledged->setVisible(m_needsAcknowledgement);
    m_acknowledged->setChecked(false);
    m_acknowledged->setText(tr("I have checked this: %n warning(s)", nullptr, static_cast<int>(warnings.size())));
    // A managed identity's credentials need an Azure role; no other permission is asked for.
    m_permission->setVisible(m_appliesAtOnce && operation.identity.kind == trust::IdentityKind::Application
                             && !m_context.workspace.session().canWrite);
    m_permission->setValue(tr("This is the first change of this session: the permission to write is asked for when you "
                              "go on."));
    setRunning(false);
}

void ReviewPane::setStages(bool stages)
{
    m_stages = stages;
    m_stage->setVisible(stages && !m_running);
}

void ReviewPane::setAppliesAtOnce(bool applies)
{
    m_appliesAtOnce = applies;
    m_apply->setVisible(applies);
}

void ReviewPane::setProgress(const workspace::OperationResult &result)
{
    setRunning(true);
    m_failure->hide();
    m_progressWords->setValue(phaseWords(result.phase));
}

void ReviewPane::setOutcome(const workspace::OperationResult &result)
{
    setRunning(false);
    m_progressWords->setValue(phaseWords(result.phase));
    if (result.phase == workspace::OperationPhase::Written)
        return;
    BannerText text;
    text.level = result.phase == workspace::OperationPhase::Unknown ? Level::Medium : Level::Critical;
    text.title = phaseWords(result.phase);
    if (result.error) {
        const ErrorText words = explain(*result.error);
        text.title = words.title;
        text.text = words.explanation.isEmpty() ? words.nextStep : words.explanation + u' ' + words.nextStep;
        text.details = words.details.join(u'\n');
    }
    m_failure->say(text);
}

void ReviewPane::showFields(const trust::Operation &operation)
{
    clearLayout(m_fields);
    addFieldLines(m_fields, m_context.appearance, operation);
}

void ReviewPane::setRunning(bool running)
{
    m_running = running;
    if (running)
        m_progress->setBusy();
    else
        m_progress->setIdle();
    m_stop->setVisible(running);
    m_back->setVisible(!running);
    m_stage->setVisible(!running && m_stages);
    if (!running)
        m_progressWords->setValue(QString());
    updateApply();
}

void ReviewPane::updateApply()
{
    const QString reason = m_running                             ? tr("Being written now.")
        : m_needsAcknowledgement && !m_acknowledged->isChecked() ? tr("Tick that you have checked the warnings first.")
                                                                 : QString();
    m_apply->setBlocked(reason);
    m_stage->setBlocked(reason);
}

} // namespace symbolon::ui
