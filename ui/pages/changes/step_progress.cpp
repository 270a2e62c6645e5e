// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/changes/step_progress.h"

#include "ui/theme/paint.h"

#include <QPainter>

#include <algorithm>

namespace symbolon::ui {
namespace {

constexpr int thickness = 8;
constexpr int gap = 3;
constexpr int mostPieces = 40;

} // namespace

StepProgress::StepProgress(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&appearance, &Appearance::changed, this, [this] { update(); });
}

void StepProgress::setSteps(int all, int done, int failed, int underWay)
{
    m_all = all;
    m_done = done;
    m_failed = failed;
    m_underWay = underWay;
    setAccessibleName(tr("%1 of %2 written, %3 failed").arg(done).arg(all).arg(failed));
    update();
}

QSize StepProgress::sizeHint() const
{
    return {m_appearance.theme().px(120), m_appearance.theme().px(thickness)};
}

void StepProgress::paintEvent(QPaintEvent *)
{
    if (m_all <= 0)
        return;
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    const int pieces = std::min(m_all, mostPieces);
    const double width = (static_cast<double>(this->width()) + gap) / pieces;
    const auto reached = [&](int steps) { return static_cast<int>(static_cast<qint64>(steps) * pieces / m_all); };
    const int done = reached(m_done);
    const int failed = reached(m_done + m_failed);
    const int underWay = m_underWay > 0 ? std::max(failed + 1, reached(m_done + m_failed + m_underWay)) : failed;
    for (int i = 0; i < pieces; ++i) {
        const int left = static_cast<int>(i * width);
        const QRect piece(left, 0, static_cast<int>((i + 1) * width) - gap - left, height());
        const QColor color = i < done ? theme.level(Level::Pass).fill
            : i < failed              ? theme.level(Level::Critical).fill
            : i < underWay            ? theme.accent
                                      : theme.track;
        paintPanel(&painter, piece, height() / 2.0, color);
    }
}

} // namespace symbolon::ui
