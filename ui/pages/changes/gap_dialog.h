// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/context.h"

#include <QDialog>

class QListWidget;

namespace symbolon::ui {

class Button;
class PlainLabel;
class StagedChanges;

// Every removal that goes first, with what it means and for whom: writing begins when each of them is ticked. Deletes
// itself when it is closed; a tick stays.
class GapDialog final : public QDialog
{
    Q_OBJECT

public:
    // Both outlive it.
    GapDialog(Context &context, StagedChanges &staged, QWidget *parent = nullptr);

    [[nodiscard]] QListWidget *list() const { return m_list; }

private:
    void fill();
    void refresh();

    StagedChanges &m_staged;
    QListWidget *m_list;
    PlainLabel *m_left;
    Button *m_apply;
};

} // namespace symbolon::ui
