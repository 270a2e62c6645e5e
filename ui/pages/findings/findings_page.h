// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/common/page.h"

#include <QMap>

#include <optional>

namespace symbolon::ui {

class Chip;
class FindingDetails;
class FindingsModel;
class ListStack;
class TreeView;

// Everything that the rules found, by rule, worst first; what could not be judged stands apart at the end.
class FindingsPage final : public Page
{
    Q_OBJECT

public:
    explicit FindingsPage(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] FindingDetails *details() const { return m_details; }
    [[nodiscard]] FindingsModel *model() const { return m_model; }
    [[nodiscard]] int count() const; // findings, whatever the filter
    [[nodiscard]] TreeView *tree() const { return m_tree; }

    [[nodiscard]] QString id() const override { return QStringLiteral("findings"); }
    void clearFilter() override;
    [[nodiscard]] QList<QWidget *> panes() const override;
    void setCompactRows(bool compact) override;
    [[nodiscard]] QString selectionText() const override;

Q_SIGNALS:
    // How many findings there are, and how many of them are critical.
    void countsChanged(int findings, int critical);

private:
    QWidget *buildList();
    void buildChips();
    void applyText() override { applyFilter(); }
    void applyFilter();
    void showRows();
    void showCounts();
    void showDetails();
    void step(int rows);
    [[nodiscard]] QModelIndex firstRow() const;

    FindingsModel *m_model;
    TreeView *m_tree;
    ListStack *m_stack = nullptr;
    FindingDetails *m_details;
    QMap<risk::Severity, Chip *> m_severities;
    Chip *m_unknown = nullptr;
};

} // namespace symbolon::ui
