// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/context.h"

#include <QWidget>

class QVBoxLayout;

namespace symbolon::ui {

class PermissionModel;
class PlainLabel;
class Plane;
class StatePane;
class TableView;

// What one identity may do, and what of it could not be read.
class PermissionsTab final : public QWidget
{
    Q_OBJECT

public:
    explicit PermissionsTab(Context &context, QWidget *parent = nullptr);

    void setIdentity(const trust::Identity &identity);
    void setCompactRows(bool compact);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    Plane *m_missing;
    PlainLabel *m_missingText;
    PermissionModel *m_model;
    TableView *m_table;
    StatePane *m_empty;
};

} // namespace symbolon::ui
