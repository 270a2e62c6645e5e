// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/plan/plan_dialog.h"

#include "base/shown.h"
#include "ui/models/staged_changes.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSet>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace symbolon::ui {
namespace {

constexpr std::chrono::milliseconds typingPause{200};
constexpr int leastWidth = 620;
constexpr int listHeight = 190;
constexpr int linesHeight = 96;
constexpr qsizetype mostNotices = 200; // on show; how many more there are is said

QString noticeText(const workspace::PlanNotice &notice)
{
    const QString level = notice.level == workspace::NoticeLevel::Error ? PlanDialog::tr("Left out")
        : notice.level == workspace::NoticeLevel::Warning               ? PlanDialog::tr("Look at it")
                                                                        : PlanDialog::tr("Note");
    const QString name = notice.credentialName.isEmpty()
        ? shown(notice.identityName)
        : PlanDialog::tr("%1 of %2").arg(shown(notice.credentialName), shown(notice.identityName));
    return name.isEmpty() ? PlanDialog::tr("%1: %2").arg(level, notice.text)
                          : PlanDialog::tr("%1: %2 – %3").arg(level, name, notice.text);
}

} // namespace

PlanDialog::PlanDialog(Context &context, StagedChanges &staged, PlanRequest request, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_staged(staged)
    , m_request(std::move(request))
{
    setObjectName(QStringLiteral("planDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(m_request.title);
    m_soon.setSingleShot(true);
    m_soon.setInterval(typingPause);
    connect(&m_soon, &QTimer::timeout, this, &PlanDialog::makePlan);
    build();
    makePlan();
}

void PlanDialog::build()
{
    const Appearance &appearance = m_context.appearance;
    const Theme &theme = appearance.theme();
    setMinimumWidth(theme.px(leastWidth));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(metrics::space6), theme.px(metrics::space4), theme.px(metrics::space6),
                               theme.px(metrics::space4));
    column->setSpacing(theme.px(metrics::space2));
    auto *title = new PlainLabel(appearance, TextStyle::Section, Ink::Text, this);
    title->setValue(m_request.title);
    auto *explanation = new PlainLabel(appearance, TextStyle::Body, Ink::Text2, this);
    explanation->setWordWrap(true);
    explanation->setValue(m_request.explanation);
    column->addWidget(title);
    column->addWidget(explanation);
    column->addSpacing(theme.px(metrics::space2));
    QWidget *first = nullptr;
    for (const PlanField &field : std::as_const(m_request.fields)) {
        QWidget *input = addField(field, column);
        if (!first && field.value.isEmpty())
            first = input;
    }
    m_summary = new PlainLabel(appearance, TextStyle::BodyMedium, Ink::Text, this);
    m_summary->setWordWrap(true);
    m_summary->setObjectName(QStringLiteral("planSummary"));
    m_notices = new QListWidget(this);
    m_notices->setAccessibleName(tr("What has to be told about the plan"));
    m_notices->setFixedHeight(theme.px(listHeight));
    m_notices->setWordWrap(true);
    m_notices->setResizeMode(QListView::Adjust);
    m_notices->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // lines are wrapped
    m_notices->setSelectionMode(QAbstractItemView::NoSelection);
    column->addSpacing(theme.px(metrics::space2));
    column->addWidget(m_summary);
    column->addWidget(m_notices);
    auto *never = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, this);
    never->setValue(tr("Nothing is written before you apply it on the page Changes."));
    m_stage = new Button(appearance, tr("Stage"), ButtonRole::Primary, Glyph::Add, this);
    m_stage->setObjectName(QStringLiteral("stagePlan"));
    auto *cancel = new Button(appearance, tr("Cancel"), ButtonRole::Secondary, Glyph::None, this);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.px(metrics::space2));
    buttons->addWidget(never, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_stage);
    column->addSpacing(theme.px(metrics::space2));
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_stage, &QPushButton::clicked, this, &PlanDialog::stage);
    if (first)
        first->setFocus();
}

QWidget *PlanDialog::addField(const PlanField &field, QVBoxLayout *column)
{
    auto *label = new PlainLabel(m_context.appearance, TextStyle::SecondaryMedium, Ink::Text, this);
    label->setValue(field.label);
    column->addWidget(label);
    m_values.insert(field.key, field.value);
    if (field.many) {
        auto *lines = new QPlainTextEdit(field.value, this);
        lines->setObjectName(field.key);
        lines->setPlaceholderText(field.hint);
        lines->setAccessibleName(field.label);
        lines->setTabChangesFocus(true);
        lines->setFixedHeight(m_context.appearance.theme().px(linesHeight));
        connect(lines, &QPlainTextEdit::textChanged, this,
                [this, lines, key = field.key] { typed(key, lines->toPlainText()); });
        column->addWidget(lines);
        return lines;
    }
    auto *line = new QLineEdit(field.value, this);
    line->setObjectName(field.key);
    line->setPlaceholderText(field.hint);
    line->setAccessibleName(field.label);
    connect(line, &QLineEdit::textChanged, this, [this, key = field.key](const QString &text) { typed(key, text); });
    column->addWidget(line);
    return line;
}

void PlanDialog::setValue(const QString &key, const QString &value)
{
    if (auto *line = findChild<QLineEdit *>(key))
        line->setText(value);
    else if (auto *lines = findChild<QPlainTextEdit *>(key))
        lines->setPlainText(value);
}

void PlanDialog::typed(const QString &key, const QString &value)
{
    m_values.insert(key, value);
    m_stage->setBlocked(tr("The plan is being made."));
    m_soon.start();
}

void PlanDialog::makePlan()
{
    m_plan.reset();
    const bool missing =
        std::any_of(m_request.fields.cbegin(), m_request.fields.cend(),
                    [this](const PlanField &field) { return m_values.value(field.key).trimmed().isEmpty(); });
    const int asked = ++m_asked;
    if (missing) {
        m_answered = asked;
        m_summary->setInk(Ink::Text2);
        m_summary->setValue(tr("Fill in the fields to see what would be done."));
        m_notices->clear();
        m_stage->setBlocked(tr("Fill in the fields first."));
        return;
    }
    auto work = [make = m_request.make, basis = m_context.workspace.planBasis(), values = m_values] {
        return make(basis, values);
    };
    whenDone(m_context.worker.run(std::move(work)), this, [this, asked](const Result<workspace::Plan> &plan) {
        if (asked != m_asked)
            return;
        m_answered = asked;
        showPlan(plan);
    });
}

void PlanDialog::showPlan(const Result<workspace::Plan> &plan)
{
    m_notices->clear();
    if (!plan) {
        m_summary->setInk(Ink::Critical);
        m_summary->setValue(plan.error().message);
        m_stage->setBlocked(plan.error().message);
        return;
    }
    m_plan = *plan;
    const QList<trust::Operation> &operations = plan->changes.set.operations;
    QSet<trust::IdentityKey> identities;
    for (const trust::Operation &one : operations)
        identities.insert(one.identity);
    const auto count = static_cast<int>(operations.size());
    const auto holders = static_cast<int>(identities.size());
    m_summary->setInk(Ink::Text);
    m_summary->setValue(count == 0 ? tr("Nothing would be changed.")
                                   : tr("%n operation(s)", nullptr, count) + QLatin1Char(' ')
                                + tr("on %n identities", nullptr, holders)
                                + (plan->changes.hasGap() ? tr(", with a gap in service") : QString()));
    qsizetype told = 0;
    for (const workspace::PlanNotice &notice : plan->notices) {
        if (++told > mostNotices)
            break;
        m_notices->addItem(noticeText(notice));
    }
    if (plan->notices.size() > mostNotices)
        m_notices->addItem(tr("and %1 more").arg(plan->notices.size() - mostNotices));
    if (plan->notices.isEmpty() && count > 0)
        m_notices->addItem(tr("Nothing speaks against it, by what was read."));
    m_stage->setText(count > 0 ? tr("Stage %1").arg(count) : tr("Stage"));
    m_stage->setBlocked(count == 0 ? tr("Nothing would be changed.") : QString());
}

void PlanDialog::stage()
{
    if (!m_plan)
        return;
    const auto count = static_cast<int>(m_plan->changes.set.operations.size());
    if (!m_staged.stagePlan(m_plan->changes)) {
        m_summary->setValue(tr("Changes are being written. Wait until they are."));
        return;
    }
    Q_EMIT staged(count);
    accept();
}

} // namespace symbolon::ui
