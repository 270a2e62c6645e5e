// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/changes/apply_band.h"

#include "ui/models/staged_changes.h"
#include "ui/pages/changes/step_progress.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plaintooltip.h"

#include <QHBoxLayout>

namespace symbolon::ui {

ApplyBand::ApplyBand(const Appearance &appearance, StagedChanges &staged, QWidget *parent)
    : Plane(appearance, Plane::Tone::Surface, Qt::BottomEdge, parent)
    , m_staged(staged)
    , m_title(new PlainLabel(appearance, TextStyle::BodySemibold, Ink::Text, this))
    , m_steps(new StepProgress(appearance, this))
    , m_counts(new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, this))
    , m_stop(new Button(appearance, tr("Stop after this one"), ButtonRole::Secondary, Glyph::Stop, this))
    , m_undo(new Button(appearance, tr("Undo"), ButtonRole::Secondary, Glyph::Undo, this))
    , m_clear(new Button(appearance, tr("Clear what is written"), ButtonRole::Secondary, Glyph::Check, this))
{
    m_stop->setObjectName(QStringLiteral("stopApplying"));
    m_undo->setObjectName(QStringLiteral("undoChanges"));
    m_clear->setObjectName(QStringLiteral("clearWritten"));
    const Theme &theme = appearance.theme();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(metrics::pageMargin), theme.px(metrics::space2), theme.px(metrics::pageMargin),
                            theme.px(metrics::space2));
    row->setSpacing(theme.px(metrics::space4));
    row->addWidget(m_title);
    row->addWidget(m_steps, 1);
    row->addWidget(m_counts);
    row->addWidget(m_stop);
    row->addWidget(m_undo);
    row->addWidget(m_clear);
    connect(m_stop, &QPushButton::clicked, &staged, &StagedChanges::stop);
    connect(m_undo, &QPushButton::clicked, &staged, &StagedChanges::undo);
    connect(m_clear, &QPushButton::clicked, &staged, &StagedChanges::clearWritten);
    connect(&staged, &StagedChanges::changed, this, &ApplyBand::refresh);
    connect(&staged, &StagedChanges::resultChanged, this, &ApplyBand::refresh);
    refresh();
}

void ApplyBand::refresh()
{
    const StagedChanges::Counts &counts = m_staged.counts();
    const auto all = static_cast<int>(m_staged.set().operations.size());
    const int left = all - counts.written - counts.failed;
    setVisible(m_staged.isApplying() || counts.tried > 0);
    m_steps->setSteps(all, counts.written, counts.failed, counts.underWay);
    m_title->setValue(m_staged.isUndoing()        ? tr("Taking back what was written")
                          : m_staged.isStopping() ? tr("Stopping")
                          : m_staged.isApplying()
                          ? tr("Applying %1 of %2").arg(std::min(counts.written + counts.failed + 1, all)).arg(all)
                          : counts.failed > 0     ? tr("Not all was written")
                          : counts.written == all ? tr("All written")
                                                  : tr("Stopped"));
    const QString told = counts.failed > 0
        ? tr("%1 written, %2 failed, %3 to go").arg(counts.written).arg(counts.failed).arg(left)
        : tr("%1 written, %2 to go").arg(counts.written).arg(left);
    const double pace = m_staged.isApplying() ? m_staged.standing().perMinute : 0;
    m_counts->setValue(pace > 0 ? tr("%1, %2 a minute").arg(told).arg(qRound(pace)) : told);
    m_stop->setVisible(m_staged.isApplying());
    const int undoable = m_staged.undoable();
    m_undo->setVisible(undoable > 0 && !m_staged.isUndoing());
    m_undo->setText(m_staged.isApplying() ? tr("Stop and undo %1").arg(undoable) : tr("Undo %1").arg(undoable));
    QString undoing = tr("Writes back what was there before: each is compared with what the service holds first.");
    if (undoable < counts.written)
        undoing += QLatin1Char(' ') + tr("A secret or certificate that was taken away does not come back.");
    m_undo->setToolTip(plainToolTip(undoing));
    m_stop->setBlocked(m_staged.isStopping() ? tr("What is under way is let end.") : QString());
    m_clear->setVisible(!m_staged.isApplying() && counts.written > 0);
}

} // namespace symbolon::ui
