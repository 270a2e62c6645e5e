// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/change_set.h"
#include "ui/theme/ink.h"

#include <QAbstractListModel>
#include <QHash>
#include <QMetaType>

namespace symbolon::ui {

class StagedChanges;

// One operation as the list draws it.
struct OperationLine
{
    int number = 0; // its place in the set, from 1
    trust::OperationKind kind = trust::OperationKind::Create;
    QString verb;     // "Add", "Grant"
    QString object;   // what it is done with, fit to be shown
    QString identity; // hostile text
    QString state;    // "Waiting", "Written 14:31:52"
    Ink stateInk = Ink::Text2;
    bool isFirst = false;
    bool isLast = false;
    bool isUnderWay = false;
    bool isWritten = false;
    bool hasFailed = false;
};

// The operations of the staged set in their order, those that a text finds.
class OperationsModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Roles { LineRole = Qt::UserRole + 40, OperationRole };

    // `staged` outlives the model.
    explicit OperationsModel(StagedChanges &staged, QObject *parent = nullptr);

    void setFilter(const QString &text);
    [[nodiscard]] bool isNarrow() const { return !m_words.isEmpty(); }
    // nullptr: there is no such row.
    [[nodiscard]] const trust::Operation *at(int row) const;
    [[nodiscard]] int rowOf(const QUuid &operation) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

private:
    [[nodiscard]] QList<QUuid> found() const;
    void refresh();
    void become(const QList<QUuid> &ids);
    void reorder(const QList<QUuid> &ids);
    void remember();
    void tellResult(const QUuid &operation);
    [[nodiscard]] OperationLine lineOf(const trust::Operation &one) const;

    StagedChanges &m_staged;
    QStringList m_words;
    QList<QUuid> m_ids; // of the rows
    QHash<QUuid, int> m_rowOf;
};

} // namespace symbolon::ui

Q_DECLARE_METATYPE(symbolon::ui::OperationLine)
