// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/plan/plan_request.h"
#include "ui/shell/context.h"

#include <QDialog>
#include <QTimer>

#include <optional>

class QListWidget;

namespace symbolon::ui {

class Button;
class PlainLabel;
class StagedChanges;

// Asks for what a plan needs, shows at once what it would do and what has to be told about it, and stages it. Nothing is
// written by it.
class PlanDialog final : public QDialog
{
    Q_OBJECT

public:
    // `staged` outlives it. Deletes itself when it is closed.
    PlanDialog(Context &context, StagedChanges &staged, PlanRequest request, QWidget *parent);

    void setValue(const QString &key, const QString &value);
    [[nodiscard]] const std::optional<workspace::Plan> &plan() const { return m_plan; }
    // A plan is being made of what was typed last.
    [[nodiscard]] bool isBusy() const { return m_answered != m_asked || m_soon.isActive(); }

Q_SIGNALS:
    void staged(int operations);

private:
    void build();
    QWidget *addField(const PlanField &field, class QVBoxLayout *column);
    void typed(const QString &key, const QString &value);
    void makePlan();
    void showPlan(const Result<workspace::Plan> &plan);
    void stage();

    Context &m_context;
    StagedChanges &m_staged;
    PlanRequest m_request;
    QMap<QString, QString> m_values;
    std::optional<workspace::Plan> m_plan;
    QTimer m_soon;
    int m_asked = 0;
    int m_answered = 0;
    PlainLabel *m_summary = nullptr;
    QListWidget *m_notices = nullptr;
    Button *m_stage = nullptr;
};

} // namespace symbolon::ui
