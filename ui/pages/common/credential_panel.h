// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/context.h"

#include <QWidget>

#include <array>

namespace symbolon::ui {

class Button;
class CopyableField;
class PlainLabel;
class SeverityBadge;

// One credential as it is compared, byte for byte, with what can be done to it.
class CredentialPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit CredentialPanel(const Context &context, QWidget *parent = nullptr);

    // nullptr: nothing chosen, the panel hides. The worst finding stands beside the name.
    void setCredential(const workspace::CredentialRow *row);
    // False where the name stands above the panel already.
    void setNameVisible(bool visible);
    // Why editing is not possible now; empty: it is.
    void setEditBlocked(const QString &reason);

Q_SIGNALS:
    void editAsked();
    void flowAsked();
    void handoffAsked();
    void deleteAsked();

private:
    void askHistory();
    CopyableField *addField(const QString &label);

    const Context &m_context;
    PlainLabel *m_name;
    SeverityBadge *m_finding;
    CopyableField *m_issuer;
    CopyableField *m_subject;
    CopyableField *m_expression;
    CopyableField *m_audience;
    PlainLabel *m_description;
    PlainLabel *m_history;
    workspace::CredentialKey m_key; // on show
    Button *m_edit;
    Button *m_delete;
};

} // namespace symbolon::ui
