// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/change_set.h"
#include "ui/shell/context.h"
#include "workspace/apply.h"

#include <QWidget>

class QCheckBox;
class QVBoxLayout;

namespace symbolon::ui {

class Banner;
class Button;
class PlainLabel;
class ThinProgress;

// One operation before it is written: what it does, field by field, what it means, and the button that does it. Shows
// progress and, when the service refuses, its own words. Confirms in place: there is no dialog.
class ReviewPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ReviewPane(const Context &context, QWidget *parent = nullptr);

    // `warnings` ask for one acknowledgement before applying is possible.
    void setOperation(const trust::Operation &operation, const QStringList &warnings);
    void setProgress(const workspace::OperationResult &result);
    // What came of it; a failure leaves everything as it was.
    void setOutcome(const workspace::OperationResult &result);
    // Whether the change may be staged instead.
    void setStages(bool stages);
    // Whether it may be written from here, by itself.
    void setAppliesAtOnce(bool applies);
    [[nodiscard]] bool isRunning() const { return m_running; }

Q_SIGNALS:
    void applyAsked();
    void stageAsked();
    void stopAsked();
    void backAsked();

private:
    void showFields(const trust::Operation &operation);
    void setRunning(bool running);
    void updateApply();

    const Context &m_context;
    PlainLabel *m_title;
    PlainLabel *m_consequence;
    Banner *m_failure;
    QVBoxLayout *m_fields;
    PlainLabel *m_warnings;
    QCheckBox *m_acknowledged;
    PlainLabel *m_permission;
    PlainLabel *m_progressWords;
    ThinProgress *m_progress;
    Button *m_apply;
    Button *m_stage;
    Button *m_back;
    Button *m_stop;
    bool m_stages = true;
    bool m_appliesAtOnce = true;
    bool m_running = false;
    bool m_needsAcknowledgement = false;
};

} // namespace symbolon::ui
