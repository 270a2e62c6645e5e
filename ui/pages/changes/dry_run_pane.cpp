// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/changes/dry_run_pane.h"

#include "ui/editor/preview_pane.h"
#include "ui/models/staged_changes.h"
#include "ui/theme/controls.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/severitybadge.h"
#include "workspace/applier.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace symbolon::ui {
namespace {

constexpr int signWidth = 18;

Level levelOf(workspace::CheckOutcome outcome)
{
    switch (outcome) {
    case workspace::CheckOutcome::Passed:
        return Level::Pass;
    case workspace::CheckOutcome::Warning:
        return Level::Medium;
    case workspace::CheckOutcome::Failed:
        return Level::Critical;
    case workspace::CheckOutcome::Unknown:
        break;
    }
    return Level::Info;
}

} // namespace

DryRunPane::DryRunPane(Context &context, StagedChanges &staged, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_staged(staged)
{
    const Appearance &appearance = context.appearance;
    const Theme &theme = appearance.theme();
    auto *title = new PlainLabel(appearance, TextStyle::BodySemibold, Ink::Text, this);
    title->setValue(tr("Dry run"));
    m_when = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, this);
    m_when->setElide(Qt::ElideRight);
    m_when->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_start = new Button(appearance, tr("Look now"), ButtonRole::Secondary, Glyph::None, this);
    m_start->setObjectName(QStringLiteral("dryRun"));
    setSmall(m_start);
    auto *head = new QHBoxLayout;
    head->setSpacing(theme.px(metrics::space2));
    head->addWidget(title);
    head->addWidget(m_when, 1);
    head->addWidget(m_start);
    m_lines = new QVBoxLayout;
    m_lines->setSpacing(theme.px(metrics::space1));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(metrics::space1));
    column->addLayout(head);
    column->addLayout(m_lines);
    connect(m_start, &QPushButton::clicked, this, &DryRunPane::start);
    connect(&staged, &StagedChanges::changed, this, [this] {
        if (!m_looked.operations.isEmpty() && m_staged.waitingSet().operations != m_looked.operations)
            forget();
        m_start->setBlocked(m_staged.isApplying()         ? tr("Changes are being written.")
                                : m_staged.waiting() == 0 ? tr("Nothing waits to be written.")
                                                          : QString());
    });
    forget();
}

DryRunPane::~DryRunPane()
{
    m_stop.request_stop();
}

void DryRunPane::forget()
{
    m_stop.request_stop();
    ++m_asked;
    m_looked = {};
    m_report.reset();
    m_when->setValue(tr("reads only"));
    clearLayout(m_lines);
}

void DryRunPane::start()
{
    forget();
    const int asked = m_asked;
    m_looked = m_staged.waitingSet();
    m_stop = std::stop_source();
    m_when->setValue(tr("looking…"));
    whenDone(m_context.workspace.applier().dryRun(m_looked, m_stop.get_token()), this,
             [this, asked](const Result<workspace::DryRunReport> &report) {
                 if (asked != m_asked)
                     return;
                 const QString now = m_context.clock().toLocalTime().toString(QStringLiteral("HH:mm"));
                 m_when->setValue(tr("%1, read only").arg(now));
                 if (!report)
                     return addLine(Level::Critical, oneLine(report.error()));
                 m_report = *report;
                 show();
             });
}

void DryRunPane::show()
{
    for (const workspace::DryRunCheck &check : std::as_const(m_report->checks))
        addLine(levelOf(check.outcome), check.text);
}

void DryRunPane::addLine(Level level, const QString &text)
{
    auto *row = new QWidget(this);
    auto *sign = new SeverityBadge(m_context.appearance, level, row);
    sign->setWordVisible(false);
    sign->setFixedWidth(m_context.appearance.theme().px(signWidth));
    auto *words = new PlainLabel(m_context.appearance, TextStyle::Secondary, Ink::Text, row);
    words->setWordWrap(true);
    words->setValue(text);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(m_context.appearance.theme().px(metrics::space2));
    line->addWidget(sign, 0, Qt::AlignTop);
    line->addWidget(words, 1);
    m_lines->addWidget(row);
}

} // namespace symbolon::ui
