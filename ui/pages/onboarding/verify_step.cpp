// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/onboarding/verify_step.h"

#include "base/shown.h"
#include "ui/editor/operation_fields.h"
#include "ui/editor/preview_pane.h"
#include "ui/pages/common/glyph_label.h"
#include "ui/pages/onboarding/sign_in_panel.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/separator.h"

#include <QHBoxLayout>
#include <QPointer>
#include <QVBoxLayout>

#include <algorithm>

namespace symbolon::ui {
namespace {

using workspace::OperationPhase;
using workspace::Verification;

struct PhaseLook
{
    Glyph glyph = Glyph::Clock;
    Ink ink = Ink::Text2;
};

PhaseLook lookOf(OperationPhase phase)
{
    switch (phase) {
    case OperationPhase::Written:
        return {Glyph::CheckCircle, Ink::Pass};
    case OperationPhase::Failed:
        return {Glyph::Cross, Ink::Critical};
    case OperationPhase::Unknown:
        return {Glyph::Warning, Ink::Medium};
    case OperationPhase::Checking:
    case OperationPhase::Writing:
    case OperationPhase::ReadingBack:
        return {Glyph::Refresh, Ink::Accent};
    case OperationPhase::Waiting:
    case OperationPhase::NotStarted:
        break;
    }
    return {};
}

} // namespace

VerifyStep::VerifyStep(Context &context, OnboardingDraft &draft, Stage stage, QWidget *parent)
    : OnboardingStep(context, draft, parent)
    , m_stage(std::move(stage))
    , m_side(new QWidget)
    , m_sideWords(new QVBoxLayout(m_side))
{
    const Theme &theme = context.appearance.theme();
    m_sideWords->setContentsMargins(0, 0, 0, 0);
    m_sideWords->setSpacing(theme.px(metrics::space3));
    m_failure = new Banner(context.appearance, context.clipboard, this);
    m_failure->setClosable(false);
    m_failure->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(metrics::space3));
    column->addWidget(m_failure);
    column->addWidget(buildOperations());
    m_notices = new QVBoxLayout;
    m_notices->setSpacing(theme.px(metrics::space2));
    column->addLayout(m_notices);
    m_buttons = new QWidget(this);
    auto *buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(theme.px(metrics::space2));
    m_write = new Button(context.appearance, tr("Write it now"), ButtonRole::Primary, Glyph::Check, m_buttons);
    m_write->setObjectName(QStringLiteral("writeOnboarding"));
    m_later = new Button(context.appearance, tr("Add to changes"), ButtonRole::Secondary, Glyph::Add, m_buttons);
    m_later->setObjectName(QStringLiteral("stageOnboarding"));
    buttons->addWidget(m_write);
    buttons->addWidget(m_later);
    buttons->addStretch(1);
    column->addWidget(m_buttons);
    m_signIn = new SignInPanel(context, this);
    m_undo = new Button(context.appearance, tr("Take all of it back"), ButtonRole::Destructive, Glyph::Undo, this);
    m_undo->setObjectName(QStringLiteral("undoOnboarding"));
    column->addWidget(m_signIn);
    column->addWidget(m_undo, 0, Qt::AlignLeft);
    column->addStretch(1);
    connect(m_write, &QPushButton::clicked, this, &VerifyStep::write);
    connect(m_later, &QPushButton::clicked, this, &VerifyStep::stage);
    connect(m_undo, &QPushButton::clicked, this, &VerifyStep::undo);
    connect(m_signIn, &SignInPanel::tryAsked, this, &VerifyStep::tryToken);
}

VerifyStep::~VerifyStep()
{
    m_stop.request_stop();
}

QWidget *VerifyStep::buildOperations()
{
    auto *panel = new ui::Panel(context().appearance, this);
    panel->setObjectName(QStringLiteral("onboardingOperations"));
    m_operations = new QVBoxLayout(panel);
    m_operations->setContentsMargins(1, 1, 1, 1);
    m_operations->setSpacing(0);
    return panel;
}

QString VerifyStep::summary() const
{
    if (!draft().isWritten())
        return tr("Write it, and watch the first sign-in");
    const bool seen = m_verification
        && (m_verification->log() == Verification::Log::Seen
            || m_verification->trial() == Verification::Trial::Accepted);
    return seen ? tr("It can sign in") : tr("Written; waiting for the first sign-in");
}

QString VerifyStep::question() const
{
    return draft().isWritten() ? tr("Can it sign in?") : tr("Is this what you want to write?");
}

void VerifyStep::enter()
{
    if (!m_isWriting && !draft().isWritten())
        makePlan();
    showAll();
}

void VerifyStep::showAll()
{
    showOperations();
    showNotices();
    showButtons();
    if (draft().isWritten())
        watch();
    showVerification();
    showSide();
}

void VerifyStep::leave()
{
    m_verification.reset();
    m_signIn->forget();
}

void VerifyStep::makePlan()
{
    workspace::Workspace &workspace = context().workspace;
    m_plan = planOnboarding(workspace.planBasis(), workspace.ruleBook().privileges(), draft().wanted);
    m_results.clear();
    m_failure->hide();
}

void VerifyStep::showOperations()
{
    clearLayout(m_operations);
    for (const trust::Operation &one : std::as_const(m_plan.changes.set.operations))
        addOperation(one);
    if (m_operations->count() == 0) {
        auto *none = new PlainLabel(context().appearance, TextStyle::Body, Ink::Text2, this);
        none->setContentsMargins(metrics::space3, metrics::space2, metrics::space3, metrics::space2);
        none->setValue(draft().isWritten() ? tr("Everything is written.") : tr("Nothing can be written yet."));
        m_operations->addWidget(none);
    }
}

void VerifyStep::addOperation(const trust::Operation &operation)
{
    const Appearance &appearance = context().appearance;
    const auto result = m_results.constFind(operation.id);
    const bool known = result != m_results.cend();
    const PhaseLook look = known ? lookOf(result->phase) : PhaseLook();
    if (m_operations->count() > 0)
        m_operations->addWidget(new Separator(appearance, Qt::Horizontal, this));
    auto *row = new QWidget(this);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(metrics::space3, metrics::space2, metrics::space3, metrics::space2);
    line->setSpacing(metrics::space3);
    line->addWidget(new GlyphLabel(appearance, look.glyph, look.ink, row), 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    auto *title = new PlainLabel(appearance, TextStyle::BodyMedium, Ink::Text, row);
    title->setElide(Qt::ElideRight);
    title->setValue(tr("%1 %2").arg(verbOf(operation), objectOf(operation)));
    words->addWidget(title);
    QStringList values;
    const QList<trust::FieldChange> fields = trust::fieldChanges(operation);
    for (const trust::FieldChange &one : fields) {
        if (one.field != u"name" && one.field != u"displayName")
            values << one.after;
    }
    auto *detail = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, row);
    detail->setElide(Qt::ElideMiddle);
    detail->setValue(values.join(QStringLiteral("  ·  ")));
    words->addWidget(detail);
    line->addLayout(words, 1);
    if (known) {
        auto *phase = new PlainLabel(appearance, TextStyle::Secondary, look.ink, row);
        phase->setValue(phaseWords(result->phase));
        line->addWidget(phase, 0, Qt::AlignTop);
    }
    m_operations->addWidget(row);
}

void VerifyStep::showNotices()
{
    clearLayout(m_notices);
    if (draft().isWritten())
        return;
    for (const workspace::PlanNotice &one : std::as_const(m_plan.notices)) {
        const bool isError = one.level == workspace::NoticeLevel::Error;
        const bool isNote = one.level == workspace::NoticeLevel::Note;
        auto *row = new QWidget(this);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(metrics::space2);
        line->addWidget(new GlyphLabel(context().appearance, isNote ? Glyph::Info : Glyph::Warning,
                                       isError      ? Ink::Critical
                                           : isNote ? Ink::Text2
                                                    : Ink::Medium,
                                       row),
                        0, Qt::AlignTop);
        auto *words = new PlainLabel(context().appearance, TextStyle::Body, Ink::Text, row);
        words->setWordWrap(true);
        words->setValue(one.text);
        line->addWidget(words, 1);
        m_notices->addWidget(row);
    }
}

void VerifyStep::showButtons()
{
    m_buttons->setVisible(!draft().isWritten());
    const bool begun = std::any_of(m_results.cbegin(), m_results.cend(), [](const workspace::OperationResult &one) {
        return one.phase == OperationPhase::Written;
    });
    m_write->setText(begun ? tr("Go on") : tr("Write it now"));
    const QString why = m_isWriting ? tr("It is being written.")
        : m_plan.hasErrors()        ? tr("Something has to be mended first.")
        : m_plan.isEmpty()          ? tr("There is nothing to write.")
                                    : QString();
    m_write->setBlocked(why);
    m_later->setBlocked(begun ? tr("Some of it is written already.") : why);
    m_signIn->setVisible(draft().isWritten());
    m_undo->setVisible(draft().isWritten() && !m_plan.isEmpty()); // an earlier run's is known to the journal alone
    m_undo->setBlocked(m_isWriting ? tr("It is being taken back.") : QString());
}

void VerifyStep::write()
{
    if (m_isWriting || m_plan.isEmpty() || m_plan.hasErrors() || draft().isWritten())
        return;
    m_isWriting = true;
    m_stop = {};
    m_failure->hide();
    auto progress = [guard = QPointer<VerifyStep>(this)](const workspace::OperationResult &result) {
        if (!guard)
            return;
        guard->m_results.insert(result.operation, result);
        guard->showOperations();
    };
    whenDone(context().workspace.apply(m_plan.changes.set, progress, m_stop.get_token()), this,
             [this](const Result<workspace::ApplyReport> &report) { ended(report); });
    showButtons();
    Q_EMIT changed();
}

void VerifyStep::ended(const Result<workspace::ApplyReport> &report)
{
    m_isWriting = false;
    std::optional<Error> error;
    if (!report) {
        error = report.error();
    } else {
        for (const workspace::OperationResult &one : report->results) {
            m_results.insert(one.operation, one);
            if (one.error && !error)
                error = one.error;
            if (one.phase == OperationPhase::Written && !one.identity.id.isEmpty())
                draft().writtenAs = one.identity;
        }
    }
    if (report && report->allWritten()) {
        draft().writtenAt = QDateTime::currentDateTimeUtc();
        Q_EMIT said(tr("Written. It can take minutes until every token server knows it."));
    } else if (error) {
        showFailure(*error, {});
    }
    showAll();
}

// The last first; an identity that was made here goes with all that it holds.
void VerifyStep::undo()
{
    if (m_isWriting || !draft().isWritten())
        return;
    QList<trust::CarriedOut> done;
    for (const workspace::OperationResult &one : std::as_const(m_results)) {
        if (one.phase == OperationPhase::Written)
            done.append({one.operation, one.written});
    }
    m_isWriting = true;
    m_stop = {};
    m_verification.reset();
    whenDone(context().workspace.apply(trust::undoOf(m_plan.changes.set, done), {}, m_stop.get_token()), this,
             [this](const Result<workspace::ApplyReport> &report) { undone(report); });
    showButtons();
    showVerification();
    Q_EMIT changed();
}

void VerifyStep::undone(const Result<workspace::ApplyReport> &report)
{
    m_isWriting = false;
    if (report && report->allWritten()) {
        draft().writtenAt = {};
        draft().writtenAs = {};
        Q_EMIT said(tr("All of it is taken back."));
    } else {
        std::optional<Error> error;
        if (!report)
            error = report.error();
        for (const workspace::OperationResult &one : report ? report->results : QList<workspace::OperationResult>()) {
            if (one.error && !error)
                error = one.error;
        }
        if (error)
            showFailure(*error, tr("Not all of it could be taken back"));
    }
    enter();
    Q_EMIT changed();
}

void VerifyStep::showFailure(const Error &error, const QString &title)
{
    const ErrorText words = explain(error);
    BannerText text;
    text.level = Level::Critical;
    text.title = title.isEmpty() ? words.title : title;
    text.text = words.explanation.isEmpty() ? words.nextStep : words.explanation + QLatin1Char(' ') + words.nextStep;
    text.details = words.details.join(QLatin1Char('\n'));
    m_failure->say(text);
}

void VerifyStep::stage()
{
    if (m_isWriting || m_plan.isEmpty() || m_plan.hasErrors() || draft().isWritten())
        return;
    const QList<trust::Operation> operations = m_plan.changes.set.operations;
    if (!m_stage(operations)) {
        Q_EMIT said(tr("Changes are being written. Wait until they are, then add these."));
        return;
    }
    Q_EMIT staged(static_cast<int>(operations.size()));
}

void VerifyStep::watch()
{
    const workspace::IdentityRow *row = context().workspace.identity(draft().writtenAs);
    if (!row || row->identity.clientId.isEmpty() || m_verification)
        return;
    m_verification = context().workspace.newVerification();
    connect(m_verification.get(), &Verification::changed, this, &VerifyStep::showVerification);
    constexpr int clocksMayDiffer = 60; // seconds
    m_verification->watch(row->identity.clientId, draft().writtenAt.addSecs(-clocksMayDiffer));
}

void VerifyStep::tryToken(const QByteArray &token)
{
    const workspace::IdentityRow *row = context().workspace.identity(draft().writtenAs);
    if (row && m_verification)
        m_verification->tryToken(row->identity.clientId, draft().wanted.credential, token);
}

void VerifyStep::showVerification()
{
    m_signIn->show(m_verification.get());
    Q_EMIT changed();
}

void VerifyStep::showSide()
{
    clearLayout(m_sideWords);
    if (!draft().isWritten()) {
        addLabel(m_sideWords, tr("Nothing has been written so far"), m_side);
        addWords(m_sideWords,
                 tr("The parts are written in this order. Each is looked for first, so that writing again after a "
                    "failure makes nothing twice. What was written can be taken back here."),
                 m_side);
        addWords(m_sideWords,
                 tr("Permission to write is asked for now. Added to the changes, it can be looked at by somebody else, "
                    "exported, and applied later."),
                 m_side);
    } else {
        addLabel(m_sideWords, tr("If it cannot sign in"), m_side);
        addWords(m_sideWords,
                 tr("AADSTS700211: no credential with the token's issuer. Compare every character, a "
                    "slash at the end, too."),
                 m_side);
        addWords(m_sideWords, tr("AADSTS700213: the subject differs. Take the one that the message quotes."), m_side);
        addWords(m_sideWords, tr("AADSTS700212: the workload asked for another audience."), m_side);
        addWords(m_sideWords, tr("AADSTS700016: the client ID or the tenant is another one."), m_side);
        addWords(m_sideWords, tr("All of them come for some minutes after a change, too: try again first."), m_side);
    }
    m_sideWords->addStretch(1);
}

} // namespace symbolon::ui
