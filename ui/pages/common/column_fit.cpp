// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/column_fit.h"

#include <QApplication>
#include <QEvent>
#include <QHeaderView>

#include <utility>

namespace symbolon::ui {

ColumnFit::ColumnFit(QHeaderView *header, QList<ColumnWish> wishes)
    : QObject(header)
    , m_header(header)
    , m_wishes(std::move(wishes))
{
    header->viewport()->installEventFilter(this);
    connect(header, &QHeaderView::sectionMoved, this, &ColumnFit::setHandsOff);
    connect(header, &QHeaderView::sectionResized, this, [this](int, int, int) {
        // The last column also stretches by itself; only a pressed button tells that somebody drags.
        if (!m_fitting && QApplication::mouseButtons() != Qt::NoButton)
            m_handsOff = true;
    });
    fit();
}

bool ColumnFit::eventFilter(QObject *watched, QEvent *event)
{
    // A view that finds its scroll bar while it is being shown gets no event of its last size: what was filled behind
    // something else would keep columns as wide as without one.
    if (event->type() == QEvent::Paint && !m_handsOff && m_header->viewport()->width() != m_room)
        QMetaObject::invokeMethod(this, &ColumnFit::fit, Qt::QueuedConnection);
    if (event->type() == QEvent::Resize)
        fit();
    return QObject::eventFilter(watched, event);
}

void ColumnFit::fit()
{
    if (m_handsOff || m_fitting || m_header->count() != m_wishes.size())
        return;
    m_fitting = true;
    const int room = m_header->viewport()->width();
    m_room = room;
    QList<bool> shown;
    int wanted = 0;
    for (const ColumnWish &wish : std::as_const(m_wishes)) {
        shown.append(!wish.absent);
        wanted += wish.absent ? 0 : wish.width;
    }
    for (qsizetype i = 0; i < m_wishes.size() && wanted > room; ++i) {
        if (m_wishes.at(i).dispensable && shown.at(i)) {
            shown[i] = false;
            wanted -= m_wishes.at(i).width;
        }
    }
    int shares = 0;
    for (qsizetype i = 0; i < m_wishes.size(); ++i)
        shares += shown.at(i) ? m_wishes.at(i).growth : 0;
    const int left = std::max(0, room - wanted);
    for (qsizetype i = 0; i < m_wishes.size(); ++i) {
        const auto section = static_cast<int>(i);
        m_header->setSectionHidden(section, !shown.at(i));
        const ColumnWish &wish = m_wishes.at(i);
        m_header->resizeSection(section, wish.width + (shares > 0 ? left * wish.growth / shares : 0));
    }
    m_fitting = false;
}

} // namespace symbolon::ui
