// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/activity_log.h"
#include "ui/pages/common/scroll_column.h"
#include "ui/shell/context.h"

#include <QList>

class QBoxLayout;

namespace symbolon::ui {

class Button;
class CopyableField;
class PlainLabel;
class SeverityBadge;

// How far each part of the tenant has been read, how many requests each service answered and how, and the chosen request
// in full.
class ActivityDetails final : public ScrollColumn
{
    Q_OBJECT

public:
    explicit ActivityDetails(Context &context, QWidget *parent = nullptr);

    // What the workspace says now.
    void showProgress();
    // nullptr: nothing is chosen.
    void setRequest(const net::Activity *activity);

private:
    // One part of the tenant: a sign, its name, how far it is, and why it failed.
    struct Part
    {
        SeverityBadge *sign = nullptr;
        PlainLabel *name = nullptr;
        PlainLabel *progress = nullptr;
        PlainLabel *reason = nullptr;
        CopyableField *requestId = nullptr;
    };

    [[nodiscard]] PlainLabel *newHeading(const QString &text);
    void addParts(QBoxLayout *layout);
    void addServices(QBoxLayout *layout);
    void addRequest(QBoxLayout *layout);
    void showPart(const Part &part, const workspace::SourceState &state) const;

    Context &m_context;
    QList<Part> m_parts;
    Button *m_retry = nullptr;
    QList<PlainLabel *> m_services; // one line a service
    QList<PlainLabel *> m_waiting;  // and below it what throttling cost there
    QWidget *m_request = nullptr;
    PlainLabel *m_what = nullptr;
    CopyableField *m_path = nullptr;
    CopyableField *m_requestId = nullptr;
    PlainLabel *m_answer = nullptr;
};

} // namespace symbolon::ui
