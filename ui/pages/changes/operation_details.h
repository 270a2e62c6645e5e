// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/changes/difference_view.h"
#include "ui/pages/common/scroll_column.h"
#include "ui/shell/context.h"

#include <QUuid>

class QHBoxLayout;

namespace symbolon::ui {

class SegmentedControl;
class SignInReader;
class StagedChanges;

// One staged operation in full: before and after in the view that was chosen last, what it means for whoever signs in,
// whom it refuses, which findings come and go with it, and, once it was tried, what the service said.
class OperationDetails final : public ScrollColumn
{
    Q_OBJECT

public:
    OperationDetails(Context &context, StagedChanges &staged, QWidget *parent = nullptr);

    // Null: nothing is chosen.
    void setOperation(const QUuid &operation);

    [[nodiscard]] DifferenceView view() const { return m_view; }
    void setView(DifferenceView view);

Q_SIGNALS:
    void unstageAsked(const QUuid &operation);
    // To open what is staged in the editor.
    void editAsked(const QUuid &operation);
    void identityAsked(const symbolon::workspace::CredentialKey &key);

protected:
    void fill() override;

private:
    void addHead(QVBoxLayout *column, const trust::Operation &operation, int number);
    void addIdentity(QHBoxLayout *row, const trust::Operation &operation);
    void addButtons(QHBoxLayout *row, const trust::Operation &operation);
    void addViews(QVBoxLayout *column, const trust::Operation &operation);
    void showDifference();
    void addAdmission(QVBoxLayout *column, const trust::Operation &operation);
    void addOutcome(QVBoxLayout *column, const trust::Operation &operation);
    void addOrder(QVBoxLayout *column, const trust::Operation &operation);
    void addEffect(QVBoxLayout *column, const trust::Operation &operation);

    Context &m_context;
    StagedChanges &m_staged;
    SignInReader *m_reader;
    QUuid m_operation;
    DifferenceView m_view = DifferenceView::Unified; // for the session
    SegmentedControl *m_views = nullptr;             // of what is on show; nullptr: nothing is
    QVBoxLayout *m_difference = nullptr;
};

} // namespace symbolon::ui
