// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/common/page.h"

#include <QUuid>

class QListView;

namespace symbolon::ui {

class Button;
class ExportPane;
class OperationDelegate;
class OperationDetails;
class OperationsModel;
class StagedChanges;
class StatePane;

// What is staged, in the order in which it will be written; one operation in full beside it; and the way to write all of
// it, to stop on the way, or to throw it away.
class ChangesPage final : public Page
{
    Q_OBJECT

public:
    // `staged` outlives the page.
    ChangesPage(Context &context, StagedChanges &staged, QWidget *parent = nullptr);

    [[nodiscard]] OperationsModel *model() const { return m_model; }
    [[nodiscard]] QListView *list() const { return m_list; }
    [[nodiscard]] OperationDetails *details() const { return m_details; }
    [[nodiscard]] ExportPane *exportPane() const { return m_export; }
    void select(const QUuid &operation);
    // Stages what a change-set file holds; says why where it does not.
    void openFile(const QString &path);
    // As the button does: asks about each gap in service first.
    void apply();
    // Asks first, without waiting for the answer.
    void askDiscard();

    [[nodiscard]] QString id() const override { return QStringLiteral("changes"); }
    void clearFilter() override;
    [[nodiscard]] QList<QWidget *> panes() const override;
    void setCompactRows(bool compact) override;
    [[nodiscard]] QString selectionText() const override;

Q_SIGNALS:
    void said(const QString &sentence);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildHeader();
    [[nodiscard]] QWidget *buildList();
    [[nodiscard]] QWidget *buildDetails();
    void applyText() override;
    void showSet();
    void showDetails();
    void moveBy(int steps);
    void unstage(const QUuid &operation);
    void save();
    void open();
    void take(const trust::ChangeSet &set);
    void tellEnd(int written, int failed, int waiting);

    StagedChanges &m_staged;
    OperationsModel *m_model;
    OperationDetails *m_details;
    ExportPane *m_export;
    OperationDelegate *m_delegate = nullptr;
    QListView *m_list = nullptr;
    StatePane *m_empty = nullptr;
    QWidget *m_listArea = nullptr;
    Button *m_open = nullptr;
    Button *m_save = nullptr;
    Button *m_discard = nullptr;
    Button *m_apply = nullptr;
};

} // namespace symbolon::ui
