// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exchange/narration.h"
#include "ui/widgets/clipboardwriter.h"

#include <QWidget>

#include <functional>

class QBoxLayout;
class QGraphicsView;
class QSplitter;
class QTableView;
class QTimer;

namespace symbolon::ui {

class Appearance;
class Button;
class FlowScene;
class FlowStepDetails;
class FlowStepsModel;
class IconButton;
class PlainLabel;
class WirePane;

// Asks where to save: given a proposed file name, calls back with the chosen path, or with an empty one. Asynchronous,
// so that no dialog stops the event loop; tests answer at once.
using AskSavePath = std::function<void(const QString &proposedName, std::function<void(const QString &path)> chosen)>;

// One exchange to look at: the diagram, the table of its steps, and the chosen step's request, answer and checks. The
// table holds the selection; the diagram and the details follow it. Narrow widths stack everything; wide ones put table
// and details beside the diagram, and what goes over the wire below it.
class FlowView final : public QWidget
{
    Q_OBJECT

public:
    FlowView(const Appearance &appearance, ClipboardWriter clipboard, AskSavePath askSavePath,
             QWidget *parent = nullptr);

    // `name` names picture files, "gh-platform-deploy main-branch"; hostile text.
    void setNarration(const exchange::Narration &narration, const QString &name);

    // Row of the chosen step, or -1.
    [[nodiscard]] int selectedStep() const;
    void selectStep(int row);

    // Off: playing jumps to the last step at once, for a desktop that wants no motion.
    void setMotion(bool motion) { m_motion = motion; }

    void savePicture();
    void copyAsText();
    void playOrPause();

Q_SIGNALS:
    // A sentence for the status bar: what was saved or copied, or why not.
    void said(const QString &sentence);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QWidget *buildToolBar();
    void buildDiagram();
    void buildTable();
    void buildWires();
    void arrange();
    void arrangeWide(bool wide);
    void layOutDiagram();
    void zoomBy(qreal factor);
    void resetZoom();
    void stepBy(int rows);
    void stopPlaying();
    void showStep(int row);
    void writePicture(const QString &chosen);

    const Appearance &m_appearance;
    ClipboardWriter m_clipboard;
    AskSavePath m_askSavePath;
    FlowStepsModel *m_model = nullptr;
    FlowScene *m_scene = nullptr;
    QGraphicsView *m_diagram = nullptr;
    QTableView *m_table = nullptr;
    FlowStepDetails *m_details = nullptr;
    QWidget *m_wires = nullptr;
    QBoxLayout *m_wiresLayout = nullptr;
    WirePane *m_request = nullptr;
    WirePane *m_response = nullptr;
    QBoxLayout *m_sideColumn = nullptr;
    QSplitter *m_columns = nullptr;
    QSplitter *m_main = nullptr;
    QSplitter *m_side = nullptr;
    PlainLabel *m_verdict = nullptr;
    PlainLabel *m_position = nullptr;
    IconButton *m_play = nullptr;
    QTimer *m_timer = nullptr;
    QString m_name;
    qreal m_zoom = 1;
    bool m_motion = true;
    bool m_arranged = false;
};

} // namespace symbolon::ui
