// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"
#include "ui/widgets/clipboardwriter.h"

#include <QHash>
#include <QTreeView>

#include <functional>

namespace symbolon::ui {

class GroupedModel;

// The view of a GroupedModel: group headings span the width and open and close; rows look like a table's. Whether a
// group is open stays as somebody left it. Ctrl+C copies the current cell exactly; Enter opens or closes a group, or
// activates a row.
class TreeView final : public QTreeView
{
    Q_OBJECT

public:
    // `name` is the accessible name: "Findings by rule".
    TreeView(const Appearance &appearance, ClipboardWriter clipboard, const QString &name, QWidget *parent = nullptr);

    void setGroupedModel(GroupedModel *model);
    // Pixels at text scale 1.
    void setRowHeights(int group, int row);
    // How far rows stand in from the left edge; 8 at first.
    void setRowInset(int inset);
    // Whether a group that nobody has touched is open; every one is, at first.
    void setOpenByDefault(std::function<bool(const QModelIndex &group)> isOpen);

Q_SIGNALS:
    void copied(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void arrangeGroups();
    void copyCell();

    const Appearance &m_appearance;
    ClipboardWriter m_clipboard;
    class Delegate;

    Delegate *m_delegate;
    GroupedModel *m_model = nullptr;
    std::function<bool(const QModelIndex &)> m_openByDefault;
    QHash<QString, bool> m_open; // by group id, as somebody left it
    bool m_arranging = false;
};

} // namespace symbolon::ui
