// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/common/page.h"

namespace symbolon::ui {

class ActivityDetails;
class ActivityModel;
class Chip;
class ListStack;
class TableView;

// What the program does and asks for in the background: every request with its answer, how far each part of the tenant
// has been read, and what went wrong, to be copied for whoever helps.
class ActivityPage final : public Page
{
    Q_OBJECT

public:
    explicit ActivityPage(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] ActivityModel *model() const { return m_model; }
    [[nodiscard]] TableView *table() const { return m_table; }

    [[nodiscard]] QString id() const override { return QStringLiteral("activity"); }
    void clearFilter() override;
    [[nodiscard]] QList<QWidget *> panes() const override;
    void setCompactRows(bool compact) override;
    [[nodiscard]] QString selectionText() const override;

Q_SIGNALS:
    void said(const QString &sentence);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildList();
    void buildChips();
    void applyText() override { applyFilter(); }
    void applyFilter();
    void copyDiagnostics();
    void showRows();
    void showDetails();

    ActivityModel *m_model;
    TableView *m_table;
    ListStack *m_stack = nullptr;
    ActivityDetails *m_details;
    Chip *m_failed = nullptr;
    Chip *m_throttled = nullptr;
    Chip *m_remarks = nullptr;
};

} // namespace symbolon::ui
