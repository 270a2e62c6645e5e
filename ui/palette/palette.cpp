// SPDX-License-Identifier: Apache-2.0
#include "ui/palette/palette.h"

#include "ui/palette/palette_model.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/widgets/announce.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/searchfield.h"

#include <QApplication>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace symbolon::ui {

namespace {

constexpr int wide = 620;
constexpr int fromTop = 52;
constexpr int shownRows = 9;
constexpr qsizetype recentKept = 5;

} // namespace

Palette::Palette(Context &context, std::function<QList<PaletteAction>()> actions, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_askActions(std::move(actions))
    , m_model(new PaletteModel(this))
    , m_field(new SearchField(context.appearance, tr("Search identities, issuers, credentials and actions"),
                              Glyph::Search, this))
    , m_list(new QListView(this))
    , m_hint(new PlainLabel(context.appearance, TextStyle::Secondary, Ink::Text2, this))
{
    const Theme &theme = context.appearance.theme();
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Command palette"));
    auto *layout = new QVBoxLayout(this);
    const int margin = theme.px(metrics::space2);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(theme.px(metrics::space2));
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_hint);
    m_hint->setValue(tr("> actions   @ identities   # credentials"));
    m_field->setObjectName(QStringLiteral("paletteField"));
    m_field->installEventFilter(this);
    parent->installEventFilter(this);
    auto *delegate = new CellDelegate(context.appearance, m_list);
    delegate->setRowHeight(metrics::rowTwoLineCompact);
    m_list->setItemDelegate(delegate);
    m_list->setModel(m_model);
    m_list->setAccessibleName(tr("Found"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(m_field, &QLineEdit::textChanged, this, &Palette::search);
    connect(m_list, &QAbstractItemView::clicked, this, &Palette::choose);
    hide();
}

void Palette::open()
{
    m_source = {m_context.workspace.identities(), m_context.workspace.credentials(), m_askActions()};
    // Nothing of another tenant, and nothing that has gone.
    if (std::exchange(m_tenant, m_context.workspace.tenant().id) != m_tenant)
        m_recent.clear();
    m_recent.removeIf([this](const PaletteHit &hit) {
        return !hit.identity.id.isEmpty() && !m_source.identities.positionOf(hit.identity);
    });
    m_before = QApplication::focusWidget();
    m_field->clear();
    arrange();
    QWidget::show();
    raise();
    m_field->setFocus(Qt::PopupFocusReason);
    search();
}

void Palette::close()
{
    if (isHidden())
        return;
    hide();
    ++m_generation; // what is still being looked for counts no more
    m_shown = m_generation;
    m_source = {};
    if (m_before)
        m_before->setFocus(Qt::PopupFocusReason);
}

void Palette::setText(const QString &text)
{
    m_field->setText(text);
}

void Palette::arrange()
{
    const Theme &theme = m_context.appearance.theme();
    const int width = std::min(theme.px(wide), parentWidget()->width() - 2 * theme.px(metrics::space4));
    const int rows = std::min(shownRows, std::max(1, m_model->rowCount()));
    const int list = rows * theme.px(metrics::rowTwoLineCompact) + 2;
    m_list->setFixedHeight(list);
    const int height = layout()->sizeHint().height();
    setGeometry((parentWidget()->width() - width) / 2, theme.px(fromTop), width, height);
}

void Palette::search()
{
    const quint64 generation = ++m_generation;
    const QString text = m_field->text();
    auto future = m_context.worker.run(
        [source = m_source, text]() -> Result<QList<PaletteHit>> { return paletteHits(source, text); });
    whenDone(std::move(future), this, [this, generation](const Result<QList<PaletteHit>> &hits) {
        if (generation == m_generation && hits && !isHidden())
            show(*hits);
    });
}

void Palette::show(const QList<PaletteHit> &hits)
{
    m_shown = m_generation;
    QList<PaletteHit> all = hits;
    if (m_field->text().trimmed().isEmpty()) {
        // Where somebody has been lately stands before what can be done.
        all.removeIf([this](const PaletteHit &hit) {
            return std::any_of(m_recent.cbegin(), m_recent.cend(),
                               [&hit](const PaletteHit &recent) { return recent.isSameAs(hit); });
        });
        all = m_recent + all;
    }
    m_model->setHits(all);
    const bool nothing = all.isEmpty();
    m_hint->setValue(nothing ? tr("Nothing is called this.") : tr("> actions   @ identities   # credentials"));
    if (!nothing)
        moveBy(0);
    else
        announce(m_field, m_hint->value());
    arrange();
}

void Palette::moveBy(int rows)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    const int row = std::clamp(std::max(0, m_list->currentIndex().row()) + rows, 0, count - 1);
    m_list->setCurrentIndex(m_model->index(row));
    announce(m_field, m_model->index(row).data(Qt::AccessibleTextRole).toString());
}

void Palette::choose()
{
    const PaletteHit *found = m_model->at(m_list->currentIndex().row());
    if (found == nullptr || found->isBlocked)
        return;
    const PaletteHit hit = *found;
    m_recent.removeIf([&hit](const PaletteHit &recent) { return recent.isSameAs(hit); });
    m_recent.prepend(hit);
    if (m_recent.size() > recentKept)
        m_recent.removeLast();
    close();
    Q_EMIT chosen(hit);
}

bool Palette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize && !isHidden())
        arrange();
    if (watched != m_field)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason
        && static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason) {
        m_before = nullptr; // somebody went elsewhere
        close();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        moveBy(1);
        return true;
    case Qt::Key_Up:
        moveBy(-1);
        return true;
    case Qt::Key_PageDown:
        moveBy(shownRows);
        return true;
    case Qt::Key_PageUp:
        moveBy(-shownRows);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose();
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return false;
    }
}

void Palette::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    const Theme &theme = m_context.appearance.theme();
    QPainter painter(this);
    paintPanel(&painter, rect(), metrics::radiusPanel, theme.surface, theme.border);
}

} // namespace symbolon::ui
