// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workspace/filter_fields.h"

#include <QObject>
#include <QStringList>

#include <functional>

class QCompleter;
class QStandardItemModel;

namespace symbolon::ui {

class SearchField;

// Offers fields, and values behind a field's colon, while somebody types a filter. The arrow keys choose, Enter and Tab
// take, Escape closes.
class FilterCompleter final : public QObject
{
    Q_OBJECT

public:
    // `platforms` names those that there are.
    FilterCompleter(workspace::FilterScope scope, SearchField *field, std::function<QStringList()> platforms,
                    QObject *parent);

private:
    void offer();
    void take(const QModelIndex &index);

    workspace::FilterScope m_scope;
    SearchField *m_field;
    std::function<QStringList()> m_platforms;
    QStandardItemModel *m_model;
    QCompleter *m_completer;
    workspace::FilterCompletions m_offered;
};

} // namespace symbolon::ui
