// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/onboarding/onboarding_page.h"

#include "ui/models/staged_changes.h"
#include "ui/pages/onboarding/handoff_step.h"
#include "ui/pages/onboarding/identity_step.h"
#include "ui/pages/onboarding/permissions_step.h"
#include "ui/pages/onboarding/step_list.h"
#include "ui/pages/onboarding/trust_step.h"
#include "ui/pages/onboarding/verify_step.h"
#include "ui/pages/onboarding/workload_step.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plane.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace symbolon::ui {
namespace {

constexpr std::chrono::milliseconds typingPause{400};
constexpr int listWidth = 226;
constexpr int narrowList = 190;
constexpr int sideWidth = 392;
constexpr int narrowSide = 272;
constexpr int narrowBelow = 1120;
constexpr int widestStep = 860;
constexpr int footerHeight = 52;

} // namespace

OnboardingPage::OnboardingPage(Context &context, OnboardingDrafts &drafts, StagedChanges &staged, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_drafts(drafts)
    , m_staged(staged)
{
    setObjectName(QStringLiteral("onboardingPage"));
    m_keepSoon.setSingleShot(true);
    m_keepSoon.setInterval(typingPause);
    connect(&m_keepSoon, &QTimer::timeout, this, &OnboardingPage::keep);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHeader());
    column->addWidget(buildBody(), 1);
    column->addWidget(buildFooter());
    connect(&m_context.workspace, &workspace::Workspace::tenantChanged, this, [this] {
        if (isVisible())
            open();
    });
}

QWidget *OnboardingPage::buildHeader()
{
    const Appearance &appearance = m_context.appearance;
    const Theme &theme = appearance.theme();
    auto *header = new Plane(appearance, Plane::Tone::Page, Qt::BottomEdge, this);
    header->setFixedHeight(theme.px(metrics::pageHeader));
    auto *title = new PlainLabel(appearance, TextStyle::Section, Ink::Text, header);
    title->setValue(tr("Onboard a workload"));
    auto *chevron = new PlainLabel(appearance, TextStyle::Body, Ink::Text3, header);
    chevron->setValue(QStringLiteral("›"));
    m_name = new PlainLabel(appearance, TextStyle::Body, Ink::Text, header);
    m_name->setElide(Qt::ElideRight);
    m_discard = new Button(appearance, tr("Begin anew"), ButtonRole::Secondary, Glyph::None, header);
    m_discard->setObjectName(QStringLiteral("onboardingDiscard"));
    auto *close = new Button(appearance, tr("Close"), ButtonRole::Secondary, Glyph::Close, header);
    close->setObjectName(QStringLiteral("onboardingClose"));
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(theme.px(metrics::pageMargin), 0, theme.px(metrics::pageMargin), 0);
    row->setSpacing(theme.px(metrics::space2));
    row->addWidget(title);
    row->addWidget(chevron);
    row->addWidget(m_name, 1);
    row->addWidget(m_discard);
    row->addWidget(close);
    connect(m_discard, &QPushButton::clicked, this, [this] { startNew(); });
    connect(close, &QPushButton::clicked, this, [this] {
        putAside();
        if (m_draft.isBegun() && !m_draft.isWritten())
            Q_EMIT said(tr("Kept as a draft on this computer."));
        Q_EMIT closed();
    });
    return header;
}

QWidget *OnboardingPage::buildBody()
{
    const Appearance &appearance = m_context.appearance;
    const Theme &theme = appearance.theme();
    auto *body = new QWidget(this);
    auto *middle = new QWidget;
    setPlane(middle, Plane::Tone::Surface);
    m_number = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, middle);
    m_question = new PlainLabel(appearance, TextStyle::PageTitle, Ink::Text, middle);
    m_question->setWordWrap(true);
    // No stacks: those are as high as their highest page.
    m_stack = new QWidget(middle);
    m_sides = new QWidget;
    for (QWidget *pile : {m_stack, m_sides}) {
        auto *column = new QVBoxLayout(pile);
        column->setContentsMargins(0, 0, 0, 0);
    }
    auto *inside = new QVBoxLayout(middle);
    inside->setContentsMargins(theme.px(28), theme.px(metrics::space4), theme.px(28), theme.px(metrics::space4));
    inside->setSpacing(theme.px(metrics::space1));
    inside->addWidget(m_number);
    inside->addWidget(m_question);
    inside->addSpacing(theme.px(metrics::space3));
    inside->addWidget(m_stack, 1);

    addStep(m_workload = new WorkloadStep(m_context, m_draft, m_stack));
    addStep(m_identity = new IdentityStep(m_context, m_draft, m_stack));
    addStep(m_trust = new TrustStep(m_context, m_draft, m_stack));
    addStep(m_permissions = new PermissionsStep(m_context, m_draft, m_stack));
    addStep(m_handoff = new HandoffStep(m_context, m_draft, m_stack));
    addStep(m_verify = new VerifyStep(
                m_context, m_draft,
                [this](const QList<trust::Operation> &operations) { return m_staged.stage(operations); }, m_stack));
    connect(m_verify, &VerifyStep::staged, this, [this](int operations) {
        m_drafts.drop(m_tenant);
        m_draft = {};
        Q_EMIT staged(operations);
    });
    QStringList titles;
    for (const OnboardingStep *one : std::as_const(m_steps))
        titles << one->title();
    m_listPlane = new Plane(appearance, Plane::Tone::Page, Qt::RightEdge, body);
    m_list = new StepList(appearance, titles, m_listPlane);
    auto *listColumn = new QVBoxLayout(m_listPlane);
    listColumn->setContentsMargins(theme.px(metrics::space3), theme.px(metrics::space4), theme.px(metrics::space3), 0);
    listColumn->addWidget(m_list);
    connect(m_list, &StepList::chosen, this, &OnboardingPage::goTo);

    m_area = new QScrollArea(body);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setAccessibleName(tr("Step"));
    m_area->setWidget(middle);
    auto *side = new QScrollArea(body);
    side->setFrameShape(QFrame::NoFrame);
    side->setWidgetResizable(true);
    side->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    side->setAccessibleName(tr("About this step"));
    setPlane(m_sides, Plane::Tone::Page);
    side->setWidget(m_sides);
    auto *sidePlane = new Plane(appearance, Plane::Tone::Page, Qt::LeftEdge, body);
    auto *sideColumn = new QVBoxLayout(sidePlane);
    sideColumn->setContentsMargins(1, 0, 0, 0);
    sideColumn->addWidget(side);
    m_sidePlane = sidePlane;
    auto *row = new QHBoxLayout(body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_listPlane);
    row->addWidget(m_area, 1);
    row->addWidget(m_sidePlane);
    return body;
}

QWidget *OnboardingPage::buildFooter()
{
    const Appearance &appearance = m_context.appearance;
    const Theme &theme = appearance.theme();
    auto *footer = new Plane(appearance, Plane::Tone::Page, Qt::TopEdge, this);
    footer->setFixedHeight(theme.px(footerHeight));
    m_back = new Button(appearance, tr("Back"), ButtonRole::Secondary, Glyph::ChevronLeft, footer);
    m_back->setObjectName(QStringLiteral("onboardingBack"));
    m_hint = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, footer);
    m_hint->setElide(Qt::ElideRight);
    m_hint->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_next = new Button(appearance, tr("Next"), ButtonRole::Primary, Glyph::None, footer);
    m_next->setObjectName(QStringLiteral("onboardingNext"));
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(theme.px(metrics::pageMargin), 0, theme.px(metrics::pageMargin), 0);
    row->setSpacing(theme.px(metrics::space3));
    row->addWidget(m_back);
    row->addWidget(m_hint, 1);
    row->addWidget(m_next);
    connect(m_back, &QPushButton::clicked, this, &OnboardingPage::back);
    connect(m_next, &QPushButton::clicked, this, &OnboardingPage::next);
    return footer;
}

void OnboardingPage::addStep(OnboardingStep *step)
{
    m_steps.append(step);
    m_stack->layout()->addWidget(step);
    auto *side = new QWidget(m_sides);
    auto *column = new QVBoxLayout(side);
    if (QWidget *content = step->side()) {
        // The preview of the editor has margins of its own.
        const int margin = step == m_trust ? 0 : m_context.appearance.theme().px(metrics::panelPadding);
        column->setContentsMargins(margin, margin, margin, margin);
        column->addWidget(content);
    }
    m_sides->layout()->addWidget(side);
    m_sidesOf.append(side);
    step->hide();
    side->hide();
    connect(step, &OnboardingStep::said, this, &OnboardingPage::said);
    connect(step, &OnboardingStep::changed, this, [this] {
        m_keepSoon.start();
        showWords();
    });
}

QString OnboardingPage::tenant() const
{
    const trust::ChangeSet here = m_context.workspace.newChangeSet();
    return here.tenantId.isEmpty() ? QString() : here.loginOrigin + QLatin1Char(' ') + here.tenantId;
}

bool OnboardingPage::isWriting() const
{
    return m_verify->isWriting();
}

void OnboardingPage::open()
{
    if (isWriting())
        return;
    m_tenant = tenant();
    m_draft = m_drafts.find(m_tenant).value_or(OnboardingDraft());
    if (m_draft.reached >= m_steps.indexOf(m_trust) && step() != m_trust)
        m_trust->enter(); // a draft keeps what was typed: what comes of it is made anew
    showStep();
}

void OnboardingPage::startNew(const std::optional<trust::IdentityKey> &identity)
{
    if (isWriting())
        return;
    step()->leave();
    m_draft = {};
    m_tenant = tenant();
    m_drafts.drop(m_tenant);
    if (identity) {
        m_draft.wanted.choice = workspace::IdentityChoice::Existing;
        m_draft.wanted.existing = *identity;
    }
    showStep();
}

void OnboardingPage::keep()
{
    m_keepSoon.stop();
    if (m_draft.isBegun())
        m_drafts.keep(m_tenant, m_draft);
}

void OnboardingPage::putAside()
{
    keep();
    step()->leave();
}

void OnboardingPage::goTo(int step)
{
    if (step < 0 || step >= m_steps.size() || step > m_draft.reached || isWriting())
        return;
    this->step()->leave();
    m_draft.step = step;
    showStep();
}

void OnboardingPage::next()
{
    if (m_draft.step + 1 >= m_steps.size())
        return finish();
    if (!step()->problem().isEmpty())
        return;
    m_draft.reached = std::max(m_draft.reached, m_draft.step + 1);
    goTo(m_draft.step + 1);
}

void OnboardingPage::back()
{
    goTo(m_draft.step - 1);
}

void OnboardingPage::finish()
{
    if (!m_draft.isWritten())
        return;
    step()->leave();
    m_drafts.drop(m_tenant);
    m_draft = {};
    Q_EMIT closed();
}

void OnboardingPage::showStep()
{
    for (int i = 0; i < m_steps.size(); ++i) {
        if (i != m_draft.step) {
            m_steps.at(i)->hide();
            m_sidesOf.at(i)->hide();
        }
    }
    step()->enter();
    step()->show();
    m_sidesOf.at(m_draft.step)->show();
    const bool hasSide = step()->side() != nullptr;
    m_sidePlane->setVisible(hasSide);
    m_stack->setMaximumWidth(hasSide ? m_context.appearance.theme().px(widestStep) : QWIDGETSIZE_MAX);
    m_area->verticalScrollBar()->setValue(0);
    showWords();
    m_keepSoon.start();
}

void OnboardingPage::showWords()
{
    m_name->setValue(m_draft.wanted.workloadName.isEmpty() ? tr("new") : m_draft.wanted.workloadName);
    m_number->setValue(tr("Step %1 of %2").arg(m_draft.step + 1).arg(m_steps.size()));
    m_question->setValue(step()->question());
    for (int i = 0; i < m_steps.size(); ++i)
        m_list->setSummary(i, m_steps.at(i)->summary());
    m_list->setCurrent(m_draft.step, m_draft.reached, m_draft.isWritten());
    const bool last = m_draft.step + 1 == m_steps.size();
    m_back->setVisible(m_draft.step > 0);
    m_back->setText(m_draft.step > 0 ? m_steps.at(m_draft.step - 1)->title() : QString());
    m_back->setBlocked(isWriting() ? tr("It is being written.") : QString());
    m_next->setText(last ? tr("Done") : m_steps.at(m_draft.step + 1)->title());
    m_next->setVisible(!last || m_draft.isWritten());
    const QString problem = step()->problem();
    m_next->setBlocked(problem);
    m_hint->setValue(problem.isEmpty() ? step()->hint() : problem);
    m_discard->setBlocked(isWriting()              ? tr("It is being written.")
                              : !m_draft.isBegun() ? tr("Nothing was chosen yet.")
                                                   : QString());
}

void OnboardingPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const Theme &theme = m_context.appearance.theme();
    const bool narrow = width() < theme.px(narrowBelow);
    m_listPlane->setFixedWidth(theme.px(narrow ? narrowList : listWidth));
    m_sidePlane->setFixedWidth(theme.px(narrow ? narrowSide : sideWidth));
}

void OnboardingPage::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() == Qt::AltModifier && event->key() == Qt::Key_Right)
        return next();
    if (event->modifiers() == Qt::AltModifier && event->key() == Qt::Key_Left)
        return back();
    QWidget::keyPressEvent(event);
}

} // namespace symbolon::ui
