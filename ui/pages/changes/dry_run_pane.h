// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/context.h"
#include "workspace/dry_run.h"

#include <QWidget>

#include <optional>
#include <stop_token>

class QVBoxLayout;

namespace symbolon::ui {

class Button;
class PlainLabel;
class StagedChanges;

// What the staged set would meet, looked at on request: it reads and writes nothing. What it said counts until the set
// changes.
class DryRunPane final : public QWidget
{
    Q_OBJECT

public:
    // `staged` outlives it.
    DryRunPane(Context &context, StagedChanges &staged, QWidget *parent = nullptr);
    ~DryRunPane() override;

    void start();
    // nullopt: not looked at since the set changed.
    [[nodiscard]] const std::optional<workspace::DryRunReport> &report() const { return m_report; }

private:
    void forget();
    void show();
    void addLine(Level level, const QString &text);

    Context &m_context;
    StagedChanges &m_staged;
    std::optional<workspace::DryRunReport> m_report;
    trust::ChangeSet m_looked; // what it is about
    std::stop_source m_stop;
    int m_asked = 0; // answers to older questions are dropped
    PlainLabel *m_when;
    Button *m_start;
    QVBoxLayout *m_lines;
};

} // namespace symbolon::ui
