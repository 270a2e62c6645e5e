// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"
#include "ui/widgets/clipboardwriter.h"

#include <QTableView>

class QAction;

namespace symbolon::ui {

class CellDelegate;
class HeaderView;

// The table of every page: rows of one fixed height, no grid, the whole row tinted under the pointer and when selected.
// Ctrl+C copies the current cell exactly (CopyRole, else DisplayRole), Ctrl+Shift+C the chosen rows as displayed,
// columns divided by tabs. Tab leaves the table; the arrow keys move in it; Enter activates the row.
class TableView final : public QTableView
{
    Q_OBJECT

public:
    // `name` is the accessible name: "Identities".
    TableView(const Appearance &appearance, ClipboardWriter clipboard, const QString &name, QWidget *parent = nullptr);

    // Pixels at text scale 1: metrics::rowTwoLine, rowOneLine or their compact twins.
    void setRowHeight(int height);

    [[nodiscard]] HeaderView *header() const { return m_header; }
    [[nodiscard]] CellDelegate *cellDelegate() const { return m_delegate; }
    // For menus; their shortcuts work while the table has the focus.
    [[nodiscard]] QAction *copyCellAction() const { return m_copyCell; }
    [[nodiscard]] QAction *copyRowAction() const { return m_copyRow; }

    // Order, widths, visibility and sorting of the columns, to be kept over restarts. False: the state belongs to other
    // columns and was not taken.
    [[nodiscard]] QByteArray columnState() const;
    bool restoreColumnState(const QByteArray &state);

    [[nodiscard]] int hoveredRow() const { return m_hoveredRow; }
    // Whether the current cell shows its ring: when the keyboard was used last.
    [[nodiscard]] bool showsFocus() const { return m_showsFocus; }

Q_SIGNALS:
    void copied(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void copyCell();
    void copyRow();
    [[nodiscard]] QString rowText(int row) const;
    void copy(const QString &text);
    void setHoveredRow(int row);
    void updateRow(int row);
    [[nodiscard]] bool isOnCopySign(const QPoint &position) const;

    const Appearance &m_appearance;
    ClipboardWriter m_clipboard;
    CellDelegate *m_delegate;
    HeaderView *m_header;
    QAction *m_copyCell;
    QAction *m_copyRow;
    int m_hoveredRow = -1;
    bool m_showsFocus = false;
};

} // namespace symbolon::ui
