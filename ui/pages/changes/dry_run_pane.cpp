// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/changes/dry_run_pane.h"

#include "ui/editor/preview_pane.h"
#include "ui/models/staged_changes.h"
#include "ui/theme/controls.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/severitybadge.h"
#include "workspace/applier.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QResizeEvent>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace symbolon::ui {
namespace {

constexpr int signWidth = 18;
constexpr int leastHeight = 64; // of the lines, where the window is small: two of them and a part of the third

// As tall as what it holds where there is room for it, and scrolls where there is not: the list of operations needs it more.
class Lines final : public QScrollArea
{
public:
    Lines(const Appearance &appearance, QWidget *held, QWidget *parent)
        : QScrollArea(parent)
        , m_least(appearance.theme().px(leastHeight))
    {
        setFrameShape(QFrame::NoFrame);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
        setWidgetResizable(true);
        setPlane(viewport(), Plane::Tone::Surface);
        setPlane(held, Plane::Tone::Surface);
        setWidget(held);
        held->installEventFilter(this);
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const QLayout *lines = widget()->layout();
        const int width = viewport()->width();
        return {0, lines->hasHeightForWidth() ? lines->totalHeightForWidth(width) : lines->totalSizeHint().height()};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, std::min(sizeHint().height(), m_least)}; }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QScrollArea::resizeEvent(event);
        if (event->oldSize().width() != event->size().width())
            updateGeometry();
    }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == widget() && event->type() == QEvent::LayoutRequest)
            updateGeometry();
        return QScrollArea::eventFilter(watched, event);
    }

private:
    int m_least;
};

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
    auto *held = new QWidget;
    m_lines = new QVBoxLayout(held);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(theme.px(metrics::space1));
    auto *lines = new Lines(appearance, held, this);
    lines->setAccessibleName(tr("What the dry run found"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(metrics::space1));
    column->addLayout(head);
    column->addWidget(lines);
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

// What speaks against it stands first, where it is seen without scrolling.
void DryRunPane::show()
{
    const auto isPassed = [](const workspace::DryRunCheck &check) {
        return check.outcome == workspace::CheckOutcome::Passed;
    };
    for (const bool passed : {false, true}) {
        for (const workspace::DryRunCheck &check : std::as_const(m_report->checks)) {
            if (isPassed(check) == passed)
                addLine(levelOf(check.outcome), check.text);
        }
    }
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
