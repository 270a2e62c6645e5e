// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/context.h"

#include <QStackedWidget>

namespace symbolon::ui {

class StatePane;

// What decides between a list and the words in its place.
struct ListFacts
{
    bool settled = true;   // the rows on show are what the filter and the data ask for
    qsizetype shown = 0;   // rows in the view
    qsizetype known = 0;   // rows behind the filter
    bool narrowed = false; // a filter is in force that can be cleared
    QString emptyTitle;    // "This tenant has no …"
    QString emptyText;
    QString filteredTitle; // "No identity matches the filter."
};

// A list, or in its place the reason why it shows nothing: being read for the first time, failed, empty, or filtered to
// nothing. Rows that were read stay on show whatever happens later.
class ListStack final : public QStackedWidget
{
    Q_OBJECT

public:
    ListStack(const Context &context, QWidget *list, QWidget *parent = nullptr);

    void show(const ListFacts &facts);
    void setRowHeight(int pixels);
    [[nodiscard]] StatePane *pane() const { return m_pane; }

Q_SIGNALS:
    void clearFilterAsked();

private:
    void act();

    const Context &m_context;
    QWidget *m_list;
    StatePane *m_pane;
};

} // namespace symbolon::ui
