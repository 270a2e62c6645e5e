// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/common/scroll_column.h"
#include "ui/shell/context.h"

#include <QUuid>

class QHBoxLayout;

namespace symbolon::ui {

class StagedChanges;

// One staged operation in full: before and after field by field, what it means for whoever signs in, which findings come
// and go with it, and, once it was tried, what the service said.
class OperationDetails final : public ScrollColumn
{
    Q_OBJECT

public:
    OperationDetails(Context &context, StagedChanges &staged, QWidget *parent = nullptr);

    // Null: nothing is chosen.
    void setOperation(const QUuid &operation);

Q_SIGNALS:
    void unstageAsked(const QUuid &operation);
    void identityAsked(const symbolon::workspace::CredentialKey &key);

protected:
    void fill() override;

private:
    void addHead(QVBoxLayout *column, const trust::Operation &operation, int number);
    void addIdentity(QHBoxLayout *row, const trust::Operation &operation);
    void addOutcome(QVBoxLayout *column, const trust::Operation &operation);
    void addOrder(QVBoxLayout *column, const trust::Operation &operation);
    void addEffect(QVBoxLayout *column, const trust::Operation &operation);

    Context &m_context;
    StagedChanges &m_staged;
    QUuid m_operation;
};

} // namespace symbolon::ui
