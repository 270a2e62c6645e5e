// SPDX-License-Identifier: Apache-2.0
#include "ui/flow/flow_view.h"

#include "base/whole_file.h"
#include "ui/flow/flow_export.h"
#include "ui/flow/flow_glyph.h"
#include "ui/flow/flow_scene.h"
#include "ui/flow/flow_step_details.h"
#include "ui/flow/flow_steps_model.h"
#include "ui/flow/wire_pane.h"
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/tableview.h"

#include <QGraphicsView>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>
#include <utility>

namespace symbolon::ui {
namespace {

constexpr int wideFrom = 860;       // table and details stand beside the diagram from this width on
constexpr qreal pictureScale = 2;   // pixels of a PNG per layout pixel
constexpr qreal pictureWidth = 980; // layout pixels
constexpr qreal leastZoom = 0.5;
constexpr qreal mostZoom = 3;

FlowLook lookOf(const Appearance &appearance)
{
    return FlowLook(appearance.theme(), paintGlyphAsVectors);
}

// A file name that every system takes: letters, digits, dots and dashes of the name, the rest as dashes.
QString safeFileName(const QString &name)
{
    QString result;
    const QString beginning = name.left(80);
    for (const QChar c : beginning) {
        const bool plain = (c.unicode() < 128 && c.isLetterOrNumber()) || c == u'.' || c == u'-';
        if (plain)
            result += c;
        else if (!result.endsWith(u'-'))
            result += u'-';
    }
    return result.isEmpty() ? QStringLiteral("exchange") : result;
}

} // namespace

FlowView::FlowView(const Appearance &appearance, ClipboardWriter clipboard, AskSavePath askSavePath, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_clipboard(std::move(clipboard))
    , m_askSavePath(std::move(askSavePath))
    , m_model(new FlowStepsModel(this))
    , m_scene(new FlowScene(this))
    , m_timer(new QTimer(this))
{
    buildDiagram();
    buildTable();
    buildWires();
    m_details = new FlowStepDetails(appearance);
    auto *sideContents = new QWidget;
    m_sideColumn = new QVBoxLayout(sideContents);
    m_sideColumn->setContentsMargins(0, 0, 0, 0);
    m_sideColumn->setSpacing(0);
    m_sideColumn->addWidget(m_details);
    m_sideColumn->addWidget(m_wires); // until arrange() knows the width
    m_sideColumn->addStretch();
    setPlane(sideContents, Plane::Tone::Surface);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(sideContents);
    scroll->setAccessibleName(tr("Chosen step"));

    m_main = new QSplitter(Qt::Vertical);
    m_main->setChildrenCollapsible(false);
    m_main->addWidget(m_diagram);
    m_side = new QSplitter(Qt::Vertical);
    m_side->setChildrenCollapsible(false);
    m_side->addWidget(m_table);
    m_side->addWidget(scroll);
    m_side->setStretchFactor(1, 1);
    m_columns = new QSplitter(Qt::Vertical);
    m_columns->setChildrenCollapsible(false);
    m_columns->addWidget(m_main);
    m_columns->addWidget(m_side);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildToolBar());
    column->addWidget(m_columns, 1);

    m_timer->setInterval(metrics::flowStepMs);
    connect(m_timer, &QTimer::timeout, this, [this] {
        if (selectedStep() + 1 < m_model->rowCount())
            stepBy(1);
        else
            stopPlaying();
    });
    connect(m_scene, &FlowScene::stepClicked, this, &FlowView::selectStep);
    connect(&appearance, &Appearance::changed, this, &FlowView::layOutDiagram);
    const auto shortcut = [this](const QKeySequence &keys, auto action) {
        auto *made = new QShortcut(keys, this);
        made->setContext(Qt::WidgetWithChildrenShortcut);
        connect(made, &QShortcut::activated, this, action);
    };
    shortcut(QKeySequence(Qt::CTRL | Qt::Key_0), [this] { resetZoom(); });
    shortcut(QKeySequence(Qt::CTRL | Qt::Key_Plus), [this] { zoomBy(1.2); });
    shortcut(QKeySequence(Qt::CTRL | Qt::Key_Equal), [this] { zoomBy(1.2); });
    shortcut(QKeySequence(Qt::CTRL | Qt::Key_Minus), [this] { zoomBy(1 / 1.2); });
}

void FlowView::setNarration(const exchange::Narration &narration, const QString &name)
{
    const int row = selectedStep();
    stopPlaying();
    m_name = name;
    m_model->setNarration(narration);
    m_verdict->setValue(narration.code.isEmpty() ? narration.verdict : narration.code + u": " + narration.verdict);
    m_verdict->setInk(narration.accepted ? Ink::Pass : Ink::Critical);
    layOutDiagram();
    selectStep(std::clamp(row, 0, std::max(0, m_model->rowCount() - 1)));
}

int FlowView::selectedStep() const
{
    return m_table->currentIndex().isValid() ? m_table->currentIndex().row() : -1;
}

void FlowView::selectStep(int row)
{
    if (row >= 0 && row < m_model->rowCount())
        m_table->setCurrentIndex(m_model->index(row, 0));
}

void FlowView::savePicture()
{
    m_askSavePath(safeFileName(m_name) + QStringLiteral(".svg"),
                  [guard = QPointer<FlowView>(this)](const QString &path) {
                      if (guard && !path.isEmpty())
                          guard->writePicture(path);
                  });
}

void FlowView::copyAsText()
{
    m_clipboard(exchange::plainText(m_model->narration()));
    Q_EMIT said(tr("Copied the exchange as text."));
}

void FlowView::playOrPause()
{
    if (m_timer->isActive()) {
        stopPlaying();
        return;
    }
    if (!m_motion) {
        selectStep(m_model->rowCount() - 1);
        return;
    }
    selectStep(0);
    m_timer->start();
    m_play->setGlyph(Glyph::Pause, Ink::Accent);
    m_play->setName(tr("Pause"));
}

void FlowView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
    layOutDiagram();
}

bool FlowView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Wheel) {
        auto *wheel = static_cast<QWheelEvent *>(event);
        if (wheel->modifiers().testFlag(Qt::ControlModifier)) {
            zoomBy(wheel->angleDelta().y() > 0 ? 1.1 : 1 / 1.1);
            return true;
        }
    } else if (event->type() == QEvent::Resize) {
        layOutDiagram();
    } else if (event->type() == QEvent::KeyPress && watched == m_diagram) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            stepBy(key == Qt::Key_Up ? -1 : 1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

QWidget *FlowView::buildToolBar()
{
    auto *bar = new QWidget;
    m_verdict = new PlainLabel(m_appearance, TextStyle::SecondaryMedium, Ink::Text2, bar);
    m_verdict->setElide(Qt::ElideRight);
    m_position = new PlainLabel(m_appearance, TextStyle::SecondaryMedium, Ink::Text2, bar);
    auto *previous = new IconButton(m_appearance, Glyph::Previous, tr("Previous step"), bar);
    m_play = new IconButton(m_appearance, Glyph::Play, tr("Play"), bar);
    auto *next = new IconButton(m_appearance, Glyph::Next, tr("Next step"), bar);
    auto *copy = new IconButton(m_appearance, Glyph::Copy, tr("Copy as text"), bar);
    auto *save = new IconButton(m_appearance, Glyph::SavePicture, tr("Save picture as SVG or PNG"), bar);
    connect(previous, &QToolButton::clicked, this, [this] { stepBy(-1); });
    connect(m_play, &QToolButton::clicked, this, &FlowView::playOrPause);
    connect(next, &QToolButton::clicked, this, [this] { stepBy(1); });
    connect(copy, &QToolButton::clicked, this, &FlowView::copyAsText);
    connect(save, &QToolButton::clicked, this, &FlowView::savePicture);

    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::space3, metrics::space1, metrics::space2, metrics::space1);
    row->setSpacing(metrics::space1);
    row->addWidget(m_verdict, 1);
    row->addSpacing(metrics::space2);
    row->addWidget(m_position);
    for (QWidget *button : {static_cast<QWidget *>(previous), static_cast<QWidget *>(m_play),
                            static_cast<QWidget *>(next), static_cast<QWidget *>(copy), static_cast<QWidget *>(save)})
        row->addWidget(button);
    return bar;
}

void FlowView::buildDiagram()
{
    m_diagram = new QGraphicsView(m_scene);
    m_diagram->setFrameShape(QFrame::NoFrame);
    m_diagram->setAlignment(Qt::AlignTop | Qt::AlignHCenter);
    m_diagram->setRenderHint(QPainter::Antialiasing);
    m_diagram->setAccessibleName(tr("Diagram of the token exchange"));
    m_diagram->setAccessibleDescription(tr("The table of steps beside it says the same in words."));
    m_diagram->setMinimumHeight(160);
    m_diagram->installEventFilter(this);
    m_diagram->viewport()->installEventFilter(this);
}

void FlowView::buildTable()
{
    auto *table = new TableView(m_appearance, m_clipboard, tr("Steps of the exchange"));
    table->setModel(m_model);
    table->setRowHeight(metrics::rowOneLineCompact);
    m_table = table;
    QHeaderView *header = table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(static_cast<int>(FlowStepsModel::Column::Title), QHeaderView::Stretch);
    header->resizeSection(static_cast<int>(FlowStepsModel::Column::Number), m_appearance.theme().px(40));
    header->resizeSection(static_cast<int>(FlowStepsModel::Column::State), m_appearance.theme().px(96));
    table->setMinimumHeight(metrics::tableHeader + 2 * metrics::rowOneLineCompact);
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { showStep(current.row()); });
}

void FlowView::buildWires()
{
    m_wires = new QWidget;
    setPlane(m_wires, Plane::Tone::Surface);
    m_request = new WirePane(m_appearance, m_clipboard, tr("Request"), m_wires);
    m_response = new WirePane(m_appearance, m_clipboard, tr("Expected answer"), m_wires);
    m_wiresLayout = new QBoxLayout(QBoxLayout::TopToBottom, m_wires);
    m_wiresLayout->setContentsMargins(0, 0, 0, 0);
    m_wiresLayout->setSpacing(0);
    m_wiresLayout->addWidget(m_request, 1);
    m_wiresLayout->addWidget(m_response, 1);
}

void FlowView::arrange()
{
    const bool wide = width() >= wideFrom;
    m_table->setColumnHidden(static_cast<int>(FlowStepsModel::Column::Way), true);
    if (m_arranged && (m_columns->orientation() == Qt::Horizontal) == wide)
        return;
    m_arranged = true;
    arrangeWide(wide);
}

void FlowView::arrangeWide(bool wide)
{
    m_columns->setOrientation(wide ? Qt::Horizontal : Qt::Vertical);
    m_wiresLayout->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_request->setFilling(wide);
    m_response->setFilling(wide);
    const Theme &theme = m_appearance.theme();
    const int table = theme.px(metrics::tableHeader + 7 * metrics::rowOneLineCompact) + 2;
    const auto diagram = static_cast<int>(m_scene->layout().size.height());
    if (wide) {
        m_main->addWidget(m_wires);
        m_main->setStretchFactor(0, 1);
        m_main->setSizes({std::max(diagram, 300), std::max(theme.px(160), height() - diagram - theme.px(80))});
        const int side = theme.px(380);
        m_columns->setSizes({width() - side, side});
        m_side->setSizes({table, std::max(1, height() - table)});
    } else {
        m_sideColumn->insertWidget(1, m_wires);
        m_columns->setSizes({std::max(240, std::min(diagram, height() * 3 / 5)), std::max(1, height() * 2 / 5)});
        m_side->setSizes({table, table});
    }
    m_wires->show();
    m_columns->setStretchFactor(0, 1);
    m_columns->setStretchFactor(1, wide ? 0 : 1);
}

void FlowView::layOutDiagram()
{
    const FlowLook look = lookOf(m_appearance);
    const qreal room = m_diagram->viewport()->width();
    m_scene->show(layOut(m_model->narration(), look.fonts, room), look);
    m_scene->selectStep(selectedStep());
    m_diagram->setTransform(QTransform::fromScale(m_zoom, m_zoom));
}

void FlowView::zoomBy(qreal factor)
{
    m_zoom = std::clamp(m_zoom * factor, leastZoom, mostZoom);
    m_diagram->setTransform(QTransform::fromScale(m_zoom, m_zoom));
}

void FlowView::resetZoom()
{
    m_zoom = 1;
    layOutDiagram();
}

void FlowView::stepBy(int rows)
{
    selectStep(std::clamp(selectedStep() + rows, 0, std::max(0, m_model->rowCount() - 1)));
}

void FlowView::stopPlaying()
{
    m_timer->stop();
    m_play->setGlyph(Glyph::Play);
    m_play->setName(tr("Play"));
}

void FlowView::showStep(int row)
{
    m_scene->selectStep(row);
    const exchange::Narration &narration = m_model->narration();
    if (row < 0 || row >= narration.steps.size()) {
        m_details->clear();
        m_request->setText(QString());
        m_response->setText(QString());
        m_position->setValue(QString());
        return;
    }
    const exchange::Step &step = narration.steps.at(row);
    m_details->setStep(step);
    m_request->setText(step.request);
    m_response->setText(step.response);
    m_position->setValue(tr("Step %1 of %2").arg(row + 1).arg(narration.steps.size()));
    m_diagram->ensureVisible(m_scene->layout().steps.at(row).area, 0, metrics::space2);
}

void FlowView::writePicture(const QString &chosen)
{
    const bool png = chosen.endsWith(u".png", Qt::CaseInsensitive);
    const bool svg = chosen.endsWith(u".svg", Qt::CaseInsensitive);
    const QString path = png || svg ? chosen : chosen + QStringLiteral(".svg");
    const FlowLook look = lookOf(m_appearance);
    const ExchangeLayout layout = layOut(m_model->narration(), look.fonts, pictureWidth);
    const Result<QByteArray> picture = png ? flowAsPng(layout, look, pictureScale) : flowAsSvg(layout, look, m_name);
    const bool written = picture && writeWhole(path, *picture);
    Q_EMIT said(written ? tr("Saved the picture as %1.").arg(path)
                        : tr("The picture could not be saved as %1. Choose another folder.").arg(path));
}

} // namespace symbolon::ui
