// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/context.h"

#include <QWidget>

namespace symbolon::ui {

class Button;
class CredentialPanel;
class PlainLabel;
class StatePane;
class Tile;
class VerdictList;

// One credential of the flat table: where it belongs, what it compares, and what is risky about it.
class CredentialDetails final : public QWidget
{
    Q_OBJECT

public:
    explicit CredentialDetails(Context &context, QWidget *parent = nullptr);

    // nullptr: nothing is chosen.
    void setCredential(const workspace::CredentialRow *row);

Q_SIGNALS:
    void identityAsked(const symbolon::workspace::CredentialKey &key);
    void editAsked(const symbolon::workspace::CredentialKey &key);
    void deleteAsked(const symbolon::workspace::CredentialKey &key);
    void flowAsked(const symbolon::workspace::CredentialKey &key);
    void handoffAsked(const symbolon::workspace::CredentialKey &key);

private:
    QWidget *buildHead();

    Context &m_context;
    workspace::CredentialKey m_key;
    StatePane *m_nothing;
    QWidget *m_content;
    Tile *m_tile = nullptr;
    PlainLabel *m_name = nullptr;
    PlainLabel *m_platform = nullptr;
    Button *m_identity = nullptr;
    CredentialPanel *m_panel = nullptr;
    VerdictList *m_risks = nullptr;
};

} // namespace symbolon::ui
